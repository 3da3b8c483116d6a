"""What the pages about legal work share: opening one, fetching a row of it, and taking what a form says."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import formats, timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.choices import Act
from accounts.requests import StaffRequest
from audit.tags import Tag
from cases.case.page import CasePage, open_page
from cases.case.states import require_open
from cases.conflict.sheets import stood_at
from cases.legal.facts import FactsForm
from cases.models import EarlierValue
from common.access import get_visible_or_404, require
from common.errors import DomainError
from common.forms import attempt, status_of
from common.shown import State, show
from encryption.classes import FieldClass

CLASSES = frozenset({FieldClass.LEGAL})


class CannotBeRead(DomainError):
    """What is sealed there cannot be opened, so nothing may take its place."""

    code = "cannot_be_read"
    sentence = gettext_lazy("A part of this cannot be shown. It stays as it is. Tell your administrator.")


def read_page(request: StaffRequest, pid: str) -> CasePage:
    """A case whose legal matters the user may read."""
    page = open_page(request.user, pid, Tag.PROCEEDINGS_OPEN, CLASSES)
    require(page.may(Act.LEGAL_LIST))
    return page


def write_page(request: StaffRequest, pid: str) -> CasePage:
    """One whose legal matters the user may record."""
    page = open_page(request.user, pid, Tag.PROCEEDINGS_OPEN, CLASSES)
    require(page.may(Act.LEGAL_EDIT))
    return page


def row_of(request: StaffRequest, page: CasePage, rows: Any, row_pid: str) -> Any:
    """One of `rows`, which are rows of the case of `page`, while work on it goes on."""
    row = get_visible_or_404(rows, request.user, row_pid, tag=Tag.PROCEEDINGS_OPEN)
    require_open(page.case)
    return row


def held_in(sealed: Any) -> Any:
    """What a form begins with. Raises CannotBeRead where something is sealed that cannot be opened."""
    held = show(sealed, "edit")
    if held.state not in {State.VALUE, State.EMPTY}:
        raise CannotBeRead
    return held.value or {}


def remember_facts(form: FactsForm, row: Any) -> None:
    """Whoever saves second sees what stood in the answers of `row` when the form was made."""

    def before(version: int) -> dict[str, Any]:
        found = stood_at(row, version, "facts")
        return {name: (found["facts"] or {}).get(name) for name in form.names()} if found else {}

    form.before = before  # type: ignore[attr-defined]


def tell_saved(form: forms.Form, row: Any) -> None:
    """Whoever saves a step second reads who saved `row` and when; the page shows it as it is now, and goes on knowingly."""

    def told() -> str:
        began = form.cleaned_data["version"]
        kept = (
            EarlierValue.objects.since([row.pk], began).filter(case_id=row.case_id) if hasattr(row, "case_id") else ()
        )
        names = _(", ").join(sorted({earlier.author.display_name for earlier in kept}))
        when = formats.date_format(timezone.localtime(row.updated_at), "SHORT_DATETIME_FORMAT")
        if names:
            sentence = _("%(names)s saved this, last on %(when)s. The page shows it as it is now.")
        else:
            sentence = _("It was saved on %(when)s. The page shows it as it is now.")
        return sentence % {"names": names, "when": when}

    form.told = told  # type: ignore[attr-defined]


def take(
    request: StaffRequest,
    page: CasePage,
    template: str,
    form: forms.Form,
    action: Callable[..., Any],
    *,
    to: str = "",
    more: dict[str, Any] | None = None,
    **arguments: Any,
) -> HttpResponseBase:
    """Do what the form says and go back, or show the form with what was typed. `arguments` go to the action as well."""
    values: dict[str, Any] = form.values() if form.is_valid() else {}  # type: ignore[attr-defined]
    if values and attempt(form, action, actor=request.user, **arguments, **values):
        messages.success(request, _("Saved."))
        return redirect(to or page.url("legal_list"))
    status = status_of(form)
    return render(request, f"cases/{template}.html", page.context("legal", form=form, **(more or {})), status=status)

"""Reading the facts of a case, and editing them section by section."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.choices import Act
from accounts.matrix import CASE_CLASSES
from accounts.requests import StaffRequest
from audit.tags import Tag
from cases.answer_fields import QuestionForm
from cases.case.page import CasePage, open_page
from cases.case.states import require_open
from cases.conflict.sheets import TypedAnswers, TypedFields
from cases.conflict.views import began_at, conflict_over, save_typed
from cases.contact.actions import edit_contact
from cases.dependant.actions import create_dependant, edit_dependant
from cases.episode.actions import create_episode, edit_account, edit_episode
from cases.facts.forms import ContactForm, IdentityForm, NeedsForm, SheetForm
from cases.facts.queries import facts_context
from cases.facts.sections import BY_SLUG, DEPENDANT, EPISODE_ACCOUNT, EPISODE_FACTS, FOLLOWS, Section
from cases.health.actions import edit_health
from cases.legal.actions import edit_legal
from cases.models import Case, Dependant, Episode
from cases.need.actions import edit_needs
from cases.person.actions import edit_identity, edit_profile
from cases.sheets import may_write, sheet_of
from common.access import get_visible_or_404, require
from common.errors import NotAllowed
from common.forms import attempt, status_of
from common.shown import Shown, State, show

FORMS: dict[str, type[SheetForm]] = {"identity": IdentityForm, "contact": ContactForm, "needs": NeedsForm}
ACTIONS: dict[str, Callable[..., Any]] = {
    "identity": edit_identity,
    "contact": edit_contact,
    "needs": edit_needs,
    "health": edit_health,
    "legal": edit_legal,
}


@require_safe
def facts_list(request: StaffRequest, pid: str) -> HttpResponseBase:
    """All sections as lines; what is restricted keeps its place as a lock."""
    page = open_page(request.user, pid, Tag.FACTS_OPEN, CASE_CLASSES)
    return render(request, "cases/facts_list.html", facts_context(page, ()))


def _open_for_edit(request: StaffRequest, pid: str) -> CasePage:
    page = open_page(request.user, pid, Tag.FACTS_OPEN, CASE_CLASSES)
    require(page.may(Act.CASE_EDIT))
    require_open(page.case)
    return page


@require_http_methods(["GET", "POST"])
def facts_edit(request: StaffRequest, pid: str, section: str) -> HttpResponseBase:
    """Edit one section. A field that the editor may not read is not in the form and is not touched."""
    page = _open_for_edit(request, pid)
    group = BY_SLUG.get(section)
    if group is None:
        raise NotAllowed
    row = sheet_of(group.model, page.case)
    if group.answers:
        return _edit_answers(request, page, group, row, edit_profile, {"case": page.case})
    holders = {name: page.case if line.model is Case else row for line in group.rows for name in line.fields}
    form_class = FORMS.get(section, SheetForm)
    return _edit_fields(request, page, group, row, form_class, holders, ACTIONS[section], {"case": page.case})


@require_http_methods(["GET", "POST"])
def episode_create(request: StaffRequest, pid: str) -> HttpResponseBase:
    """A further time the person was trafficked."""
    page = _open_for_edit(request, pid)
    row = Episode.of(page.case, version=0)
    return _edit_answers(request, page, EPISODE_FACTS, row, create_episode, {"case": page.case})


@require_http_methods(["GET", "POST"])
def episode_edit(request: StaffRequest, pid: str, episode_pid: str, section: str) -> HttpResponseBase:
    """Edit what happened, or the account of it."""
    page = _open_for_edit(request, pid)
    rows = Episode.objects.filter(case=page.case).select_related("case")
    episode: Episode = get_visible_or_404(rows, request.user, episode_pid, tag=Tag.FACTS_OPEN)
    if section == EPISODE_FACTS.slug:
        return _edit_answers(request, page, EPISODE_FACTS, episode, edit_episode, {"episode": episode})
    if section != EPISODE_ACCOUNT.slug:
        raise NotAllowed
    holders = {name: episode for line in EPISODE_ACCOUNT.rows for name in line.fields}
    return _edit_fields(request, page, EPISODE_ACCOUNT, episode, SheetForm, holders, edit_account, {"episode": episode})


@require_http_methods(["GET", "POST"])
def dependant_create(request: StaffRequest, pid: str) -> HttpResponseBase:
    """Record somebody who depends on the person."""
    page = _open_for_edit(request, pid)
    row = Dependant.of(page.case, version=0)
    holders = {name: row for line in DEPENDANT.rows for name in line.fields}
    return _edit_fields(request, page, DEPENDANT, row, SheetForm, holders, create_dependant, {"case": page.case})


@require_http_methods(["GET", "POST"])
def dependant_edit(request: StaffRequest, pid: str, dependant_pid: str) -> HttpResponseBase:
    """Edit what is known about a dependant."""
    page = _open_for_edit(request, pid)
    rows = Dependant.objects.filter(case=page.case).select_related("case")
    row: Dependant = get_visible_or_404(rows, request.user, dependant_pid, tag=Tag.FACTS_OPEN)
    holders = {name: row for line in DEPENDANT.rows for name in line.fields}
    return _edit_fields(request, page, DEPENDANT, row, SheetForm, holders, edit_dependant, {"dependant": row})


def _edit_answers(
    request: StaffRequest,
    page: CasePage,
    section: Section,
    row: Any,
    action: Callable[..., Any],
    subject: dict[str, Any],
) -> HttpResponseBase:
    """Questions of one JSON value."""
    require(may_write(row, section.answers))
    stored = show(getattr(row, section.answers), "edit")
    if section.among is None or stored.state not in {State.VALUE, State.EMPTY}:
        context = page.context("", section=section, form=None, marks=[(section.title, stored)])
        return render(request, "cases/facts_edit.html", context)
    typed = TypedAnswers(section, row, _began(request, row))
    form = QuestionForm(
        request.POST or None,
        questions=section.among.pick(*section.questions),
        stored=typed.before() if typed.is_overtaken else section.among.named(stored.value),
        follow=FOLLOWS,
    )
    if form.is_valid():
        typed.values = form.answers()
        answer = _save(request, page, typed, form, action, subject, "answers")
        if answer is not None:
            return answer
    return _form_page(request, page, typed, form)


def _edit_fields(
    request: StaffRequest,
    page: CasePage,
    section: Section,
    row: Any,
    form_class: type[SheetForm],
    holders: dict[str, Any],
    action: Callable[..., Any],
    subject: dict[str, Any],
) -> HttpResponseBase:
    """Text fields of one row."""
    form = form_class(request.POST or None, holders=holders, version=row.version)
    require(any(may_write(holder, name) for name, holder in holders.items()))
    typed = TypedFields(section, row, _began(request, row), holders)
    if form.is_valid():
        typed.values = form.changes()
        typed.holders = {name: holders[name] for name in typed.values}
        answer = _save(request, page, typed, form, action, subject, "changes")
        if answer is not None:
            return answer
    return _form_page(request, page, typed, form, marks=form.marks)


def _began(request: StaffRequest, row: Any) -> int:
    """The version that the editor began with."""
    began = began_at(request.POST)
    return int(row.version) if began is None else began


def _save(
    request: StaffRequest,
    page: CasePage,
    typed: TypedAnswers | TypedFields,
    form: Any,
    action: Callable[..., Any],
    subject: dict[str, Any],
    argument: str,
) -> HttpResponseBase | None:
    """Where saving leads: on, or to the page of the conflict. None if the action refused, with the reason in the form."""
    is_new = action in (create_episode, create_dependant)

    def save(values: dict[str, Any], version: int | None) -> None:
        about = {} if is_new else {"version": version}
        action(actor=request.user, **{argument: values}, **about, **subject)

    back_url = page.url("facts_list") + f"#{typed.section.slug}"
    if attempt(form, save_typed, request=request, page=page, typed=typed, save=save):
        if not form.result:
            return conflict_over(request, page, typed, back_url)
        messages.success(request, _("Saved."))
        return redirect(back_url)
    if status_of(form) == 409 and not getattr(request, "is_second_try", False):
        # Somebody saved between our reading and our writing: read again, and there will be something to choose.
        request.is_second_try = True  # type: ignore[attr-defined]
        match = request.resolver_match
        return match.func(request, *match.args, **match.kwargs)  # type: ignore[union-attr,no-any-return]
    return None


def _form_page(
    request: StaffRequest,
    page: CasePage,
    typed: TypedAnswers | TypedFields,
    form: Any,
    marks: list[tuple[Any, Shown]] | None = None,
) -> HttpResponseBase:
    """The form, with the version that its editor began with."""
    context = page.context("", section=typed.section, form=form, version=typed.version, marks=marks or [])
    return render(request, "cases/facts_edit.html", context, status=status_of(form))

"""The safety plan, and who must not know."""

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.choices import Act
from accounts.requests import StaffRequest
from audit.tags import Tag
from cases.case.page import open_page
from cases.case.states import require_open
from cases.conflict.sheets import stood_at
from cases.models import ContactSheet, SafetySheet
from cases.safety.actions import edit_safety, edit_secrecy
from cases.safety.forms import SafetyForm, SecrecyForm
from cases.sheets import sheet_of
from common.access import require
from common.forms import attempt, status_of
from common.shown import State, show
from encryption.classes import FieldClass

FIELDS = ("safe_word", "may_call", "signals", "avoid")


@require_http_methods(["GET", "POST"])
def safety_edit(request: StaffRequest, pid: str) -> HttpResponseBase:
    """Agree on signals, a safe word, who may be called, what to avoid."""
    page = open_page(request.user, pid, Tag.CONSENT_OPEN, {FieldClass.NARRATIVE})
    require(page.may(Act.CASE_EDIT) and page.may(Act.CONSENT_RECORD))
    require_open(page.case)
    row = sheet_of(SafetySheet, page.case)
    cells = {name: show(getattr(row, name), "edit") for name in FIELDS}
    # What cannot be read is never overwritten.
    broken = [name for name, cell in cells.items() if cell.state not in {State.VALUE, State.EMPTY}]
    start = SafetyForm.start({name: cell.value for name, cell in cells.items()}, row.version)
    form = SafetyForm(request.POST or None, initial=start)
    form.before = lambda version: SafetyForm.start(stood_at(row, version, *FIELDS), version)  # type: ignore[attr-defined]
    if form.is_valid():
        clean = {name: value for name, value in form.changes().items() if name not in broken}
        version = form.cleaned_data["version"]
        if attempt(form, edit_safety, actor=request.user, case=page.case, changes=clean, version=version):
            messages.success(request, _("The safety plan is kept."))
            return redirect("cases:consent_list", pid=pid)
    return render(
        request, "cases/safety_edit.html", page.context("", form=form, is_broken=bool(broken)), status=status_of(form)
    )


@require_http_methods(["GET", "POST"])
def secrecy_edit(request: StaffRequest, pid: str) -> HttpResponseBase:
    """Name who must not learn that the person is with us."""
    page = open_page(request.user, pid, Tag.CONSENT_OPEN)
    require(page.may(Act.CASE_EDIT) and page.may(Act.CONSENT_RECORD))
    require_open(page.case)
    row = sheet_of(ContactSheet, page.case)
    people, text = show(row.keep_from, "edit"), show(row.must_not_know, "edit")
    broken = {
        name
        for name, cell in (("keep_from", people), ("must_not_know", text))
        if cell.state not in {State.VALUE, State.EMPTY}
    }
    form = SecrecyForm(request.POST or None, held=people.value or [], text=text.value or "", version=row.version)
    form.before = lambda version: form.start(stood_at(row, version, "keep_from", "must_not_know"))  # type: ignore[attr-defined]
    if form.is_valid():
        clean = {name: value for name, value in form.changes().items() if name not in broken}
        version = form.cleaned_data["version"]
        if attempt(form, edit_secrecy, actor=request.user, case=page.case, changes=clean, version=version):
            messages.success(request, _("Kept. Every page of this case warns of it."))
            return redirect("cases:consent_list", pid=pid)
    return render(
        request, "cases/secrecy_edit.html", page.context("", form=form, is_broken=bool(broken)), status=status_of(form)
    )

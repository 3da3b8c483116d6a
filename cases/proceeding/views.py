"""Recording proceedings and their course."""

from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS
from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.choices import Act
from accounts.requests import StaffRequest
from audit.tags import Tag
from cases.case.states import require_open
from cases.document.linking import linkable
from cases.hearing.queries import hearings_of
from cases.legal.facts import words_of
from cases.legal.pages import held_in, read_page, remember_facts, row_of, take, write_page
from cases.limit.queries import limits_of
from cases.models import Case, Proceeding
from cases.permissions import can
from cases.proceeding.actions import (
    create_proceeding,
    decide_proceeding,
    edit_proceeding,
    link_proceeding,
    stage_proceeding,
    unlink_proceeding,
)
from cases.proceeding.forms import DecideForm, LinkForm, ProceedingEditForm, ProceedingForm, StageForm
from cases.proceeding.queries import linked_cases, proceedings_of
from cases.proceeding.states import NotLinked
from common.access import get_visible_or_404
from common.forms import attempt


@require_http_methods(["GET", "POST"])
def proceeding_create(request: StaffRequest, pid: str) -> HttpResponseBase:
    """Record a proceeding."""
    page = write_page(request, pid)
    require_open(page.case)
    form = ProceedingForm(request.POST or None)
    return take(request, page, "proceeding_create", form, create_proceeding, case=page.case)


@require_safe
def proceeding_detail(request: StaffRequest, pid: str, proceeding_pid: str) -> HttpResponseBase:
    """One proceeding: its facts, its course, its days, and whom else it is about."""
    page = read_page(request, pid)
    rows = Proceeding.objects.filter(case=page.case).select_related("recorded_by")
    row: Proceeding = get_visible_or_404(rows, request.user, proceeding_pid, tag=Tag.PROCEEDINGS_OPEN)
    line = proceedings_of(request.user, page.case, [row])[0]
    context = page.context(
        "legal",
        line=line,
        rows=list(words_of(ProceedingForm, line.held)),
        hearings=hearings_of(page.case).get(row.pk, []),
        limits=limits_of(page.case).get(row.pk, []),
        can_add=page.may_write(Act.LEGAL_EDIT),
        can_open_suspects=page.may(Act.SUSPECTS_EDIT),
        me=request.user,
    )
    return render(request, "cases/proceeding_detail.html", context)


def _opened(request: StaffRequest, pid: str, proceeding_pid: str) -> tuple[Any, Proceeding, str]:
    """The page, the proceeding, and where to go back to."""
    page = write_page(request, pid)
    row = row_of(request, page, Proceeding.objects.filter(case=page.case).select_related("case"), proceeding_pid)
    return page, row, page.url("proceeding_detail", row.pid)


@require_http_methods(["GET", "POST"])
def proceeding_edit(request: StaffRequest, pid: str, proceeding_pid: str) -> HttpResponseBase:
    """Change what the proceeding is."""
    page, row, back = _opened(request, pid, proceeding_pid)
    form = ProceedingEditForm(request.POST or None, initial=held_in(row.facts) | {"version": row.version})
    remember_facts(form, row)
    return take(request, page, "proceeding_edit", form, edit_proceeding, to=back, proceeding=row)


@require_http_methods(["GET", "POST"])
def proceeding_stage(request: StaffRequest, pid: str, proceeding_pid: str) -> HttpResponseBase:
    """Record how far it is."""
    page, row, back = _opened(request, pid, proceeding_pid)
    form = StageForm(request.POST or None, documents=linkable(page.case))
    return take(request, page, "proceeding_stage", form, stage_proceeding, to=back, proceeding=row)


@require_http_methods(["GET", "POST"])
def proceeding_decide(request: StaffRequest, pid: str, proceeding_pid: str) -> HttpResponseBase:
    """Record what the person wants."""
    page, row, back = _opened(request, pid, proceeding_pid)
    form = DecideForm(request.POST or None)
    return take(request, page, "proceeding_decide", form, decide_proceeding, to=back, proceeding=row)


@require_http_methods(["GET", "POST"])
def proceeding_link(request: StaffRequest, pid: str, proceeding_pid: str) -> HttpResponseBase:
    """Say that it is about another person too. A case out of sight and no case are answered alike."""
    page, row, back = _opened(request, pid, proceeding_pid)
    form = LinkForm(request.POST or None)
    if form.is_valid():
        number = form.cleaned_data["reference"].strip()
        other = Case.objects.visible_to(request.user).filter(reference=number).exclude(pk=page.case.pk).first()
        if other is None or not can(request.user, Act.LEGAL_EDIT, other):
            form.add_error("reference", _("There is no other case with this number that you may open."))
    if form.is_valid() and attempt(form, link_proceeding, actor=request.user, proceeding=row, other=other):
        return redirect(back)
    status = 409 if form.is_bound and form.has_error(NON_FIELD_ERRORS, "already_linked") else 200
    return render(request, "cases/proceeding_link.html", page.context("legal", form=form), status=status)


@require_http_methods(["GET", "POST"])
def proceeding_unlink(request: StaffRequest, pid: str, proceeding_pid: str) -> HttpResponseBase:
    """Take it apart from the others."""
    page, row, back = _opened(request, pid, proceeding_pid)
    if request.method == "POST":
        unlink_proceeding(actor=request.user, proceeding=row)
        return redirect(back)
    others = linked_cases(request.user, page.case, [row.docket_id]).get(row.docket_id, [])
    if not others:
        raise NotLinked
    return render(request, "cases/proceeding_unlink.html", page.context("legal", others=others, back=back))

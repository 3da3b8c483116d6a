"""Setting, moving and ending hearings, and what makes them bearable."""

from typing import Any

from django.http import HttpResponseBase
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.requests import StaffRequest
from cases.document.linking import initial_of, linkable
from cases.hearing.actions import create_hearing, edit_hearing, end_hearing, move_hearing
from cases.hearing.forms import HearingEndForm, HearingForm, MeasuresEditForm, MoveForm
from cases.hearing.queries import hearing_line
from cases.hearing.states import require_planned
from cases.legal.pages import held_in, remember_facts, row_of, take, tell_saved, write_page
from cases.models import HearingPart, Proceeding


@require_http_methods(["GET", "POST"])
def hearing_create(request: StaffRequest, pid: str, proceeding_pid: str) -> HttpResponseBase:
    """Set a day, for everybody whom the proceeding is about."""
    page = write_page(request, pid)
    row = row_of(request, page, Proceeding.objects.filter(case=page.case).select_related("case"), proceeding_pid)
    form = HearingForm(request.POST or None, documents=linkable(page.case))
    return take(request, page, "hearing_create", form, create_hearing, proceeding=row)


def _opened(request: StaffRequest, pid: str, hearing_pid: str) -> tuple[Any, HearingPart]:
    page = write_page(request, pid)
    rows = HearingPart.objects.filter(case=page.case).select_related("case", "document", "hearing", "told_by")
    row: HearingPart = row_of(request, page, rows, hearing_pid)
    return page, row


@require_http_methods(["GET", "POST"])
def hearing_edit(request: StaffRequest, pid: str, hearing_pid: str) -> HttpResponseBase:
    """Change place, measures and remark for this person."""
    page, row = _opened(request, pid, hearing_pid)
    initial = held_in(row.facts) | {"version": row.version} | initial_of(row)
    form = MeasuresEditForm(request.POST or None, initial=initial, documents=linkable(page.case, row.document))
    remember_facts(form, row)
    more = {"line": hearing_line(row)}
    return take(request, page, "hearing_edit", form, edit_hearing, part=row, more=more)


@require_http_methods(["GET", "POST"])
def hearing_move(request: StaffRequest, pid: str, hearing_pid: str) -> HttpResponseBase:
    """Another day, typed once for everybody."""
    page, row = _opened(request, pid, hearing_pid)
    require_planned(row.hearing)
    hour = timezone.localtime(row.hearing.starts_at).time() if row.hearing.starts_at else None
    initial = {"held_on": row.hearing.held_on, "hour": hour, "version": row.hearing.version}
    form = MoveForm(request.POST or None, initial=initial)
    more = {"line": hearing_line(row)}
    return take(request, page, "hearing_move", form, move_hearing, part=row, more=more)


@require_http_methods(["GET", "POST"])
def hearing_end(request: StaffRequest, pid: str, hearing_pid: str) -> HttpResponseBase:
    """Held, or cancelled."""
    page, row = _opened(request, pid, hearing_pid)
    require_planned(row.hearing)
    form = HearingEndForm(request.POST or None, initial={"version": row.hearing.version})
    tell_saved(form, row.hearing)
    more = {"line": hearing_line(row)}
    return take(request, page, "hearing_end", form, end_hearing, part=row, more=more)

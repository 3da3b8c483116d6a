"""The stay: the chain of what happened, the days that are watched, what the person decided."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import NON_FIELD_ERRORS
from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.choices import Act
from accounts.matrix import may
from accounts.requests import StaffRequest
from audit.tags import Tag
from cases.case.page import CasePage, open_page
from cases.case.states import require_open
from cases.models import StatusDate
from cases.residence.actions import (
    answer_cooperation,
    change_deadline,
    create_deadline,
    record_residence,
)
from cases.residence.checking import check_date
from cases.residence.choices import INCIDENTS, DateKind
from cases.residence.ending import end_deadline
from cases.residence.forms import (
    CooperationForm,
    DeadlineChangeForm,
    DeadlineCheckForm,
    DeadlineEndForm,
    DeadlineForm,
    ResidenceForm,
)
from cases.residence.queries import (
    CLASSES,
    chain_of,
    documents_of,
    ended_of,
    lane_of_case,
    schemes_for,
    standing_of,
    watched_in,
    watched_of,
)
from cases.residence.states import DateEnded, NotFromHere, require_unchecked
from cases.residence.transitions import BY_NUMBER, GROUPS, possible_from
from common.access import get_visible_or_404, require
from common.forms import attempt

# Refusals that say that a colleague was first: the page keeps what was typed.
OVERTAKEN = ("changed_meanwhile", NotFromHere.code, DateEnded.code)


def _open(request: StaffRequest, pid: str, act: Act = Act.RESIDENCE_RECORD) -> CasePage:
    """The case, for whoever may do `act` on it; for writing it must be open."""
    page = open_page(request.user, pid, Tag.RESIDENCE_LIST, CLASSES)
    require(page.may(act))
    if act == Act.RESIDENCE_RECORD:
        require_open(page.case)
    return page


def _answer(request: StaffRequest, page: CasePage, template: str, form: Any, **more: Any) -> HttpResponseBase:
    """The form with what was typed; 409 if somebody was first."""
    is_late = form.is_bound and any(form.has_error(NON_FIELD_ERRORS, code) for code in OVERTAKEN)
    status = 409 if is_late else 200
    return render(request, template, page.context("papers", form=form, **more), status=status)


@require_safe
def residence_list(request: StaffRequest, pid: str) -> HttpResponseBase:
    """Where the stay stands, the days that are watched, the next thirty days, and everything that happened."""
    page = _open(request, pid, Act.RESIDENCE_LIST)
    standing = standing_of(page.case)
    can_record = page.may_write(Act.RESIDENCE_RECORD)
    events = possible_from(standing.status) if can_record else []
    context = page.context(
        "papers",
        standing=standing,
        status=standing.words,
        status_tone=standing.tone,
        watched=watched_of(page.case),
        ended=ended_of(page.case),
        lane=lane_of_case(page.case),
        chain=chain_of(page.case),
        groups=[(label, [one for one in events if one.group == group]) for group, label in GROUPS.items()],
        can_record=can_record,
        can_read_rules=may(request.user, Act.SCHEME_LIST),
    )
    return render(request, "cases/residence_list.html", context)


@require_http_methods(["GET", "POST"])
def residence_record(request: StaffRequest, pid: str, number: int) -> HttpResponseBase:
    """Write down one event, with the fields that it needs."""
    page = _open(request, pid)
    event = BY_NUMBER.get(number)
    if event is None or not event.group:
        raise Http404
    standing = standing_of(page.case)
    if request.method != "POST" and standing.status not in event.sources:
        raise NotFromHere
    form = ResidenceForm(
        request.POST or None,
        event=event,
        schemes=schemes_for(request.user, event),
        documents=documents_of(page.case),
        initial={"version": standing.version},
    )
    if form.is_valid() and attempt(
        form, record_residence, actor=request.user, case=page.case, event=event, **form.values()
    ):
        messages.success(request, _("Written down."))
        return redirect("cases:residence_list", pid=pid)
    return _answer(request, page, "cases/residence_record.html", form, event=event)


@require_http_methods(["GET", "POST"])
def cooperation_answer(request: StaffRequest, pid: str) -> HttpResponseBase:
    """What the person decided about working with the authorities."""
    page = _open(request, pid)
    standing = standing_of(page.case)
    initial = {"version": standing.version, "answer": standing.answer.value}
    form = CooperationForm(request.POST or None, initial=initial)
    if form.is_valid() and attempt(form, answer_cooperation, actor=request.user, case=page.case, **form.values()):
        messages.success(request, _("Written down. Help goes on."))
        return redirect("cases:residence_list", pid=pid)
    return _answer(request, page, "cases/cooperation_answer.html", form)


@require_http_methods(["GET", "POST"])
def deadline_create(request: StaffRequest, pid: str) -> HttpResponseBase:
    """One more day to watch."""
    page = _open(request, pid)
    form = DeadlineForm(request.POST or None, documents=documents_of(page.case))
    if form.is_valid() and attempt(form, create_deadline, actor=request.user, case=page.case, **form.values()):
        messages.success(request, _("This day is watched now."))
        return redirect("cases:residence_list", pid=pid)
    return _answer(request, page, "cases/deadline_create.html", form)


def _date_of(request: StaffRequest, page: CasePage, date_pid: str) -> StatusDate:
    rows = StatusDate.objects.filter(case=page.case).select_related("case", "due")
    row: StatusDate = get_visible_or_404(rows, request.user, date_pid, tag=Tag.RESIDENCE_LIST)
    if request.method != "POST" and row.ended_at is not None:
        raise DateEnded
    return row


@require_http_methods(["GET", "POST"])
def deadline_change(request: StaffRequest, pid: str, date_pid: str) -> HttpResponseBase:
    """Another last day, with its reason and document."""
    page = _open(request, pid)
    row = _date_of(request, page, date_pid)
    form = DeadlineChangeForm(request.POST or None, documents=documents_of(page.case), initial={"version": row.version})
    if form.is_valid() and attempt(form, change_deadline, actor=request.user, row=row, **form.values()):
        messages.success(request, _("Saved. The day before stays readable."))
        return redirect("cases:residence_list", pid=pid)
    return _answer(request, page, "cases/deadline_change.html", form, item=watched_in(row, timezone.localdate()))


@require_http_methods(["GET", "POST"])
def deadline_end(request: StaffRequest, pid: str, date_pid: str) -> HttpResponseBase:
    """What was done about a day; it is watched no more."""
    page = _open(request, pid)
    row = _date_of(request, page, date_pid)
    item = watched_in(row, timezone.localdate())
    form = DeadlineEndForm(request.POST or None, is_incident=item.what in INCIDENTS, initial={"version": row.version})
    if form.is_valid() and attempt(form, end_deadline, actor=request.user, row=row, **form.cleaned_data):
        messages.success(request, _("Written down. This day is watched no more."))
        return redirect("cases:residence_list", pid=pid)
    return _answer(request, page, "cases/deadline_end.html", form, item=item)


@require_http_methods(["GET", "POST"])
def deadline_check(request: StaffRequest, pid: str, date_pid: str) -> HttpResponseBase:
    """A second person reads the limit of an appeal in the document, without seeing the first day on this page."""
    page = _open(request, pid)
    row = _date_of(request, page, date_pid)
    item = watched_in(row, timezone.localdate())
    require(item.what == DateKind.APPEAL_LIMIT)
    require_unchecked(row, request.user)
    form = DeadlineCheckForm(request.POST or None, initial={"version": row.version})
    if form.is_valid() and attempt(form, check_date, actor=request.user, row=row, **form.cleaned_data):
        messages.success(request, _("Written down. Of two days the earlier counts."))
        return redirect("cases:residence_list", pid=pid)
    return _answer(request, page, "cases/deadline_check.html", form, item=item)

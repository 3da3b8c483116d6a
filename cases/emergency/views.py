"""Emergency openings: by the printed number, with a second factor of the last ten hours; judged afterwards."""

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.requests import StaffRequest, use_factor_now, used_factor
from audit.record import reading, refused
from audit.tags import Tag
from cases.case.queries import open_case
from cases.emergency.actions import open_emergency, review_emergency
from cases.emergency.choices import EmergencyReason, Verdict
from cases.emergency.forms import EmergencyForm, ReviewForm
from cases.emergency.permissions import can_open_emergency, can_read_alarms, can_review_emergency
from cases.emergency.queries import (
    admit_for_emergency,
    alarms_for,
    has_tried_too_often,
    hidden_number,
    judged,
    needed_now,
    own_opening,
    running_of,
    to_judge,
)
from cases.emergency.states import NoSuchNumber, TooManyNumbers, require_running, require_unjudged
from cases.models import EmergencyOpening
from common.access import get_visible_or_404, require
from common.errors import NotAllowed
from common.forms import attempt
from encryption.classes import FieldClass


@require_http_methods(["GET", "POST"])
def emergency_open(request: StaffRequest) -> HttpResponseBase:
    """The number and a reason; nothing about a case is said before."""
    require(can_open_emergency(request.user))
    if not used_factor(request):
        return use_factor_now(request)
    form = EmergencyForm(request.POST or None)
    if form.is_valid():
        number = form.cleaned_data["number"]
        details = {"reason": EmergencyReason(form.cleaned_data["reason"]), "words": form.cleaned_data["words"]}
        if has_tried_too_often(request.user):
            raise TooManyNumbers
        if attempt(form, open_emergency, actor=request.user, number=number, **details):
            return redirect("cases:emergency_detail", pid=form.result.pid)
        if form.has_error("__all__", NoSuchNumber.code):
            note_wrong_number(request, number)
    context = {"form": form, "running": running_of(request.user)}
    return render(request, "cases/emergency_open.html", context)


def note_wrong_number(request: StaffRequest, number: str) -> None:
    """The try is in the trail, of the case too if there is one; the answer is the same."""
    hidden = hidden_number(request.user, number)
    refused(Tag.EMERGENCY_OPEN, hidden, case_id=hidden.pk if hidden is not None else None)


def open_running(request: StaffRequest, pid: str) -> EmergencyOpening:
    """The own opening while its hour runs, its case in scope with what it opens, and recorded; else NotAllowed or 409."""
    opening = own_opening(request.user, pid)
    if opening is None:
        refused(Tag.EMERGENCY_READ)
        raise NotAllowed
    require_running(opening)
    admit_for_emergency(request.user, opening.case)
    reading(Tag.EMERGENCY_READ, subject=opening, case_id=opening.case_id)
    return opening


@require_safe
def emergency_detail(request: StaffRequest, pid: str) -> HttpResponseBase:
    """Safe contact and urgent health needs, and nothing else, while the hour runs."""
    opening = open_running(request, pid)
    context = {"opening": opening, "needed": needed_now(opening.case)}
    response = render(request, "cases/emergency_detail.html", context)
    # The page takes itself away at the end, with and without script.
    response["Refresh"] = str(int((opening.until - timezone.now()).total_seconds()) + 1)
    return response


@require_safe
def emergency_list(request: StaffRequest) -> HttpResponseBase:
    """What waits to be judged, for coordinators; alarms, for those who watch over the rules too."""
    require(can_read_alarms(request.user))
    reading(Tag.EMERGENCY_LIST)
    user = request.user
    context = {"waiting": to_judge(user), "judged": judged(user), "alarms": alarms_for(user)}
    return render(request, "cases/emergency_list.html", context)


@require_http_methods(["GET", "POST"])
def emergency_review(request: StaffRequest, pid: str) -> HttpResponseBase:
    """Justified, or not and why."""
    rows = EmergencyOpening.objects.visible_to(request.user).select_related("case", "opened_by")
    opening: EmergencyOpening = get_visible_or_404(rows, request.user, pid, tag=Tag.EMERGENCY_REVIEW)
    require(can_review_emergency(request.user, opening))
    require_unjudged(opening)
    open_case(request.user, opening.case.pid, Tag.EMERGENCY_LIST, {FieldClass.NARRATIVE})
    form = ReviewForm(request.POST or None)
    if form.is_valid():
        details = {"verdict": Verdict(form.cleaned_data["verdict"]), "judgement": form.cleaned_data["judgement"]}
        if attempt(form, review_emergency, actor=request.user, opening=opening, **details):
            messages.success(request, _("Judged. Thank you."))
            return redirect("cases:emergency_list")
    return render(request, "cases/emergency_review.html", {"form": form, "row": opening})

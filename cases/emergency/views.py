"""Emergency openings: by the printed number, with a second factor of the last ten hours; judged afterwards."""

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.requests import StaffRequest, use_factor_now, used_factor
from audit.record import reading
from audit.tags import Tag
from cases.case.queries import open_case
from cases.emergency.actions import open_emergency, review_emergency
from cases.emergency.choices import EmergencyReason, Verdict
from cases.emergency.forms import EmergencyForm, ReviewForm
from cases.emergency.permissions import can_open_emergency, can_read_alarms, can_review_emergency
from cases.emergency.queries import (
    alarms_for,
    has_tried_too_often,
    judged,
    needed_now,
    running_of,
    to_judge,
)
from cases.emergency.states import NoSuchNumber, TooManyNumbers, require_unjudged
from cases.emergency.trying import note_wrong_number, open_running
from cases.models import EmergencyOpening
from common.access import get_visible_or_404, require
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
            opening: EmergencyOpening = form.result  # type: ignore[attr-defined]
            return redirect("cases:emergency_detail", pid=opening.pid)
        if form.has_error("__all__", NoSuchNumber.code):
            note_wrong_number(request.user, number)
    context = {"form": form, "running": running_of(request.user)}
    return render(request, "cases/emergency_open.html", context)


@require_safe
def emergency_detail(request: StaffRequest, pid: str) -> HttpResponseBase:
    """Safe contact and urgent health needs, and nothing else, while the hour runs."""
    opening = open_running(request.user, pid)
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

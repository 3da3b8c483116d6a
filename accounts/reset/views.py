"""Pages of a reset: the administrator asks, somebody else answers."""

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.models import FactorReset, User
from accounts.requests import StaffRequest, confirm_first
from accounts.reset.actions import RESET_LASTS, ask_reset, confirm_reset, decline_reset
from accounts.reset.permissions import can_answer_reset, can_ask_reset
from audit.record import reading
from audit.tags import Tag
from common.access import get_visible_or_404, require


@confirm_first
@require_http_methods(["GET", "POST"])
def reset_ask(request: StaffRequest, pid: str) -> HttpResponseBase:
    """Ask for the reset of a colleague's second step."""
    user = get_visible_or_404(User.objects.all(), request.user, pid, tag=Tag.USER_OPEN)
    require(can_ask_reset(request.user, user))
    reading(Tag.USER_OPEN, user)
    if request.method == "POST":
        ask_reset(actor=request.user, user=user)
        messages.success(request, _("Asked. A coordinator or another administrator must confirm it."))
        return redirect("accounts:staff_list")
    hours = RESET_LASTS.days * 24
    return render(request, "accounts/reset_ask.html", {"colleague": user, "hours": hours})


@confirm_first
@require_http_methods(["GET", "POST"])
def reset_confirm(request: StaffRequest, pid: str) -> HttpResponseBase:
    """Read what was asked for, and confirm it."""
    reset = _answerable(request, pid)
    reading(Tag.USER_OPEN, reset.user)
    if request.method == "POST":
        confirm_reset(actor=request.user, reset=reset)
        messages.success(request, _("Done. All sessions of the account ended; a new second step is set up at sign-in."))
        return redirect("accounts:staff_list")
    return render(request, "accounts/reset_confirm.html", {"reset": reset})


@require_POST
def reset_decline(request: StaffRequest, pid: str) -> HttpResponseBase:
    """Leave everything as it is."""
    decline_reset(actor=request.user, reset=_answerable(request, pid))
    messages.success(request, _("Declined. The second step stays as it is."))
    return redirect("accounts:staff_list")


def _answerable(request: StaffRequest, pid: str) -> FactorReset:
    reset: FactorReset = get_visible_or_404(
        FactorReset.objects.select_related("user", "asked_by"), request.user, pid, tag=Tag.FACTOR_CONFIRM
    )
    require(can_answer_reset(request.user, reset))
    return reset

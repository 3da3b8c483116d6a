"""A colleague leaves the organisation."""

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.models import User
from accounts.permissions import can_deactivate_staff
from accounts.requests import StaffRequest, confirm_first
from audit.record import reading
from audit.tags import Tag
from cases.leaving.actions import leave_colleague
from cases.leaving.forms import ColleagueLeaveForm
from cases.leaving.queries import heirs_for, left_behind
from common.access import get_visible_or_404, require


@confirm_first
@require_http_methods(["GET", "POST"])
def colleague_leave(request: StaffRequest, pid: str) -> HttpResponseBase:
    """Close a colleague's account. What is due and every open case goes to somebody else with it."""
    user = get_visible_or_404(User.objects.all(), request.user, pid, tag=Tag.USER_OPEN)
    require(can_deactivate_staff(request.user, user))
    data = request.POST if request.method == "POST" else None
    form = ColleagueLeaveForm(data, heirs=heirs_for(request.user, user))
    if form.is_valid():
        leave_colleague(actor=request.user, user=user, heir=form.cleaned_data["heir"])
        messages.success(request, _("The account is deactivated, and its sessions have ended."))
        return redirect("accounts:staff_list")
    reading(Tag.USER_OPEN, user)
    context = {"colleague": user, "form": form, "left": left_behind(user)}
    return render(request, "cases/colleague_leave.html", context)

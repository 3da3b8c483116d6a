"""The own notices."""

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.requests import StaffRequest
from audit.record import reading
from audit.tags import Tag
from cases.notice.queries import list_notices, notice_of, running_alerts
from common.access import require
from reminders.actions import take_due
from reminders.ladder.actions import see_alerts
from reminders.ladder.permissions import can_list_notices


@require_safe
def notice_list(request: StaffRequest) -> HttpResponseBase:
    """What the reader was alerted of and is still to do. Reading it ends nothing."""
    require(can_list_notices(request.user))
    reading(Tag.NOTICE_LIST)
    lines = list_notices(request.user)
    new = [line for line in lines if line.is_new]
    context = {"new": new, "earlier": [line for line in lines if not line.is_new]}
    return render(request, "cases/notice_list.html", context)


@require_POST
def notice_see(request: StaffRequest) -> HttpResponseBase:
    """All were looked at. They come again until something is recorded."""
    require(can_list_notices(request.user))
    see_alerts(actor=request.user, alerts=running_alerts(request.user))
    return redirect("cases:notice_list")


@require_POST
def notice_take(request: StaffRequest, pid: str) -> HttpResponseBase:
    """The reader answers for it from now on."""
    require(can_list_notices(request.user))
    due, case = notice_of(request.user, pid, Tag.DUE_TAKE)
    take_due(actor=request.user, due=due)
    messages.success(request, _("You answer for it now. It stands on your Today."))
    return redirect("cases:case_detail", pid=case.pid)

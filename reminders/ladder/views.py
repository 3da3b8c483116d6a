"""When and whom deadlines alert, and the office's calendar."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import formats, timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.choices import Act
from accounts.matrix import may
from accounts.requests import StaffRequest
from audit.record import reading
from audit.tags import Tag
from common.access import require
from common.errors import DomainError
from common.forms import attempt, status_of
from reminders.ladder.actions import edit_calendar, edit_ladder, reset_ladder
from reminders.ladder.choices import LadderReason, Weight
from reminders.ladder.forms import CalendarForm, LadderForm, steps_in
from reminders.ladder.permissions import can_edit_ladders
from reminders.ladder.queries import LadderLine, calendar_of, ladder_of, ladders_of


@require_safe
def ladder_list(request: StaffRequest) -> HttpResponseBase:
    """Every ladder as it holds for the office, by what passes with the day."""
    require(may(request.user, Act.LADDER_LIST))
    reading(Tag.LADDER_LIST)
    lines = ladders_of(request.user)
    groups = [(weight.label, [line for line in lines if line.weight == weight]) for weight in reversed(Weight)]
    return render(request, "reminders/ladder_list.html", {"groups": groups})


@require_http_methods(["GET", "POST"])
def ladder_edit(request: StaffRequest, code: str) -> HttpResponseBase:
    """The office's own steps."""
    require(can_edit_ladders(request.user))
    line = ladder_of(request.user, code)
    require(line is not None)
    assert line is not None
    reading(Tag.LADDER_LIST)
    form = LadderForm(request.POST or None, held=line.steps, told=_told(line), initial={"version": line.version})
    if form.is_valid() and form.steps.is_valid() and attempt(form, edit_ladder, **_change(request, code, form)):
        messages.success(request, _("Saved. What is to come follows the new steps within a few minutes."))
        return redirect("reminders:ladder_list")
    status = status_of(form)
    return render(
        request,
        "reminders/ladder_edit.html",
        {"form": form, "line": line, "is_overtaken": status == 409},
        status=status,
    )


def _told(line: LadderLine) -> str:
    """Who saved the ladder last, and when."""
    if line.row is None:
        return _("A colleague put the default back.")
    when = formats.date_format(timezone.localtime(line.row.updated_at), "SHORT_DATETIME_FORMAT")
    return _("%(name)s saved this on %(when)s.") % {"name": line.row.changed_by.display_name, "when": when}


def _change(request: StaffRequest, code: str, form: LadderForm) -> dict[str, Any]:
    return {
        "actor": request.user,
        "code": code,
        "steps": steps_in(form.steps),
        "reason": LadderReason(form.cleaned_data["reason"]),
        "version": form.cleaned_data["version"],
    }


@require_POST
def ladder_reset(request: StaffRequest, code: str) -> HttpResponseBase:
    """The default holds again."""
    require(can_edit_ladders(request.user))
    line = ladder_of(request.user, code)
    require(line is not None)
    assert line is not None
    try:
        reset_ladder(actor=request.user, code=code, version=line.version)
    except DomainError as refusal:
        messages.warning(request, str(refusal.shown))
    else:
        messages.success(request, _("The default holds again."))
    return redirect("reminders:ladder_list")


@require_http_methods(["GET", "POST"])
def calendar_edit(request: StaffRequest) -> HttpResponseBase:
    """Days of rest, holidays and the hour of alerts."""
    require(can_edit_ladders(request.user))
    reading(Tag.LADDER_LIST)
    row = calendar_of(request.user)
    initial = {
        "rest_weekdays": [int(digit) for digit in row.rest_weekdays],
        "hour": row.hour,
        "holidays": "\n".join(row.holidays),
        "version": row.version,
    }
    form = CalendarForm(request.POST or None, initial=initial)
    if form.is_valid() and attempt(form, edit_calendar, actor=request.user, **form.cleaned_data):
        messages.success(request, _("Saved. What is to come follows the new calendar within a few minutes."))
        return redirect("reminders:ladder_list")
    status = status_of(form)
    return render(request, "reminders/calendar_edit.html", {"form": form}, status=status)

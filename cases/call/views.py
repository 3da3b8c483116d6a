"""The contact log: the list, a new entry, one entry, and the step to a case."""

from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.matrix import Act, may
from accounts.requests import StaffRequest
from audit.record import reading
from audit.tags import Tag
from cases.call.actions import begin_case, create_call
from cases.call.forms import CallBeginForm, CallFilterForm, CallForm
from cases.call.permissions import can_begin_case, can_log_call
from cases.call.queries import admit_calls, entries, line_of, list_calls
from cases.call.states import CaseBegunAlready
from cases.intake.queries import open_intake
from cases.models import Call, Case
from cases.moments import instant_of
from common.access import get_visible_or_404, require
from common.forms import attempt


@require_safe
def call_list(request: StaffRequest) -> HttpResponseBase:
    """Calls and visits, the newest first, with filters. Shelter staff see what they wrote."""
    require(may(request.user, Act.CALL_LIST))
    form = CallFilterForm(request.GET)
    wanted = form.wanted(instant_of(request.GET.get("before", "")))
    page = list_calls(request.user, wanted)
    reading(Tag.CALL_LIST)
    kept = {name: request.GET[name] for name in form.fields if request.GET.get(name)}
    context = {
        "form": form,
        "wanted": wanted,
        "page": page,
        "older_url": f"?{urlencode(kept | {'before': page.older.isoformat()})}" if page.older else "",
        "can_log": can_log_call(request.user),
    }
    return render(request, "cases/call_list.html", context)


@require_http_methods(["GET", "POST"])
def call_create(request: StaffRequest) -> HttpResponseBase:
    """A call or a visit in one minute, without a name."""
    require(can_log_call(request.user))
    form = CallForm(request.POST or None)
    if form.is_valid() and attempt(form, create_call, actor=request.user, **form.values()):
        messages.success(request, _("Written into the log, without a name."))
        return redirect("cases:call_detail", pid=form.result.pid)  # type: ignore[attr-defined]
    return render(request, "cases/call_create.html", {"form": form})


def _open_call(request: StaffRequest, pid: str) -> Call:
    call: Call = get_visible_or_404(entries(), request.user, pid, tag=Tag.CALL_OPEN)
    admit_calls(request.user, [call])
    reading(Tag.CALL_OPEN, subject=call)
    return call


@require_safe
def call_detail(request: StaffRequest, pid: str) -> HttpResponseBase:
    """One entry, and the way to a case."""
    call = _open_call(request, pid)
    case = Case.objects.visible_to(request.user).filter(pid=call.case_key).first() if call.case_key else None
    intake = None if case or not call.case_key else open_intake(request.user, call.case_key)
    context = {
        "item": line_of(call),
        "case": case,
        "has_intake": intake is not None,
        "can_begin": not call.is_begun and can_begin_case(request.user, call),
    }
    return render(request, "cases/call_detail.html", context)


@require_http_methods(["GET", "POST"])
def call_begin(request: StaffRequest, pid: str) -> HttpResponseBase:
    """Ask for the person's yes, then begin an intake with what is known in codes."""
    call = _open_call(request, pid)
    require(can_begin_case(request.user, call))
    if call.is_begun:
        raise CaseBegunAlready
    form = CallBeginForm(request.POST or None)
    if form.is_valid() and attempt(
        form, begin_case, actor=request.user, call=call, agreed=form.cleaned_data["agreed"] == "yes"
    ):
        messages.success(request, _("The intake has begun. What was known in codes is filled in."))
        return redirect("cases:intake_step", pid=form.result, step=1)  # type: ignore[attr-defined]
    return render(request, "cases/call_begin.html", {"form": form, "item": line_of(call)})

"""The coordinator's overview, and the page that gives cases to people."""

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.matrix import Act, may
from accounts.models import User
from accounts.requests import StaffRequest
from audit.record import reading
from audit.tags import Tag
from cases.access import BY_GRANT
from cases.assignment.actions import give_assignment
from cases.case.queries import open_case
from cases.overview.forms import CaseAssignForm
from cases.overview.queries import cases_to_assign, drafts_lying, handovers_waiting, lines_of, loads_of
from common.access import require
from common.errors import DomainError, NotAllowed
from common.pid import is_pid


@require_safe
def load_detail(request: StaffRequest) -> HttpResponseBase:
    """How much everybody has to do, and what needs a look. Counts and ages; each leads to the list behind it."""
    require(may(request.user, Act.LOAD_OPEN))
    reading(Tag.LOAD_OPEN)
    context = {
        "loads": loads_of(request.user),
        "lines": lines_of(request.user),
        "handovers": handovers_waiting(request.user),
        "drafts": drafts_lying(request.user),
    }
    return render(request, "cases/load_detail.html", context)


@require_http_methods(["GET", "POST"])
def assignment_list(request: StaffRequest) -> HttpResponseBase:
    """Cases that need somebody, and how much everybody has to do beside them."""
    user = request.user
    require(may(user, Act.LOAD_OPEN))
    colleagues = User.objects.visible_to(user).active().filter(role__in=BY_GRANT).order_by("display_name")
    if request.method == "POST":
        return _assign(request, colleagues)
    reading(Tag.LOAD_OPEN)
    context = {"rows": cases_to_assign(user), "loads": loads_of(user), "colleagues": list(colleagues)}
    return render(request, "cases/assignment_list.html", context)


def _assign(request: StaffRequest, colleagues: object) -> HttpResponseBase:
    """One case to one colleague; the page then shows what is left."""
    pid = request.POST.get("case", "")
    if not is_pid(pid):
        raise NotAllowed
    case = open_case(request.user, pid, Tag.CASE_OPEN, ())
    form = CaseAssignForm(request.POST, colleagues=colleagues)
    if not form.is_valid():
        messages.warning(request, _("Choose a colleague first."))
        return redirect("cases:assignment_list")
    try:
        give_assignment(actor=request.user, case=case, user=form.cleaned_data["user"])
    except DomainError as refusal:
        messages.warning(request, str(refusal.shown))
    else:
        messages.success(request, _("Assigned."))
    return redirect("cases:assignment_list")

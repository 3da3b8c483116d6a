"""Who works on a case."""

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.choices import Act
from accounts.models import User
from accounts.requests import StaffRequest
from audit.tags import Tag
from cases.access import BY_GRANT
from cases.assignment.actions import end_assignment, give_assignment
from cases.assignment.forms import AssignmentForm
from cases.assignment.models import NO_END
from cases.case.page import open_page
from cases.case.states import require_open
from cases.models import CaseGrant
from common.access import get_visible_or_404, require
from common.forms import attempt


@require_http_methods(["GET", "POST"])
def assignment_give(request: StaffRequest, pid: str) -> HttpResponseBase:
    """Who works on the case now, who did before, and a form to assign somebody."""
    page = open_page(request.user, pid, Tag.CASE_OPEN)
    require(page.may(Act.ASSIGNMENT_GIVE))
    if request.method == "POST":
        require_open(page.case)
    colleagues = User.objects.visible_to(request.user).active().filter(role__in=BY_GRANT).order_by("display_name")
    form = AssignmentForm(request.POST or None, colleagues=colleagues)
    if form.is_valid() and attempt(
        form,
        give_assignment,
        actor=request.user,
        case=page.case,
        user=form.cleaned_data["user"],
        until=form.until(),
    ):
        messages.success(request, _("Assigned."))
        return redirect("cases:assignment_give", pid=pid)
    grants = CaseGrant.objects.filter(content_object=page.case).select_related("user", "granted_by", "ended_by")
    in_force = set(CaseGrant.objects.in_force().filter(content_object=page.case).values_list("pk", flat=True))
    context = page.context(
        "",
        form=form if not page.case.is_closed else None,
        now=[grant for grant in grants.order_by("granted_at") if grant.pk in in_force],
        earlier=[grant for grant in grants.order_by("-granted_at") if grant.pk not in in_force],
        no_end=NO_END,
        can_end=page.may(Act.ASSIGNMENT_END),
        can_block=page.may(Act.BLOCK_SET),
    )
    return render(request, "cases/assignment_give.html", context)


@require_http_methods(["GET", "POST"])
def assignment_end(request: StaffRequest, pid: str, grant_pid: str) -> HttpResponseBase:
    """End an assignment. It counts from the next request on."""
    page = open_page(request.user, pid, Tag.CASE_OPEN)
    require(page.may(Act.ASSIGNMENT_END))
    rows = CaseGrant.objects.filter(content_object=page.case).select_related("user")
    grant: CaseGrant = get_visible_or_404(rows, request.user, grant_pid, tag=Tag.CASE_OPEN)
    if request.method == "POST":
        end_assignment(actor=request.user, grant=grant)
        messages.success(request, _("The assignment has ended."))
        return redirect("cases:assignment_give", pid=pid)
    return render(request, "cases/assignment_end.html", page.context("", grant=grant))

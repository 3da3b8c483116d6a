"""A case changes hands when both sides say so."""

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.choices import Role
from accounts.matrix import Act, may
from accounts.models import User
from accounts.requests import StaffRequest
from audit.tags import Tag
from cases.access import BY_GRANT
from cases.case.page import open_page
from cases.case.states import require_open
from cases.handover.actions import accept_handover, decline_handover, offer_handover, withdraw_handover
from cases.handover.forms import HandoverForm
from cases.handover.queries import answer_offer, offers_to, open_offer, own_offers
from cases.models import CaseHandover
from cases.sheets import may_write
from common.access import get_visible_or_404, require
from common.forms import attempt
from common.shown import show
from encryption.classes import FieldClass


@require_http_methods(["GET", "POST"])
def handover_offer(request: StaffRequest, pid: str) -> HttpResponseBase:
    """Offer the case to a colleague; what waits for an answer stands first."""
    user = request.user
    page = open_page(user, pid, Tag.CASE_OPEN, {FieldClass.NARRATIVE})
    require(page.may(Act.HANDOVER_OFFER))
    if request.method == "POST":
        require_open(page.case)
    is_coordinator = user.role == Role.COORDINATOR
    colleagues = User.objects.visible_to(user).active().filter(role__in=BY_GRANT).order_by("display_name")
    form = HandoverForm(
        request.POST or None,
        givers=colleagues.filter(pk__in=[worker.pk for worker in page.workers]),
        receivers=colleagues if is_coordinator else colleagues.filter(role=user.role).exclude(pk=user.pk),
        asks_giver=is_coordinator,
        takes_note=may_write(CaseHandover.of(page.case), "note"),
    )
    if form.is_valid() and attempt(
        form, offer_handover, actor=user, case=page.case, **{"giver": user} | form.cleaned_data
    ):
        messages.success(request, _("Offered. Nothing changes until your colleague says yes."))
        return redirect("cases:handover_offer", pid=pid)
    rows = CaseHandover.objects.waiting().filter(case=page.case).select_related("giver", "receiver")
    waiting = [(row, show(row.note)) for row in rows.order_by("created_at")]
    context = page.context("", form=None if page.case.is_closed else form, waiting=waiting)
    return render(request, "cases/handover_offer.html", context)


@require_POST
def handover_withdraw(request: StaffRequest, pid: str, handover_pid: str) -> HttpResponseBase:
    """Take an offer back."""
    page = open_page(request.user, pid, Tag.CASE_OPEN)
    require(page.may(Act.HANDOVER_OFFER))
    rows = CaseHandover.objects.filter(case=page.case).select_related("case", "giver")
    handover: CaseHandover = get_visible_or_404(rows, request.user, handover_pid, tag=Tag.HANDOVER_WITHDRAW)
    withdraw_handover(actor=request.user, handover=handover)
    messages.success(request, _("The offer is taken back. Nothing has changed."))
    return redirect("cases:handover_offer", pid=pid)


@require_safe
def handover_list(request: StaffRequest) -> HttpResponseBase:
    """What is offered to the user, and what became of the own offers."""
    require(may(request.user, Act.CASE_LIST))
    context = {"offers": offers_to(request.user), "own": own_offers(request.user)}
    return render(request, "cases/handover_list.html", context)


@require_safe
def handover_detail(request: StaffRequest, pid: str) -> HttpResponseBase:
    """One offer with the words of the colleague."""
    return render(request, "cases/handover_detail.html", {"offer": open_offer(request.user, pid)})


@require_POST
def handover_accept(request: StaffRequest, pid: str) -> HttpResponseBase:
    """Yes: the case and what is due on it are the user's from now on."""
    handover = answer_offer(request.user, pid, Tag.HANDOVER_ACCEPT)
    accept_handover(actor=request.user, handover=handover)
    messages.success(request, _("The case is yours now, with everything that is due on it."))
    return redirect("cases:case_detail", pid=handover.case.pid)


@require_POST
def handover_decline(request: StaffRequest, pid: str) -> HttpResponseBase:
    """No: nothing changes."""
    handover = answer_offer(request.user, pid, Tag.HANDOVER_DECLINE)
    decline_handover(actor=request.user, handover=handover)
    messages.success(request, _("Declined. The case stays with your colleague, who is told."))
    return redirect("cases:handover_list")

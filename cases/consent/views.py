"""What the person agreed to, and how to keep her safe."""

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.choices import Act
from accounts.requests import StaffRequest
from audit.tags import Tag
from cases.case.page import open_page
from cases.case.states import require_open
from cases.consent.actions import ConsentNotInForce, NotByConsent, record_consent, withdraw_consent
from cases.consent.choices import ConsentKind, LegalBasis
from cases.consent.forms import ConsentForm
from cases.consent.queries import current_answers, earlier_answers
from cases.identification.queries import assessments_of
from cases.models import Consent
from cases.risk.queries import reviews_of
from common.access import get_visible_or_404, require
from common.forms import attempt


@require_safe
def consent_list(request: StaffRequest, pid: str) -> HttpResponseBase:
    """Answers that hold now, safe contact, the risk and the assessment."""
    page = open_page(request.user, pid, Tag.CONSENT_OPEN)
    require(page.may(Act.CONSENT_RECORD))
    reviews = reviews_of(page.case)
    context = page.context(
        "consent",
        answers=current_answers(page.case),
        earlier=earlier_answers(page.case),
        reviews=reviews,
        assessments=assessments_of(page.case),
        can_record=page.may_write(Act.CONSENT_RECORD),
        can_edit=page.may_write(Act.CASE_EDIT),
    )
    return render(request, "cases/consent_list.html", context)


@require_http_methods(["GET", "POST"])
def consent_record(request: StaffRequest, pid: str) -> HttpResponseBase:
    """Record an answer."""
    page = open_page(request.user, pid, Tag.CONSENT_OPEN)
    require(page.may(Act.CONSENT_RECORD))
    require_open(page.case)
    kind = request.GET.get("kind", "")
    form = ConsentForm(request.POST or None, initial={"kind": kind} if kind in ConsentKind.values else {})
    if form.is_valid() and attempt(form, record_consent, actor=request.user, case=page.case, **form.values()):
        messages.success(request, _("The answer is recorded."))
        return redirect("cases:consent_list", pid=pid)
    return render(request, "cases/consent_record.html", page.context("", form=form))


@require_http_methods(["GET", "POST"])
def consent_withdraw(request: StaffRequest, pid: str, consent_pid: str) -> HttpResponseBase:
    """The person takes a yes back. First what stops and what stays."""
    page = open_page(request.user, pid, Tag.CONSENT_OPEN)
    require(page.may(Act.CONSENT_RECORD))
    rows = Consent.objects.filter(case=page.case)
    consent: Consent = get_visible_or_404(rows, request.user, consent_pid, tag=Tag.CONSENT_OPEN)
    if request.method == "POST":
        withdraw_consent(actor=request.user, consent=consent)
        messages.success(request, _("Withdrawn. It counts from now on, and help goes on."))
        return redirect("cases:consent_list", pid=pid)
    if consent.basis != LegalBasis.CONSENT:
        raise NotByConsent
    answer = next((found for found in current_answers(page.case) if found.row.pk == consent.pk), None)
    if answer is None or not answer.can_be_withdrawn:
        raise ConsentNotInForce
    return render(request, "cases/consent_withdraw.html", page.context("", answer=answer))

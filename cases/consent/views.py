"""What the person agreed to, and how to keep her safe."""

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.choices import Act
from accounts.requests import StaffRequest
from audit.tags import Tag
from cases.case.page import CasePage, open_page
from cases.case.states import require_open
from cases.consent.actions import (
    ConsentNotInForce,
    NotByConsent,
    record_consent,
    restore_consent,
    withdraw_consent,
)
from cases.consent.choices import RULES, ConsentAnswer, ConsentKind, LegalBasis
from cases.consent.effects import stays, stops
from cases.consent.forms import ConsentForm, SheetForm
from cases.consent.permissions import can_undo_withdrawal
from cases.consent.queries import answer_of, current_answers, earlier_answers, not_asked
from cases.consent.sheets import sheet_of
from cases.identification.queries import assessments_of
from cases.models import Consent, ContactSheet
from cases.risk.queries import reviews_of
from cases.safety.queries import plan_of, strangers_of
from common.access import get_visible_or_404, require
from common.forms import attempt
from common.shown import show
from encryption.classes import FieldClass


@require_safe
def consent_list(request: StaffRequest, pid: str) -> HttpResponseBase:
    """Answers that hold now, the safety plan, who must not know, the risk and the assessment."""
    page = open_page(request.user, pid, Tag.CONSENT_OPEN, {FieldClass.NARRATIVE})
    require(page.may(Act.CONSENT_RECORD))
    answers = current_answers(page.case)
    contact = page.contact or ContactSheet.of(page.case)
    people = show(contact.keep_from)
    context = page.context(
        "consent",
        answers=answers,
        not_asked=not_asked(answers),
        earlier=earlier_answers(page.case),
        plan=plan_of(page.case),
        people=people,
        strangers=strangers_of(people.value) if people else [],
        # Opened where it stands, behind its lock; here only that there is one.
        has_words=contact.must_not_know.may_reveal() and not contact.must_not_know.is_null,
        reviews=reviews_of(page.case),
        assessments=assessments_of(page.case),
        can_record=page.may_write(Act.CONSENT_RECORD),
        can_withdraw=page.may(Act.CONSENT_RECORD),
        can_edit=page.may_write(Act.CASE_EDIT),
        can_block=page.may(Act.BLOCK_SET),
    )
    return render(request, "cases/consent_list.html", context)


@require_http_methods(["GET", "POST"])
def consent_record(request: StaffRequest, pid: str) -> HttpResponseBase:
    """Record an answer."""
    page = open_page(request.user, pid, Tag.CONSENT_OPEN)
    require(page.may(Act.CONSENT_RECORD))
    require_open(page.case)
    asked = request.GET.get("kind", "")
    kind = ConsentKind(asked) if asked in ConsentKind.values else None
    form = ConsentForm(request.POST or None, kind=kind, by=request.user.display_name)
    if form.is_valid() and attempt(form, record_consent, actor=request.user, case=page.case, **form.values()):
        messages.success(request, _("The answer is recorded."))
        return redirect("cases:consent_list", pid=pid)
    context = page.context("", form=form, kind=kind, rule=RULES[kind] if kind else None)
    return render(request, "cases/consent_record.html", context)


@require_http_methods(["GET", "POST"])
def consent_withdraw(request: StaffRequest, pid: str, consent_pid: str) -> HttpResponseBase:
    """The person takes a yes back: one press, at once. Before: what would stop. After: what stopped, and the way back."""
    page = open_page(request.user, pid, Tag.CONSENT_OPEN)
    require(page.may(Act.CONSENT_RECORD))
    consent = _consent(request, page, consent_pid)
    if request.method == "POST":
        row = withdraw_consent(actor=request.user, consent=consent)
        return redirect("cases:consent_withdraw", pid=pid, consent_pid=row.pid)
    if consent.basis != LegalBasis.CONSENT:
        raise NotByConsent
    if not consent.is_current or consent.answer not in {ConsentAnswer.YES, ConsentAnswer.WITHDRAWN}:
        raise ConsentNotInForce
    context = page.context(
        "",
        answer=answer_of(consent, timezone.localdate()),
        stops=stops(consent.kind),
        stays=stays(consent.kind),
        is_done=consent.answer == ConsentAnswer.WITHDRAWN,
        can_undo=can_undo_withdrawal(request.user, consent),
        can_record=page.may_write(Act.CONSENT_RECORD),
    )
    return render(request, "cases/consent_withdraw.html", context)


@require_POST
def consent_restore(request: StaffRequest, pid: str, consent_pid: str) -> HttpResponseBase:
    """Undo a withdrawal that was a slip of the hand."""
    page = open_page(request.user, pid, Tag.CONSENT_OPEN)
    require(page.may(Act.CONSENT_RECORD))
    restore_consent(actor=request.user, consent=_consent(request, page, consent_pid))
    messages.success(request, _("Undone. The answer holds as before."))
    return redirect("cases:consent_list", pid=pid)


@require_safe
def consent_sheet(request: StaffRequest, pid: str) -> HttpResponseBase:
    """A sheet to print and read with the person, in her language where there is a text."""
    page = open_page(request.user, pid, Tag.CONSENT_PRINT)
    require(page.may(Act.CONSENT_RECORD))
    spoken = list(page.answers.get("languages") or [])
    form = SheetForm(request.GET or None, spoken=spoken)
    sheet = sheet_of(page.case, form.cleaned_data if form.is_valid() else {}, spoken, get_language() or "en")
    form.initial = {"language": sheet.language, "kind": [ask.kind for ask in sheet.asks]}
    return render(request, "cases/consent_sheet.html", page.context("", form=form, sheet=sheet))


def _consent(request: StaffRequest, page: CasePage, consent_pid: str) -> Consent:
    rows = Consent.objects.filter(case=page.case)
    found: Consent = get_visible_or_404(rows, request.user, consent_pid, tag=Tag.CONSENT_OPEN)
    return found

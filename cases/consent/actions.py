"""Recording what the person agreed to."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.matrix import Act
from accounts.models import User
from audit.record import atomic, record
from audit.tags import Tag
from cases import due_kinds
from cases.case.queries import worker_for
from cases.consent.choices import RULES, ConsentAnswer, ConsentKind, LegalBasis
from cases.consent.effects import DEPENDS
from cases.consent.permissions import can_undo_withdrawal
from cases.consent.queries import usual_end
from cases.consent.recipients import key_of, plain
from cases.contact.choices import SafeContact
from cases.hooks import stop_what_rested_on
from cases.models import Case, Consent, ContactSheet
from cases.permissions import can
from cases.sheets import locked_case, may_write, save_version
from common.access import require
from common.errors import DomainError
from encryption.errors import EncryptionError
from reminders.actions import schedule_due, settle_due
from reminders.models import DueThing

NOT_YET = frozenset({ConsentAnswer.LATER, ConsentAnswer.CANNOT_BE_ASKED})
TAGS = {
    ConsentAnswer.YES: Tag.CONSENT_GIVE,
    ConsentAnswer.NO: Tag.CONSENT_REFUSE,
    ConsentAnswer.LATER: Tag.CONSENT_POSTPONE,
    ConsentAnswer.CANNOT_BE_ASKED: Tag.CONSENT_POSTPONE,
    ConsentAnswer.WITHDRAWN: Tag.CONSENT_WITHDRAW,
}


class ConsentEndsBeforeItBegins(DomainError):
    """The end lies before the day of asking."""

    code = "consent_ends_before"
    sentence = _("The end comes before the day of the answer. Choose a later day, or leave it empty.")


class ConsentInFuture(DomainError):
    """Nobody can have answered tomorrow."""

    code = "consent_in_future"
    sentence = _("The day of the answer lies ahead. Choose today or an earlier day.")


class ConsentNotInForce(DomainError):
    """There is no yes to take back."""

    code = "consent_not_in_force"
    sentence = _("There is no yes in force here. It was withdrawn or answered anew.")


class NotByConsent(DomainError):
    """Something else than consent allows it."""

    code = "not_by_consent"
    sentence = _("This does not rest on consent, so there is nothing to take back. Ask a coordinator about objecting.")


class ConsentTooLong(DomainError):
    """Longer than this kind may last."""

    code = "consent_too_long"


class RecipientNeeded(DomainError):
    """A yes to everybody is a yes to nobody."""

    code = "recipient_needed"
    sentence = _("Name one recipient. Each is asked apart; a yes to everybody does not count.")


class OnlyByConsent(DomainError):
    """Nothing but a yes can allow it."""

    code = "only_by_consent"
    sentence = _("Only the person’s own yes can allow this. Choose “Consent” as what allows it.")


class TooLateToUndo(DomainError):
    """The moment for undoing has passed."""

    code = "too_late_to_undo"
    sentence = _("It is too late to undo this. If the person still agrees, ask again and record the answer.")


@atomic
def record_consent(
    *,
    actor: User,
    case: Case,
    kind: ConsentKind,
    answer: ConsentAnswer,
    basis: LegalBasis = LegalBasis.CONSENT,
    asked_on: date | None = None,
    valid_until: date | None = None,
    terms: Mapping[str, str] | None = None,
) -> Consent:
    """Keep an answer; it takes the place of the current one of the same kind and recipient, which stays as history.

    A yes without an end gets the usual one of its kind. What could not be asked, or is to be decided later, is due again
    in 72 hours; what ends is due again before it does.
    """
    case = locked_case(actor, case, Act.CONSENT_RECORD)
    kind, asked_on = ConsentKind(kind), asked_on or timezone.localdate()
    recipient = (terms or {}).get("recipient", "")
    valid_until = _checked(kind, answer, basis, asked_on, valid_until, recipient)
    row = Consent.of(
        case,
        kind=kind,
        answer=answer,
        basis=basis,
        asked_on=asked_on,
        valid_until=valid_until,
        recorded_by=actor,
        recipient_key=key_of(case.pk, recipient) if RULES[kind].by_recipient else "",
    )
    require(may_write(row, "terms"))
    row.terms = {name: text for name, text in (terms or {}).items() if text} or None
    _replace(case, row, recipient)
    row.save(force_insert=True)
    _due_again(actor, case, kind, answer)
    _due_before_end(actor, case)
    record(actor, TAGS[ConsentAnswer(answer)], row, case_id=case.pk, changed=["answer"])
    return row


@atomic
def withdraw_consent(*, actor: User, consent: Consent) -> Consent:
    """The person takes a yes back: any way of saying so will do, no reason is asked, and it holds at once.

    Also on a closed case. Taking back the yes to being contacted sets safe contact to "do not contact until asked".
    """
    case = Case.objects.select_for_update().get(pk=consent.case_id)
    require(can(actor, Act.CONSENT_RECORD, case))
    held = Consent.objects.select_for_update().get(pk=consent.pk)
    if not held.is_current or held.answer != ConsentAnswer.YES:
        raise ConsentNotInForce
    if held.basis != LegalBasis.CONSENT:
        raise NotByConsent
    row = _in_place_of(held, actor, answer=ConsentAnswer.WITHDRAWN, asked_on=timezone.localdate())
    require(may_write(row, "terms"))
    terms = _terms(held)
    changed = ["answer"]
    if held.kind == ConsentKind.CONTACT:
        terms["before"] = _stop_contact(case)
        changed.append("safe_contact")
    row.terms = terms or None
    _save_in_place(held, row)
    for due in DEPENDS.get(ConsentKind(held.kind), ()):
        settle_due(actor=actor, subject_id=case.pk, kind=due)
    _due_before_end(actor, case)
    stop_what_rested_on(actor, case, held)
    record(actor, Tag.CONSENT_WITHDRAW, row, case_id=case.pk, changed=changed)
    return row


@atomic
def restore_consent(*, actor: User, consent: Consent) -> Consent:
    """Undo a withdrawal that was a slip of the hand: whoever recorded it, at once, or not at all (TooLateToUndo).

    Both stay as history. What other organisations were told meanwhile stays told.
    """
    case = Case.objects.select_for_update().get(pk=consent.case_id)
    require(can(actor, Act.CONSENT_RECORD, case))
    held = Consent.objects.select_for_update(of=("self",)).select_related("replaces").get(pk=consent.pk)
    before = held.replaces
    if not can_undo_withdrawal(actor, held) or before is None:
        raise TooLateToUndo
    row = _in_place_of(held, actor, answer=ConsentAnswer.YES, asked_on=before.asked_on, valid_until=before.valid_until)
    require(may_write(row, "terms"))
    terms = _terms(held)
    if held.kind == ConsentKind.CONTACT:
        _allow_contact(case, str(terms.pop("before", "")))
    row.terms = terms or None
    _save_in_place(held, row)
    settled = DEPENDS.get(ConsentKind(held.kind), ())
    for due in DueThing.objects.filter(subject_id=case.pk, kind__in=settled, done_at__gte=held.created_at):
        schedule_due(
            actor=actor,
            owner=due.owner,
            kind=due.kind,
            subject_type=due.subject_type,
            subject_id=case.pk,
            due_on=due.due_on,
            due_at=due.due_at,
        )
    _due_before_end(actor, case)
    record(actor, Tag.CONSENT_RESTORE, row, case_id=case.pk, changed=["answer"])
    return row


def _checked(
    kind: ConsentKind, answer: str, basis: str, asked_on: date, valid_until: date | None, recipient: str
) -> date | None:
    """The end of the answer, or a refusal."""
    rule = RULES[kind]
    if asked_on > timezone.localdate():
        raise ConsentInFuture
    if valid_until is not None and valid_until < asked_on:
        raise ConsentEndsBeforeItBegins
    if rule.only_consent and basis != LegalBasis.CONSENT:
        raise OnlyByConsent
    if answer != ConsentAnswer.YES:
        return valid_until
    if rule.by_recipient and not plain(recipient):
        raise RecipientNeeded
    if valid_until is None:
        return usual_end(kind, asked_on)
    if rule.most_days is not None and valid_until > asked_on + timedelta(days=rule.most_days):
        raise ConsentTooLong(_("%(lasts)s Choose an earlier end.") % {"lasts": rule.lasts})
    return valid_until


def _in_place_of(held: Consent, actor: User, **fields: Any) -> Consent:
    """A row that takes the place of `held`, not yet saved."""
    row: Consent = Consent.of(
        held.case,
        kind=held.kind,
        basis=held.basis,
        recorded_by=actor,
        recipient_key=held.recipient_key,
        replaces=held,
        **fields,
    )
    return row


def _save_in_place(held: Consent, row: Consent) -> None:
    held.is_current = False
    held.save(update_fields=["is_current", "updated_at"])
    row.save(force_insert=True)


def _terms(row: Consent) -> dict[str, Any]:
    """The terms of a row. A damaged cell must not keep anybody from withdrawing."""
    try:
        return dict(row.terms.reveal("withdraw") or {})
    except EncryptionError:
        return {}


def _replace(case: Case, newer: Consent, recipient: str) -> None:
    """The answers that the new one takes the place of are no longer current."""
    for row in Consent.objects.filter(case=case, kind=newer.kind, is_current=True):
        same = row.recipient_key == newer.recipient_key
        if RULES[ConsentKind(newer.kind)].by_recipient and not row.recipient_key:
            # From before recipients had keys, or without a recipient.
            same = plain(_recipient(row)) == plain(recipient)
        if same:
            row.is_current = False
            row.save(update_fields=["is_current", "updated_at"])


def _recipient(row: Consent) -> str:
    try:
        return str((row.terms.reveal("compare") or {}).get("recipient", ""))
    except EncryptionError:
        return "\0"


def _due_before_end(actor: User, case: Case) -> None:
    """The yes that ends first is due again a week before; none, none."""
    rows = Consent.objects.filter(
        case=case, is_current=True, answer=ConsentAnswer.YES, basis=LegalBasis.CONSENT, valid_until__isnull=False
    )
    ends = rows.order_by("valid_until").values_list("valid_until", "asked_on").first()
    day = max(ends[0] - due_kinds.BEFORE_END, ends[1]) if ends else None
    known = DueThing.objects.open().filter(subject_id=case.pk, kind=due_kinds.CONSENT_ENDS).first()
    if known is not None and known.due_on != day:
        settle_due(actor=actor, subject_id=case.pk, kind=due_kinds.CONSENT_ENDS)
    if day is not None:
        schedule_due(
            actor=actor,
            owner=worker_for(case, actor),
            kind=due_kinds.CONSENT_ENDS,
            subject_type=due_kinds.CASE,
            subject_id=case.pk,
            due_on=day,
        )


def _due_again(actor: User, case: Case, kind: str, answer: str) -> None:
    """What is not answered yet comes back in 72 hours; an answer settles it."""
    due = due_kinds.KEEP_RECORD if kind == ConsentKind.RECORD else due_kinds.CONSENT
    if answer in NOT_YET:
        at = timezone.now() + due_kinds.ASK_AGAIN
        schedule_due(
            actor=actor,
            owner=worker_for(case, actor),
            kind=due,
            subject_type=due_kinds.CASE,
            subject_id=case.pk,
            due_on=timezone.localdate(at),
            due_at=at,
        )
        return
    waiting = Consent.objects.filter(case=case, is_current=True, answer__in=NOT_YET).exclude(kind=ConsentKind.RECORD)
    if kind == ConsentKind.RECORD or not waiting.exists():
        settle_due(actor=actor, subject_id=case.pk, kind=due)


def _stop_contact(case: Case) -> str:
    """Nobody contacts the person until somebody has asked again; the answer before, for undoing."""
    sheet = ContactSheet.objects.filter(case=case).first() or ContactSheet.of(case, version=0)
    try:
        held = sheet.safe_contact.reveal("withdraw") or {}
    except EncryptionError:
        held = {}
    sheet.safe_contact = {**held, "answer": SafeContact.DO_NOT_CONTACT.value}
    save_version(sheet)
    return str(held.get("answer", ""))


def _allow_contact(case: Case, before: str) -> None:
    """As it was before the withdrawal that is undone, unless somebody has answered anew."""
    sheet = ContactSheet.objects.filter(case=case).first()
    if sheet is None or before not in SafeContact.values:
        return
    try:
        held = sheet.safe_contact.reveal("withdraw") or {}
    except EncryptionError:
        return
    if held.get("answer") == SafeContact.DO_NOT_CONTACT:
        sheet.safe_contact = {**held, "answer": before}
        save_version(sheet)

"""Recording what the person agreed to."""

from collections.abc import Mapping
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.matrix import Act
from accounts.models import User
from audit.record import atomic, record
from audit.tags import Tag
from cases import due_kinds
from cases.case.queries import worker_for
from cases.consent.choices import ConsentAnswer, ConsentKind, LegalBasis
from cases.contact.choices import SafeContact
from cases.models import Case, Consent, ContactSheet
from cases.permissions import can
from cases.sheets import locked_case, may_write, save_version
from common.access import require
from common.errors import DomainError
from encryption.errors import EncryptionError
from reminders.actions import schedule_due, settle_due

# Kinds that are asked once for each recipient; all others have one current answer.
BY_RECIPIENT = frozenset(
    {
        ConsentKind.SHARE,
        ConsentKind.AUTHORITY,
        ConsentKind.INTERPRETER,
        ConsentKind.HEALTH_SHARING,
        ConsentKind.FOLLOW_UP,
        ConsentKind.RESEARCH,
        ConsentKind.MEDIA,
        ConsentKind.CONFERENCE,
        ConsentKind.TRANSFER,
    }
)
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

    What could not be asked, or is to be decided later, is due again in 72 hours.
    """
    case = locked_case(actor, case, Act.CONSENT_RECORD)
    asked_on = asked_on or timezone.localdate()
    if asked_on > timezone.localdate():
        raise ConsentInFuture
    if valid_until is not None and valid_until < asked_on:
        raise ConsentEndsBeforeItBegins
    row = Consent.of(
        case, kind=kind, answer=answer, basis=basis, asked_on=asked_on, valid_until=valid_until, recorded_by=actor
    )
    require(may_write(row, "terms"))
    row.terms = {name: text for name, text in (terms or {}).items() if text} or None
    _replace(case, kind, (terms or {}).get("recipient", ""))
    row.save(force_insert=True)
    _due_again(actor, case, kind, answer)
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
    row = Consent.of(
        case,
        kind=held.kind,
        answer=ConsentAnswer.WITHDRAWN,
        basis=held.basis,
        asked_on=timezone.localdate(),
        recorded_by=actor,
    )
    require(may_write(row, "terms"))
    try:
        row.terms = held.terms.reveal("withdraw")
    except EncryptionError:
        # A damaged cell must not keep anybody from withdrawing.
        row.terms = None
    held.is_current = False
    held.save(update_fields=["is_current", "updated_at"])
    row.save(force_insert=True)
    changed = ["answer"]
    if held.kind == ConsentKind.CONTACT:
        _stop_contact(actor, case)
        changed.append("safe_contact")
    record(actor, Tag.CONSENT_WITHDRAW, row, case_id=case.pk, changed=changed)
    return row


def _replace(case: Case, kind: str, recipient: str) -> None:
    """The answers that the new one takes the place of are no longer current."""
    for row in Consent.objects.filter(case=case, kind=kind, is_current=True):
        if kind not in BY_RECIPIENT or _same(_recipient(row), recipient):
            row.is_current = False
            row.save(update_fields=["is_current", "updated_at"])


def _recipient(row: Consent) -> str:
    try:
        return str((row.terms.reveal("compare") or {}).get("recipient", ""))
    except EncryptionError:
        return "\0"


def _same(left: str, right: str) -> bool:
    return " ".join(left.casefold().split()) == " ".join(right.casefold().split())


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


def _stop_contact(actor: User, case: Case) -> None:
    """Nobody contacts the person until somebody has asked again."""
    sheet = ContactSheet.objects.filter(case=case).first() or ContactSheet.of(case, version=0)
    try:
        held = sheet.safe_contact.reveal("withdraw") or {}
    except EncryptionError:
        held = {}
    sheet.safe_contact = {**held, "answer": SafeContact.DO_NOT_CONTACT.value}
    save_version(sheet)

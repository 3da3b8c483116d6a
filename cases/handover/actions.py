"""Offering a case, answering an offer, taking it back. Nothing moves until the receiver accepts."""

from django.utils import timezone

from accounts.models import User
from audit.record import atomic, record
from audit.tags import Tag
from cases import due_kinds
from cases.assignment.actions import CannotBeAssigned, close_grant, require_fits, write_grant
from cases.assignment.models import NO_END
from cases.case.states import require_open
from cases.handover.choices import HandoverState
from cases.handover.permissions import can_answer_handover, can_offer_handover, can_withdraw_handover
from cases.handover.states import CannotTakeCase, HandoverWaits, NothingToHandOver, require_waiting
from cases.models import Case, CaseGrant, CaseHandover
from cases.sheets import may_write
from common.access import require
from reminders.actions import hand_over_due, schedule_due


def _own_grant(case: Case, user: User) -> CaseGrant:
    """The assignment that would move. Raises NothingToHandOver."""
    rows = CaseGrant.objects.in_force().select_for_update().filter(content_object=case, user=user, cover__isnull=True)
    grant: CaseGrant | None = rows.first()
    if grant is None:
        raise NothingToHandOver
    return grant


def _require_can_take(case: Case, giver: User, receiver: User) -> None:
    """Raise CannotTakeCase, with one sentence for every reason, so that nothing is learnt about a block."""
    try:
        require_fits(case, receiver)
    except CannotBeAssigned:
        raise CannotTakeCase from None
    if receiver.pk == giver.pk or receiver.role != giver.role:
        raise CannotTakeCase


@atomic
def offer_handover(*, actor: User, case: Case, giver: User, receiver: User, note: str = "") -> CaseHandover:
    """`receiver` is asked to take over the assignment of `giver`, with a sealed note. Nothing else changes.

    Refused: NothingToHandOver, CannotTakeCase, HandoverWaits.
    """
    case = Case.objects.select_for_update().get(pk=case.pk)
    require(can_offer_handover(actor, case, giver))
    require_open(case)
    _own_grant(case, giver)
    _require_can_take(case, giver, receiver)
    if CaseHandover.objects.waiting().filter(case=case, giver=giver).exists():
        raise HandoverWaits
    handover = CaseHandover.of(case, giver=giver, receiver=receiver, offered_by=actor)
    if note:
        require(may_write(handover, "note"))
        handover.note = note
    handover.save(force_insert=True)
    record(actor, Tag.HANDOVER_OFFER, handover, case_id=case.pk, changed=["giver", "receiver"])
    return handover


@atomic
def accept_handover(*, actor: User, handover: CaseHandover) -> None:
    """The assignment moves, and with it everything open that the giver had to do on the case, in one transaction.

    An end of the giver's assignment stays its end. Refused: HandoverAnswered; NothingToHandOver if the giver has left
    meanwhile; CannotTakeCase.
    """
    case = Case.objects.select_for_update().get(pk=handover.case_id)
    handover = CaseHandover.objects.select_for_update().select_related("giver", "receiver").get(pk=handover.pk)
    require(can_answer_handover(actor, handover))
    require_waiting(handover)
    require_open(case)
    receiver = User.objects.select_for_update().get(pk=actor.pk)
    _require_can_take(case, handover.giver, receiver)
    given = _own_grant(case, handover.giver)
    _answer(handover, HandoverState.ACCEPTED)
    held = (
        CaseGrant.objects.select_for_update().filter(content_object=case, user=receiver, ended_at__isnull=True).first()
    )
    if held is None or held.cover_id is not None or held.until < given.until:
        if held is not None:
            close_grant(actor, held, at=min(held.until, timezone.now()))
        until = None if given.until == NO_END else given.until
        write_grant(actor=handover.offered_by, case=case, user=receiver, until=until)
    close_grant(actor, given)
    hand_over_due(actor=actor, subject_id=case.pk, from_user=handover.giver, to_user=receiver)
    schedule_due(
        actor=actor,
        owner=receiver,
        kind=due_kinds.of_row(due_kinds.HANDED_OVER, receiver.pid),
        subject_type=due_kinds.CASE,
        subject_id=case.pk,
        due_on=timezone.localdate(),
    )
    record(actor, Tag.HANDOVER_ACCEPT, handover, case_id=case.pk, changed=["state"])


@atomic
def decline_handover(*, actor: User, handover: CaseHandover) -> None:
    """No. The case stays where it is, and the giver is told."""
    handover = CaseHandover.objects.select_for_update().select_related("case").get(pk=handover.pk)
    require(can_answer_handover(actor, handover))
    require_waiting(handover)
    _answer(handover, HandoverState.DECLINED)
    record(actor, Tag.HANDOVER_DECLINE, handover, case_id=handover.case_id, changed=["state"])


@atomic
def withdraw_handover(*, actor: User, handover: CaseHandover) -> None:
    """The offer is taken back before it was answered."""
    handover = CaseHandover.objects.select_for_update().select_related("case", "giver").get(pk=handover.pk)
    require(can_withdraw_handover(actor, handover))
    require_waiting(handover)
    _answer(handover, HandoverState.WITHDRAWN)
    record(actor, Tag.HANDOVER_WITHDRAW, handover, case_id=handover.case_id, changed=["state"])


def _answer(handover: CaseHandover, state: HandoverState) -> None:
    handover.state, handover.answered_at = state, timezone.now()
    handover.save(update_fields=["state", "answered_at", "updated_at"])

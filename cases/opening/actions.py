"""Opening locked lines for a reason, asking, and answering. Nothing else writes these rows."""

from collections.abc import Collection
from datetime import date, timedelta

from django.utils import timezone

from accounts.models import User
from audit.record import atomic, record
from audit.tags import Tag
from cases import due_kinds
from cases.case.states import require_open
from cases.models import AskRequest, Case, Opening
from cases.opening.choices import AskState, OpenFor, OpeningReason
from cases.opening.permissions import can_ask_opening, can_decide_opening, can_reveal_case
from cases.opening.queries import coordinators_of
from cases.opening.states import AnswerNeedsWords, AskedAlready, require_waiting
from common.access import require
from reminders.actions import schedule_due, settle_due


@atomic
def reveal_case(*, actor: User, case: Case, labels: Collection[str], reason: OpeningReason, words: str = "") -> Opening:
    """Locked lines are opened for a reason. It is written down before they are shown; the words are sealed."""
    require(can_reveal_case(actor, case))
    opening = Opening.of(case, opened_by=actor, labels=sorted(labels), reason=reason, words=words or None)
    opening.save(force_insert=True)
    record(actor, Tag.OPENING_REVEAL, opening, case_id=case.pk, reason=str(reason), fields=sorted(labels))
    return opening


@atomic
def ask_opening(
    *, actor: User, case: Case, line: str, labels: Collection[str], reason: OpeningReason, words: str = ""
) -> AskRequest:
    """Ask to see one line. All coordinators who may open the case are told; whoever answers first decides.

    Refused: a closed case (CaseClosed), and the same question while it waits (AskedAlready).
    """
    case = Case.objects.select_for_update().get(pk=case.pk)
    require(can_ask_opening(actor, case))
    require_open(case)
    if AskRequest.objects.waiting().filter(case=case, asked_by=actor, line=line).exists():
        raise AskedAlready
    ask = AskRequest.of(case, asked_by=actor, line=line, labels=sorted(labels), reason=reason, words=words or None)
    ask.save(force_insert=True)
    for coordinator in coordinators_of(case):
        tell(actor, coordinator, case, due_kinds.of_row(due_kinds.ASKED, coordinator.pid))
    record(actor, Tag.OPENING_ASK, ask, case_id=case.pk, reason=str(reason), fields=sorted(labels))
    return ask


@atomic
def grant_opening(*, actor: User, ask: AskRequest, minutes: OpenFor = OpenFor.HOUR, answer: str = "") -> None:
    """Yes: the line can be read, and not changed, by whoever asked until its time is over. At most 60 minutes."""
    ask = _locked(actor, ask)
    now = timezone.now()
    ask.state, ask.granted_until = AskState.GRANTED, now + timedelta(minutes=OpenFor(minutes))
    _answer(actor, ask, answer)
    record(actor, Tag.OPENING_GRANT, ask, case_id=ask.case_id, changed=["state", "granted_until"], minutes=int(minutes))


@atomic
def refuse_opening(*, actor: User, ask: AskRequest, answer: str) -> None:
    """No, with a sentence why not. Without one: AnswerNeedsWords."""
    ask = _locked(actor, ask)
    if not answer.strip():
        raise AnswerNeedsWords
    ask.state = AskState.REFUSED
    _answer(actor, ask, answer)
    record(actor, Tag.OPENING_REFUSE, ask, case_id=ask.case_id, changed=["state"])


def _locked(actor: User, ask: AskRequest) -> AskRequest:
    row: AskRequest = AskRequest.objects.select_for_update().select_related("case", "asked_by").get(pk=ask.pk)
    require(can_decide_opening(actor, row))
    require_waiting(row)
    return row


def _answer(actor: User, ask: AskRequest, answer: str) -> None:
    """Write it down, tell whoever asked, and take it from the coordinators once nothing waits on the case."""
    ask.decided_by, ask.decided_at, ask.answer = actor, timezone.now(), answer.strip() or None
    ask.save(update_fields=["state", "granted_until", "decided_by", "decided_at", "answer", "updated_at"])
    tell(actor, ask.asked_by, ask.case, due_kinds.of_row(due_kinds.ANSWERED, ask.pid))
    if not AskRequest.objects.waiting().filter(case_id=ask.case_id).exists():
        for coordinator in coordinators_of(ask.case):
            settle_due(actor=actor, subject_id=ask.case_id, kind=due_kinds.of_row(due_kinds.ASKED, coordinator.pid))


def tell(actor: User, owner: User, case: Case, kind: str, due_on: date | None = None) -> None:
    """Something for `owner` to see on Today, recorded with the act that causes it."""
    schedule_due(
        actor=actor,
        owner=owner,
        kind=kind,
        subject_type=due_kinds.CASE,
        subject_id=case.pk,
        due_on=due_on or timezone.localdate(),
    )

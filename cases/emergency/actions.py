"""Opening in an emergency, and judging it. Nothing else writes these rows."""

from django.utils import timezone

from accounts.models import User
from audit.record import atomic, record
from audit.tags import Tag
from cases import due_kinds
from cases.case.queries import workers_of
from cases.emergency.choices import EmergencyReason, Verdict
from cases.emergency.permissions import can_open_emergency, can_review_emergency
from cases.emergency.queries import (
    OPEN_FOR,
    REVIEW_WORKING_DAYS,
    admit_for_emergency,
    after_working_days,
    numbered,
)
from cases.emergency.states import JudgementNeedsWords, NoSuchNumber, OpenAlready, require_unjudged
from cases.models import Case, EmergencyOpening
from cases.opening.actions import tell
from cases.opening.queries import coordinators_of
from cases.permissions import sees
from common.access import require
from reminders.actions import settle_due


@atomic
def open_emergency(*, actor: User, number: str, reason: EmergencyReason, words: str = "") -> EmergencyOpening:
    """Safe contact and urgent health needs of the case with this printed number, at once, to be read for 60 minutes.

    Workers and coordinators are told in the same transaction; one coordinator is to judge it within three working days.
    While one runs, the same is given again. Refused: a number that no case has, or one that a conflict block keeps away,
    with the same words (NoSuchNumber); a case that `actor` may open anyway (OpenAlready).
    """
    require(can_open_emergency(actor))
    case = numbered(actor, number)
    if case is None:
        raise NoSuchNumber
    case = Case.objects.select_for_update().get(pk=case.pk)
    if sees(actor, case):
        raise OpenAlready
    running: EmergencyOpening | None = EmergencyOpening.objects.own(actor).running().filter(case=case).first()
    if running is not None:
        return running
    admit_for_emergency(actor, case)
    now = timezone.now()
    opening = EmergencyOpening.of(
        case,
        opened_by=actor,
        opened_at=now,
        until=now + OPEN_FOR,
        reason=reason,
        words=words.strip() or None,
        review_by=after_working_days(timezone.localdate(now), REVIEW_WORKING_DAYS),
    )
    opening.save(force_insert=True)
    _tell_everybody(actor, opening)
    record(actor, Tag.EMERGENCY_OPEN, opening, case_id=case.pk, reason=str(reason))
    return opening


def _tell_everybody(actor: User, opening: EmergencyOpening) -> None:
    """Whoever works on the case and every coordinator; the first of these is to judge it."""
    case = opening.case
    coordinators = [user for user in coordinators_of(case) if user.pk != actor.pk]
    workers = [user for user in workers_of([case.pk]).get(case.pk, []) if sees(user, case)]
    for user in {user.pk: user for user in [*workers, *coordinators[1:]]}.values():
        tell(actor, user, case, due_kinds.of_row(due_kinds.EMERGENCY_TOLD, user.pid))
    for judge in coordinators[:1]:
        kind = due_kinds.of_row(due_kinds.EMERGENCY_REVIEW, opening.pid)
        tell(actor, judge, case, kind, due_on=opening.review_by)


@atomic
def review_emergency(*, actor: User, opening: EmergencyOpening, verdict: Verdict, judgement: str = "") -> None:
    """Somebody else says whether it was right. What was not right is said in a sentence (JudgementNeedsWords)."""
    row: EmergencyOpening = (
        EmergencyOpening.objects.select_for_update().select_related("case", "opened_by").get(pk=opening.pk)
    )
    require(can_review_emergency(actor, row))
    require_unjudged(row)
    if verdict == Verdict.NOT_JUSTIFIED and not judgement.strip():
        raise JudgementNeedsWords
    row.verdict, row.judged_by, row.judged_at = verdict, actor, timezone.now()
    row.judgement = judgement.strip() or None
    row.save(update_fields=["verdict", "judged_by", "judged_at", "judgement", "updated_at"])
    kind = due_kinds.of_row(due_kinds.EMERGENCY_REVIEW, row.pid)
    settle_due(actor=actor, subject_id=row.case_id, kind=kind)
    record(actor, Tag.EMERGENCY_REVIEW, row, case_id=row.case_id, changed=["verdict"], verdict=str(verdict))

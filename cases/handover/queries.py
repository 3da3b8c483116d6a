"""Offers that wait, and what became of the own ones."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone

from accounts.choices import Act, Relation
from accounts.matrix import may
from accounts.models import User
from audit.record import reading, refused
from audit.tags import Tag
from cases.access import admit_cases
from cases.handover.choices import HandoverState
from cases.models import Case, CaseHandover
from common.errors import NotAllowed
from common.shown import Shown, show
from encryption.classes import FieldClass

# So long the giver is told what became of an offer.
TOLD = timedelta(days=7)


@dataclass(frozen=True)
class Offer:
    """One offer to the reader. `note` is opened on its own page only."""

    row: CaseHandover
    alias: Shown
    note: Shown | None = None


def offer_count(user: User) -> int:
    """How many cases wait for the answer of `user`. Nothing of them is read."""
    count: int = CaseHandover.objects.offered_to(user).count()
    return count


def offers_to(user: User) -> list[Offer]:
    """Offers that wait for `user`, the oldest first, each with the alias."""
    rows = list(
        CaseHandover.objects.offered_to(user).select_related("case", "giver", "offered_by").order_by("created_at")
    )
    if rows:
        reading(Tag.HANDOVER_LIST)
        _admit(user, rows, [FieldClass.IDENTITY])
    return [Offer(row, show(row.case.alias, "list")) for row in rows]


def open_offer(user: User, pid: str) -> Offer:
    """The offer with its note, the reading recorded; else NotAllowed."""
    rows = CaseHandover.objects.offered_to(user).select_related("case", "giver", "offered_by")
    row = rows.filter(pid=pid).first() if may(user, Act.HANDOVER_ANSWER, Relation.OFFERED) else None
    if row is None:
        hidden = CaseHandover.objects.filter(pid=pid).first()
        refused(Tag.HANDOVER_OPEN, hidden, case_id=getattr(hidden, "case_id", None))
        raise NotAllowed
    reading(Tag.HANDOVER_OPEN, subject=row, case_id=row.case_id)
    _admit(user, [row], [FieldClass.IDENTITY, FieldClass.NARRATIVE])
    return Offer(row, show(row.case.alias), show(row.note))


def answer_offer(user: User, pid: str, tag: Tag) -> CaseHandover:
    """The row of an offer to `user`, answered or not, for the action that decides; else NotAllowed. Opens nothing."""
    row: CaseHandover | None = (
        CaseHandover.objects.filter(organisation_id=user.organisation_id, receiver=user, pid=pid)
        .select_related("case", "giver")
        .first()
    )
    allowed = may(user, Act.HANDOVER_ANSWER, Relation.OFFERED)
    if (
        row is None
        or not allowed
        or (row.is_waiting and not CaseHandover.objects.offered_to(user).filter(pk=row.pk).exists())
    ):
        refused(tag, row, case_id=getattr(row, "case_id", None))
        raise NotAllowed
    return row


def own_offers(user: User) -> list[CaseHandover]:
    """What `user` offered: what waits, and what was answered within a week. Numbers of cases only."""
    cases = Case.objects.filter(organisation_id=user.organisation_id).not_blocked_for(user)
    rows = CaseHandover.objects.filter(organisation_id=user.organisation_id, giver=user, case__in=cases)
    rows = rows.exclude(state=HandoverState.WITHDRAWN).select_related("case", "receiver")
    since = timezone.now() - TOLD
    waiting = list(rows.waiting().order_by("created_at"))
    answered = list(rows.exclude(state=HandoverState.OFFERED).filter(answered_at__gt=since).order_by("-answered_at"))
    return waiting + answered


def _admit(user: User, rows: Iterable[CaseHandover], classes: Iterable[FieldClass]) -> None:
    admit_cases(user, [row.case for row in rows], Relation.OFFERED, classes)

"""A colleague leaves: the work changes hands and the account closes, in one transaction."""

from collections.abc import Sequence
from uuid import UUID

from django.utils import timezone

from accounts.actions import deactivate_staff
from accounts.models import User
from accounts.permissions import can_deactivate_staff
from audit.record import atomic, record
from audit.tags import Tag
from cases.assignment.actions import announce, close_grant, write_grant
from cases.assignment.states import heir_of, lasting_grants
from cases.cover.actions import close_cover
from cases.handover.choices import HandoverState
from cases.leaving.queries import coordinators_for
from cases.leaving.states import CannotTakeOverAll, NobodyTakesOver
from cases.models import Case, CaseGrant, CaseHandover, ConflictBlock, Cover
from common.access import require
from reminders.actions import hand_over_due
from reminders.models import DueThing


@atomic
def leave_colleague(*, actor: User, user: User, heir: User | None = None) -> int:
    """Close the account of `user`. Every open case and everything due has an active owner who may open it, or nothing happens.

    To `heir`, if one is named and no block stands in the way; else to whoever works on the case besides; else to the team's
    coordinator. Returns how many open cases changed hands. Raises CannotTakeOverAll for an unfit heir, NobodyTakesOver if
    a case would be left alone, and what `deactivate_staff` refuses.
    """
    require(can_deactivate_staff(actor, user))
    if heir is not None and not _fits(heir, user):
        raise CannotTakeOverAll
    _end_covers(actor, user)
    grants = list(CaseGrant.objects.filter(user=user, ended_at__isnull=True).select_related("user"))
    due = DueThing.objects.open().filter(owner=user)
    wanted = {grant.content_object_id for grant in grants} | set(due.values_list("subject_id", flat=True))
    cases = {case.pk: case for case in Case.objects.select_for_update().filter(pk__in=wanted).order_by("pk")}
    held = {grant.content_object_id: grant for grant in grants}
    leads, blocked = coordinators_for(user), _blocks(wanted)
    moved = 0
    for case in cases.values():
        grant = held.get(case.pk)
        if grant is not None:
            close_grant(actor, grant, at=min(grant.until, timezone.now()))
            record(actor, Tag.CASE_UNASSIGN, grant, case_id=case.pk, changed=["ended_at"])
        is_worker = grant is not None and grant.until > timezone.now()
        taker = _taker(actor, case, user, heir if is_worker else None, leads, blocked)
        if taker is not None:
            hand_over_due(actor=actor, subject_id=case.pk, from_user=user, to_user=taker)
        moved += is_worker and not case.is_closed
    offers = CaseHandover.objects.waiting().filter(receiver=user)
    offers.update(state=HandoverState.WITHDRAWN, answered_at=timezone.now())
    deactivate_staff(actor=actor, user=user)
    return moved


def _fits(heir: User, user: User) -> bool:
    return (
        heir.pk != user.pk
        and heir.is_active
        and heir.role == user.role
        and heir.organisation_id == user.organisation_id
    )


def _blocks(cases: set[UUID]) -> set[tuple[UUID, UUID]]:
    """(case, user) of those who are kept away."""
    rows = ConflictBlock.objects.in_force().filter(case__in=cases)
    return set(rows.values_list("case_id", "user_id"))


def _end_covers(actor: User, user: User) -> None:
    """Nobody stands in for whoever has left, and whoever has left stands in for nobody."""
    for cover in Cover.objects.select_for_update().filter(absent=user, ended_at__isnull=True):
        close_cover(actor, cover, timezone.now())
    for cover in Cover.objects.in_force().filter(colleagues=user):
        cover.colleagues.remove(user)


def _taker(
    actor: User,
    case: Case,
    user: User,
    heir: User | None,
    leads: Sequence[User],
    blocked: set[tuple[UUID, UUID]],
) -> User | None:
    """Who answers for the case from now on; on a closed case only somebody who may still open it."""
    if heir is not None and not case.is_closed and (case.pk, heir.pk) not in blocked:
        held = CaseGrant.objects.filter(user=heir, content_object=case, ended_at__isnull=True).first()
        if held is not None and not lasting_grants([case]).filter(pk=held.pk).exists():
            close_grant(actor, held, at=min(held.until, timezone.now()))
            held = None
        if held is None:
            _assign(actor, case, heir)
        return heir
    stays = heir_of(case, like=user.role)
    if stays is not None:
        return stays.user
    lead = next((one for one in leads if (case.pk, one.pk) not in blocked), None)
    if lead is None and not case.is_closed:
        raise NobodyTakesOver
    if lead is not None and not case.is_closed:
        _assign(actor, case, lead)
    return lead


def _assign(actor: User, case: Case, user: User) -> None:
    grant = write_grant(actor=actor, case=case, user=user)
    announce(actor=actor, case=case, user=user)
    record(actor, Tag.CASE_ASSIGN, grant, case_id=case.pk, changed=["user", "until"])

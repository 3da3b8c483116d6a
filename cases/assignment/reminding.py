"""Telling both sides in good time that an assignment ends."""

from collections.abc import Iterable
from datetime import timedelta
from uuid import UUID

from django.utils import timezone

from accounts.choices import Role
from accounts.models import User
from audit.record import atomic
from cases import due_kinds
from cases.models import CaseGrant, ConflictBlock
from reminders.actions import schedule_due

WARN_BEFORE = timedelta(days=14)
ACT_BEFORE = timedelta(days=7)
# So many at once; the rest follow the next night, long before their end.
MOST = 500


@atomic
def warn_ending_grants() -> int:
    """Fourteen days before an assignment ends, its worker and a coordinator find it among what is due. Once for each.

    Cover is left out: its end is the point of it, and whoever was away is there again. Returns how many were told of.
    """
    now = timezone.now()
    ending = list(
        CaseGrant.objects.select_for_update()
        .filter(ended_at__isnull=True, warned_at__isnull=True, until__gt=now, until__lte=now + WARN_BEFORE)
        .filter(cover__isnull=True, content_object__closed_on__isnull=True, user__is_active=True)
        .select_related("user", "content_object")
        .order_by("until")[:MOST]
    )
    leads = _leads_of({grant.content_object.organisation_id for grant in ending})
    blocked = _blocks(grant.content_object_id for grant in ending)
    for grant in ending:
        case = grant.content_object
        near = _nearest(leads[case.organisation_id], case.team_id)
        lead = next((one for one in near if (case.pk, one.pk) not in blocked), None)
        # A week before the end, so that it stands among the next seven days from now on.
        due_on = max(timezone.localdate(now), timezone.localdate(grant.until - ACT_BEFORE))
        for kind, owner in ((due_kinds.GRANT_ENDS, grant.user), (due_kinds.GRANT_ENDS_LEAD, lead)):
            if owner is None or (case.pk, owner.pk) in blocked:
                continue
            schedule_due(
                actor=owner,
                owner=owner,
                kind=due_kinds.of_row(kind, grant.pid),
                subject_type=due_kinds.CASE,
                subject_id=case.pk,
                due_on=due_on,
            )
    CaseGrant.objects.filter(pk__in=[grant.pk for grant in ending]).update(warned_at=now)
    return len(ending)


def _leads_of(organisations: set[UUID]) -> dict[UUID, list[User]]:
    found: dict[UUID, list[User]] = {organisation: [] for organisation in organisations}
    for user in User.objects.with_role(Role.COORDINATOR).filter(organisation_id__in=organisations).order_by("pid"):
        found[user.organisation_id].append(user)
    return found


def _nearest(leads: list[User], team_id: UUID | None) -> list[User]:
    """Coordinators of the case's team first."""
    return sorted(leads, key=lambda one: one.team_id is None or one.team_id != team_id)


def _blocks(case_ids: Iterable[UUID]) -> set[tuple[UUID, UUID]]:
    rows = ConflictBlock.objects.in_force().filter(case__in=list(case_ids))
    return set(rows.values_list("case_id", "user_id"))

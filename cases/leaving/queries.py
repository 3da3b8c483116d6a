"""What somebody who leaves would leave behind. Counts only: who closes accounts sees no case."""

from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils import timezone

from accounts.choices import Role
from accounts.models import User
from cases.access import BY_GRANT
from cases.models import CaseGrant, Cover
from reminders.models import DueThing


@dataclass(frozen=True)
class LeftBehind:
    """Open cases in somebody's own name, covers for others, and what is due."""

    case_count: int
    cover_count: int
    due_count: int
    late_count: int


def left_behind(user: User) -> LeftBehind:
    """What goes to others when `user` leaves."""
    due = DueThing.objects.open().filter(owner=user)
    return LeftBehind(
        case_count=CaseGrant.objects.in_force()
        .filter(user=user, cover__isnull=True, content_object__closed_on__isnull=True)
        .count(),
        cover_count=Cover.objects.in_force().filter(colleagues=user).count(),
        due_count=due.count(),
        late_count=due.filter(due_on__lt=timezone.localdate()).count(),
    )


def heirs_for(actor: User, user: User) -> QuerySet[User, User]:
    """Who could take over: colleagues who do the same work."""
    rows: QuerySet[User, User] = User.objects.visible_to(actor).active().filter(role=user.role)
    return rows.exclude(pk=user.pk).order_by("display_name") if user.role in BY_GRANT else rows.none()


def coordinators_for(user: User) -> list[User]:
    """Coordinators of the organisation, those of the own team first."""
    rows = User.objects.with_role(Role.COORDINATOR).filter(organisation_id=user.organisation_id).exclude(pk=user.pk)
    return sorted(rows, key=lambda one: (one.team_id is None or one.team_id != user.team_id, one.display_name, one.pid))

"""Which covers a user may know."""

from typing import TYPE_CHECKING, Self

from django.utils import timezone

from accounts.choices import Role
from common.querysets import ScopedQuerySet

if TYPE_CHECKING:
    from accounts.models import User


class CoverQuerySet(ScopedQuerySet):
    """Covers that run, and those of earlier."""

    def visible_to(self, user: "User") -> Self:
        """Coordinators: all of the organisation. Everybody else: those of the own absences."""
        mine = self.filter(organisation_id=user.organisation_id)
        return mine if user.role == Role.COORDINATOR else mine.filter(absent=user)

    def in_force(self) -> Self:
        """Not ended, and the last day has not passed."""
        return self.filter(ended_at__isnull=True, until__gt=timezone.now())

    def stood_in_by(self, user: "User") -> Self:
        """Those in which `user` stands in for somebody."""
        return self.filter(colleagues=user)

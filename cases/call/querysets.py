"""Who may know of an entry of the contact log."""

from datetime import datetime
from typing import TYPE_CHECKING, Self

from accounts.choices import Role
from common.querysets import ScopedQuerySet

if TYPE_CHECKING:
    from accounts.models import User


class CallQuerySet(ScopedQuerySet):
    """Branches by role; organisation first."""

    def visible_to(self, user: "User") -> Self:
        """Caseworkers and coordinators: all of their organisation. Shelter staff: those they wrote."""
        if not user.is_active:
            return self.none()
        mine = self.filter(organisation_id=user.organisation_id)
        if user.role in {Role.CASEWORKER, Role.COORDINATOR}:
            return mine
        return mine.filter(logged_by=user) if user.role == Role.SHELTER else self.none()

    def past(self, moment: datetime) -> Self:
        """Entries whose time is over."""
        return self.filter(happened_at__lt=moment)


class CallCountQuerySet(ScopedQuerySet):
    """Numbers of what was forgotten."""

    def visible_to(self, user: "User") -> Self:
        """Those who read the log read its numbers."""
        if not user.is_active or user.role not in {Role.CASEWORKER, Role.COORDINATOR}:
            return self.none()
        return self.filter(organisation_id=user.organisation_id)

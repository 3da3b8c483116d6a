"""Who may know of a conflict block."""

from typing import TYPE_CHECKING, Self

from django.db.models import F

from accounts.choices import Role
from cases.querysets import CaseRowQuerySet

if TYPE_CHECKING:
    from accounts.models import User


class ConflictBlockQuerySet(CaseRowQuerySet):
    """Open and lifted blocks."""

    def visible_to(self, user: "User") -> Self:
        """Coordinators who may open the case; the person who is kept away never sees the case."""
        return super().visible_to(user) if user.role == Role.COORDINATOR else self.none()

    def in_force(self) -> Self:
        """Not lifted."""
        return self.filter(lifted_at__isnull=True)

    def in_force_first(self) -> Self:
        """Those in force, then the lifted ones, each the newest first; alike on every engine."""
        return self.order_by(F("lifted_at").desc(nulls_first=True), "-created_at")

"""Who may know of a question, and which answers are in force."""

from typing import TYPE_CHECKING, Self

from django.utils import timezone

from accounts.choices import Role
from cases.querysets import CaseRowQuerySet

if TYPE_CHECKING:
    from accounts.models import User


class AskRequestQuerySet(CaseRowQuerySet):
    """Questions to see one line of a case."""

    def visible_to(self, user: "User") -> Self:
        """Of cases that `user` may open: all for coordinators, the own for everybody else."""
        rows = super().visible_to(user)
        return rows if user.role == Role.COORDINATOR else rows.filter(asked_by=user)

    def waiting(self) -> Self:
        """Not answered yet."""
        return self.filter(state="asked")

    def in_force(self) -> Self:
        """Granted, and the time is not over."""
        return self.filter(state="granted", granted_until__gt=timezone.now())


class OpeningQuerySet(CaseRowQuerySet):
    """Lines that were opened for a reason."""

    def visible_to(self, user: "User") -> Self:
        """Of cases that `user` may open, for coordinators; the trail names them to everybody on the case."""
        return super().visible_to(user) if user.role == Role.COORDINATOR else self.none()

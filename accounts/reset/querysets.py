"""Which resets a user may know."""

from typing import TYPE_CHECKING, Self

from django.utils import timezone

from accounts.choices import Act
from accounts.matrix import may
from common.querysets import ScopedQuerySet

if TYPE_CHECKING:
    from accounts.models import User


class FactorResetQuerySet(ScopedQuerySet):
    def visible_to(self, user: "User") -> Self:
        """Those of the own organisation, for whoever may answer one."""
        if not may(user, Act.FACTOR_CONFIRM):
            return self.none()
        return self.filter(organisation_id=user.organisation_id)

    def unanswered(self) -> Self:
        """Nobody has answered, in time or not."""
        return self.filter(verdict="")

    def open(self) -> Self:
        """Still to be answered."""
        return self.unanswered().filter(expires_at__gt=timezone.now()).order_by("expires_at")

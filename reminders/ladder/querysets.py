"""Which ladders and alerts a user may know."""

from typing import TYPE_CHECKING, Self

from accounts.choices import Act
from accounts.matrix import may
from common.querysets import ScopedQuerySet
from reminders.choices import DueState

if TYPE_CHECKING:
    from accounts.models import User


class OwnQuerySet(ScopedQuerySet):
    """Rows of one office that say how it is alerted."""

    def visible_to(self, user: "User") -> Self:
        """Those of the own organisation, for whoever looks after ladders."""
        if not may(user, Act.LADDER_LIST):
            return self.none()
        return self.filter(organisation_id=user.organisation_id)


class StepQuerySet(ScopedQuerySet):
    """Steps of ladders."""

    def visible_to(self, user: "User") -> Self:
        """Those of the own organisation's ladders, for whoever looks after them."""
        if not may(user, Act.LADDER_LIST):
            return self.none()
        return self.filter(ladder__organisation_id=user.organisation_id)


class AlertQuerySet(ScopedQuerySet):
    """What was said to whom."""

    def visible_to(self, user: "User") -> Self:
        """The own alerts. Whether the case may still be opened is asked of the case."""
        return self.filter(recipient_id=user.pk, organisation_id=user.organisation_id)

    def running(self) -> Self:
        """About things that are still to do."""
        return self.filter(due__state=DueState.OPEN)

    def unseen(self) -> Self:
        """Not looked at yet. Having seen one ends nothing."""
        return self.filter(seen_at__isnull=True)

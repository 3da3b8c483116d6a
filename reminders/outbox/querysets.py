"""Which rows of the outbox a user may know, and which a sweep may take."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Self

from django.db.models import Q

from accounts.choices import Act
from accounts.matrix import may
from common.querysets import ScopedQuerySet
from reminders.outbox.choices import MessageState, Template

if TYPE_CHECKING:
    from accounts.models import User

# What has been under way for so long without arriving is shown to the coordinators: within 15 minutes of the first try.
LATE_AFTER = timedelta(minutes=10)


class MessageQuerySet(ScopedQuerySet):
    def visible_to(self, user: "User") -> Self:
        """Messages of the own organisation, for those who look after undelivered mail. Nobody else sees any."""
        if not may(user, Act.MESSAGE_LIST):
            return self.none()
        return self.filter(organisation_id=user.organisation_id)

    def claimable(self, now: datetime) -> Self:
        """Letters that go out now: due and waiting, or left behind by a worker whose lease is over. Oldest due first."""
        waiting = Q(state=MessageState.WAITING, try_at__lte=now)
        alone = Q(is_urgent=True) | Q(template=Template.DIGEST)
        return self.filter(alone, waiting | Q(state=MessageState.IN_HAND, claimed_until__lte=now)).order_by(
            "not_before", "pk"
        )

    def for_the_day(self, now: datetime) -> Self:
        """What waits to be counted in a mail of the day."""
        return self.filter(state=MessageState.WAITING, is_urgent=False, try_at__lte=now).exclude(
            template=Template.DIGEST
        )

    def undelivered(self, now: datetime) -> Self:
        """Given up, or under way for longer than LATE_AFTER. Newest first."""
        late = Q(state__in=[MessageState.WAITING, MessageState.IN_HAND], first_tried_at__lte=now - LATE_AFTER)
        return self.filter(Q(state=MessageState.DEAD) | late).order_by("-not_before", "pk")


class MailSettingQuerySet(ScopedQuerySet):
    def visible_to(self, user: "User") -> Self:
        """The own wishes about mail."""
        return self.filter(user_id=user.pk)

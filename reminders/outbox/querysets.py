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

# What is overdue for so long and has not arrived is shown to the coordinators: within 15 minutes.
LATE_AFTER = timedelta(minutes=10)
# What waits for a mail of the day that never came.
DAY_AND_MORE = timedelta(hours=26)
# After so long nobody needs to see any more that something was sent to somebody, or was not.
SHOWN_FOR = timedelta(days=30)
UNSENT = (MessageState.WAITING, MessageState.IN_HAND)


class MessageQuerySet(ScopedQuerySet):
    def visible_to(self, user: "User") -> Self:
        """Messages of the own organisation, for those who look after undelivered mail. Nobody else sees any."""
        if not may(user, Act.MESSAGE_LIST):
            return self.none()
        return self.filter(organisation_id=user.organisation_id)

    def unsent(self) -> Self:
        """Under way: it waits, or a worker has it in hand."""
        return self.filter(state__in=UNSENT)

    def single(self) -> Self:
        """Letters that go out each by itself: urgent ones and mails of the day."""
        return self.filter(Q(is_urgent=True) | Q(template=Template.DIGEST))

    def claimable(self, now: datetime) -> Self:
        """Letters that go out now: due and waiting, or left behind by a worker whose lease is over. Oldest due first."""
        waiting = Q(state=MessageState.WAITING, try_at__lte=now)
        left = Q(state=MessageState.IN_HAND, claimed_until__lte=now)
        return self.single().filter(waiting | left).order_by("not_before", "pk")

    def for_the_day(self, now: datetime) -> Self:
        """What waits to be counted in a mail of the day."""
        return self.filter(state=MessageState.WAITING, is_urgent=False, not_before__lte=now).exclude(
            template=Template.DIGEST
        )

    def undelivered(self, now: datetime) -> Self:
        """Given up, or overdue and still under way, whether a worker tried or none was there. The newest first.

        What was given up stays until somebody has seen it, however old.
        """
        alone = Q(is_urgent=True) | Q(template=Template.DIGEST)
        late = Q(not_before__lte=now - LATE_AFTER) & alone | Q(not_before__lte=now - DAY_AND_MORE)
        is_recent = Q(not_before__gt=now - SHOWN_FOR)
        given_up = Q(state=MessageState.DEAD) & (is_recent | Q(seen_at__isnull=True))
        return self.filter(given_up | Q(state__in=UNSENT) & is_recent & late).order_by("-not_before", "pk")

    def over(self, past: datetime) -> Self:
        """Letters that ended before `past` and that nobody needs any more: arrived, not wished, or given up and seen."""
        ended = Q(state=MessageState.SENT, sent_at__lte=past) | Q(state=MessageState.WITHHELD)
        seen = Q(state=MessageState.DEAD, seen_at__lte=past)
        return self.filter(not_before__lte=past, try_at__lte=past).filter(ended | seen)

    def counted_in(self, digests: "MessageQuerySet") -> Self:
        """What was counted in these mails of the day."""
        return self.filter(state=MessageState.GATHERED, digest__in=digests)


class MailSettingQuerySet(ScopedQuerySet):
    def visible_to(self, user: "User") -> Self:
        """The own wishes about mail."""
        return self.filter(user_id=user.pk)

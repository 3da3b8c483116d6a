"""Which jobs a user may know, and which a worker may take."""

from datetime import datetime, timedelta
from typing import Any, Self

from django.db.models import Q

from common.jobs.choices import JobState
from common.querysets import ScopedQuerySet

# A message that nobody took for so long is sent again: the queue may have been emptied.
LOST_AFTER = timedelta(seconds=90)


class JobQuerySet(ScopedQuerySet):
    def visible_to(self, user: Any) -> Self:
        """The own jobs, and only those."""
        return self.filter(owner_id=user.pk)

    def claimable(self, now: datetime) -> Self:
        """Waiting and due, or left behind by a worker whose lease is over."""
        waiting = Q(state=JobState.WAITING, not_before__lte=now)
        return self.filter(waiting | Q(state=JobState.RUNNING, lease_until__lte=now))

    def unsent(self, now: datetime) -> Self:
        """Claimable, and no message about it is likely to be under way. Oldest first."""
        lost = Q(sent_at__isnull=True) | Q(sent_at__lte=now - LOST_AFTER)
        return self.claimable(now).filter(lost).order_by("created_at")

    def unfinished(self) -> Self:
        """Waiting or running."""
        return self.filter(state__in=[JobState.WAITING, JobState.RUNNING])

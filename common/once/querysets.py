"""What was sent belongs to the one who sent it."""

from datetime import datetime
from typing import Any, Self

from common.querysets import ScopedQuerySet


class SentFormQuerySet(ScopedQuerySet):
    def visible_to(self, user: Any) -> Self:
        """What the user sent; nobody else's."""
        return self.filter(owner_id=user.pk)

    def older_than(self, moment: datetime) -> Self:
        """Sent so long ago that no page with its form is open any more."""
        return self.filter(created_at__lt=moment)

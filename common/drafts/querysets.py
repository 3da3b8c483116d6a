"""Drafts belong to the one who typed them."""

from datetime import datetime
from typing import Any, Self

from common.querysets import ScopedQuerySet


class DraftQuerySet(ScopedQuerySet):
    def visible_to(self, user: Any) -> Self:
        """The own drafts, and only those; no role reads another's."""
        return self.filter(owner_id=user.pk)

    def expired(self, now: datetime) -> Self:
        """Left alone for longer than drafts are kept."""
        return self.filter(expires_at__lte=now)

"""Key tables are shown to nobody."""

from typing import Any, Self

from django.db import models


class KeyQuerySet(models.QuerySet[Any, Any]):
    """Rows of wrapped keys."""

    def visible_to(self, user: Any) -> Self:
        """No user ever sees a key, wrapped or not."""
        return self.none()

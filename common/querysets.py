"""The one way rows reach a page."""

from typing import Any, Self

from encryption.searchable import SearchableQuerySet


class ScopedQuerySet(SearchableQuerySet):
    """Fail closed: a queryset that does not say who may see its rows shows none."""

    def visible_to(self, user: Any) -> Self:
        """Rows whose existence `user` may know. Organisation first, then role; never alternatives joined with OR."""
        return self.none()

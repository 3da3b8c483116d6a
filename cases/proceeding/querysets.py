"""Which dockets a user may know."""

from typing import TYPE_CHECKING, Self

from common.querysets import ScopedQuerySet

if TYPE_CHECKING:
    from accounts.models import User


class DocketQuerySet(ScopedQuerySet):
    """A docket is known only through its proceedings."""

    def visible_to(self, user: "User") -> Self:
        """Dockets of which the user may open a case."""
        rows = self.model._meta.get_field("proceedings").related_model._default_manager.visible_to(user)
        return self.filter(pk__in=rows.values("docket"))

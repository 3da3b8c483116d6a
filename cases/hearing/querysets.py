"""Which hearings a user may know."""

from typing import TYPE_CHECKING, Self

from common.querysets import ScopedQuerySet

if TYPE_CHECKING:
    from accounts.models import User


class HearingQuerySet(ScopedQuerySet):
    """A hearing is known only through the persons it is about."""

    def visible_to(self, user: "User") -> Self:
        """Hearings of persons whose case the user may open."""
        rows = self.model._meta.get_field("parts").related_model._default_manager.visible_to(user)
        return self.filter(pk__in=rows.values("hearing"))

"""Which links between cases a user may know."""

from typing import TYPE_CHECKING, Self

from common.querysets import ScopedQuerySet

if TYPE_CHECKING:
    from accounts.models import User


class SituationQuerySet(ScopedQuerySet):
    """A situation is known only through its cases."""

    def visible_to(self, user: "User") -> Self:
        """Situations of which the user may open a case."""
        links = self.model._meta.get_field("links").related_model._default_manager.visible_to(user)
        return self.filter(pk__in=links.values("situation"))


class SituationLinkQuerySet(ScopedQuerySet):
    """Each row says that one case belongs to one situation."""

    def visible_to(self, user: "User") -> Self:
        """Links of cases that `user` may open. A case out of sight is not even counted."""
        cases = self.model._meta.get_field("case").related_model._default_manager.visible_to(user)
        return self.filter(situation__organisation_id=user.organisation_id, case__in=cases)

    def in_force(self) -> Self:
        """Not taken back."""
        return self.filter(ended_at__isnull=True)

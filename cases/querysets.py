"""Rows that belong to a case are seen by those who may open the case."""

from typing import TYPE_CHECKING, Self

from common.querysets import ScopedQuerySet

if TYPE_CHECKING:
    from accounts.models import User


class CaseRowQuerySet(ScopedQuerySet):
    """For every model with a `case`."""

    def visible_to(self, user: "User") -> Self:
        """Rows of cases that `user` may open."""
        cases = self.model._meta.get_field("case").related_model._default_manager.visible_to(user)
        return self.filter(organisation_id=user.organisation_id, case__in=cases)

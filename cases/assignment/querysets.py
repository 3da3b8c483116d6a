"""Which assignments a user may know."""

from typing import TYPE_CHECKING, Any, Self

from django.utils import timezone

from common.querysets import ScopedQuerySet

if TYPE_CHECKING:
    from accounts.models import User


class CaseGrantQuerySet(ScopedQuerySet):
    """Open and ended assignments."""

    def visible_to(self, user: "User") -> Self:
        """Assignments of cases that `user` may open."""
        cases = self.model._meta.get_field("content_object").related_model._default_manager.visible_to(user)
        return self.filter(content_object__in=cases)

    def in_force(self) -> Self:
        """Not ended, and the end date has not come."""
        return self.filter(ended_at__isnull=True, until__gt=timezone.now())

    def of_cases(self, cases: Any) -> Self:
        """Assignments of these cases, oldest first, with the users."""
        return self.filter(content_object__in=cases).select_related("user").order_by("granted_at")

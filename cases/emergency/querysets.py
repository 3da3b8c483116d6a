"""Who may know of an emergency opening."""

from datetime import datetime
from typing import TYPE_CHECKING, Any, Self

from django.db.models import Exists, OuterRef
from django.utils import timezone

from cases.querysets import CaseRowQuerySet

if TYPE_CHECKING:
    from accounts.models import User


class EmergencyOpeningQuerySet(CaseRowQuerySet):
    """Emergency openings: running, over, judged and not judged."""

    def visible_to(self, user: "User") -> Self:
        """Those of cases that `user` may open."""
        return super().visible_to(user)

    def own(self, user: "User") -> Self:
        """What `user` opened, without cases from which a conflict block keeps `user` away."""
        if not user.is_active:
            return self.none()
        case: Any = self.model._meta.get_field("case").related_model
        cases = case._default_manager.filter(organisation_id=user.organisation_id).not_blocked_for(user)
        return self.filter(opened_by=user, organisation_id=user.organisation_id).filter(
            Exists(cases.filter(pk=OuterRef("case_id")))
        )

    def running(self) -> Self:
        """The time is not over."""
        return self.filter(until__gt=timezone.now())

    def unjudged(self) -> Self:
        """Nobody has said yet whether it was right."""
        return self.filter(verdict="")

    def since(self, moment: datetime) -> Self:
        """Begun at or after `moment`."""
        return self.filter(opened_at__gte=moment)

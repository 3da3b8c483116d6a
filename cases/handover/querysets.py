"""Which offers of a case a user may know."""

from typing import TYPE_CHECKING, Self

from cases.handover.choices import HandoverState
from cases.querysets import CaseRowQuerySet

if TYPE_CHECKING:
    from accounts.models import User


class CaseHandoverQuerySet(CaseRowQuerySet):
    """Rows are seen by those who may open the case; an offer that waits also by the one to whom it is made."""

    def waiting(self) -> Self:
        """Nobody has answered yet."""
        return self.filter(state=HandoverState.OFFERED)

    def offered_to(self, user: "User") -> Self:
        """Offers that wait for `user`. A conflict block makes them disappear without a word."""
        cases = self.model._meta.get_field("case").related_model._default_manager
        mine = self.waiting().filter(organisation_id=user.organisation_id, receiver=user)
        return mine.filter(case__in=cases.filter(organisation_id=user.organisation_id).not_blocked_for(user).open())

"""Which due things a user may know, and reads built on them."""

from datetime import date
from typing import TYPE_CHECKING, Self

from django.db.models.functions import Coalesce

from common.querysets import ScopedQuerySet
from reminders.choices import DueState

if TYPE_CHECKING:
    from accounts.models import User


class DueThingQuerySet(ScopedQuerySet):
    """Rows say what is due about which subject; words come from the registry of kinds."""

    def visible_to(self, user: "User") -> Self:
        """The own due things. Whether the subject may be opened is asked of the subject's own app."""
        return self.filter(organisation_id=user.organisation_id, owner=user)

    def open(self) -> Self:
        """Not yet done."""
        return self.filter(state=DueState.OPEN)

    def due_by(self, day: date) -> Self:
        """Due on or before `day`, the oldest first."""
        return self.filter(due_on__lte=day).order_by("due_on", "due_at", "pk")

    def with_day(self) -> Self:
        """With `day`: when it comes up again, which is the day it is due unless it waits."""
        return self.annotate(day=Coalesce("snoozed_until", "due_on"))


class DueMoveQuerySet(ScopedQuerySet):
    """What was done to due things."""

    def visible_to(self, user: "User") -> Self:
        """Moves of the own due things."""
        return self.filter(due__organisation_id=user.organisation_id, due__owner=user)

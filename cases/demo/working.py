"""Acting as somebody of the demo, and putting what was written back to the day it belongs to."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from accounts.models import User
from audit.record import scope
from cases.access import admit, relation_of_visible
from cases.models import Case
from encryption.principal import Principal, acting_as


@contextmanager
def at_work(user: User, *cases: Case) -> Iterator[None]:
    """Act as `user`, with these cases open."""
    principal = Principal(actor_id=str(user.pk), organisation_id=user.organisation_id, purpose="demo")
    with scope(actor=user, via="command"), acting_as(principal):
        admit(user, [case.pk for case in cases], relation_of_visible(user))
        yield


def day(days: int) -> date:
    """So many days from today; a negative number lies back."""
    return timezone.localdate() + timedelta(days=days)


def written(row: Any, days: int) -> None:
    """As if the row had been written so many days ago: the timeline goes by it."""
    type(row).objects.filter(pk=row.pk).update(created_at=timezone.now() - timedelta(days=-days))

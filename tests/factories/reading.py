"""Reading in tests: sealed values as somebody of the cast reads them, and the trail of a case."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from accounts.models import User
from audit.models import Event
from audit.tags import Tag
from cases.access import admit, relation_of_visible
from cases.models import Case
from tests.factories.cases import acting


@contextmanager
def working_as(user: User, *cases: Case) -> Iterator[None]:
    """Act as `user` outside a request, with these cases in scope."""
    with acting(user):
        admit(user, [case.pk for case in cases], relation_of_visible(user))
        yield


def opened(user: User, row: Any, name: str) -> Any:
    """The value of a sealed field as `user` reads it; the row is fetched anew."""
    row = type(row).objects.get(pk=row.pk)
    case = row if isinstance(row, Case) else Case.objects.get(pk=row.case_id)
    with working_as(user, case):
        return getattr(row, name).reveal("test")


def tags_of(case: Case) -> list[str]:
    """Tags of the trail of a case, the oldest first."""
    return list(Event.objects.filter(case_id=case.pk).order_by("seq").values_list("tag", flat=True))


def last_event(case: Case) -> Event:
    """The newest row of the trail of a case, without what `opened` read."""
    event: Event = Event.objects.filter(case_id=case.pk).exclude(tag=Tag.FIELD_REVEAL).order_by("-seq")[0]
    return event

"""Somebody says that it is done."""

from datetime import date
from uuid import uuid4

import pytest

from audit.models import Event
from common.errors import NotAllowed
from reminders.actions import complete_due, schedule_due
from reminders.models import DueThing
from tests.cast import Cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def due(cast: Cast) -> DueThing:
    owner = cast.caseworker.user
    return schedule_due(
        actor=owner, owner=owner, kind="k", subject_type="x.y", subject_id=uuid4(), due_on=date(2026, 3, 4)
    )


def test_done_is_recorded_once(cast: Cast, due: DueThing) -> None:
    for _time in range(2):
        complete_due(actor=cast.caseworker.user, due=due)
    row = DueThing.objects.get()
    assert (row.state, row.done_by_id) == ("done", cast.caseworker.user.pk)
    assert [event.tag for event in Event.objects.all()] == ["due:complete"]


@pytest.mark.parametrize("name", ["caseworker2", "coordinator", "outsider"])
def test_by_its_owner_only(cast: Cast, due: DueThing, name: str) -> None:
    with pytest.raises(NotAllowed):
        complete_due(actor=getattr(cast, name).user, due=due)
    assert DueThing.objects.get().state == "open"


def test_not_by_somebody_who_left(cast: Cast, due: DueThing) -> None:
    cast.caseworker.user.is_active = False
    with pytest.raises(NotAllowed):
        complete_due(actor=cast.caseworker.user, due=due)

"""Nothing has to be done any more."""

from datetime import date
from uuid import uuid4

import pytest

from audit.models import Event
from common.errors import NotAllowed
from reminders.actions import drop_due, reopen_due, schedule_due
from reminders.choices import DropReason
from reminders.models import DueMove, DueThing
from reminders.states import DueNotOpen
from tests.cast import Cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def due(cast: Cast) -> DueThing:
    owner = cast.caseworker.user
    return schedule_due(
        actor=owner, owner=owner, kind="k", subject_type="x.y", subject_id=uuid4(), due_on=date(2026, 3, 4)
    )


def test_for_a_coded_reason_and_undone_like_a_tick(cast: Cast, due: DueThing) -> None:
    user = cast.caseworker.user
    drop_due(actor=user, due=due, reason=DropReason.TWICE)
    row = DueThing.objects.get()
    assert (row.state, row.reason, row.done_by) == ("dropped", "twice", user)
    reopen_due(actor=user, due=due)
    row = DueThing.objects.get()
    assert (row.state, row.reason, row.done_by) == ("open", "", None)
    assert [move.act for move in DueMove.objects.all()] == ["dropped", "reopened"]
    assert list(Event.objects.order_by("seq").values_list("tag", flat=True)) == ["due:drop", "due:reopen"]


def test_once(cast: Cast, due: DueThing) -> None:
    drop_due(actor=cast.caseworker.user, due=due, reason=DropReason.TWICE)
    with pytest.raises(DueNotOpen):
        drop_due(actor=cast.caseworker.user, due=due, reason=DropReason.MISTAKE)
    assert DueThing.objects.get().reason == "twice"


@pytest.mark.parametrize("name", ["caseworker2", "coordinator", "outsider"])
def test_by_its_owner_only(cast: Cast, due: DueThing, name: str) -> None:
    with pytest.raises(NotAllowed):
        drop_due(actor=getattr(cast, name).user, due=due, reason=DropReason.TWICE)

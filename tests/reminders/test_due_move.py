"""Another day or hour, by the action of the app that knows the detail."""

from datetime import UTC, date, datetime
from uuid import uuid4

import pytest

from reminders.actions import complete_due, move_due, schedule_due, snooze_due
from reminders.choices import SnoozeReason
from reminders.models import DueMove, DueThing
from reminders.states import DueNotOpen
from tests.cast import Cast

pytestmark = pytest.mark.django_db
DAY = date(2126, 3, 4)


@pytest.fixture
def due(cast: Cast) -> DueThing:
    owner = cast.caseworker.user
    return schedule_due(
        actor=owner, owner=owner, kind="k", subject_type="x.y", subject_id=uuid4(), due_on=DAY, detail_id=uuid4()
    )


def test_the_day_the_hour_and_its_zone(cast: Cast, due: DueThing) -> None:
    at = datetime(2126, 3, 5, 9, 0, tzinfo=UTC)
    assert move_due(actor=cast.caseworker.user, due=due, due_on=date(2126, 3, 5), due_at=at)
    row = DueThing.objects.get()
    assert (row.due_on, row.due_at, row.zone) == (date(2126, 3, 5), at, "Europe/Brussels")
    assert not move_due(actor=cast.caseworker.user, due=due, due_on=date(2126, 3, 5), due_at=at)
    assert [(move.act, move.from_day, move.to_day) for move in DueMove.objects.all()] == [
        ("moved", DAY, date(2126, 3, 5))
    ]


def test_it_waits_no_longer(cast: Cast, due: DueThing) -> None:
    DueThing.objects.update(snoozed_until=DAY, reason=SnoozeReason.WISH)
    move_due(actor=cast.caseworker.user, due=due, due_on=date(2126, 3, 3), due_at=None)
    row = DueThing.objects.get()
    assert (row.snoozed_until, row.reason) == (None, "")


def test_not_after_it_is_done(cast: Cast, due: DueThing) -> None:
    complete_due(actor=cast.caseworker.user, due=due)
    with pytest.raises(DueNotOpen):
        move_due(actor=cast.caseworker.user, due=due, due_on=DAY, due_at=None)
    with pytest.raises(DueNotOpen):
        snooze_due(actor=cast.caseworker.user, due=due, until=DAY, reason=SnoozeReason.WISH)


def test_several_of_a_kind_with_details_of_their_own(cast: Cast, due: DueThing) -> None:
    owner = cast.caseworker.user
    same = {"actor": owner, "owner": owner, "kind": "k", "subject_type": "x.y", "subject_id": due.subject_id}
    other = schedule_due(**same, due_on=DAY, detail_id=uuid4())
    plain = schedule_due(**same, due_on=DAY)
    assert len({due.pk, other.pk, plain.pk}) == 3
    assert schedule_due(**same, due_on=DAY, detail_id=due.detail_id).pk == due.pk


def test_what_was_done_is_never_written_over(cast: Cast, due: DueThing) -> None:
    complete_due(actor=cast.caseworker.user, due=due)
    move = DueMove.objects.get()
    move.act = "given"
    with pytest.raises(Exception, match=r"UNIQUE|unique|duplicate"):
        move.save()

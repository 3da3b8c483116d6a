"""Putting a thing off: for a coded reason, until a day ahead, and the day it is due stays."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from audit.models import Event
from common.errors import DomainError, NotAllowed
from reminders.actions import complete_due, reopen_due, schedule_due, snooze_due
from reminders.choices import SnoozeReason
from reminders.models import DueMove, DueThing
from reminders.states import DueNotOpen, SnoozeNotAhead, SnoozeTooLong
from tests.cast import Cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def due(cast: Cast) -> DueThing:
    owner = cast.caseworker.user
    return schedule_due(
        actor=owner, owner=owner, kind="k", subject_type="x.y", subject_id=uuid4(), due_on=timezone.localdate()
    )


def put_off(cast: Cast, due: DueThing, days: int, name: str = "caseworker") -> None:
    until = timezone.localdate() + timedelta(days=days)
    snooze_due(actor=getattr(cast, name).user, due=due, until=until, reason=SnoozeReason.ANSWER)


def test_it_comes_up_again_on_that_day_and_stays_as_late_as_it_is(cast: Cast, due: DueThing) -> None:
    put_off(cast, due, 3)
    row = DueThing.objects.open().with_day().get()
    today = timezone.localdate()
    assert (row.due_on, row.day, row.reason) == (today, today + timedelta(days=3), "answer")
    assert [event.tag for event in Event.objects.all()] == ["due:snooze"]
    move = DueMove.objects.get()
    assert (move.act, move.by, move.from_day, move.to_day, move.reason) == (
        "snoozed",
        cast.caseworker.user,
        today,
        today + timedelta(days=3),
        "answer",
    )


@pytest.mark.parametrize(("days", "refusal"), [(-1, SnoozeNotAhead), (0, SnoozeNotAhead), (93, SnoozeTooLong)])
def test_only_ahead_and_not_for_ever(cast: Cast, due: DueThing, days: int, refusal: type[DomainError]) -> None:
    with pytest.raises(refusal):
        put_off(cast, due, days)
    assert DueThing.objects.get().snoozed_until is None


def test_what_is_done_does_not_wait(cast: Cast, due: DueThing) -> None:
    complete_due(actor=cast.caseworker.user, due=due)
    with pytest.raises(DueNotOpen):
        put_off(cast, due, 1)


def test_undo_brings_it_back_awake(cast: Cast, due: DueThing) -> None:
    put_off(cast, due, 3)
    complete_due(actor=cast.caseworker.user, due=due)
    reopen_due(actor=cast.caseworker.user, due=due)
    row = DueThing.objects.get()
    assert (row.snoozed_until, row.reason) == (None, "")


@pytest.mark.parametrize("name", ["caseworker2", "coordinator", "outsider"])
def test_by_its_owner_only(cast: Cast, due: DueThing, name: str) -> None:
    with pytest.raises(NotAllowed):
        put_off(cast, due, 1, name)


def test_the_database_asks_for_a_reason(cast: Cast, due: DueThing) -> None:
    for change in ({"snoozed_until": timezone.localdate()}, {"state": "dropped"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            DueThing.objects.update(**change)

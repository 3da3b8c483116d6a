"""Undo: it is due again."""

from datetime import date
from uuid import uuid4

import pytest

from audit.models import Event
from common.errors import NotAllowed
from reminders.actions import complete_due, reopen_due, schedule_due
from reminders.models import DueThing
from reminders.states import DueAgainAlready
from tests.cast import Cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def done(cast: Cast) -> DueThing:
    owner = cast.caseworker.user
    due = schedule_due(
        actor=owner, owner=owner, kind="k", subject_type="x.y", subject_id=uuid4(), due_on=date(2026, 3, 4)
    )
    complete_due(actor=owner, due=due)
    return due


def test_who_did_it_and_when_are_taken_back(cast: Cast, done: DueThing) -> None:
    for _time in range(2):
        reopen_due(actor=cast.caseworker.user, due=done)
    row = DueThing.objects.get()
    assert (row.state, row.done_at, row.done_by) == ("open", None, None)
    assert list(Event.objects.order_by("seq").values_list("tag", flat=True)) == ["due:complete", "due:reopen"]


def test_by_its_owner_only(cast: Cast, done: DueThing) -> None:
    with pytest.raises(NotAllowed):
        reopen_due(actor=cast.coordinator.user, due=done)
    assert DueThing.objects.get().state == "done"


def test_not_beside_the_same_that_became_due_anew(cast: Cast, done: DueThing) -> None:
    owner = cast.caseworker.user
    schedule_due(
        actor=owner, owner=owner, kind="k", subject_type="x.y", subject_id=done.subject_id, due_on=date(2026, 3, 9)
    )
    with pytest.raises(DueAgainAlready):
        reopen_due(actor=owner, due=done)
    assert DueThing.objects.open().count() == 1

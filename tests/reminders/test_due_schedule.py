"""Something becomes due."""

from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest
from django.utils import timezone

from accounts.models import User
from audit.models import Event
from reminders.actions import schedule_due
from reminders.models import DueThing
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def due_of(
    owner: User, subject: UUID | None = None, *, kind: str = "next_step", due_on: date | None = None
) -> DueThing:
    """One thing of `owner`, due today if nothing else is said."""
    return schedule_due(
        actor=owner,
        owner=owner,
        kind=kind,
        subject_type="x.y",
        subject_id=subject or uuid4(),
        due_on=due_on or timezone.localdate(),
    )


def test_the_owner_and_nobody_else_knows_it(cast: Cast) -> None:
    owner = cast.caseworker.user
    due = schedule_due(
        actor=owner, owner=owner, kind="case.next_step", subject_type="x.y", subject_id=uuid4(), due_on=date(2026, 3, 4)
    )
    assert list(DueThing.objects.visible_to(owner)) == [due]
    for other in (cast.caseworker2, cast.coordinator, cast.outsider):
        assert not DueThing.objects.visible_to(other.user).exists()


@pytest.mark.parametrize(("second", "expected"), [(-3, -3), (0, 0), (3, 0)])
def test_the_same_kind_is_open_once_and_moves_to_the_earlier_day(cast: Cast, second: int, expected: int) -> None:
    owner, subject, today = cast.caseworker.user, uuid4(), timezone.localdate()
    for days in (0, second):
        schedule_due(
            actor=owner,
            owner=owner,
            kind="case.next_step",
            subject_type="x.y",
            subject_id=subject,
            due_on=today + timedelta(days=days),
        )
    assert DueThing.objects.get().due_on == today + timedelta(days=expected)


def test_it_stands_in_no_row_of_its_own_in_the_trail(cast: Cast) -> None:
    # It is recorded with the act that made it due.
    owner = cast.caseworker.user
    schedule_due(actor=owner, owner=owner, kind="k", subject_type="x.y", subject_id=uuid4(), due_on=date(2026, 3, 4))
    assert not Event.objects.exists()

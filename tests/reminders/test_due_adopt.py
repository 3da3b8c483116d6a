"""The program gives a thing to somebody who can answer for it."""

import pytest

from audit.models import Event
from cases.models import Case
from reminders.actions import adopt_due, complete_due
from reminders.models import DueMove, DueThing
from tests.cast import Cast
from tests.factories.cases import make_case, make_due

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(cast: Cast) -> Case:
    return make_case(cast.caseworker.user)


def test_recorded_as_the_program_s_doing(cast: Cast, case: Case) -> None:
    due = make_due(cast.caseworker.user, case)
    assert adopt_due(actor=None, due=due, to_user=cast.coordinator.user)
    assert DueThing.objects.get(pk=due.pk).owner == cast.coordinator.user
    move = DueMove.objects.get()
    assert (move.by, move.from_owner, move.to_owner) == (None, cast.caseworker.user, cast.coordinator.user)
    assert Event.objects.get(tag="due:give").actor_id is None


def test_not_to_whoever_may_not_open_it_and_not_when_it_is_done(cast: Cast, case: Case) -> None:
    due = make_due(cast.caseworker.user, case)
    assert not adopt_due(actor=None, due=due, to_user=cast.caseworker2.user)
    complete_due(actor=cast.caseworker.user, due=due)
    assert not adopt_due(actor=None, due=due, to_user=cast.coordinator.user)
    assert DueThing.objects.get(pk=due.pk).owner == cast.caseworker.user

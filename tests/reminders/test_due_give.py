"""A colleague answers for it from now on, and it is known for every moment who did."""

import pytest

from accounts.models import User
from audit.models import Event
from cases.assignment.actions import write_grant
from cases.models import Case
from common.errors import NotAllowed
from reminders.actions import complete_due, give_due
from reminders.models import DueMove, DueThing
from reminders.states import CannotTakeOver, DueNotOpen
from tests.cast import Cast
from tests.factories.cases import acting, block, make_case, make_due

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(cast: Cast) -> Case:
    return make_case(cast.caseworker.user)


@pytest.fixture
def due(cast: Cast, case: Case) -> DueThing:
    return make_due(cast.caseworker.user, case)


def give(by: User, due: DueThing, to_user: User) -> None:
    with acting(by):
        give_due(actor=by, due=due, to_user=to_user)


def test_to_whoever_may_open_the_case(cast: Cast, case: Case, due: DueThing) -> None:
    owner, lead, lawyer = cast.caseworker.user, cast.coordinator.user, cast.legal.user
    write_grant(actor=lead, case=case, user=lawyer)
    give(owner, due, lead)
    give(lead, due, lawyer)
    assert DueThing.objects.get(pk=due.pk).owner == lawyer
    moves = [(move.by, move.from_owner, move.to_owner) for move in DueMove.objects.filter(due=due)]
    assert moves == [(owner, owner, lead), (lead, lead, lawyer)]
    assert Event.objects.filter(tag="due:give", case_id=case.pk).count() == 2


@pytest.mark.parametrize("name", ["caseworker2", "legal", "shelter", "auditor", "administrator", "partner", "outsider"])
def test_to_nobody_else(cast: Cast, due: DueThing, name: str) -> None:
    with pytest.raises(CannotTakeOver):
        give(cast.caseworker.user, due, getattr(cast, name).user)
    assert DueThing.objects.get(pk=due.pk).owner == cast.caseworker.user


def test_to_nobody_who_is_kept_away_or_has_left(cast: Cast, case: Case, due: DueThing) -> None:
    block(cast.coordinator.user, case, by=cast.coordinator2.user)
    User.objects.filter(pk=cast.coordinator2.user.pk).update(is_active=False)
    for lead in (cast.coordinator.user, cast.coordinator2.fresh()):
        with pytest.raises(CannotTakeOver):
            give(cast.caseworker.user, due, lead)


def test_by_its_owner_and_while_it_is_open(cast: Cast, due: DueThing) -> None:
    with pytest.raises(NotAllowed):
        give(cast.coordinator.user, due, cast.coordinator.user)
    complete_due(actor=cast.caseworker.user, due=due)
    with pytest.raises(DueNotOpen):
        give(cast.caseworker.user, due, cast.coordinator.user)


def test_to_oneself_is_nothing(cast: Cast, due: DueThing) -> None:
    give(cast.caseworker.user, due, cast.caseworker.user)
    assert not DueMove.objects.exists()

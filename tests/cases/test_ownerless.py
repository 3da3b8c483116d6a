"""Nothing that is due stays with somebody who cannot answer for it."""

import pytest
from django.utils import timezone

from accounts.models import User
from audit.models import Event
from cases.assignment.actions import write_grant
from cases.models import Case, CaseGrant
from cases.today.owners import ownerless
from cases.today.tasks import adopt_dues
from reminders.models import DueThing
from tests.cast import Cast
from tests.factories.cases import block, make_due, make_task

pytestmark = pytest.mark.django_db


@pytest.fixture
def due(cast: Cast, case: Case) -> DueThing:
    DueThing.objects.all().delete()
    return make_due(cast.caseworker.user, case)


def owner_of(due: DueThing) -> User:
    return DueThing.objects.select_related("owner").get(pk=due.pk).owner


def end(case: Case, user: User, **change) -> None:
    CaseGrant.objects.filter(content_object=case, user=user).update(**(change or {"ended_at": timezone.now()}))


def test_with_its_worker_it_stays(cast: Cast, case: Case, due: DueThing):
    adopt_dues()
    assert owner_of(due) == cast.caseworker.user and not ownerless().exists()


def test_with_a_coordinator_it_stays(cast: Cast, due: DueThing):
    DueThing.objects.update(owner=cast.coordinator.user)
    assert not ownerless().exists()


@pytest.mark.parametrize("how", ["ended", "expired", "blocked", "inactive", "other role"])
def test_else_it_goes_to_whoever_has_the_case_longest(cast: Cast, case: Case, due: DueThing, how: str):
    owner, lawyer = cast.caseworker.user, cast.legal.user
    write_grant(actor=cast.coordinator.user, case=case, user=lawyer)
    if how == "ended":
        end(case, owner)
    elif how == "expired":
        end(case, owner, until=timezone.now())
    elif how == "blocked":
        block(owner, case, by=cast.coordinator.user)
    elif how == "inactive":
        User.objects.filter(pk=owner.pk).update(is_active=False)
    else:
        User.objects.filter(pk=owner.pk).update(role="shelter")
    assert list(ownerless()) == [due]
    adopt_dues()
    assert owner_of(due) == lawyer and not ownerless().exists()
    assert Event.objects.filter(tag="due:give", case_id=case.pk).count() == 1


def test_and_to_a_coordinator_when_nobody_works_on_it(cast: Cast, case: Case, due: DueThing):
    end(case, cast.caseworker.user)
    block(cast.coordinator.user, case, by=cast.coordinator2.user)
    adopt_dues()
    assert owner_of(due) == cast.coordinator2.user


def test_a_task_goes_to_somebody_who_reads_it(cast: Cast, case: Case):
    DueThing.objects.all().delete()
    task = make_task(cast.caseworker.user, case)
    write_grant(actor=cast.coordinator.user, case=case, user=cast.health.user)
    end(case, cast.caseworker.user)
    adopt_dues()
    assert owner_of(task.due).role == "coordinator"


def test_what_is_done_is_left_alone(cast: Cast, case: Case, due: DueThing):
    cast.caseworker.post("cases:due_complete", due)
    end(case, cast.caseworker.user)
    adopt_dues()
    assert owner_of(due) == cast.caseworker.user


def test_nobody_left_is_said_and_breaks_nothing(cast: Cast, case: Case, due: DueThing):
    end(case, cast.caseworker.user)
    User.objects.filter(role="coordinator").update(is_active=False)
    adopt_dues()
    assert list(ownerless()) == [due]

"""Nothing that is due stays with somebody who cannot answer for it."""

import pytest
from django.utils import timezone

from accounts.models import User
from audit.models import Event
from cases.assignment.actions import write_grant
from cases.block.actions import set_block
from cases.case.actions import close_case
from cases.case.choices import ClosureReason
from cases.models import Case, CaseGrant, Cover
from cases.today.owners import ownerless
from cases.today.tasks import adopt_dues
from reminders.models import DueThing
from tests.cases.test_cover_give import give
from tests.cast import Cast
from tests.factories.cases import acting, block, make_due, make_task

pytestmark = pytest.mark.django_db


@pytest.fixture
def due(cast: Cast, case: Case) -> DueThing:
    DueThing.objects.all().delete()
    return make_due(cast.caseworker.user, case)


def owner_of(due: DueThing) -> User:
    return DueThing.objects.select_related("owner").get(pk=due.pk).owner


def end(case: Case, user: User, **change) -> None:
    CaseGrant.objects.filter(content_object=case, user=user).update(**(change or {"ended_at": timezone.now()}))


def close(cast: Cast, case: Case) -> None:
    with acting(cast.coordinator.user):
        close_case(
            actor=cast.coordinator.user, case=case, reason=ClosureReason.GOALS_REACHED, closed_on=timezone.localdate()
        )


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


def test_on_a_closed_case_what_is_due_goes_to_a_coordinator_at_once(cast: Cast, case: Case, due: DueThing):
    close(cast, case)
    grant = CaseGrant.objects.get(content_object=case)
    assert cast.coordinator.post("cases:assignment_end", case, grant).status_code == 302
    assert owner_of(due).role == "coordinator" and not ownerless().exists()


@pytest.mark.parametrize("is_closed", [False, True])
def test_whoever_is_kept_away_keeps_nothing_that_is_due(cast: Cast, case: Case, due: DueThing, is_closed: bool):
    """A coordinator without an assignment, and the worker of a case that is closed."""
    user = cast.caseworker.user if is_closed else cast.coordinator2.user
    DueThing.objects.update(owner=user)
    if is_closed:
        close(cast, case)
    with acting(cast.coordinator.user):
        set_block(actor=cast.coordinator.user, case=case, user=user)
    assert owner_of(due) != user and not ownerless().exists()


def test_what_a_stand_in_had_to_do_stays_when_cover_ends(cast: Cast, case: Case):
    give(cast.coordinator, cast.caseworker.user, cast.caseworker2.user)
    task = make_task(cast.caseworker2.user, case)
    cast.coordinator.post("cases:cover_end", Cover.objects.get())
    assert owner_of(task.due) == cast.caseworker.user and not ownerless().exists()


def test_and_when_the_assignment_ends_for_which_somebody_stood_in(cast: Cast, case: Case):
    write_grant(actor=cast.coordinator.user, case=case, user=cast.legal.user)
    give(cast.coordinator, cast.caseworker.user, cast.caseworker2.user)
    task = make_task(cast.caseworker2.user, case)
    grant = CaseGrant.objects.get(content_object=case, user=cast.caseworker.user)
    assert cast.coordinator.post("cases:assignment_end", case, grant).status_code == 302
    assert owner_of(task.due) == cast.legal.user and not ownerless().exists()

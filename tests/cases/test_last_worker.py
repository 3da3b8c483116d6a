"""An open case is never without somebody who may open it and stays, also when two act at once."""

import threading
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from audit.record import scope
from cases.assignment.actions import LastWorker, end_assignment, write_grant
from cases.assignment.states import lasting_grants, without_worker
from cases.block.actions import set_block
from cases.demo.cast import make_cast
from cases.models import Case, CaseGrant
from tests.cast import Cast
from tests.factories.cases import make_case, make_due
from tests.factories.reading import working_as


def test_somebody_whose_assignment_ends_does_not_count(cast: Cast, case: Case):
    write_grant(actor=cast.coordinator.user, case=case, user=cast.legal.user, until=timezone.now() + timedelta(days=3))
    row = CaseGrant.objects.get(user=cast.caseworker.user)
    assert cast.coordinator.post("cases:assignment_end", case, row).status_code == 409


def test_somebody_who_is_kept_away_or_has_left_does_not_count(cast: Cast, case: Case, assign):
    assign(cast.legal.user), assign(cast.health.user)
    cast.health.user.is_active = False
    cast.health.user.save()
    with working_as(cast.coordinator.user, case):
        set_block(actor=cast.coordinator.user, case=case, user=cast.legal.user)
        with pytest.raises(LastWorker):
            end_assignment(actor=cast.coordinator.user, grant=CaseGrant.objects.get(user=cast.caseworker.user))


def test_keeping_the_only_worker_away_leaves_the_case_with_the_coordinator(cast: Cast, case: Case):
    due = make_due(cast.caseworker.user, case)
    with working_as(cast.coordinator.user, case):
        set_block(actor=cast.coordinator.user, case=case, user=cast.caseworker.user)
    due.refresh_from_db()
    assert due.owner == cast.coordinator.user and lasting_grants([case]).get().user == cast.coordinator.user
    assert not without_worker(Case.objects.visible_to(cast.coordinator.user)).exists()


@pytest.mark.django_db(transaction=True)
def test_two_ends_at_once_leave_one_worker():
    users = make_cast()
    case = make_case(users["caseworker"])
    write_grant(actor=users["coordinator"], case=case, user=users["caseworker2"])
    grants, barrier, outcomes = list(CaseGrant.objects.filter(content_object=case)), threading.Barrier(2), []

    def end(grant: CaseGrant) -> None:
        try:
            with scope(actor=users["coordinator"], via="command"):
                barrier.wait(10)
                end_assignment(actor=users["coordinator"], grant=grant)
                outcomes.append("ended")
        except LastWorker:
            outcomes.append("refused")
        finally:
            connection.close()

    threads = [threading.Thread(target=end, args=(grant,)) for grant in grants]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert sorted(outcomes) == ["ended", "refused"]
    assert lasting_grants([case]).count() == 1

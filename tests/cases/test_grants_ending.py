"""Assignments near their end: both sides are told a fortnight before, once."""

from datetime import timedelta

import pytest
from django.utils import timezone

from cases.assignment.reminding import warn_ending_grants
from cases.assignment.tasks import warn_of_ending_grants
from cases.models import Case, CaseGrant
from reminders.models import DueThing
from tests.cases.test_cover_give import give
from tests.cast import Cast
from tests.factories.cases import block


def ends_in(cast: Cast, case: Case, days: int) -> CaseGrant:
    last_day = str(timezone.localdate() + timedelta(days=days))
    cast.coordinator.post("cases:assignment_give", case, user=cast.legal.user.pid, last_day=last_day)
    return CaseGrant.objects.get(user=cast.legal.user)


def told(case: Case) -> set[str]:
    return {
        due.owner.username
        for due in DueThing.objects.open().filter(subject_id=case.pk, kind__startswith="case.grant_ends")
    }


def test_worker_and_coordinator_are_told_once(cast: Cast, case: Case):
    ends_in(cast, case, 13)
    warn_of_ending_grants()
    assert "legal" in told(case) and told(case) & {"coordinator", "coordinator2"} and len(told(case)) == 2
    DueThing.objects.filter(kind__startswith="case.grant_ends").update(state="done")
    assert warn_ending_grants() == 0 and told(case) == set()


@pytest.mark.parametrize("days", [20, 40])
def test_later_ends_wait(cast: Cast, case: Case, days: int):
    ends_in(cast, case, days)
    assert warn_ending_grants() == 0 and told(case) == set()


def test_cover_is_left_out(cast: Cast, case: Case):
    give(cast.coordinator, cast.caseworker.user, cast.caseworker2.user)
    assert warn_ending_grants() == 0


def test_who_is_kept_away_is_not_told(cast: Cast, case: Case):
    ends_in(cast, case, 5)
    for lead in (cast.coordinator.user, cast.coordinator2.user):
        block(lead, case, cast.coordinator.user)
    warn_ending_grants()
    assert told(case) == {"legal"}


def test_ending_or_prolonging_settles_it(cast: Cast, case: Case):
    grant = ends_in(cast, case, 5)
    warn_ending_grants()
    assert cast.coordinator.post("cases:assignment_give", case, user=cast.legal.user.pid).status_code == 302
    assert told(case) == set() and CaseGrant.objects.in_force().filter(user=cast.legal.user).count() == 1
    grant.refresh_from_db()
    assert grant.ended_at is not None

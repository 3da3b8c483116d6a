"""Ending an assignment."""

from cases.models import Case, CaseGrant
from reminders.models import DueThing
from tests.cast import Cast
from tests.factories.cases import make_due
from tests.factories.reading import last_event, working_as


def grant_of(user) -> CaseGrant:
    return CaseGrant.objects.get(user=user, ended_at__isnull=True)


def test_the_colleague_no_longer_sees_the_case_and_what_is_due_stays_with_somebody(cast: Cast, case: Case, assign):
    assign(cast.caseworker2.user)
    with working_as(cast.caseworker.user, case):
        due = make_due(cast.caseworker.user, case)
    row = grant_of(cast.caseworker.user)
    assert cast.coordinator.post("cases:assignment_end", case, row).status_code == 302
    assert last_event(case).tag == "case:unassign"
    assert cast.caseworker.get("cases:case_detail", case).status_code == 404
    assert DueThing.objects.get(pk=due.pk).owner == cast.caseworker2.user
    assert CaseGrant.objects.filter(pk=row.pk, ended_by=cast.coordinator.user).exists()


def test_an_open_case_keeps_a_worker(cast: Cast, case: Case):
    assert cast.coordinator.post("cases:assignment_end", case, grant_of(cast.caseworker.user)).status_code == 409
    assert cast.caseworker.get("cases:case_detail", case).status_code == 200


def test_twice_is_refused(cast: Cast, case: Case, assign):
    assign(cast.caseworker2.user)
    row = grant_of(cast.caseworker.user)
    cast.coordinator.post("cases:assignment_end", case, row)
    assert cast.coordinator.post("cases:assignment_end", case, row).status_code == 409


def test_only_coordinators_end(cast: Cast, case: Case, assign):
    assign(cast.caseworker2.user)
    for name in ("caseworker", "caseworker2", "outsider", "auditor"):
        member = getattr(cast, name)
        assert member.post("cases:assignment_end", case, grant_of(cast.caseworker.user)).status_code == 404

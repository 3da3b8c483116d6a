"""Reopening a case."""

from cases.models import Case, CaseGrant
from tests.cases.test_case_close import close
from tests.cast import Cast
from tests.factories.reading import last_event


def test_the_person_is_back(cast: Cast, case: Case):
    close(cast.caseworker, case)
    assert cast.caseworker.get("cases:case_reopen", case).status_code == 200
    assert cast.caseworker.post("cases:case_reopen", case).status_code == 302
    case.refresh_from_db()
    assert not case.is_closed and case.stage == "support" and last_event(case).tag == "case:reopen"


def test_an_open_case_is_not_reopened(cast: Cast, case: Case):
    assert cast.caseworker.post("cases:case_reopen", case).status_code == 409


def test_others_cannot(cast: Cast, case: Case):
    close(cast.caseworker, case)
    for name in ("caseworker2", "outsider", "auditor"):
        assert getattr(cast, name).post("cases:case_reopen", case).status_code == 404


def test_when_everybody_has_left_a_coordinator_chooses_who_works_on_it(cast: Cast, case: Case):
    close(cast.caseworker, case)
    row = CaseGrant.objects.get(content_object=case)
    assert cast.coordinator.post("cases:assignment_end", case, row).status_code == 302
    assert cast.coordinator.post("cases:case_reopen", case).status_code == 200
    case.refresh_from_db()
    assert case.is_closed
    worker = cast.caseworker2.user.pid
    assert cast.coordinator.post("cases:case_reopen", case, worker=worker).status_code == 302
    assert cast.caseworker2.get("cases:case_detail", case).status_code == 200
    assert last_event(case).tag == "case:open"

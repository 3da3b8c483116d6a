"""Reopening a case."""

from cases.legal import due_kinds
from cases.models import Case, CaseGrant, HearingPart
from tests.cases.test_case_close import close
from tests.cast import Cast
from tests.factories.cases import make_case
from tests.factories.legal import day, due, link, make_hearing, make_proceeding
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


def test_a_hearing_that_was_set_meanwhile_is_due_here_too(cast: Cast, case: Case):
    user = cast.caseworker.user
    proceeding = make_proceeding(user, case)
    other = make_case(user, alias="Wren")
    link(user, proceeding, other)
    close(cast.caseworker, other)
    made = make_hearing(user, proceeding, days=20)
    assert not HearingPart.objects.filter(case=other).exists()
    assert cast.caseworker.post("cases:case_reopen", other).status_code == 302
    part = HearingPart.objects.get(case=other)
    assert part.hearing_id == made.hearing_id
    assert [one.due_on for one in due(part, due_kinds.HEARING)] == [day(20)]
    assert len(due(part, due_kinds.TELL)) == 1
    body = cast.caseworker.get("cases:legal_list", other).content.decode()
    assert "Wren" in body and str(day(20).year) in body


def test_reopening_takes_up_no_hearing_twice_and_none_that_is_over(cast: Cast, case: Case):
    user = cast.caseworker.user
    proceeding = make_proceeding(user, case)
    other = make_case(user, alias="Wren")
    link(user, proceeding, other)
    held = make_hearing(user, proceeding, days=0)
    assert cast.caseworker.post("cases:hearing_end", case, held, state="held", version=1).status_code == 302
    close(cast.caseworker, other)
    gone = make_hearing(user, proceeding, days=5)
    assert cast.caseworker.post("cases:hearing_end", case, gone, state="cancelled", version=1).status_code == 302
    assert cast.caseworker.post("cases:case_reopen", other).status_code == 302
    assert [part.hearing_id for part in HearingPart.objects.filter(case=other)] == [held.hearing_id]

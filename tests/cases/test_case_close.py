"""Closing a case: a reason, what is still due first, and the door stays open."""

from datetime import timedelta

from cases.models import Case
from tests.cast import Cast
from tests.factories.cases import make_due
from tests.factories.reading import last_event, working_as


def close(member, case: Case, **data):
    values = {"reason": "goals_reached", "closed_on": str(case.opened_on), "version": 1} | data
    return member.post("cases:case_close", case, **values)


def test_it_closes_with_a_coded_reason(cast: Cast, case: Case):
    assert close(cast.caseworker, case).status_code == 302
    case.refresh_from_db()
    assert case.is_closed and case.closure_reason == "goals_reached" and last_event(case).tag == "case:close"


def test_what_is_due_is_listed_first(cast: Cast, case: Case):
    with working_as(cast.caseworker.user, case):
        make_due(cast.caseworker.user, case)
    assert "Agree the next step" in cast.caseworker.get("cases:case_close", case).content.decode()


def test_a_reason_is_needed_and_a_day_before_the_beginning_is_refused(cast: Cast, case: Case):
    assert close(cast.caseworker, case, reason="").status_code == 200
    assert close(cast.caseworker, case, closed_on=str(case.opened_on - timedelta(days=1))).status_code == 200
    case.refresh_from_db()
    assert not case.is_closed


def test_a_closed_case_is_not_closed_again(cast: Cast, case: Case):
    close(cast.caseworker, case)
    assert close(cast.caseworker, case).status_code == 409


def test_others_cannot(cast: Cast, case: Case):
    for name in ("caseworker2", "outsider", "auditor", "administrator"):
        assert close(getattr(cast, name), case).status_code == 404

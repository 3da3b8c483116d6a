"""Recording what was done about a day that runs out. Until then the case does not close."""

import pytest
from django.utils import formats

from cases.legal import due_kinds
from cases.models import Case, LegalLimit, Protection
from tests.cases.api import ask
from tests.cast import Cast
from tests.factories.legal import day, due, make_hearing, make_limit, make_proceeding, make_record
from tests.factories.reading import last_event, opened

pytestmark = pytest.mark.django_db
CLOSE = {"reason": "goals_reached", "version": 1}


@pytest.fixture
def limit(cast: Cast, case: Case) -> LegalLimit:
    return make_limit(cast.caseworker.user, make_proceeding(cast.caseworker.user, case))


def test_nothing_is_due_any_more_and_it_stays_readable(cast: Cast, case: Case, limit: LegalLimit):
    answer = cast.caseworker.post("cases:limit_end", case, limit, outcome="filed", remark="By fax", version=1)
    assert answer.status_code == 302 and last_event(case).tag == "limit:end"
    row = LegalLimit.objects.get(pk=limit.pk)
    assert row.ended_by == cast.caseworker.user
    assert opened(cast.caseworker.user, row, "outcome") == {"outcome": "filed", "remark": "By fax"}
    for kind in (due_kinds.LIMIT, due_kinds.LIMIT_UNCHECKED, due_kinds.LIMIT_CHECK):
        assert due(row, kind) == []
    assert "It was done in time" in cast.caseworker.get("cases:legal_list", case).content.decode()


def test_it_ends_once(cast: Cast, case: Case, limit: LegalLimit):
    body = {"outcome": "filed", "version": 1}
    assert ask(cast.caseworker, "post", "limit_end", case, limit, body=body).status_code == 204
    assert (
        ask(cast.caseworker, "post", "limit_end", case, limit, body=body | {"version": 2}).json()["code"]
        == "limit_over"
    )
    assert cast.caseworker.post("cases:limit_end", case, limit, outcome="filed", version=2).status_code == 409


def test_a_case_with_a_running_day_does_not_close_and_the_day_is_named(cast: Cast, case: Case, limit: LegalLimit):
    named = formats.date_format(day(10), "DATE_FORMAT")
    page = cast.caseworker.get("cases:case_close", case).content.decode()
    assert named in page and "Hand the case over instead" in page
    answer = cast.caseworker.post("cases:case_close", case, closed_on=day(0), **CLOSE)
    assert named in answer.content.decode()
    case.refresh_from_db()
    assert not case.is_closed
    cast.caseworker.post("cases:limit_end", case, limit, outcome="handed_over", version=1)
    assert cast.caseworker.post("cases:case_close", case, closed_on=day(0), **CLOSE).status_code == 302


def test_so_do_a_hearing_ahead_and_a_measure_that_ends(cast: Cast, case: Case):
    part = make_hearing(cast.caseworker.user, make_proceeding(cast.caseworker.user, case), days=21)
    row = make_record(cast.caseworker.user, case, Protection, watch_on=day(40))
    page = cast.caseworker.get("cases:case_close", case).content.decode()
    for days in (21, 40):
        assert formats.date_format(day(days), "DATE_FORMAT") in page
    cast.caseworker.post("cases:hearing_end", case, part, state="cancelled", version=1)
    cast.caseworker.post("cases:legalrecord_end", case, "a", row, reason="over", version=1)
    assert cast.caseworker.post("cases:case_close", case, closed_on=day(0), **CLOSE).status_code == 302

"""Recovery periods that run stand on Today of whoever may read them, as day n of m."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cases.models import Case
from tests.cases.stay import DAY, tell
from tests.cast import Cast
from tests.days import TODAY
from tests.factories.cases import make_case
from tests.factories.schemes import make_scheme

pytestmark = pytest.mark.django_db


def begin(cast: Cast, case: Case, *, days_ago: int = 8) -> None:
    scheme = make_scheme()
    start = TODAY - days_ago * DAY
    tell(cast.caseworker, case, "reasonable_grounds_found", on=start, end_on=start + 45 * DAY, scheme=scheme.pid)


@pytest.mark.parametrize("name", ["caseworker", "coordinator"])
def test_worker_and_coordinator_see_which_day_it_is(cast: Cast, case: Case, name: str):
    begin(cast, case)
    page = getattr(cast, name).get("cases:today").content.decode()
    assert "Recovery periods" in page and "Day 8 of 45" in page and case.reference in page


@pytest.mark.parametrize("name", ["caseworker2", "health", "outsider", "auditor", "shelter"])
def test_nobody_else_does(cast: Cast, case: Case, name: str):
    begin(cast, case)
    page = getattr(cast, name).get("cases:today").content.decode()
    assert "Recovery periods" not in page and "Day 8 of 45" not in page


def test_what_was_ended_is_gone(cast: Cast, case: Case):
    begin(cast, case)
    tell(cast.caseworker, case, "period_end")
    assert "Recovery periods" not in cast.caseworker.get("cases:today").content.decode()


def test_many_cost_as_many_questions_as_few(cast: Cast, case: Case):
    begin(cast, case)
    cast.caseworker.get("cases:today")
    with CaptureQueriesContext(connection) as few:
        cast.caseworker.get("cases:today")
    for days in range(9, 14):
        begin(cast, make_case(cast.caseworker.user), days_ago=days)
    cast.caseworker.get("cases:today")
    with CaptureQueriesContext(connection) as many:
        page = cast.caseworker.get("cases:today").content.decode()
    assert page.count(" of 45") >= 6 and len(many) <= len(few)

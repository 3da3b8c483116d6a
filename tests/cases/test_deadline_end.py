"""Only what was done ends the watch of a day; and no case is closed over one."""

from datetime import timedelta

import pytest
from django.utils import formats

from cases.models import Case, StatusDate
from tests.cases.stay import DAY, row_of, tell, watched
from tests.cast import Cast
from tests.days import TODAY
from tests.factories.reading import last_event, opened

pytestmark = pytest.mark.django_db


@pytest.fixture
def detention(cast: Cast, case: Case) -> StatusDate:
    tell(cast.caseworker, case, "detained")
    return row_of(cast.caseworker.user, case, "detention")


def end(member, row: StatusDate, **fields):
    sent = {"outcome": "The lawyer was told at noon", "version": 1}
    return member.post("cases:deadline_end", row.case.pid, row.pid, **(sent | fields))


def test_it_is_watched_until_somebody_says_what_was_done(cast: Cast, case: Case, detention: StatusDate):
    assert end(cast.caseworker, detention, outcome=" ").status_code == 200
    assert watched(cast.caseworker.user, case) == {"detention": TODAY}
    assert end(cast.caseworker, detention).status_code == 302
    detention.refresh_from_db()
    assert detention.ended_by == cast.caseworker.user and detention.due.state == "done"
    assert opened(cast.caseworker.user, detention, "outcome") == "The lawyer was told at noon"
    assert last_event(case).tag == "deadline:end" and watched(cast.caseworker.user, case) == {}
    assert "at noon" in cast.caseworker.get("cases:residence_list", case).content.decode()


def test_twice_is_a_conflict(cast: Cast, detention: StatusDate):
    end(cast.caseworker, detention)
    assert end(cast.caseworker, detention).status_code == 409


@pytest.mark.parametrize("username", ["caseworker2", "outsider", "shelter", "health", "auditor"])
def test_nobody_else_ends_it(cast: Cast, detention: StatusDate, username: str):
    assert end(getattr(cast, username), detention).status_code == 404


def test_a_case_with_a_running_day_is_not_closed_and_the_day_is_named(cast: Cast, case: Case):
    last = TODAY + timedelta(days=30)
    tell(cast.caseworker, case, "reasonable_grounds_found", end_on=last)
    page = cast.caseworker.get("cases:case_close", case).content.decode()
    assert formats.date_format(last, "DATE_FORMAT") in page and "Hand the case over" in page
    sent = {"reason": "goals_reached", "closed_on": str(TODAY), "version": case.version}
    answer = cast.caseworker.post("cases:case_close", case, **sent)
    case.refresh_from_db()
    assert not case.is_closed and formats.date_format(last, "DATE_FORMAT") in answer.content.decode()
    for what in ("reflection_end", "cooperation"):
        end(cast.caseworker, row_of(cast.caseworker.user, case, what))
    cast.caseworker.post("cases:case_close", case, **sent)
    case.refresh_from_db()
    assert case.is_closed


def test_the_lane_shows_the_next_thirty_days(cast: Cast, case: Case):
    tell(cast.caseworker, case, "reasonable_grounds_found", end_on=TODAY + 10 * DAY)
    assert "What is due in the next 30 days" in cast.caseworker.get("cases:residence_list", case).content.decode()

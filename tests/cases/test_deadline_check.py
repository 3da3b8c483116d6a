"""A second person reads the limit of an appeal under Status and papers. Of two days the earlier counts."""

from datetime import date, timedelta

import pytest

from cases.models import Case, StatusDate
from tests.cases.api import ask
from tests.cases.stay import TODAY, row_of, tell, watched
from tests.cast import Cast
from tests.factories.reading import last_event, opened

pytestmark = pytest.mark.django_db
LAST = TODAY + timedelta(days=14)


@pytest.fixture
def limit(cast: Cast, case: Case) -> StatusDate:
    tell(cast.caseworker, case, "asylum_refused", limit_on=LAST, on=TODAY - timedelta(days=2))
    return row_of(cast.caseworker.user, case, "appeal_limit")


def check(member, row: StatusDate, on: date, version: int = 1):
    return member.post("cases:deadline_check", row.case.pid, row.pid, on=str(on), version=version)


def test_it_is_watched_from_the_moment_it_is_typed_and_says_not_yet_checked(cast: Cast, case: Case, limit: StatusDate):
    assert watched(cast.caseworker.user, case)["appeal_limit"] == LAST
    assert "Not yet checked" in cast.caseworker.get("cases:residence_list", case).content.decode()


def test_two_who_read_the_same_day_have_checked_it(cast: Cast, case: Case, limit: StatusDate):
    assert check(cast.coordinator, limit, LAST).status_code == 302 and last_event(case).tag == "deadline:check"
    limit.refresh_from_db()
    assert limit.checked_by == cast.coordinator.user and limit.due.due_on == LAST
    page = cast.caseworker.get("cases:residence_list", case).content.decode()
    assert "Checked by" in page and "Not yet checked" not in page


@pytest.mark.parametrize("days", [-4, 6])
def test_of_two_days_the_earlier_is_watched_and_both_stay(cast: Cast, case: Case, limit: StatusDate, days: int):
    other = LAST + timedelta(days=days)
    check(cast.coordinator, limit, other)
    assert watched(cast.caseworker.user, case)["appeal_limit"] == min(LAST, other)
    facts = opened(cast.caseworker.user, StatusDate.objects.get(pk=limit.pk), "facts")
    assert (facts["end_on"], facts["checked_on"], facts["on"]) == (str(LAST), str(other), str(min(LAST, other)))
    page = cast.caseworker.get("cases:residence_list", case).content.decode()
    assert "the earlier counts" in page and "Checked by" not in page


def test_nobody_checks_the_own_day(cast: Cast, case: Case, limit: StatusDate):
    assert cast.caseworker.get("cases:deadline_check", case.pid, limit.pid).status_code == 409
    answer = check(cast.caseworker, limit, LAST)
    assert answer.status_code == 409 and "You entered this day yourself" in answer.content.decode()
    limit.refresh_from_db()
    assert limit.checked_by is None


def test_it_is_checked_once(cast: Cast, limit: StatusDate, assign):
    assign(cast.legal.user)
    check(cast.coordinator, limit, LAST)
    answer = check(cast.legal, limit, LAST - timedelta(days=1), version=2)
    assert answer.status_code == 409 and "checked already" in answer.content.decode()


def test_a_day_before_the_decision_is_refused(cast: Cast, limit: StatusDate):
    answer = check(cast.coordinator, limit, TODAY - timedelta(days=3))
    assert answer.status_code == 200 and "before the first" in answer.content.decode()


def test_another_kind_of_day_has_no_check(cast: Cast, case: Case):
    tell(cast.caseworker, case, "detained")
    row = row_of(cast.caseworker.user, case, "detention")
    assert check(cast.coordinator, row, TODAY).status_code == 404


@pytest.mark.parametrize("username", ["caseworker2", "outsider", "shelter", "health", "auditor", "administrator"])
def test_nobody_who_may_not_open_the_case(cast: Cast, limit: StatusDate, username: str):
    assert check(getattr(cast, username), limit, LAST).status_code == 404


def test_the_page_does_not_say_the_first_day(cast: Cast, case: Case, limit: StatusDate):
    page = cast.coordinator.get("cases:deadline_check", case.pid, limit.pid).content.decode()
    assert str(LAST) not in page.partition("<form method")[2]


def test_over_the_api(cast: Cast, case: Case, limit: StatusDate):
    earlier = LAST - timedelta(days=4)
    body = {"on": str(earlier), "version": 1}
    assert ask(cast.caseworker, "post", "deadline_check", case, limit, body=body).json()["code"] == "checker_is_first"
    assert ask(cast.coordinator, "post", "deadline_check", case, limit, body=body).status_code == 200
    assert watched(cast.caseworker.user, case)["appeal_limit"] == earlier

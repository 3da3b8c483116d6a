"""A second person reads the document. Of two days the earlier counts; only two who agree can make it later."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cases.legal import due_kinds
from cases.limit.actions import WATCHED_AS, check_limit, edit_limit
from cases.limit.choices import LimitKind
from cases.models import Case, LegalLimit, Proceeding
from reminders.registry import kind_of
from tests.cases.api import ask
from tests.cast import Cast
from tests.factories.legal import LIMIT, at_work, day, due, make_limit, make_proceeding
from tests.factories.reading import last_event

pytestmark = pytest.mark.django_db


@pytest.fixture
def limit(cast: Cast, case: Case) -> LegalLimit:
    return make_limit(cast.caseworker.user, make_proceeding(cast.caseworker.user, case))


def check(cast: Cast, row: LegalLimit, days: int, *, name: str = "coordinator", version: int = 1):
    return getattr(cast, name).post("cases:limit_check", row.case, row, end_on=day(days), version=version)


def fresh(row: LegalLimit) -> LegalLimit:
    return LegalLimit.objects.get(pk=row.pk)


def test_two_who_read_the_same_day_have_checked_it(cast: Cast, case: Case, limit: LegalLimit):
    assert check(cast, limit, 10).status_code == 302 and last_event(case).tag == "limit:check"
    row = fresh(limit)
    assert row.is_checked and row.end_on == day(10) and row.checked_by == cast.coordinator.user
    assert [one.due_on for one in due(row, due_kinds.LIMIT)] == [day(10)]
    assert due(row, due_kinds.LIMIT_UNCHECKED) == [] and due(row, due_kinds.LIMIT_CHECK) == []
    page = cast.caseworker.get("cases:legal_list", case).content.decode()
    assert "Checked by" in page and "Not yet checked" not in page


@pytest.mark.parametrize("kind", LimitKind.values)
def test_a_checked_day_is_watched_as_its_kind_asks_and_in_the_same_words(cast: Cast, limit: LegalLimit, kind: str):
    facts = LIMIT | {"kind": kind, "end_on": day(10), "version": 1}
    cast.caseworker.post("cases:limit_edit", limit.case, limit, **facts)
    check(cast, limit, 10, version=fresh(limit).version)
    watched = WATCHED_AS.get(kind, due_kinds.LIMIT)
    [running] = [one for code in due_kinds.LIMITS for one in due(limit, code)]
    assert running.kind == watched and running.due_on == day(10)
    assert str(kind_of(watched).label) == "A day runs out"
    data = LIMIT | {"kind": "appeal", "end_on": day(10), "version": fresh(limit).version}
    cast.caseworker.post("cases:limit_edit", limit.case, limit, **data)
    assert [one.kind for code in due_kinds.LIMITS for one in due(limit, code)] == [due_kinds.LIMIT]


@pytest.mark.parametrize("days", [7, 12])
def test_of_two_days_the_earlier_counts_and_says_so(cast: Cast, case: Case, limit: LegalLimit, days: int):
    check(cast, limit, days)
    row = fresh(limit)
    assert row.differs and row.end_on == day(min(days, 10))
    assert [one.due_on for one in due(row, due_kinds.LIMIT_UNCHECKED)] == [day(min(days, 10))]
    assert due(row, due_kinds.LIMIT) == []
    # Whoever typed it first looks once more.
    assert [one.owner for one in due(row, due_kinds.LIMIT_CHECK)] == [cast.caseworker.user]
    assert "the earlier counts" in cast.caseworker.get("cases:legal_list", case).content.decode()


def test_nobody_checks_the_own_day(cast: Cast, case: Case, limit: LegalLimit):
    assert cast.caseworker.get("cases:limit_check", case, limit).status_code == 409
    answer = check(cast, limit, 10, name="caseworker")
    assert answer.status_code == 409 and "You entered this day yourself" in answer.content.decode()
    body = {"end_on": str(day(10)), "version": 1}
    assert ask(cast.caseworker, "post", "limit_check", case, limit, body=body).json()["code"] == "checker_is_first"
    assert fresh(limit).checked_by is None


@pytest.mark.parametrize("name", ["caseworker2", "outsider", "health", "shelter", "auditor", "administrator"])
def test_nobody_who_may_not_open_the_case(cast: Cast, limit: LegalLimit, name: str):
    assert check(cast, limit, 10, name=name).status_code == 404
    assert fresh(limit).checked_by is None


def test_a_colleague_who_is_not_active_any_more_checks_nothing(cast: Cast, case: Case, limit: LegalLimit, assign):
    assign(cast.legal.user)
    type(cast.legal.user).objects.filter(pk=cast.legal.user.pk).update(is_active=False)
    assert check(cast, limit, 10, name="legal").status_code != 200
    assert fresh(limit).checked_by is None


def test_the_page_does_not_say_the_first_day(cast: Cast, case: Case, limit: LegalLimit):
    page = cast.coordinator.get("cases:limit_check", case, limit).content.decode()
    assert "Judgment of 3 May" in page and limit.typed_on.isoformat() not in page.partition("<main")[2]
    control = page.partition('name="end_on"')[2].partition(">")[0]
    assert "value=" not in control


def test_it_is_checked_once(cast: Cast, case: Case, limit: LegalLimit, assign):
    assign(cast.legal.user)
    check(cast, limit, 10)
    answer = check(cast, limit, 9, name="legal", version=2)
    assert answer.status_code == 409 and "checked already" in answer.content.decode()


def test_a_day_before_the_document_is_refused(cast: Cast, case: Case, limit: LegalLimit):
    answer = cast.coordinator.post("cases:limit_check", case, limit, end_on="2026-01-01", version=1)
    assert answer.status_code == 200 and "before the day of the document" in answer.content.decode()


def test_over_the_api(cast: Cast, case: Case, limit: LegalLimit):
    body = {"end_on": str(day(8)), "version": 1}
    answer = ask(cast.coordinator, "post", "limit_check", case, limit, body=body)
    assert answer.json() == {"is_checked": False, "end_on": str(day(8))}


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(reads=st.lists(st.integers(min_value=0, max_value=60), min_size=1, max_size=6))
def test_a_day_moves_back_only_when_two_persons_read_it(cast: Cast, case: Case, reads: list[int]):
    """Any row of readings by turns: what counts is never later than what anybody read since two last agreed."""
    first, second = cast.caseworker.user, cast.coordinator.user
    proceeding: Proceeding = make_proceeding(first, case)
    row = make_limit(first, proceeding, days=30)
    since = [30]
    for number, days in enumerate(reads):
        row = fresh(row)
        with at_work(first if number % 2 else second, case):
            if number % 2 == 0 and row.checked_on is None and row.recorded_by_id != second.pk:
                if check_limit(actor=second, limit=row, end_on=day(days)):
                    since = []
            else:
                actor = first if number % 2 else second
                edit_limit(actor=actor, limit=row, end_on=day(days), facts=LIMIT)
        since.append(days)
        now = fresh(row)
        assert now.end_on <= day(days) or now.typed_on == day(days)
        assert now.end_on <= min(now.typed_on, now.checked_on or now.typed_on)
        running = due(now, due_kinds.LIMIT) + due(now, due_kinds.LIMIT_UNCHECKED)
        assert [one.due_on for one in running] == [now.end_on]

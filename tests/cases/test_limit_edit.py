"""Entering a day anew: it must be checked again, and a later day counts only once two have read it."""

import pytest

from cases.legal import due_kinds
from cases.models import Case, LegalLimit
from tests.cases.api import ask
from tests.cast import Cast
from tests.factories.legal import LIMIT, day, due, make_limit, make_proceeding
from tests.factories.reading import last_event, opened

pytestmark = pytest.mark.django_db


@pytest.fixture
def limit(cast: Cast, case: Case) -> LegalLimit:
    return make_limit(cast.caseworker.user, make_proceeding(cast.caseworker.user, case))


def enter(cast: Cast, row: LegalLimit, days: int, *, name: str = "caseworker", version: int = 1, **more: str):
    data = LIMIT | {"end_on": day(days), "version": version} | more
    return getattr(cast, name).post("cases:limit_edit", row.case, row, **data)


def fresh(row: LegalLimit) -> LegalLimit:
    return LegalLimit.objects.get(pk=row.pk)


def test_an_earlier_day_counts_at_once(cast: Cast, case: Case, limit: LegalLimit):
    assert enter(cast, limit, 6).status_code == 302 and last_event(case).tag == "limit:edit"
    assert fresh(limit).end_on == day(6)
    assert [one.due_on for one in due(limit, due_kinds.LIMIT_UNCHECKED)] == [day(6)]


def test_a_later_day_counts_only_when_a_second_person_read_it_too(cast: Cast, case: Case, limit: LegalLimit):
    cast.coordinator.post("cases:limit_check", case, limit, end_on=day(10), version=1)
    enter(cast, limit, 30, name="coordinator", version=2)
    row = fresh(limit)
    assert row.checked_by is None and row.recorded_by == cast.coordinator.user and row.end_on == day(10)
    assert [one.owner for one in due(row, due_kinds.LIMIT_CHECK)] == [cast.caseworker.user]
    cast.caseworker.post("cases:limit_check", case, limit, end_on=day(30), version=3)
    row = fresh(limit)
    assert row.is_checked and row.end_on == day(30)
    assert [one.due_on for one in due(row, due_kinds.LIMIT)] == [day(30)]


def test_other_words_keep_the_check(cast: Cast, case: Case, limit: LegalLimit):
    cast.coordinator.post("cases:limit_check", case, limit, end_on=day(10), version=1)
    enter(cast, limit, 10, version=2, remark="The lawyer has it too")
    assert fresh(limit).is_checked and opened(cast.caseworker.user, limit, "facts")["remark"] == "The lawyer has it too"


def test_over_the_api_what_is_named_changes(cast: Cast, case: Case, limit: LegalLimit):
    body = {"end_on": str(day(5)), "version": 1}
    assert ask(cast.caseworker, "patch", "limit_detail", case, limit, body=body).status_code == 200
    assert fresh(limit).end_on == day(5) and opened(cast.caseworker.user, limit, "facts") == LIMIT
    assert ask(cast.caseworker, "patch", "limit_detail", case, limit, body=body).status_code == 409


def test_refusals(cast: Cast, case: Case, limit: LegalLimit):
    answer = cast.caseworker.post("cases:limit_edit", case, limit, **(LIMIT | {"end_on": "2026-01-01", "version": 1}))
    assert "before the day of the document" in answer.content.decode()
    cast.caseworker.post("cases:limit_end", case, limit, outcome="filed", version=1)
    assert enter(cast, limit, 6, version=2).status_code == 409

"""Suspects are sealed apart, for who is cleared, and stand in no list and no message."""

import pytest

from cases.models import Case, Proceeding, Release
from tests.cases.api import ask
from tests.cast import Cast
from tests.factories.legal import make_proceeding, make_record
from tests.factories.reading import last_event, opened

pytestmark = pytest.mark.django_db
WORDS = "Invented Suspect, Example street"


def page_of(row) -> str:
    return "cases:suspects_edit" if isinstance(row, Proceeding) else "cases:suspects_release"


def route_of(row) -> str:
    return "suspects_detail" if isinstance(row, Proceeding) else "suspects_release"


@pytest.fixture
def rows(cast: Cast, case: Case) -> list[Proceeding | Release]:
    return [make_proceeding(cast.caseworker.user, case), make_record(cast.caseworker.user, case, Release)]


def test_a_coordinator_writes_and_reads_them_on_a_page_of_their_own(cast: Cast, case: Case, rows):
    for row in rows:
        answer = cast.coordinator.post(page_of(row), case, row, suspects=WORDS, version=1)
        assert answer.status_code == 302 and last_event(case).tag == "suspects:edit"
        assert opened(cast.coordinator.user, row, "suspects") == WORDS
        assert WORDS in cast.coordinator.get(page_of(row), case, row).content.decode()
        assert last_event(case).tag == "suspects:open" and "Invented" not in last_event(case).detail


def test_they_stand_on_no_other_page_and_in_no_list(cast: Cast, case: Case, rows):
    for row in rows:
        cast.coordinator.post(page_of(row), case, row, suspects=WORDS, version=1)
    for name, *more in (
        ("cases:legal_list",),
        ("cases:proceeding_detail", rows[0]),
        ("cases:timeline_list",),
        ("cases:case_detail",),
        ("cases:proceeding_edit", rows[0]),
    ):
        assert "Invented Suspect" not in cast.coordinator.get(name, case, *more).content.decode(), name
    assert "Invented Suspect" not in ask(cast.coordinator, "get", "legal_list", case).content.decode()


@pytest.mark.parametrize("name", ["caseworker", "legal", "health", "caseworker2", "outsider"])
def test_nobody_else(cast: Cast, case: Case, rows, assign, name: str):
    member = getattr(cast, name)
    if name in {"legal", "health"}:
        assign(member.user)
    for row in rows:
        assert member.get(page_of(row), case, row).status_code == 404
        assert member.post(page_of(row), case, row, suspects=WORDS, version=1).status_code == 404
        assert ask(member, "get", route_of(row), case, row).status_code == 404
        assert opened(cast.coordinator.user, row, "suspects") is None


def test_over_the_api_with_its_version(cast: Cast, case: Case, rows):
    body = {"suspects": WORDS}
    assert ask(cast.coordinator, "patch", "suspects_detail", case, rows[0], body=body).status_code == 428
    tag = ask(cast.coordinator, "get", "suspects_detail", case, rows[0])["ETag"]
    for status in (200, 412):
        answer = ask(cast.coordinator, "patch", "suspects_detail", case, rows[0], body=body, headers={"If-Match": tag})
        assert answer.status_code == status

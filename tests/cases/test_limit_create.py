"""A day that runs out alarms from the moment it is typed, and says that it is not yet checked."""

import pytest

from cases.legal import due_kinds
from cases.models import Case, LegalLimit, Proceeding
from tests.cases.api import ask
from tests.cast import Cast
from tests.factories.legal import LIMIT, day, due, make_limit, make_proceeding
from tests.factories.reading import last_event, opened

pytestmark = pytest.mark.django_db


@pytest.fixture
def proceeding(cast: Cast, case: Case) -> Proceeding:
    return make_proceeding(cast.caseworker.user, case)


def enter(cast: Cast, row: Proceeding, **changes):
    return cast.caseworker.post("cases:limit_create", row.case, row, **(LIMIT | {"end_on": day(10)} | changes))


def test_it_is_due_at_once_as_not_yet_checked_and_somebody_else_is_asked(
    cast: Cast, case: Case, proceeding: Proceeding
):
    assert enter(cast, proceeding).status_code == 302 and last_event(case).tag == "limit:create"
    row = LegalLimit.objects.get(case=case)
    assert opened(cast.caseworker.user, row, "facts") == LIMIT and row.end_on == row.typed_on == day(10)
    [running] = due(row, due_kinds.LIMIT_UNCHECKED)
    assert running.due_on == day(10) and running.owner == cast.caseworker.user
    assert due(row, due_kinds.LIMIT) == []
    [check] = due(row, due_kinds.LIMIT_CHECK)
    assert check.due_on == day(0) and check.owner != cast.caseworker.user and check.owner.role == "coordinator"
    assert "Not yet checked" in cast.caseworker.get("cases:legal_list", case).content.decode()
    assert "not yet checked" in cast.caseworker.get("cases:case_detail", case).content.decode()


def test_a_colleague_on_the_case_is_asked_before_a_coordinator(cast: Cast, case: Case, proceeding: Proceeding, assign):
    assign(cast.legal.user)
    row = make_limit(cast.caseworker.user, proceeding)
    assert [one.owner for one in due(row, due_kinds.LIMIT_CHECK)] == [cast.legal.user]


@pytest.mark.parametrize("missing", ["end_on", "source", "kind"])
def test_no_day_without_its_document(cast: Cast, proceeding: Proceeding, missing: str):
    assert enter(cast, proceeding, **{missing: ""}).status_code == 200
    assert not LegalLimit.objects.exists()


def test_no_day_is_proposed(cast: Cast, case: Case, proceeding: Proceeding):
    page = cast.caseworker.get("cases:limit_create", case, proceeding).content.decode()
    control = page.partition('name="end_on"')[2].partition(">")[0]
    assert "value=" not in control


def test_a_day_before_its_document_is_refused_and_one_that_has_passed_is_late(
    cast: Cast, case: Case, proceeding: Proceeding
):
    answer = enter(cast, proceeding, end_on=day(-5), served_on=day(-4))
    assert answer.status_code == 200 and "before the day of the document" in answer.content.decode()
    assert enter(cast, proceeding, end_on=day(-4), served_on=day(-4)).status_code == 302
    assert "days late" in cast.caseworker.get("cases:legal_list", case).content.decode()


def test_over_the_api(cast: Cast, case: Case, proceeding: Proceeding):
    body = LIMIT | {"end_on": str(day(10))}
    assert ask(cast.caseworker, "post", "limit_list", case, proceeding, body=body).status_code == 201
    assert ask(cast.caseworker, "post", "limit_list", case, proceeding, body={"end_on": str(day(1))}).status_code == 400
    early = body | {"end_on": "2026-01-01"}
    assert (
        ask(cast.caseworker, "post", "limit_list", case, proceeding, body=early).json()["code"]
        == "limit_before_service"
    )

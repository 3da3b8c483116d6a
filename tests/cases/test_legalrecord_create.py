"""Protection, notices of release, claims, and acts that were compelled."""

from datetime import timedelta
from typing import Any

import pytest

from cases.legal import due_kinds
from cases.legalrecord.kinds import KINDS
from cases.models import Case, Claim, Protection, Release
from tests.cases.api import ask
from tests.cast import Cast
from tests.factories.legal import RECORDS, day, due, make_record
from tests.factories.reading import last_event, opened

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("slug", KINDS)
def test_each_kind_is_kept_sealed_and_shown(cast: Cast, case: Case, slug: str):
    model: Any = KINDS[slug].model
    assert cast.caseworker.get("cases:legalrecord_create", case, slug).status_code == 200
    assert cast.caseworker.post("cases:legalrecord_create", case, slug, **RECORDS[model]).status_code == 302
    row = model.objects.get(case=case)
    assert opened(cast.caseworker.user, row, "facts") == RECORDS[model]
    assert last_event(case).tag == "legalrecord:create"
    assert str(KINDS[slug].label) in cast.caseworker.get("cases:legal_list", case).content.decode()


@pytest.mark.parametrize("slug", KINDS)
def test_over_the_api(cast: Cast, case: Case, slug: str):
    body = RECORDS[KINDS[slug].model]
    assert ask(cast.caseworker, "post", "legalrecord_list", case, slug, body=body).status_code == 201
    assert ask(cast.caseworker, "post", "legalrecord_list", case, slug, body={}).status_code == 400
    [held] = ask(cast.caseworker, "get", "legal_list", case).json()["records"]
    assert held["kind"] == slug and held["facts"]["value"] == body


def test_the_end_of_a_measure_is_watched(cast: Cast, case: Case):
    row = make_record(cast.caseworker.user, case, Protection, watch_on=day(40))
    assert [one.due_on for one in due(row, due_kinds.PROTECTION_ENDS)] == [day(40)]


def test_a_request_for_a_notice_is_looked_at_each_year(cast: Cast, case: Case):
    row = make_record(cast.caseworker.user, case, Release, filed_on=day(-5), watch_on=day(9))
    assert [one.due_on for one in due(row, due_kinds.RELEASE_FILED)] == [day(-5) + timedelta(days=365)]
    assert [one.due_on for one in due(row, due_kinds.RELEASE_DAY)] == [day(9)]


def test_money_that_was_awarded_is_asked_for_in_half_a_year(cast: Cast, case: Case):
    row = make_record(cast.caseworker.user, case, Claim)
    assert [one.due_on for one in due(row, due_kinds.CLAIM_UNPAID)] == [day(182)]


@pytest.mark.parametrize(
    ("name", "value"), [("currency", "euro"), ("currency", "E1R"), ("claimed", "-1"), ("claimed", "x")]
)
def test_sums_are_decimals_in_a_currency(cast: Cast, case: Case, name: str, value: str):
    answer = cast.caseworker.post("cases:legalrecord_create", case, "c", **(RECORDS[Claim] | {name: value}))
    assert answer.status_code == 200 and not Claim.objects.exists()
    body = RECORDS[Claim] | {name: value}
    assert ask(cast.caseworker, "post", "legalrecord_list", case, "c", body=body).status_code == 400


def test_another_letter_is_nothing(cast: Cast, case: Case):
    assert cast.caseworker.get("cases:legalrecord_create", case, "z").status_code == 404
    assert ask(cast.caseworker, "post", "legalrecord_list", case, "z", body={}).status_code == 404

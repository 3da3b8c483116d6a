"""Claimed, awarded and paid are three different sums, kept as decimals."""

from decimal import Decimal

import pytest

from cases.legal import due_kinds
from cases.legalrecord.queries import sums_from
from cases.models import Case, Claim
from tests.cases.api import ask
from tests.cast import Cast
from tests.days import ahead
from tests.factories.legal import day, due, make_record
from tests.factories.reading import last_event, opened

pytestmark = pytest.mark.django_db


@pytest.fixture
def claim(cast: Cast, case: Case) -> Claim:
    return make_record(cast.caseworker.user, case, Claim)


def pay(cast: Cast, row: Claim, amount: str, version: int = 1, **more):
    data = {"paid_on": day(0), "amount": amount, "version": version} | more
    return cast.caseworker.post("cases:claim_pay", row.case, row, **data)


def test_instalments_add_up_to_the_cent_and_what_is_missing_is_asked_for(cast: Cast, case: Case, claim: Claim):
    assert pay(cast, claim, "0.10", remark="First").status_code == 302 and last_event(case).tag == "claim:pay"
    pay(cast, claim, "0.20", 2)
    held = opened(cast.caseworker.user, claim, "payments")
    assert [one["amount"] for one in held] == ["0.10", "0.20"] and held[0]["remark"] == "First"
    sums = sums_from(opened(cast.caseworker.user, claim, "facts"), held)
    assert (sums.claimed, sums.awarded, sums.paid) == (Decimal("1200.5"), Decimal("1000"), Decimal("0.30"))
    assert sums.missing == Decimal("999.70")
    page = cast.caseworker.get("cases:legal_list", case).content.decode()
    assert "999.70 missing" in page and "0.30 EUR" in page
    assert [one.due_on for one in due(claim, due_kinds.CLAIM_UNPAID)] == [day(182)]


def test_when_all_is_paid_nothing_is_asked_any_more(cast: Cast, claim: Claim):
    pay(cast, claim, "1000")
    assert due(claim, due_kinds.CLAIM_UNPAID) == []
    claim.refresh_from_db(fields=["watch_on"])
    assert claim.watch_on is None


def test_a_day_that_somebody_chose_stays_while_nothing_is_awarded_yet(cast: Cast, case: Case):
    typed = {"head": "wages", "currency": "EUR", "claimed": "1200", "watch_on": day(30)}
    assert cast.caseworker.post("cases:legalrecord_create", case, "c", **typed).status_code == 302
    row = Claim.objects.get(case=case)
    assert row.watch_on == day(30) and [one.due_on for one in due(row, due_kinds.CLAIM_UNPAID)] == [day(30)]
    pay(cast, row, "100")
    assert [one.due_on for one in due(row, due_kinds.CLAIM_UNPAID)] == [day(30)]


@pytest.mark.parametrize(
    ("changes", "words"), [({"paid_on": ahead(1)}, "Only what has arrived"), ({"amount": "0"}, "Write how much")]
)
def test_refusals(cast: Cast, case: Case, claim: Claim, changes, words: str):
    assert words in pay(cast, claim, **({"amount": "5"} | changes)).content.decode()
    body = {"paid_on": str(day(0)), "amount": "5", "version": 1} | {key: str(value) for key, value in changes.items()}
    assert ask(cast.caseworker, "post", "claim_pay", case, claim, body=body).status_code == 409
    assert opened(cast.caseworker.user, claim, "payments") is None


def test_over_the_api(cast: Cast, case: Case, claim: Claim):
    body = {"paid_on": str(day(0)), "amount": "12.34", "version": 1}
    assert ask(cast.caseworker, "post", "claim_pay", case, claim, body=body).status_code == 204
    assert ask(cast.caseworker, "post", "claim_pay", case, claim, body=body | {"amount": 1.234}).status_code == 400
    assert opened(cast.caseworker.user, claim, "payments")[0]["amount"] == "12.34"

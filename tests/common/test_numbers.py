"""Numbers in addresses and hidden fields."""

import pytest

from common.numbers import whole_number
from tests.factories.cases import make_case


@pytest.mark.parametrize("text", ["", "x", "-1", "1.5", "²", "٣", "9" * 16, "9" * 5000, None, 7])
def test_what_is_no_number_that_fits_is_none(text):
    assert whole_number(text) is None


def test_a_number_is_one():
    assert whole_number("0042") == 42


@pytest.mark.parametrize(
    "address",
    [
        "log/?before=" + "9" * 5000,
        "t/?before=0001-01-01T00:00:00%2B14:00",
        "t/?before=9999-12-31T23:59:59-12:00",
        "t/?kind=%00",
    ],
)
def test_odd_addresses_of_a_case_are_answered(cast, address):
    case = make_case(cast.caseworker.user)
    assert cast.caseworker.client.get(f"/c/{case.pid}/{address}").status_code == 200


@pytest.mark.parametrize("query", ["first_day=0001-01-01", "last_day=9999-12-31", "before=" + "9" * 5000])
def test_odd_filters_of_the_access_log_are_answered(cast, query):
    assert cast.auditor.client.get(f"/a/?{query}").status_code == 200


def test_an_odd_key_on_today_is_answered(cast):
    assert cast.caseworker.client.get("/?done=%00").status_code == 200


def test_an_odd_version_is_answered(cast):
    case = make_case(cast.caseworker.user)
    sent = {"version": "9" * 5000, "phone": "1", "safe_answer": "yes"}
    assert cast.caseworker.client.post(f"/c/{case.pid}/facts/contact/", sent).status_code == 200

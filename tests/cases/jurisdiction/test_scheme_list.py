"""Reading the table: by country, what is not confirmed, one entry, and what it gives for a start."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cases.jurisdiction.actions import load_schemes
from cases.jurisdiction.queries import list_schemes, propose_end, schemes_of
from cases.models import Scheme
from tests.cases.api import ask
from tests.cases.jurisdiction.examples import ROWS
from tests.cast import Cast
from tests.factories.schemes import make_scheme

pytestmark = pytest.mark.django_db


@pytest.fixture
def shipped() -> None:
    """The whole table, past the reader, whose questions to the database take their time."""
    load_schemes(rows=list(ROWS.values()))


def test_countries_stand_with_how_sure_they_are(cast: Cast, shipped: None):
    page = cast.caseworker.get("cases:scheme_list").content.decode()
    assert page.index("Council of Europe") < page.index("EU baseline") < page.index("Albania") < page.index("Türkiye")
    assert "1 not confirmed" in page and "second-hand" in page
    assert len(page.encode()) <= 20 * 1024


def test_one_country_and_what_is_not_confirmed(cast: Cast, shipped: None):
    belgium = cast.legal.get("cases:scheme_list", country="BE").content.decode()
    assert "annex 15" in belgium and "45 days" in belgium and "Netherlands" not in belgium
    low = cast.caseworker.get("cases:scheme_list", confidence="low").content.decode()
    assert low.count("data-row") == 14 and "Iceland" in low and "Belgium" not in low
    for country in ("be", "BE'", "ZZ", "A" * 99):
        assert cast.caseworker.get("cases:scheme_list", country=country).status_code == 200
    assert "By country" in cast.caseworker.get("cases:scheme_list", confidence="wrong").content.decode()


def test_an_empty_table_says_so(cast: Cast):
    assert "The table is empty" in cast.caseworker.get("cases:scheme_list").content.decode()


def test_an_entry_and_what_it_gives(cast: Cast, shipped: None):
    row = Scheme.objects.get(code="BE-RP")
    page = cast.caseworker.get("cases:scheme_detail", row, start="2026-03-01").content.decode()
    assert "15 April 2026" in page and "14 April 2026" in page and "Aliens Act" in page and "agii.be" in page
    assert "Registered with specialised centre after leaving" in page and "by nobody here" in page
    assert "edit/" not in page and "edit/" in cast.coordinator.get("cases:scheme_detail", row).content.decode()
    for start in ("", "tomorrow", "0001-01-01", "9999-12-31"):
        answer = cast.caseworker.get("cases:scheme_detail", row, start=start)
        assert answer.status_code == 200 and "Last day" not in answer.content.decode()
    low = cast.caseworker.get("cases:scheme_detail", Scheme.objects.get(code="IS-RP"), start="2026-03-01")
    assert "31 March 2026" in low.content.decode() and "Not confirmed" in low.content.decode()
    endless = cast.caseworker.get("cases:scheme_detail", Scheme.objects.get(code="BE-LONG"), start="2026-03-01")
    assert "Without an end" in endless.content.decode()


@pytest.mark.parametrize("query", [{}, {"country": "BE"}])
def test_a_long_list_costs_no_more_queries(cast: Cast, query: dict[str, str]):
    def cost() -> int:
        with CaptureQueriesContext(
            connection,
        ) as asked:
            cast.caseworker.get("cases:scheme_list", **query)
        return len(asked)

    cast.caseworker.get("cases:scheme_list", **query)
    for number in range(2):
        make_scheme(f"BE-A{number}")
    few = cost()
    for number in range(18):
        make_scheme(f"BE-B{number}", verified_by=cast.coordinator.user, verified_on=date(2026, 1, 5))
    assert cost() == few


def test_another_organisations_correction_is_not_seen(cast: Cast):
    shipped = make_scheme("BE-RP")
    foreign = make_scheme("BE-RP", organisation=cast.outsider.user.organisation, replaces=shipped, length_value=60)
    assert [line.scheme for line in list_schemes(cast.caseworker.user)] == [shipped]
    assert [line.scheme for line in list_schemes(cast.outsider.user)] == [foreign]
    assert cast.caseworker.get("cases:scheme_detail", foreign).status_code == 404
    assert not list_schemes(cast.shelter.user) and not list_schemes(cast.auditor.user)


def test_the_shortest_length_comes_from_the_table(cast: Cast):
    low = make_scheme("IS-RP", confidence="low", length_value=9, length_unit="months")
    start = date(2026, 3, 1)
    assert propose_end(low, start).end_on == date(2026, 3, 31)
    make_scheme("COE-RP", country="Baseline", length_value=20, length_kind="minimum")
    found = propose_end(low, start)
    assert (found.end_on, found.watch_on, found.is_confirmed) == (date(2026, 3, 21), date(2026, 3, 20), False)
    shorter = make_scheme("TH-RP", confidence="low", length_value=15)
    assert propose_end(shorter, start).end_on == date(2026, 3, 16)
    unknown = make_scheme("IT-RP", confidence="low", length_value=None, length_unit="", length_kind="none")
    assert propose_end(unknown, start).end_on == date(2026, 3, 21)


def test_a_rule_holds_from_its_first_to_its_last_day():
    row = make_scheme("BE-RP", valid_from=date(2026, 2, 1), valid_to=date(2026, 3, 1))

    def holds(day: date) -> bool:
        return schemes_of("BE", day, organisation_id=None) == [row]

    assert not holds(date(2026, 1, 31)) and holds(date(2026, 2, 1))
    assert holds(date(2026, 3, 1)) and not holds(date(2026, 3, 2))


def test_over_the_api(cast: Cast, shipped: None):
    found = ask(cast.caseworker, "get", "scheme_list", query="?country=BE").json()["results"]
    assert {row["code"] for row in found} == {"BE-RP", "BE-AI", "BE-ACARD", "BE-LONG"}
    row = next(row for row in found if row["code"] == "BE-RP")
    assert (row["length_value"], row["confidence"], row["is_own"], row["verified_on"]) == (45, "high", False, None)
    assert len(ask(cast.legal, "get", "scheme_list", query="?confidence=low").json()["results"]) == 14
    assert not ask(cast.legal, "get", "scheme_list", query="?country=GB&on=2022-12-12&confidence=high").json()[
        "results"
    ]
    assert ask(cast.legal, "get", "scheme_list", query="?country=GB&on=2022-12-13&confidence=high").json()["results"]
    one = ask(cast.caseworker, "get", "scheme_detail", Scheme.objects.get(code="BE-RP"), query="?start=2026-03-01")
    assert one["ETag"] == '"scheme=1"' and one.json()["proposal"] == {
        "end_on": "2026-04-15",
        "watch_on": "2026-04-14",
        "is_confirmed": True,
        "needs_letter": False,
    }
    for query in ("?on=2026-01-01", "?country=b", "?on=x&country=BE", "?colour=red"):
        assert ask(cast.legal, "get", "scheme_list", query=query).status_code == 400
    assert ask(cast.shelter, "get", "scheme_list").status_code == 404

"""Writing down a service: what, how much, for whom, and the need that it met."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from cases.assignment.actions import write_grant
from cases.models import Case, Dependant, NeedSheet, ServiceGiven
from cases.service.choices import ServiceType
from cases.service.queries import amount
from tests.cast import Cast
from tests.factories.cases import make_case
from tests.factories.reading import last_event, opened


def give(member, case: Case, **fields):
    return member.post("cases:service_create", case, **{"service": "food", "units": "2"} | fields)


def test_a_service_has_a_type_and_units(cast: Cast, case: Case):
    assert give(cast.caseworker, case, text="Two meals").status_code == 302
    row = ServiceGiven.objects.get(case=case)
    facts = opened(cast.caseworker.user, row, "facts")
    assert (facts["type"], facts["units"], facts["provider"]) == ("food", "2", "own")
    assert row.given_on == timezone.localdate() and opened(cast.caseworker.user, row, "remark") == "Two meals"
    assert last_event(case).tag == "service:create" and "food" not in last_event(case).detail


@pytest.mark.parametrize("units", ["0", "-1", "x", "1e9", "0.001", ""])
def test_units_that_cannot_be_come_back_with_what_was_typed(cast: Cast, case: Case, units: str):
    answer = give(cast.caseworker, case, units=units, text="Two meals")
    assert answer.status_code == 200 and "Two meals" in answer.content.decode()
    assert not ServiceGiven.objects.filter(case=case).exists()


def test_half_an_hour_is_half_a_unit(cast: Cast, case: Case):
    give(cast.caseworker, case, units="0.50")
    assert opened(cast.caseworker.user, ServiceGiven.objects.get(case=case), "facts")["units"] == "0.5"


def test_a_day_ahead_is_refused(cast: Cast, case: Case):
    day = (timezone.localdate() + timedelta(days=1)).isoformat()
    assert "has happened already" in give(cast.caseworker, case, happened_on=day).content.decode()
    assert not ServiceGiven.objects.filter(case=case).exists()


def test_it_can_be_for_a_dependant_of_this_case_and_of_no_other(cast: Cast):
    named = [{"name": "Nok Invented", "relation": "Daughter"}]
    case = make_case(cast.caseworker.user, dependants=named)
    other = make_case(cast.caseworker.user, alias="Gull", dependants=named)
    child, stranger = Dependant.objects.get(case=case), Dependant.objects.get(case=other)
    assert give(cast.caseworker, case, dependant=child.pid).status_code == 302
    assert opened(cast.caseworker.user, ServiceGiven.objects.get(case=case), "facts")["for"] == child.pid
    give(cast.caseworker, case, dependant=stranger.pid)
    assert ServiceGiven.objects.filter(case=case).count() == 1


def test_a_need_can_be_met_with_it(cast: Cast):
    case = make_case(cast.caseworker.user, needs=[{"type": "food", "state": "open"}])
    give(cast.caseworker, case, is_met="on")
    needs = opened(cast.caseworker.user, NeedSheet.objects.get(case=case), "needs")
    assert [line["state"] for line in needs if line["type"] == "food"] == ["met"]
    assert opened(cast.caseworker.user, ServiceGiven.objects.get(case=case), "facts")["met"] == "food"


def test_of_health_services_the_words_stay_with_health(cast: Cast, case: Case):
    write_grant(actor=cast.coordinator.user, case=case, user=cast.health.user)
    assert give(cast.health, case, service="general_check", text="Blood pressure").status_code == 302
    row = ServiceGiven.objects.get(case=case)
    assert row.facts.is_null and opened(cast.health.user, row, "health_remark") == "Blood pressure"
    page = cast.caseworker.get("cases:service_list", case).content.decode()
    assert "General check" in page and "Blood pressure" not in page


def test_pressed_twice_it_counts_once(cast: Cast, case: Case):
    for _time in range(2):
        give(cast.caseworker, case, once="ABCDEFGH24")
    assert ServiceGiven.objects.filter(case=case).count() == 1


@pytest.mark.parametrize("username", ["caseworker2", "outsider", "shelter", "auditor", "administrator", "partner"])
def test_others_write_none(cast: Cast, case: Case, username: str):
    assert give(getattr(cast, username), case).status_code == 404
    assert not ServiceGiven.objects.filter(case=case).exists()


def test_a_closed_case_takes_none(cast: Cast):
    closed = make_case(cast.caseworker.user, is_closed=True)
    assert give(cast.caseworker, closed).status_code == 409


def test_the_composer_fetches_its_fields_when_the_kind_is_chosen(cast: Cast, case: Case):
    page = cast.caseworker.get("cases:case_detail", case).content.decode()
    assert 'name="service"' not in page and f'hx-get="/c/{case.pid}/service/"' in page
    part = cast.caseworker.get("cases:service_create", case, htmx=True).content.decode()
    assert "<html" not in part and 'name="service"' in part and 'name="units"' in part and 'name="text"' not in part
    assert cast.outsider.get("cases:service_create", case, htmx=True).status_code == 404


def test_without_them_the_next_page_asks_and_the_text_is_there(cast: Cast, case: Case):
    answer = cast.caseworker.post("cases:entry_create", case, entry="service", text="Two meals, warm")
    page = answer.content.decode()
    assert answer.status_code == 200 and 'name="service"' in page and "Two meals, warm" in page
    assert not ServiceGiven.objects.filter(case=case).exists()


@pytest.mark.parametrize(
    ("units", "code", "words"),
    [
        ("1", "unknown", "1 session"),
        ("2", "unknown", "2 sessions"),
        ("1.50", ServiceType.INTERPRETATION.value, "1.5 hours"),
        ("1.0", ServiceType.INTERPRETATION.value, "1 hour"),
    ],
)
def test_one_of_a_unit_is_one(units: str, code: str, words: str):
    assert amount(Decimal(units), code) == words

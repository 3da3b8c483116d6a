"""The volume fence: a scripted reader meets it, coordinators and auditors hear of it, an honest day does not."""

import pytest
from django.db import connection
from django.test import override_settings
from django.test.utils import CaptureQueriesContext

from audit.models import Event
from cases.models import Case
from tests.factories.cases import make_case

SMALL = override_settings(CASES_PER_HOUR=5)


@pytest.fixture
def cases(cast) -> list[Case]:
    return [make_case(cast.caseworker.user, alias=f"Bird {number}") for number in range(8)]


def alarms(user) -> list[tuple[str, str]]:
    rows = Event.objects.filter(actor=user, tag__startswith="volume:").order_by("seq")
    return list(rows.values_list("tag", "outcome"))


def test_the_51st_different_case_asks_who_it_is(cast, settings):
    assert settings.CASES_PER_HOUR == 50
    first, *others = [make_case(cast.caseworker.user, alias=f"Bird {number}") for number in range(51)]
    reader = cast.caseworker
    for case in (first, *others[:-1]):
        assert reader.get("cases:case_detail", case).status_code == 200
    stopped = reader.get("cases:case_detail", others[-1])
    assert stopped.status_code == 302 and stopped.url.startswith("/in/again/")
    assert alarms(reader.user) == [("volume:near", "ok"), ("volume:reach", "refused")]


@SMALL
def test_opened_ones_stay_open_and_a_confirmation_counts_anew(cast, cases):
    reader = cast.caseworker
    for case in cases[:5]:
        reader.get("cases:case_detail", case)
    for _try in range(2):
        assert reader.get("cases:timeline_list", cases[6]).status_code == 302
    assert reader.get("cases:case_detail", cases[0]).status_code == 200
    reader.confirm()
    for case in cases[3:8]:
        assert reader.get("cases:case_detail", case).status_code == 200
    assert reader.get("cases:case_detail", cases[0]).status_code == 302


@SMALL
def test_a_fresh_sign_in_is_no_way_round(cast, cases):
    reader = cast.caseworker
    for case in cases[:5]:
        reader.get("cases:case_detail", case)
    reader.client.post("/in/out/")
    reader.sign_in()
    assert reader.get("cases:case_detail", cases[5]).status_code == 302


@SMALL
def test_each_alarm_goes_out_once_and_is_told_without_a_case(cast, cases):
    reader = cast.caseworker
    for case in cases[:5] + cases[5:8] * 2:
        reader.get("cases:case_detail", case)
    assert alarms(reader.user) == [("volume:near", "ok"), ("volume:reach", "refused")]
    name = reader.user.display_name
    for member in (cast.coordinator, cast.auditor):
        page = member.get("cases:today").content.decode()
        assert f"{name} opened 5 different cases" in page and f"{name} opened 4 different cases" in page
    for member in (cast.caseworker, cast.administrator, cast.outsider):
        assert "different cases within an hour" not in member.get("cases:today").content.decode()
    listed = cast.auditor.get("reports:audit_list").content.decode()
    assert "Reached the limit of what is opened in an hour" in listed


@SMALL
def test_the_api_answers_with_a_sentence(cast, cases):
    reader = cast.caseworker
    for case in cases[:5]:
        assert reader.get("api:case_detail", case).status_code == 200
    answer = reader.get("api:case_detail", cases[5])
    assert answer.status_code == 409 and answer.json()["code"] == "step_up"
    assert "Confirm" in answer.json()["detail"]


@SMALL
def test_a_fragment_gets_the_sentence_and_keeps_its_page(cast, cases):
    reader = cast.caseworker
    for case in cases[:5]:
        reader.get("cases:case_detail", case)
    answer = reader.get("cases:case_detail", cases[5], htmx=True)
    assert answer.status_code == 409 and "who you are" in answer.content.decode()


@override_settings(HITS_PER_HOUR=4)
def test_search_results_are_counted(cast, cases):
    reader = cast.caseworker
    for case in cases[:4]:
        assert reader.post("cases:case_find", term=case.reference).status_code in {200, 302}
    answer = reader.post("cases:case_find", term=cases[4].reference)
    assert answer.status_code == 302 and answer.url.startswith("/in/again/")
    assert ("volume:reach", "refused") in alarms(reader.user)


@SMALL
def test_one_reader_does_not_stop_another(cast, cases):
    for case in cases[:6]:
        cast.caseworker.get("cases:case_detail", case)
    assert cast.coordinator.get("cases:case_detail", cases[0]).status_code == 200


def test_it_costs_one_query_however_much_was_opened(cast, cases):
    reader = cast.caseworker

    def asked(case: Case) -> int:
        reader.get("cases:case_detail", case)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            reader.get("cases:case_detail", case)
        return len([one for one in queries if '"audit_event"' in one["sql"] and "detail" in one["sql"][:200]])

    assert asked(cases[0]) == asked(cases[7])

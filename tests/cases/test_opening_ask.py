"""Asking to see one line: who may, who is told, and that the answer looks the same, filled or not."""

import json

import pytest

from audit.models import Event
from cases.models import AskRequest, Case, Episode
from reminders.models import DueThing
from tests.cases.api import ask as call
from tests.cast import Cast
from tests.factories.cases import block, make_case
from tests.factories.reading import opened, tags_of

ASK = {"reason": "care", "words": "The doctor waits."}


@pytest.fixture
def suspects(case: Case) -> str:
    return f"episode.suspects.{Episode.objects.get(case=case).pid}"


def test_the_button_leads_to_a_form_and_the_form_to_a_question(cast: Cast, case: Case, suspects: str):
    page = cast.caseworker.post("cases:opening_ask", case, field=suspects).content.decode()
    assert "Ask to see: Suspects" in page and not AskRequest.objects.exists()
    answer = cast.caseworker.post("cases:opening_ask", case, offered=suspects, field=suspects, **ASK)
    assert answer.status_code == 302
    ask = AskRequest.objects.get()
    assert (ask.line, ask.labels, ask.state) == (suspects, ["cases.episode.suspects"], "asked")
    assert opened(cast.coordinator.user, ask, "words") == "The doctor waits."
    assert tags_of(case)[-1] == "opening:ask" or "opening:ask" in tags_of(case)
    detail = json.loads(Event.objects.get(tag="opening:ask").detail)
    assert detail["reason"] == "care" and "doctor" not in json.dumps(detail)


def test_every_coordinator_who_may_open_the_case_is_told(cast: Cast, case: Case, suspects: str):
    block(cast.coordinator2.user, case, cast.coordinator.user)
    cast.caseworker.post("cases:opening_ask", case, offered=suspects, field=suspects, **ASK)
    told = DueThing.objects.open().filter(kind__startswith="case.asked:", subject_id=case.pk)
    assert [due.owner for due in told] == [cast.coordinator.user]
    assert "A colleague asks to see something" in cast.coordinator.get("cases:today").content.decode()


def test_twice_the_same_question_is_one(cast: Cast, case: Case, suspects: str):
    cast.caseworker.post("cases:opening_ask", case, offered=suspects, field=suspects, **ASK)
    page = cast.caseworker.post("cases:opening_ask", case, offered=suspects, field=suspects, **ASK).content.decode()
    assert "You asked for this already." in page
    assert AskRequest.objects.count() == 1


def test_one_of_several_is_chosen(cast: Cast, case: Case, assign):
    assign(cast.health.user)
    offered = ["person.documents", "person.given_name"]
    page = cast.health.post("cases:opening_ask", case, offered=offered).content.decode()
    assert page.count('type="radio" name="field"') == 2
    answer = cast.health.post("cases:opening_ask", case, offered=offered, field="person.documents", **ASK)
    assert answer.status_code == 302
    assert AskRequest.objects.get().labels == ["cases.person.documents"]


@pytest.mark.parametrize("code", ["person.legal_name", "contactsheet.phone", "person.nothing", "cases.case.alias", ""])
def test_what_opens_anyway_or_does_not_exist_cannot_be_asked_for(cast: Cast, case: Case, code: str):
    answer = cast.caseworker.post("cases:opening_ask", case, offered=code, field=code, **ASK)
    assert answer.status_code == 404 and not AskRequest.objects.exists()


def test_a_coordinator_has_nothing_to_ask(cast: Cast, case: Case, suspects: str):
    assert cast.coordinator.post("cases:opening_ask", case, offered=suspects, field=suspects, **ASK).status_code == 404


def test_without_a_reason_there_is_no_question(cast: Cast, case: Case, suspects: str):
    page = cast.caseworker.post("cases:opening_ask", case, offered=suspects, field=suspects, words="x").content.decode()
    assert "Choose a reason." in page and not AskRequest.objects.exists()


def test_another_organisation_cannot_tell_it_exists(cast: Cast, case: Case, suspects: str):
    assert cast.outsider.post("cases:opening_ask", case, offered=suspects, field=suspects, **ASK).status_code == 404
    assert cast.caseworker2.post("cases:opening_ask", case, offered=suspects, field=suspects, **ASK).status_code == 404


def test_nothing_is_asked_about_a_closed_case(cast: Cast):
    closed = make_case(cast.caseworker.user, is_closed=True, health={"alerts": "x"})
    answer = cast.caseworker.post(
        "cases:opening_ask", closed, offered="healthsheet.details", field="healthsheet.details", **ASK
    )
    assert answer.status_code == 409 and not AskRequest.objects.exists()


def test_over_the_api(cast: Cast, case: Case, suspects: str):
    answer = call(
        cast.caseworker, "post", "ask_list", case, body={"field": suspects, "reason": "care", "words": "Please"}
    )
    assert answer.status_code == 201
    assert AskRequest.objects.get().pid == answer.json()["pid"]
    again = call(cast.caseworker, "post", "ask_list", case, body={"field": suspects, "reason": "care"})
    assert (again.status_code, again.json()["code"]) == (409, "asked_already")
    cleared = {"field": "contactsheet.phone", "reason": "care"}
    assert call(cast.caseworker, "post", "ask_list", case, body=cleared).status_code == 404
    listed = call(cast.caseworker, "get", "ask_list", case).json()["results"]
    assert [(row["field"], row["state"]) for row in listed] == [(suspects, "asked")]

"""Opening what is locked: by a click in an assigned case, with a reason elsewhere; on record, and only what was asked for."""

import json
from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from accounts.demo import DEMO_PASSWORD
from audit.models import Event
from cases.models import Case, Dependant, Episode, Opening
from cases.opening.choices import OpeningReason
from tests.cast import Cast
from tests.factories.cases import acting, make_case
from tests.factories.reading import last_event, opened

BY_REASON = {"reason": OpeningReason.CARE.value}


@pytest.fixture
def account(cast: Cast, case: Case) -> Episode:
    """The episode of the case, with suspects and places."""
    episode = Episode.objects.get(case=case)
    told = {"account": "x", "suspects": "Somebody invented", "places": "An invented street"}
    answer = cast.coordinator.post("cases:episode_edit", case, episode, "account", version=episode.version, **told)
    assert answer.status_code == 302, answer.content
    return episode


def test_in_an_assigned_case_a_click_gives_the_value_for_ten_minutes_and_nothing_else(cast: Cast, case: Case):
    response = cast.caseworker.post("cases:case_reveal", case, htmx=True, field="person.legal_name")
    page = response.content.decode()
    assert "Malee Invented" in page and "<html" not in page and "penicillin" not in page
    assert 'data-hide="600"' in page and "Why do you need" not in page
    assert not Opening.objects.exists()


def test_without_script_the_whole_page_opens_that_line(cast: Cast, case: Case):
    page = cast.caseworker.post("cases:case_reveal", case, field="person.legal_name").content.decode()
    assert "Malee Invented" in page and "<html" in page and "penicillin" not in page


def test_a_group_opens_together(cast: Cast, case: Case):
    fields = ["person.given_name", "person.documents"]
    page = cast.caseworker.post("cases:case_reveal", case, htmx=True, group="1", field=fields).content.decode()
    assert "Malee" in page and "Passport" in page and "400 000 001" not in page and "<html" not in page


def test_it_is_recorded_by_the_name_of_the_field(cast: Cast, case: Case):
    cast.caseworker.post("cases:case_reveal", case, htmx=True, field="contactsheet.phone")
    event = last_event(case)
    assert "cases.contactsheet.phone" in event.detail and "400" not in event.detail


def test_rows_of_an_episode_are_told_apart(cast: Cast, case: Case):
    episode = Episode.objects.get(case=case)
    response = cast.caseworker.post("cases:case_reveal", case, htmx=True, field=f"episode.account.{episode.pid}")
    assert "An account nobody" in response.content.decode()


@pytest.mark.parametrize("code", ["episode.suspects", "episode.places", "healthsheet.details", "person.nothing", ""])
def test_what_the_role_may_not_know_is_refused(cast: Cast, case: Case, code: str):
    episode = Episode.objects.get(case=case)
    code = f"{code}.{episode.pid}" if code.startswith("episode") else code
    assert cast.caseworker.post("cases:case_reveal", case, htmx=True, field=code, **BY_REASON).status_code == 404
    assert Event.objects.order_by("-seq")[0].outcome == "refused"
    assert not Opening.objects.exists()


def test_a_row_of_another_case_is_refused(cast: Cast, case: Case):
    other = make_case(cast.caseworker2.user, dependants=[{"name": "Somebody else"}])
    foreign = Dependant.objects.get(case=other)
    response = cast.caseworker.post("cases:case_reveal", case, htmx=True, field=f"dependant.name.{foreign.pid}")
    assert response.status_code == 404


def test_a_class_that_is_not_the_role_s_is_a_lock_that_can_only_be_asked_for(cast: Cast, case: Case):
    page = cast.caseworker.get("cases:facts_list", case).content.decode()
    episode = Episode.objects.get(case=case)
    reveal, ask = f"/c/{case.pid}/show/", f"/c/{case.pid}/ask/"
    for part in page.split("<form ")[1:]:
        form = part.split("</form>")[0]
        if reveal in form:
            assert "episode.suspects" not in form and "healthsheet.details" not in form
        if ask in form:
            assert f"episode.account.{episode.pid}" not in form
    assert f"episode.suspects.{episode.pid}" in page and "healthsheet.details" in page


def test_filled_and_empty_look_the_same_to_those_who_may_not_know(cast: Cast, case: Case):
    def locks() -> list[str]:
        page = cast.caseworker.get("cases:facts_list", case).content.decode()
        return [part.split("</div>")[0].split("csrfmiddlewaretoken")[0] for part in page.split('class="lock"')[1:]]

    before = locks()
    episode = Episode.objects.get(case=case)
    with_suspects = {"suspects": "Somebody invented"}
    answer = cast.coordinator.post(
        "cases:episode_edit", case, episode, "account", version=episode.version, account="x", **with_suspects
    )
    assert answer.status_code == 302, answer.content
    assert locks() == before


def test_outside_an_assignment_a_reason_is_asked_first_and_nothing_shown(cast: Cast, case: Case):
    page = cast.coordinator.post("cases:case_reveal", case, htmx=True, field="person.legal_name").content.decode()
    assert "Malee Invented" not in page
    assert all(f'value="{code}"' in page for code in OpeningReason.values)
    assert not Opening.objects.exists()
    assert "revealed" not in json.loads(last_event(case).detail).get("revealed", {})


def test_with_a_reason_it_opens_for_a_minute_and_the_code_stands_in_the_trail(cast: Cast, case: Case):
    page = cast.coordinator.post(
        "cases:case_reveal", case, htmx=True, field="person.legal_name", words="Invented words", **BY_REASON
    ).content.decode()
    assert "Malee Invented" in page and 'data-hide="60"' in page
    row = Opening.objects.get()
    assert row.labels == ["cases.person.family_name", "cases.person.given_name"]
    given = Event.objects.get(tag="opening:reveal")
    assert json.loads(given.detail)["reason"] == "care"
    shown = json.loads(Event.objects.get(seq=given.seq + 1).detail)
    assert set(shown["revealed"]) >= {"cases.person.given_name", "cases.person.family_name"}
    assert not [event for event in Event.objects.all() if "Invented words" in event.detail]
    assert opened(cast.coordinator.user, row, "words") == "Invented words"


def test_a_reason_that_is_none_of_the_four_opens_nothing(cast: Cast, case: Case):
    page = cast.coordinator.post(
        "cases:case_reveal", case, htmx=True, field="person.legal_name", reason="because"
    ).content.decode()
    assert "Malee Invented" not in page and "Choose one of the four reasons." in page
    assert not Opening.objects.exists()


def test_the_page_without_script_asks_for_the_reason_and_then_opens(cast: Cast, case: Case):
    asked = cast.coordinator.post("cases:case_reveal", case, field="contactsheet.phone").content.decode()
    assert "<html" in asked and "Why do you need to see phone?" in asked and "400 000 001" not in asked
    page = cast.coordinator.post("cases:case_reveal", case, field="contactsheet.phone", **BY_REASON).content.decode()
    assert "+32 400 000 001" in page


def test_suspects_need_a_reason_whoever_asks(cast: Cast, case: Case, account: Episode):
    code = f"episode.suspects.{account.pid}"
    page = cast.coordinator.post("cases:case_reveal", case, htmx=True, field=code).content.decode()
    assert "Why do you need to see" in page and "Somebody invented" not in page
    page = cast.coordinator.post("cases:case_reveal", case, htmx=True, field=code, **BY_REASON).content.decode()
    assert "Somebody invented" in page


def test_an_address_needs_a_fresh_proof_of_who_sits_there(cast: Cast, case: Case, account: Episode):
    code = f"episode.places.{account.pid}"
    answer = cast.coordinator.post("cases:case_reveal", case, field=code, **BY_REASON)
    assert answer.status_code == 302 and "/in/again/" in answer["Location"]
    beside = cast.coordinator.post("cases:case_reveal", case, htmx=True, field=code, **BY_REASON)
    assert beside.status_code == 204 and "/in/again/" in beside["HX-Redirect"]
    assert not Opening.objects.exists()
    cast.coordinator.confirm()
    page = cast.coordinator.post("cases:case_reveal", case, field=code).content.decode()
    assert "Why do you need to see" in page and "An invented street" not in page
    page = cast.coordinator.post("cases:case_reveal", case, field=code, at="facts", **BY_REASON).content.decode()
    assert "An invented street" in page
    with time_machine.travel(timezone.now() + timedelta(minutes=6)):
        assert cast.coordinator.post("cases:case_reveal", case, field=code, **BY_REASON).status_code == 302


def test_after_the_proof_it_goes_on_where_it_was(cast: Cast, case: Case, account: Episode):
    path = f"/c/{case.pid}/show/?at=facts"
    asked = cast.coordinator.client.post(path, {"field": f"episode.places.{account.pid}"})
    page = cast.coordinator.client.post(asked["Location"], {"password": DEMO_PASSWORD}).content.decode()
    assert "Why do you need to see" in page and f"/c/{case.pid}/show/?at=facts" in page


def test_another_organisation_cannot_tell_it_exists(cast: Cast, case: Case):
    answer = cast.outsider.post("cases:case_reveal", case, field="person.legal_name", **BY_REASON)
    assert answer.status_code == 404


def test_a_closed_case_can_still_be_read(cast: Cast):
    closed = make_case(cast.caseworker.user, is_closed=True, contact={"phone": "+32 400 000 002"})
    page = cast.caseworker.post("cases:case_reveal", closed, htmx=True, field="contactsheet.phone").content.decode()
    assert "+32 400 000 002" in page


def test_the_key_stays_shut_even_if_the_permission_were_broken(cast: Cast, case: Case, account: Episode, monkeypatch):
    """With every permission saying yes, what opens is still what the clearance says."""
    monkeypatch.setattr("cases.case.page.may", lambda *given: True)
    monkeypatch.setattr("cases.opening.queries.may", lambda *given: True)
    monkeypatch.setattr("cases.opening.permissions.can", lambda *given: True)
    for code in (f"episode.suspects.{account.pid}", "healthsheet.details"):
        answer = cast.caseworker.post("cases:case_reveal", case, htmx=True, field=code, **BY_REASON)
        assert answer.status_code == 404 and b"Somebody invented" not in answer.content
    with acting(cast.shelter.user):
        assert not account.suspects.may_reveal()

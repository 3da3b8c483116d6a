"""Opening what is locked: one click, on record, and only what was asked for."""

import pytest

from audit.models import Event
from cases.models import Case, Dependant, Episode
from tests.cast import Cast
from tests.factories.cases import make_case
from tests.factories.reading import last_event


def test_a_click_gives_the_value_and_nothing_else(cast: Cast, case: Case):
    response = cast.caseworker.post("cases:case_reveal", case, htmx=True, field="person.legal_name")
    page = response.content.decode()
    assert "Malee Invented" in page and "<html" not in page and "penicillin" not in page


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
    assert cast.caseworker.post("cases:case_reveal", case, htmx=True, field=code).status_code == 404
    assert Event.objects.order_by("-seq")[0].outcome == "refused"


def test_a_row_of_another_case_is_refused(cast: Cast, case: Case):
    other = make_case(cast.caseworker2.user, dependants=[{"name": "Somebody else"}])
    foreign = Dependant.objects.get(case=other)
    response = cast.caseworker.post("cases:case_reveal", case, htmx=True, field=f"dependant.name.{foreign.pid}")
    assert response.status_code == 404


def test_a_class_that_is_not_the_role_s_is_a_lock_without_button(cast: Cast, case: Case):
    page = cast.caseworker.get("cases:facts_list", case).content.decode()
    episode = Episode.objects.get(case=case)
    assert f"episode.account.{episode.pid}" in page
    assert "episode.suspects" not in page and "healthsheet.details" not in page


def test_filled_and_empty_look_the_same_to_those_who_may_not_know(cast: Cast, case: Case):
    def locks(page: str) -> int:
        return page.count('class="lock"')

    before = locks(cast.caseworker.get("cases:facts_list", case).content.decode())
    with_suspects = {"suspects": "Somebody invented"}
    episode = Episode.objects.get(case=case)
    answer = cast.coordinator.post(
        "cases:episode_edit", case, episode, "account", version=episode.version, account="x", **with_suspects
    )
    assert answer.status_code == 302, answer.content
    after = cast.caseworker.get("cases:facts_list", case).content.decode()
    assert locks(after) == before and "Somebody invented" not in after

"""Undoing that a case was taken out of its situation."""

from datetime import timedelta

import time_machine
from django.utils import timezone

from cases.models import Case, SituationLink
from tests.cases.test_situation_link import link
from tests.cases.test_situation_unlink import linked
from tests.cast import Cast, address
from tests.factories.cases import block
from tests.factories.reading import last_event


def taken_out(cast: Cast, case: Case, *aliases: str) -> tuple[SituationLink, list[Case]]:
    """The link of `case` with new cases, just ended."""
    others = linked(cast, case, *aliases or ("Wren",))
    own = SituationLink.objects.get(case=case)
    page = cast.caseworker.client.post(address("cases:situation_unlink", case, own), follow=True).content.decode()
    assert "Taken out." in page and "Undo" in page
    return own, others


def test_it_belongs_together_as_before(cast: Cast, case: Case):
    own, [wren] = taken_out(cast, case)
    assert cast.caseworker.post("cases:situation_restore", case, own).status_code == 302
    assert last_event(case).tag == "situation:link"
    assert wren.reference in cast.caseworker.get("cases:case_detail", case).content.decode()
    assert case.reference in cast.caseworker.get("cases:case_detail", wren).content.decode()
    assert "Taken out." not in cast.caseworker.get("cases:situation_link", case).content.decode()


def test_a_second_tab_and_a_link_that_stands_are_conflicts(cast: Cast, case: Case):
    own, _others = taken_out(cast, case)
    assert cast.caseworker.post("cases:situation_restore", case, own).status_code == 302
    assert cast.caseworker.post("cases:situation_restore", case, own).status_code == 409


def test_after_a_minute_it_is_linked_by_its_number(cast: Cast, case: Case):
    own, _others = taken_out(cast, case)
    with time_machine.travel(timezone.now() + timedelta(minutes=2)):
        assert "Undo" not in cast.caseworker.get("cases:situation_link", case).content.decode()
        answer = cast.caseworker.post("cases:situation_restore", case, own)
        assert answer.status_code == 409 and "again by its number" in answer.content.decode()


def test_what_was_linked_anew_meanwhile_stays_one_link(cast: Cast, case: Case):
    own, [wren] = taken_out(cast, case)
    assert link(cast.caseworker, case, wren).status_code == 302
    answer = cast.caseworker.post("cases:situation_restore", case, own)
    assert answer.status_code == 409 and "linked in this way already" in answer.content.decode()
    own.refresh_from_db()
    assert own.ended_at is not None


def test_only_by_whoever_took_it_out(cast: Cast, case: Case):
    own, _others = taken_out(cast, case)
    assert "Undo" not in cast.coordinator.get("cases:situation_link", case).content.decode()
    assert cast.coordinator.post("cases:situation_restore", case, own).status_code == 409
    for stranger in (cast.outsider, cast.caseworker2):
        assert stranger.post("cases:situation_restore", case, own).status_code == 404


def test_nothing_is_offered_once_the_others_are_out_of_sight(cast: Cast, case: Case):
    own, [wren] = taken_out(cast, case)
    block(cast.caseworker.user, wren, cast.coordinator.user)
    assert "Taken out." not in cast.caseworker.get("cases:situation_link", case).content.decode()
    assert cast.caseworker.post("cases:situation_restore", case, own).status_code == 404
    own.refresh_from_db()
    assert own.ended_at is not None


def test_the_link_of_another_case_is_no_address_here(cast: Cast, case: Case):
    own, [wren] = taken_out(cast, case)
    assert cast.caseworker.post("cases:situation_restore", wren, own).status_code == 404


def test_over_the_api(cast: Cast, case: Case):
    own, _others = taken_out(cast, case)
    path = address("api:situation_restore", case, own)
    assert cast.outsider.client.post(path).status_code == 404
    assert cast.caseworker.client.post(path).status_code == 204
    assert cast.caseworker.client.post(path).status_code == 409

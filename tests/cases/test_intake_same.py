"""A phone number that is known already: said in an intake as far as it may be told, and to nobody else."""

import json
import logging

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext, override_settings
from django.urls import reverse

from accounts.models import User
from audit.models import Event
from cases.models import Case
from encryption.token_tables import BlindIndex
from tests.cases.intake_steps import begin, send
from tests.cast import Cast
from tests.factories.cases import block, make_case

pytestmark = pytest.mark.django_db
NUMBER = "0470 12 34 56"
SPELT = "+32 470/12.34.56"
KNOWN = "This phone number stands in a record already"
HIDDEN = "A record may exist. Ask"


@pytest.fixture(autouse=True)
def count_anew():
    cache.clear()
    yield
    cache.clear()


def held_by(user: User, alias: str = "Heron") -> Case:
    return make_case(user, alias=alias, contact={"phone": NUMBER})


def page_after(member, number: str = SPELT) -> str:
    """What the step says after the number was typed."""
    pid = begin(member)
    assert send(member, pid, 2, alias="Wagtail", phone=number).status_code == 302
    return member.client.get(reverse("cases:intake_step", args=[pid, 2])).content.decode()


def test_an_own_case_is_a_way_to_open_it(cast: Cast):
    case = held_by(cast.caseworker.user)
    page = page_after(cast.caseworker)
    assert KNOWN in page and f'href="/c/{case.pid}/"' in page and HIDDEN not in page


def test_of_a_team_mates_case_the_number_only(cast: Cast):
    known = cast.caseworker.user
    mate = User.objects.create_user(
        "mate", None, display_name="Tess M.", role="caseworker", organisation=known.organisation, team=known.team
    )
    case = held_by(mate, "Zanzibar")
    page = page_after(cast.caseworker)
    assert KNOWN in page and case.reference in page
    assert f'href="/c/{case.pid}/"' not in page and "Zanzibar" not in page


def test_beyond_that_it_only_says_whom_to_ask(cast: Cast):
    case = held_by(cast.caseworker2.user, "Zanzibar")
    page = page_after(cast.caseworker)
    assert HIDDEN in page and KNOWN not in page
    for word in (case.reference, case.pid, "Zanzibar", cast.caseworker2.user.display_name):
        assert word not in page
    names = {cast.coordinator.user.display_name, cast.coordinator2.user.display_name}
    assert any(f"Ask {name}." in page for name in names)


def test_nobody_is_sent_to_a_coordinator_who_is_kept_away(cast: Cast):
    case = held_by(cast.caseworker2.user)
    block(cast.coordinator.user, case, cast.caseworker2.user)
    page = page_after(cast.caseworker)
    assert f"Ask {cast.coordinator2.user.display_name}." in page


def test_a_block_and_another_organisation_look_like_nothing(cast: Cast):
    kept = held_by(cast.caseworker2.user)
    block(cast.caseworker.user, kept, cast.coordinator.user)
    held_by(cast.outsider.user, "Gull")
    page = page_after(cast.caseworker)
    assert KNOWN not in page and HIDDEN not in page


@pytest.mark.parametrize("number", ["", "0470 12 34", "0470 12 34 57", "none"])
def test_no_number_and_another_number_say_nothing(cast: Cast, number: str):
    held_by(cast.caseworker.user)
    page = page_after(cast.caseworker, number)
    assert KNOWN not in page and HIDDEN not in page


def test_the_trail_has_a_row_that_counts_and_tells_nothing(cast: Cast):
    held_by(cast.caseworker2.user)
    page_after(cast.caseworker)
    (event,) = Event.objects.filter(tag="case:search")
    assert (
        '"why":"check"' in event.detail.replace(" ", "") and "470" not in event.detail and "123456" not in event.detail
    )


def test_the_same_number_is_looked_for_once(cast: Cast):
    pid = begin(cast.caseworker)
    for _time in range(3):
        send(cast.caseworker, pid, 2, alias="Wagtail", phone=SPELT)
    assert Event.objects.filter(tag="case:search").count() == 1
    send(cast.caseworker, pid, 2, alias="Wagtail", phone="0470 99 99 99")
    assert Event.objects.filter(tag="case:search").count() == 2


@override_settings(FINDS_PER_HOUR=1)
def test_it_counts_as_a_search_and_the_intake_goes_on_without(cast: Cast):
    held_by(cast.caseworker.user)
    page_after(cast.caseworker, "0470 11 11 11")
    page = page_after(cast.caseworker)
    assert "We could not look for an earlier record" in page and KNOWN not in page


def test_tokens_that_do_not_fit_are_said_and_not_taken_for_nothing(cast: Cast):
    held_by(cast.caseworker.user)
    BlindIndex.objects.update(recipe="old")
    assert "We could not look for an earlier record" in page_after(cast.caseworker)


def test_what_was_found_is_not_said_of_another_number(cast: Cast):
    """The number is changed and only kept while typing; nobody looked for the new one yet."""
    held_by(cast.caseworker.user)
    pid = begin(cast.caseworker)
    send(cast.caseworker, pid, 2, alias="Wagtail", phone=SPELT)
    kept = cast.caseworker.post("cases:intake_keep", pid, 2, alias="Wagtail", phone="0470 99 99 99")
    assert kept.status_code == 204
    page = cast.caseworker.client.get(reverse("cases:intake_step", args=[pid, 2])).content.decode()
    assert "0470 99 99 99" in page and KNOWN not in page


def test_a_number_that_was_only_kept_is_looked_for_with_the_next_step(cast: Cast):
    held_by(cast.caseworker.user)
    pid = begin(cast.caseworker)
    cast.caseworker.post("cases:intake_keep", pid, 2, alias="Wagtail", phone=SPELT)
    assert not Event.objects.filter(tag="case:search").exists()
    send(cast.caseworker, pid, 5, keep="yes")
    assert KNOWN in cast.caseworker.client.get(reverse("cases:intake_step", args=[pid, 5])).content.decode()
    assert Event.objects.filter(tag="case:search").count() == 1


def test_behind_a_block_it_costs_and_records_what_nothing_does(cast: Cast):
    """Nothing, a case behind a block and one of another organisation: the same questions, page and row."""
    kept = held_by(cast.caseworker2.user)
    block(cast.caseworker.user, kept, cast.coordinator.user)
    make_case(cast.outsider.user, alias="Gull", contact={"phone": "0470 22 22 22"})
    pid = begin(cast.caseworker)
    send(cast.caseworker, pid, 2, alias="Wagtail", phone="0470 11 11 11")
    costs, rows = [], []
    for number in ("0470 99 99 99", NUMBER, "0470 22 22 22"):
        with CaptureQueriesContext(connection) as queries:
            send(cast.caseworker, pid, 2, alias="Wagtail", phone=number)
        costs.append(len(queries))
        event = Event.objects.filter(tag="case:search").latest("seq")
        rows.append({name: told for name, told in json.loads(event.detail).items() if name != "term"})
    assert len(set(costs)) == 1, costs
    assert rows[0] == rows[1] == rows[2]


@pytest.mark.parametrize("is_out_of_date", [False, True])
def test_nothing_of_the_number_is_in_a_log(cast: Cast, caplog: pytest.LogCaptureFixture, is_out_of_date: bool):
    held_by(cast.caseworker2.user)
    if is_out_of_date:
        BlindIndex.objects.update(recipe="old")
    with caplog.at_level(logging.INFO):
        page_after(cast.caseworker)
    logging.getLogger("tests").warning("the capture works")
    assert "the capture works" in caplog.text
    for part in ("470123456", "470/12", "12.34.56", "12 34 56"):
        assert part not in caplog.text

"""What a search leaves behind, and how often one may search."""

import json
import logging

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.test.utils import override_settings

from audit.models import Event
from cases.access import admit, relation_of_visible
from cases.case.actions import close_case
from cases.models import Case
from encryption.token_tables import BlindIndex
from tests.cases.api import Trail, ask
from tests.cases.find.finding import found, page
from tests.cast import Cast, Member
from tests.factories.cases import acting, make_case

pytestmark = pytest.mark.django_db


# -- what is left behind ----------------------------------------------------------------------------------------------

CANARY = "Zqcanarywort"


def test_no_term_is_left_anywhere(cast: Cast, own: Case, caplog: pytest.LogCaptureFixture):
    """Not in the trail, the session, the counters, the log, an address or a title."""
    caplog.set_level(logging.DEBUG)
    with override_settings(LOGGING_CONFIG=None):
        text = page(cast.caseworker, CANARY)
        page(cast.caseworker, "0470 55 66 77")
        answer = cast.caseworker.post("cases:case_find", term=own.reference)
    assert CANARY not in text.split("<title>")[1].split("</title>")[0]
    assert "?" not in answer["Location"]
    left = json.dumps(list(Event.objects.values()), default=str)
    left += json.dumps(list(Session.objects.values()), default=str) + str(dict(cast.caseworker.client.session))
    with connection.cursor() as cursor:
        for table in ("accounts_sharedcount", "encryption_blindtoken", "encryption_blindindex"):
            cursor.execute(f"SELECT * FROM {table}")
            left += repr(cursor.fetchall())
    said = [record.getMessage() for record in caplog.records if record.name != "django.db.backends"]
    for mark in (CANARY, CANARY.lower(), "0470 55 66 77", "32470556677"):
        assert mark not in left
        assert not [line for line in said if mark in line]


def test_a_search_is_one_row_of_counts(cast: Cast, own: Case, theirs: Case):
    make_case(cast.caseworker.user, alias="Wren", name_used="Bola")
    trail = Trail()
    page(cast.caseworker, "mali")
    assert trail.rows() == [("case:search", "ok")]
    event = Event.objects.latest("seq")
    detail = json.loads(event.detail)
    assert (detail["found"], detail["opened"]) == (1, 2)
    # The case that was told is named; the one that was only compared is not.
    assert detail["cases"] == [str(own.pk)]
    assert event.case_id is None, "a search among many is no look at one"
    assert len(detail["term"]) == 32


def test_equal_terms_have_equal_digests_in_one_organisation_only(cast: Cast, own: Case):
    def digest(member: Member, term: str) -> str:
        page(member, term)
        return str(json.loads(Event.objects.latest("seq").detail)["term"])

    first = digest(cast.caseworker, "Nobody here")
    assert digest(cast.legal, "NOBODY  here") == first
    assert digest(cast.caseworker, "Somebody") != first
    assert digest(cast.outsider, "Nobody here") != first


@override_settings(FINDS_PER_HOUR=3)
def test_searching_is_limited(cast: Cast, own: Case):
    for _number in range(2):
        page(cast.caseworker, "heron")
    assert found(cast.caseworker, "heron")
    trail = Trail()
    answer = cast.caseworker.post("cases:case_find", term=own.reference)
    assert answer.status_code == 429
    assert "You searched very often" in answer.content.decode()
    refused = ask(cast.caseworker, "post", "case_find", body={"term": own.reference})
    assert refused.status_code == 429 and refused.json()["code"] == "too_many_finds"
    assert trail.rows() == [("case:search", "refused")] * 2
    # Each counts for itself.
    assert page(cast.caseworker2, "heron")


def test_without_tokens_that_fit_it_says_so(cast: Cast, own: Case):
    """An empty answer would be wrong."""
    BlindIndex.objects.update(recipe="old")
    answer = cast.caseworker.post("cases:case_find", term="0470123456")
    assert answer.status_code == 409
    assert "Search is being prepared" in answer.content.decode()
    assert ask(cast.caseworker, "post", "case_find", body={"term": "heron"}).status_code == 409
    # A number of a case needs no token.
    assert cast.caseworker.post("cases:case_find", term=own.reference).status_code == 302


# -- the page ---------------------------------------------------------------------------------------------------------


def test_the_box_stands_on_every_page_and_is_sent_as_a_form(cast: Cast, own: Case):
    for text in (
        cast.caseworker.get("cases:today").content.decode(),
        cast.caseworker.get("cases:case_detail", own).content.decode(),
    ):
        assert 'role="search" method="post" action="/find/"' in text
        assert 'data-key="/"' in text
    text = cast.caseworker.get("cases:case_find").content.decode()
    assert text.count('role="search"') == 1
    assert cast.caseworker.client.get("/find/?term=heron").content.decode().count("Heron") == 0


def test_nothing_typed_is_said(cast: Cast):
    text = page(cast.caseworker, "   ")
    assert "Type what you look for" in text
    assert not Event.objects.filter(tag="case:search").exists()


@pytest.mark.parametrize("body", [{}, {"term": ""}, {"term": "x" * 121}, {"term": "a", "more": 1}, {"term": {"a": 1}}])
def test_bad_input_of_the_api(cast: Cast, body: dict[str, object]):
    assert ask(cast.caseworker, "post", "case_find", body=body).status_code == 400


def test_a_case_closed_meanwhile_is_found(cast: Cast, own: Case):
    with acting(cast.caseworker.user):
        admit(cast.caseworker.user, [own.pk], relation_of_visible(cast.caseworker.user))
        close_case(actor=cast.caseworker.user, case=own, reason="goals_reached", closed_on=own.opened_on)
    assert found(cast.caseworker, "0470123456") == [(own.reference, "phone")]

"""A no says why, and opens nothing."""

import pytest

from cases.models import AskRequest, Case
from reminders.models import DueThing
from tests.cases.api import ask as call
from tests.cast import Cast
from tests.factories.reading import opened, tags_of

LINE = "healthsheet.details"


@pytest.fixture
def ask(cast: Cast, case: Case) -> AskRequest:
    cast.caseworker.post("cases:opening_ask", case, offered=LINE, field=LINE, reason="care", words="")
    return AskRequest.objects.get()


def test_a_no_with_a_sentence(cast: Cast, ask: AskRequest):
    answer = cast.coordinator.post(
        "cases:opening_decide", ask.case, ask, do="refuse", minutes=60, answer="Ask the health worker to call."
    )
    assert answer.status_code == 302
    ask.refresh_from_db()
    assert (ask.state, ask.granted_until, ask.decided_by) == ("refused", None, cast.coordinator.user)
    assert opened(cast.caseworker.user, ask, "answer") == "Ask the health worker to call."
    assert tags_of(ask.case)[-2:] == ["opening:refuse", "field:reveal"] or "opening:refuse" in tags_of(ask.case)
    assert cast.caseworker.post("cases:case_reveal", ask.case, htmx=True, field=LINE).status_code == 404
    assert "Ask the health worker to call." in cast.caseworker.get("cases:opening_list", ask.case).content.decode()
    assert DueThing.objects.open().filter(kind=f"case.answered:{ask.pid}", owner=cast.caseworker.user).exists()


def test_a_no_without_a_sentence_is_sent_back(cast: Cast, ask: AskRequest):
    page = cast.coordinator.post("cases:opening_decide", ask.case, ask, do="refuse", minutes=60, answer=" ")
    assert "Write one sentence why not" in page.content.decode()
    ask.refresh_from_db()
    assert ask.state == "asked"


def test_afterwards_the_same_can_be_asked_again(cast: Cast, ask: AskRequest):
    cast.coordinator.post("cases:opening_decide", ask.case, ask, do="refuse", minutes=60, answer="Not now.")
    answer = cast.caseworker.post("cases:opening_ask", ask.case, offered=LINE, field=LINE, reason="care", words="")
    assert answer.status_code == 302 and AskRequest.objects.count() == 2


def test_colleagues_do_not_read_each_other_s_questions(cast: Cast, ask: AskRequest, assign):
    assign(cast.legal.user)
    page = cast.legal.get("cases:opening_list", ask.case).content.decode()
    assert "Nobody has asked to see anything here." in page


def test_over_the_api(cast: Cast, ask: AskRequest):
    answer = call(cast.coordinator, "post", "ask_decide", ask.case, ask, body={"granted": False})
    assert (answer.status_code, answer.json()["code"]) == (409, "answer_needs_words")
    body = {"granted": False, "answer": "Not now."}
    assert call(cast.coordinator, "post", "ask_decide", ask.case, ask, body=body).json()["state"] == "refused"
    assert call(cast.outsider, "post", "ask_decide", ask.case, ask, body=body).status_code == 404

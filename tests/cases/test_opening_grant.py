"""A yes opens exactly one line of one case for one colleague, to be read, until its time is over."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from cases.access import admit, relation_of_visible
from cases.models import AskRequest, Case, Episode
from encryption.classes import FieldClass
from encryption.principal import current_principal
from reminders.models import DueThing
from tests.cases.api import ask as call
from tests.cast import Cast, Member
from tests.factories.cases import acting, block, make_case
from tests.factories.reading import tags_of

SUSPECT = "Somebody invented"


@pytest.fixture
def episode(cast: Cast, case: Case) -> Episode:
    found = Episode.objects.get(case=case)
    told = {"account": "x", "suspects": SUSPECT, "places": "An invented street"}
    answer = cast.coordinator.post("cases:episode_edit", case, found, "account", version=found.version, **told)
    assert answer.status_code == 302, answer.content
    return Episode.objects.get(case=case)


@pytest.fixture
def ask(cast: Cast, case: Case, episode: Episode) -> AskRequest:
    """The caseworker asks to see the suspects."""
    code = f"episode.suspects.{episode.pid}"
    answer = cast.caseworker.post(
        "cases:opening_ask", case, offered=code, field=code, reason="safety", words="The sister is afraid."
    )
    assert answer.status_code == 302, answer.content
    return AskRequest.objects.get()


def grant(cast: Cast, ask: AskRequest, **fields):
    return cast.coordinator.post("cases:opening_decide", ask.case, ask, do="grant", minutes=30, **fields)


def reveal(cast: Cast, ask: AskRequest, member: Member | None = None):
    return (member or cast.caseworker).post("cases:case_reveal", ask.case, htmx=True, field=ask.line)


def signed_in(cast: Cast) -> Member:
    """The caseworker in a session of now."""
    member = Member(cast.caseworker.user)
    member.sign_in()
    return member


def test_before_an_answer_it_stays_shut(cast: Cast, ask: AskRequest):
    assert reveal(cast, ask).status_code == 404


def test_the_coordinator_reads_the_question_and_says_yes(cast: Cast, ask: AskRequest):
    page = cast.coordinator.get("cases:opening_decide", ask.case, ask).content.decode()
    assert "The sister is afraid." in page and "To keep somebody safe" in page and SUSPECT not in page
    assert grant(cast, ask).status_code == 302
    assert tags_of(ask.case)[-1] == "opening:grant"
    page = reveal(cast, ask).content.decode()
    assert SUSPECT in page and 'data-hide="60"' in page


def test_the_asker_is_told_and_the_coordinators_are_done(cast: Cast, ask: AskRequest):
    grant(cast, ask, answer="Only for the call today.")
    due = DueThing.objects.open().filter(subject_id=ask.case_id)
    assert [row.kind.partition(":")[0] for row in due.filter(owner=cast.caseworker.user)].count("case.answered") == 1
    assert not due.filter(kind__startswith="case.asked:").exists()
    assert "Your question was answered" in cast.caseworker.get("cases:today").content.decode()
    assert "Only for the call today." in cast.caseworker.get("cases:opening_list", ask.case).content.decode()


def test_it_opens_this_label_of_this_case_to_this_colleague_and_nothing_may_be_written(cast: Cast, ask: AskRequest):
    grant(cast, ask)
    other = make_case(cast.caseworker.user, account="x")
    user = cast.caseworker.user
    with acting(user):
        admit(user, [ask.case_id, other.pk], relation_of_visible(user))
        cleared, elsewhere = (current_principal().clearance_for(pk) for pk in (ask.case_id, other.pk))
    assert cleared and elsewhere
    label = "cases.episode.suspects"
    assert cleared.may_read(FieldClass.SUSPECTS, label) and not cleared.may_write(FieldClass.SUSPECTS, label)
    assert not cleared.may_read(FieldClass.SUSPECTS, "cases.episode.other")
    assert not cleared.may_read(FieldClass.LOCATION, "cases.episode.places")
    assert not elsewhere.may_read(FieldClass.SUSPECTS, label)
    with acting(cast.legal.user):
        admit(cast.legal.user, [ask.case_id], relation_of_visible(cast.legal.user))
        theirs = current_principal().clearance_for(ask.case_id)
    assert theirs and not theirs.may_read(FieldClass.SUSPECTS, label)


def test_it_ends_by_itself(cast: Cast, ask: AskRequest):
    grant(cast, ask)
    until = AskRequest.objects.get().granted_until
    assert until
    assert timedelta(minutes=29) < until - timezone.now() <= timedelta(minutes=30)
    with time_machine.travel(until - timedelta(seconds=5)):
        assert SUSPECT in reveal(cast, ask, signed_in(cast)).content.decode()
    with time_machine.travel(until + timedelta(seconds=1)):
        late = signed_in(cast)
        assert reveal(cast, ask, late).status_code == 404
        assert SUSPECT not in late.get("cases:facts_list", ask.case).content.decode()


def test_it_never_opens_a_case_whose_assignment_ended_or_that_is_blocked(cast: Cast, ask: AskRequest):
    grant(cast, ask)
    block(cast.caseworker.user, ask.case, cast.coordinator.user)
    assert reveal(cast, ask).status_code == 404
    assert cast.caseworker.get("cases:case_detail", ask.case).status_code == 404


def test_an_address_still_asks_who_sits_there(cast: Cast, case: Case, episode: Episode):
    code = f"episode.places.{episode.pid}"
    cast.caseworker.post("cases:opening_ask", case, offered=code, field=code, reason="care", words="")
    grant(cast, AskRequest.objects.get())
    answer = cast.caseworker.post("cases:case_reveal", case, field=code)
    assert answer.status_code == 302 and "/in/again/" in answer["Location"]
    cast.caseworker.confirm()
    page = cast.caseworker.post("cases:case_reveal", case, field=code, at="facts").content.decode()
    assert "An invented street" in page


@pytest.mark.parametrize("minutes", ["0", "61", "600", "x", "-5"])
def test_longer_than_an_hour_is_no_choice(cast: Cast, ask: AskRequest, minutes: str):
    answer = cast.coordinator.post("cases:opening_decide", ask.case, ask, do="grant", minutes=minutes)
    assert answer.status_code == 200 and AskRequest.objects.get().state == "asked"


def test_a_question_is_answered_once(cast: Cast, ask: AskRequest):
    grant(cast, ask)
    assert grant(cast, ask).status_code == 409
    assert cast.coordinator.get("cases:opening_decide", ask.case, ask).status_code == 409


def test_only_a_coordinator_of_the_organisation_answers(cast: Cast, ask: AskRequest):
    for member in (cast.caseworker, cast.legal, cast.outsider, cast.auditor, cast.administrator):
        answer = member.post("cases:opening_decide", ask.case, ask, do="grant", minutes=30)
        assert answer.status_code == 404, member.username
    assert AskRequest.objects.get().state == "asked"


def test_a_coordinator_who_is_kept_away_cannot_answer(cast: Cast, ask: AskRequest):
    block(cast.coordinator2.user, ask.case, cast.coordinator.user)
    assert cast.coordinator2.get("cases:opening_decide", ask.case, ask).status_code == 404


def test_over_the_api(cast: Cast, ask: AskRequest):
    body = {"granted": True, "minutes": 15}
    assert call(cast.caseworker, "post", "ask_decide", ask.case, ask, body=body).status_code == 404
    answer = call(cast.coordinator, "post", "ask_decide", ask.case, ask, body=body)
    assert (answer.status_code, answer.json()["state"]) == (200, "granted")
    shown = call(cast.caseworker, "post", "case_reveal", ask.case, body={"fields": [ask.line]}).json()
    assert shown["values"][ask.line] == {"state": "value", "value": SUSPECT} and shown["seconds"] == 60


def test_the_api_asks_for_a_reason_and_a_proof_as_the_pages_do(cast: Cast, case: Case, episode: Episode):
    code, places = f"episode.suspects.{episode.pid}", f"episode.places.{episode.pid}"
    answer = call(cast.coordinator, "post", "case_reveal", case, body={"fields": [code]})
    assert (answer.status_code, answer.json()["code"]) == (409, "reason_needed")
    answer = call(cast.coordinator, "get", "case_detail", case, query="?open=suspects")
    assert (answer.status_code, answer.json()["code"]) == (409, "reason_needed")
    answer = call(cast.coordinator, "post", "case_reveal", case, body={"fields": [code], "reason": "check"})
    assert answer.json()["values"][code]["value"] == SUSPECT
    answer = call(cast.coordinator, "post", "case_reveal", case, body={"fields": [places], "reason": "check"})
    assert (answer.status_code, answer.json()["code"]) == (403, "confirm_first")
    answer = call(cast.caseworker, "post", "case_reveal", case, body={"fields": ["contactsheet.phone"]})
    assert answer.json()["values"]["contactsheet.phone"]["value"] == "+32 400 000 001"

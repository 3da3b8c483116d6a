"""From the contact log to a case over the API: only with the person's own yes."""

import pytest

from audit.models import Event
from cases.intake.queries import open_intake
from cases.models import Call
from common.models import Draft
from tests.cases.api import Trail, ask
from tests.cast import Cast
from tests.factories.calls import make_call
from tests.factories.cases import acting

YES = {"agreed": True}


@pytest.fixture
def call(cast: Cast) -> Call:
    return make_call(cast.caseworker.user, facts={"asked": ["bed"], "danger": "yes", "language": "ron"})


def key_of(call: Call) -> str:
    return str(Call.objects.get(pk=call.pk).case_key)


def test_with_a_yes_an_intake_begins_with_what_is_known_in_codes(cast: Cast, call: Call):
    trail = Trail()
    answer = ask(cast.caseworker, "post", "call_begin", call, body=YES)
    assert answer.status_code == 201 and answer.json()["pid"] == key_of(call)
    assert trail.rows() == [("call:begin", "ok")]
    (draft,) = ask(cast.caseworker, "get", "draft_list").json()["results"]
    assert f"/{key_of(call)}/" in draft["page"] and cast.caseworker.client.get(draft["page"]).status_code == 200
    with acting(cast.caseworker.user):
        content = open_intake(cast.caseworker.user, key_of(call))
    assert content is not None and content["needs"] == ["bed"] and content["5"] == {"keep": ["yes"]}
    assert "Rang from a shop" not in str(content)
    assert ask(cast.caseworker, "get", "call_detail", call).json()["has_case"] is True


def test_without_a_yes_nothing_is_begun(cast: Cast, call: Call):
    answer = ask(cast.caseworker, "post", "call_begin", call, body={"agreed": False})
    assert (answer.status_code, answer.json()["code"]) == (409, "no_consent_to_record") and answer.json()["detail"]
    assert not key_of(call) and not Draft.objects.exists()


def test_it_begins_once(cast: Cast, call: Call):
    ask(cast.caseworker, "post", "call_begin", call, body=YES)
    answer = ask(cast.coordinator, "post", "call_begin", call, body=YES)
    assert (answer.status_code, answer.json()["code"]) == (409, "case_begun_already")
    assert Draft.objects.count() == 1


def test_the_same_request_again_gets_the_first_answer(cast: Cast, call: Call):
    headers = {"Idempotency-Key": "a-key-of-this-step"}
    answers = [ask(cast.caseworker, "post", "call_begin", call, body=YES, headers=headers) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [201, 201] and answers[0].json() == answers[1].json()
    assert Event.objects.filter(tag="call:begin").count() == 1


@pytest.mark.parametrize("body", [{}, {"agreed": "perhaps"}, {"agreed": None}, YES | {"alias": "Wren"}])
def test_bad_input_is_refused_with_a_sentence(cast: Cast, call: Call, body: dict[str, object]):
    answer = ask(cast.caseworker, "post", "call_begin", call, body=body)
    assert answer.status_code == 400 and all(answer.json()["fields"].values()) and not key_of(call)


@pytest.mark.parametrize("name", ["shelter", "legal", "auditor", "outsider"])
def test_others_cannot(cast: Cast, name: str):
    own = make_call(cast.shelter.user)
    trail = Trail()
    assert ask(getattr(cast, name), "post", "call_begin", own, body=YES).status_code == 404
    assert [outcome for _tag, outcome in trail.rows()] == ["refused"] and not key_of(own)


def test_an_entry_of_another_organisation_is_not_found(cast: Cast):
    theirs = make_call(cast.outsider.user)
    assert ask(cast.caseworker, "post", "call_begin", theirs, body=YES).status_code == 404

"""Versions over the API: an answer names them in its ETag, a change says which it was made from."""

import pytest

from cases.models import Note, Person
from tests.cases.api import Trail, ask, edit, present
from tests.factories.cases import make_case, make_task


@pytest.fixture
def case(cast):
    return make_case(cast.caseworker.user)


def read(member, case, groups: str = "identity") -> str:
    return ask(member, "get", "case_detail", case, query=f"?open={groups}")["ETag"]


def change(member, case, body, tag: str | None):
    headers = {} if tag is None else {"If-Match": tag}
    return ask(member, "patch", "case_detail", case, body=body, headers=headers)


def version_of(case) -> int:
    return Person.objects.get(case=case).version


def test_what_was_read_can_be_changed_and_the_answer_names_the_new_version(cast, case):
    tag = read(cast.caseworker, case)
    answer = change(cast.caseworker, case, {"identity": {"given_name": "One"}}, tag)
    assert answer.status_code == 200
    assert answer.json()["versions"] == {"person": version_of(case)}
    assert answer["ETag"] == f'"person={version_of(case)}"'
    assert change(cast.caseworker, case, {"identity": {"given_name": "Two"}}, answer["ETag"]).status_code == 200


def test_a_change_from_an_earlier_version_is_refused_and_nothing_is_written(cast, case):
    tag = read(cast.caseworker, case)
    assert edit(cast.coordinator, case, {"identity": {"given_name": "Theirs"}}).status_code == 200
    version, trail = version_of(case), Trail()
    answer = change(cast.caseworker, case, {"identity": {"given_name": "Mine"}}, tag)
    assert (answer.status_code, answer.json()["code"]) == (412, "changed_meanwhile")
    assert answer.json()["versions"] == {"person": version}
    assert version_of(case) == version
    assert not [row for row in trail.rows() if row == ("person:edit", "ok")]


def test_without_a_version_nothing_is_changed(cast, case):
    answer = change(cast.caseworker, case, {"identity": {"given_name": "Mine"}}, None)
    assert (answer.status_code, answer.json()["code"]) == (428, "version_needed")
    assert "If-Match" in answer.json()["detail"]


def test_a_tag_that_leaves_out_what_is_changed_is_not_enough(cast, case):
    answer = change(cast.caseworker, case, {"health": {"alerts": "Asthma"}}, read(cast.caseworker, case, "identity"))
    assert answer.status_code == 428


@pytest.mark.parametrize(
    "tag", ['"x"', "person=1", 'W/"person=1"', '"person=1;;"', '""', '"person=99999999999"', "\x7f"]
)
def test_foreign_tags_match_nothing(cast, case, tag):
    assert change(cast.caseworker, case, {"identity": {"given_name": "Mine"}}, tag).status_code == 412


def test_a_version_beside_the_fields_does_as_well(cast, case):
    body = {"identity": {"given_name": "Mine", "version": version_of(case)}}
    assert change(cast.caseworker, case, body, None).status_code == 200
    answer = change(cast.caseworker, case, body, None)
    assert (answer.status_code, answer.json()["code"]) == (409, "changed_meanwhile")


def test_whoever_may_not_write_learns_no_version(cast, case):
    answer = change(cast.outsider, case, {"identity": {"given_name": "Mine"}}, present(case))
    assert answer.status_code == 404 and "ETag" not in answer
    for tag in (present(case), '"person=77"', None):
        answer = change(cast.caseworker, case, {"episode": {"suspects": "x"}}, tag)
        assert answer.status_code == 404 and b"version" not in answer.content


def test_versions_of_what_stays_closed_are_not_told_by_comparing_them(cast, case):
    """Whoever writes one group learns nothing about another by naming guesses of its version."""
    tag = f'"health=77;person={version_of(case)}"'
    assert change(cast.caseworker, case, {"identity": {"given_name": "Mine"}}, tag).status_code == 200


def send(member, route, row, body, tag: str | None = None):
    headers = {} if tag is None else {"If-Match": tag}
    return ask(member, "patch", route, row, body=body, headers=headers)


def test_the_safety_plan_says_what_it_was_changed_from(cast, case):
    shown = ask(cast.caseworker, "get", "safety_detail", case)
    assert send(cast.caseworker, "safety_detail", case, {"safe_word": "Marigold"}).status_code == 428
    assert send(cast.caseworker, "safety_detail", case, {"safe_word": "Marigold"}, shown["ETag"]).status_code == 200
    late = send(cast.coordinator, "safety_detail", case, {"safe_word": "Tulip"}, shown["ETag"])
    assert (late.status_code, late.json()["code"]) == (412, "changed_meanwhile")
    late = send(cast.coordinator, "safety_detail", case, {"safe_word": "Tulip", "version": shown.json()["version"]})
    assert late.status_code == 409
    assert ask(cast.caseworker, "get", "safety_detail", case).json()["safe_word"]["value"] == "Marigold"


def test_the_list_of_who_must_not_know_goes_by_the_version_of_the_contact_sheet(cast, case):
    shown = ask(cast.caseworker, "get", "safety_detail", case)
    names = {"keep_from": [{"kin": "sibling", "name": "A brother"}]}
    assert send(cast.caseworker, "safety_detail", case, names | {"version": 0}).status_code == 428
    assert edit(cast.coordinator, case, {"contact": {"phone": "1"}}).status_code == 200
    assert send(cast.caseworker, "safety_detail", case, names, shown["ETag"]).status_code == 412


def test_a_task_says_what_it_was_changed_from(cast, case):
    due = make_task(cast.caseworker.user, case).due
    shown = ask(cast.caseworker, "get", "due_detail", due)
    assert send(cast.caseworker, "due_detail", due, {"words": "First"}).status_code == 428
    assert send(cast.caseworker, "due_detail", due, {"words": "First"}, shown["ETag"]).status_code == 200
    assert send(cast.caseworker, "due_detail", due, {"words": "Second"}, shown["ETag"]).status_code == 412
    late = send(cast.caseworker, "due_detail", due, {"words": "Second", "version": shown.json()["version"]})
    assert (late.status_code, late.json()["code"]) == (409, "changed_meanwhile")


def test_a_change_that_is_sent_twice_with_one_key_acts_once_and_gets_the_first_answer(cast, case):
    headers = {"If-Match": present(case), "Idempotency-Key": "a-key-of-this-change"}
    first, again = (
        ask(cast.caseworker, "patch", "case_detail", case, body={"alias": "Redstart"}, headers=headers)
        for _ in range(2)
    )
    assert first.status_code == again.status_code == 200
    assert again.json() == first.json() and again["ETag"] == first["ETag"]
    assert ask(cast.caseworker, "post", "note_list", case, body={"text": "One"}, headers=headers).status_code == 201
    assert ask(cast.caseworker, "post", "note_list", case, body={"text": "One"}, headers=headers).status_code == 201
    assert Note.objects.filter(case=case).count() == 1

"""Conflict blocks over the API: beat every role, look like absence, and ask first who it is."""

import pytest

from cases.assignment.states import lasting_grants
from cases.models import Case, ConflictBlock
from tests.cases.api import Trail, ask
from tests.cast import Cast, Member
from tests.factories.cases import block, make_case
from tests.factories.reading import opened


def keep_away(member: Member, case: Case, user, headers=None, **more):
    return ask(member, "post", "block_list", case, body={"user": user.pid} | more, headers=headers)


@pytest.fixture
def lead(cast: Cast) -> Member:
    """The coordinator, who has just said who it is."""
    cast.coordinator.confirm()
    return cast.coordinator


def test_a_colleague_is_kept_away_listed_and_let_in_again(cast: Cast, case: Case, lead: Member, assign):
    assign(cast.legal.user)
    trail = Trail()
    made = keep_away(lead, case, cast.legal.user, reason="A relative")
    assert made.status_code == 201 and trail.rows() == [("block:create", "ok")]
    row = ConflictBlock.objects.get(pid=made.json()["pid"])
    assert opened(lead.user, row, "reason") == "A relative"
    refused, absent = (ask(cast.legal, "get", "case_detail", one) for one in (case, "0000000000"))
    assert refused.status_code == 404 and refused.json() == absent.json()
    trail = Trail()
    (held,) = ask(lead, "get", "block_list", case).json()["results"]
    assert trail.rows()[0] == ("case:open", "ok")
    assert held["pid"] == row.pid and held["user"]["pid"] == cast.legal.user.pid and held["lifted_at"] is None
    assert held["set_by"] == lead.user.display_name and held["reason"] == {"state": "value", "value": "A relative"}
    trail = Trail()
    assert ask(lead, "post", "block_lift", case, row).status_code == 204
    assert trail.rows() == [("block:end", "ok")]
    assert ask(cast.legal, "get", "case_detail", case).status_code == 200
    (held,) = ask(lead, "get", "block_list", case).json()["results"]
    assert held["lifted_at"] and held["lifted_by"] == lead.user.display_name
    again = ask(lead, "post", "block_lift", case, row)
    assert (again.status_code, again.json()["code"]) == (409, "block_lifted")


def test_what_is_in_force_comes_first(cast: Cast, case: Case, lead: Member):
    first = block(cast.health.user, case, lead.user)
    assert ask(lead, "post", "block_lift", case, first).status_code == 204
    second = block(cast.legal.user, case, lead.user)
    assert [row["pid"] for row in ask(lead, "get", "block_list", case).json()["results"]] == [second.pid, first.pid]


def test_a_case_never_stands_alone(cast: Cast, case: Case, lead: Member):
    trail = Trail()
    assert keep_away(lead, case, cast.caseworker.user).status_code == 201
    assert sorted(trail.rows()) == [("block:create", "ok"), ("case:assign", "ok")]
    assert lasting_grants([case]).get().user == lead.user


def test_it_asks_first_who_it_is_whatever_case_is_named(cast: Cast, case: Case):
    row = block(cast.legal.user, case, cast.coordinator2.user)
    foreign = make_case(cast.outsider.user, alias="Wren")
    answers = []
    for one in (case, foreign, "0000000000"):
        trail = Trail()
        asked = (
            ask(cast.coordinator, "get", "block_list", one),
            keep_away(cast.coordinator, one, cast.caseworker2.user),
            ask(cast.coordinator, "post", "block_lift", one, row),
        )
        answers += [(answer.status_code, answer.json()) for answer in asked]
        assert trail.rows() == []
    assert {status for status, _body in answers} == {403} and all(body == answers[0][1] for _status, body in answers)
    assert answers[0][1]["code"] == "confirm_first" and answers[0][1]["detail"].endswith(".")
    row.refresh_from_db()
    assert row.lifted_at is None and ConflictBlock.objects.count() == 1


def test_sent_twice_it_is_set_once(cast: Cast, case: Case, lead: Member):
    key = {"Idempotency-Key": "a-key-of-this-block"}
    first, trail = keep_away(lead, case, cast.legal.user, headers=key), Trail()
    again = keep_away(lead, case, cast.legal.user, headers=key)
    assert first.status_code == again.status_code == 201 and first.json() == again.json()
    assert ConflictBlock.objects.count() == 1 and ("block:create", "ok") not in trail.rows()
    answer = keep_away(lead, case, cast.legal.user)
    assert (answer.status_code, answer.json()["code"]) == (409, "already_blocked")


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "user"),
        ({"user": "0000000000"}, "user"),
        ({"user": None}, "user"),
        ({"reason": "x" * 1001}, "reason"),
        ({"set_by": "x"}, ""),
    ],
)
def test_bad_input_is_a_sentence_at_its_field(cast: Cast, case: Case, lead: Member, body: dict, field: str):
    whole = body if field == "user" else {"user": cast.legal.user.pid} | body
    answer = ask(lead, "post", "block_list", case, body=whole)
    assert answer.status_code == 400
    (sentence,) = answer.json()["fields"][field]
    assert sentence.endswith(".") and " " in sentence and not ConflictBlock.objects.exists()


def test_nobody_keeps_oneself_or_a_stranger_away(cast: Cast, case: Case, lead: Member):
    for user in (lead.user, cast.outsider.user):
        answer = keep_away(lead, case, user)
        assert answer.status_code == 400 and list(answer.json()["fields"]) == ["user"]
    choices = [one["pid"] for one in ask(lead, "get", "block_list", case).json()["colleagues"]]
    assert cast.coordinator2.user.pid in choices and lead.user.pid not in choices


@pytest.mark.parametrize("name", ["caseworker", "caseworker2", "auditor", "administrator", "outsider"])
@pytest.mark.parametrize("is_confirmed", [True, False])
def test_others_find_nothing(cast: Cast, case: Case, name: str, is_confirmed: bool):
    row, member = block(cast.legal.user, case, cast.coordinator.user), getattr(cast, name)
    if is_confirmed:
        member.confirm()
    trail = Trail()
    assert ask(member, "get", "block_list", case).status_code == 404
    assert keep_away(member, case, cast.caseworker2.user).status_code == 404
    assert ask(member, "post", "block_lift", case, row).status_code == 404
    assert [outcome for _tag, outcome in trail.rows()] == ["refused"] * 3
    row.refresh_from_db()
    assert row.lifted_at is None and ConflictBlock.objects.count() == 1


def test_who_is_kept_away_lifts_nothing_and_another_case_has_no_such_block(cast: Cast, case: Case, lead: Member):
    row = block(lead.user, case, cast.coordinator2.user)
    other = make_case(cast.caseworker.user, alias="Wren")
    for one in (case, other):
        assert ask(lead, "post", "block_lift", one, row).status_code == 404
    assert ask(lead, "get", "block_list", case).status_code == 404
    row.refresh_from_db()
    assert row.lifted_at is None

"""Who works on a case, over the API."""

from datetime import timedelta

import pytest
from django.utils import timezone

from cases.assignment.models import NO_END
from cases.models import Case, CaseGrant
from tests.cases.api import Trail, ask
from tests.cast import Cast
from tests.factories.cases import block, make_case


def give(cast: Cast, case: Case, user, headers=None, **more):
    body = {"user": user.pid, **more}
    return ask(cast.coordinator, "post", "assignment_list", case, body=body, headers=headers)


def listed(cast: Cast, case: Case) -> dict:
    answer = ask(cast.coordinator, "get", "assignment_list", case)
    assert answer.status_code == 200
    return answer.json()


def test_a_colleague_is_assigned_listed_and_ended(cast: Cast, case: Case):
    trail = Trail()
    made = give(cast, case, cast.legal.user)
    assert made.status_code == 201 and trail.rows() == [("case:assign", "ok")]
    assert ask(cast.legal, "get", "case_detail", case).status_code == 200
    trail = Trail()
    found = {row["user"]["pid"]: row for row in listed(cast, case)["results"]}
    assert trail.rows() == [("case:open", "ok")]
    row = found[cast.legal.user.pid]
    assert row["pid"] == made.json()["pid"] and row["user"]["name"] == cast.legal.user.display_name
    assert row["user"]["role"] == "legal" and row["given_by"] == cast.coordinator.user.display_name
    assert row["until"] is None and row["in_force"] and not row["stands_in"] and row["ended_at"] is None
    grant, trail = CaseGrant.objects.get(pid=row["pid"]), Trail()
    assert ask(cast.coordinator, "post", "assignment_end", case, grant).status_code == 204
    assert trail.rows() == [("case:unassign", "ok")]
    assert ask(cast.legal, "get", "case_detail", case).status_code == 404
    ended = {row["pid"]: row for row in listed(cast, case)["results"]}[grant.pid]
    assert not ended["in_force"] and ended["ended_at"]


def test_who_can_be_chosen_is_named_and_can_be_chosen(cast: Cast, case: Case):
    choices = {one["pid"]: one for one in listed(cast, case)["colleagues"]}
    assert cast.caseworker2.user.pid in choices and choices[cast.health.user.pid]["role"] == "health"
    for name in ("auditor", "administrator", "coordinator", "shelter", "outsider"):
        assert getattr(cast, name).user.pid not in choices


def test_a_last_day_is_the_end_of_that_day(cast: Cast, case: Case):
    day = timezone.localdate() + timedelta(days=3)
    assert give(cast, case, cast.legal.user, last_day=str(day)).status_code == 201
    grant = CaseGrant.objects.get(user=cast.legal.user)
    assert timezone.localtime(grant.until).date() == day and grant.until != NO_END
    # Later it may be longer, never the same again.
    assert give(cast, case, cast.legal.user, last_day=str(day)).json()["code"] == "already_assigned"
    assert give(cast, case, cast.legal.user).status_code == 201
    rows = [row for row in listed(cast, case)["results"] if row["user"]["pid"] == cast.legal.user.pid]
    assert [row["in_force"] for row in rows] == [False, True]


def test_sent_twice_it_is_given_once(cast: Cast, case: Case):
    key = {"Idempotency-Key": "a-key-of-this-assignment"}
    first, trail = give(cast, case, cast.legal.user, headers=key), Trail()
    again = give(cast, case, cast.legal.user, headers=key)
    assert first.status_code == again.status_code == 201 and first.json() == again.json()
    assert CaseGrant.objects.filter(user=cast.legal.user).count() == 1
    assert ("case:assign", "ok") not in trail.rows()
    # Without a key it says what stands in the way.
    assert (give(cast, case, cast.legal.user)).json()["code"] == "already_assigned"


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "user"),
        ({"user": ""}, "user"),
        ({"user": "0000000000"}, "user"),
        ({"user": ["x"]}, "user"),
        ({"last_day": "tomorrow"}, "last_day"),
        ({"last_day": "9999-12-31"}, "last_day"),
        ({"granted_by": "x"}, ""),
    ],
)
def test_bad_input_is_a_sentence_at_its_field(cast: Cast, case: Case, body: dict, field: str):
    whole = body if field == "user" else {"user": cast.legal.user.pid} | body
    trail = Trail()
    answer = ask(cast.coordinator, "post", "assignment_list", case, body=whole)
    assert answer.status_code == 400 and answer.json()["code"] == "invalid"
    (sentence,) = answer.json()["fields"][field]
    assert sentence.endswith(".") and " " in sentence
    assert not CaseGrant.objects.filter(user=cast.legal.user).exists()
    assert ("case:assign", "ok") not in trail.rows()


@pytest.mark.parametrize("name", ["outsider", "auditor", "coordinator2"])
def test_who_is_no_choice_is_refused_as_if_unknown(cast: Cast, case: Case, name: str):
    answer = give(cast, case, getattr(cast, name).user)
    unknown = ask(cast.coordinator, "post", "assignment_list", case, body={"user": "0000000000"})
    assert answer.status_code == 400 and answer.json() == unknown.json()


def test_a_rule_that_refuses_says_which(cast: Cast, case: Case):
    yesterday = str(timezone.localdate() - timedelta(days=1))
    block(cast.caseworker2.user, case, cast.coordinator.user)
    for user, more, code in (
        (cast.legal.user, {"last_day": yesterday}, "last_day_passed"),
        (cast.caseworker.user, {}, "already_assigned"),
        (cast.caseworker2.user, {}, "cannot_be_assigned"),
    ):
        answer = give(cast, case, user, **more)
        assert (answer.status_code, answer.json()["code"]) == (409, code) and answer.json()["detail"].endswith(".")


def test_an_open_case_keeps_its_last_worker_and_what_ended_cannot_end_again(cast: Cast, case: Case, assign):
    grant = CaseGrant.objects.get(content_object=case)
    last = ask(cast.coordinator, "post", "assignment_end", case, grant)
    assert (last.status_code, last.json()["code"]) == (409, "last_worker")
    assign(cast.caseworker2.user)
    assert ask(cast.coordinator, "post", "assignment_end", case, grant).status_code == 204
    again = ask(cast.coordinator, "post", "assignment_end", case, grant)
    assert (again.status_code, again.json()["code"]) == (409, "assignment_ended")


def test_a_closed_case_takes_nobody_on(cast: Cast):
    case = make_case(cast.caseworker.user, is_closed=True)
    answer = give(cast, case, cast.legal.user)
    assert (answer.status_code, answer.json()["code"]) == (409, "case_closed")
    assert listed(cast, case)["results"]


@pytest.mark.parametrize("name", ["caseworker", "caseworker2", "legal", "auditor", "administrator", "outsider"])
def test_others_find_nothing(cast: Cast, case: Case, name: str):
    member, grant = getattr(cast, name), CaseGrant.objects.get(content_object=case)
    body, trail = {"user": cast.legal.user.pid}, Trail()
    for method, route, rows, sent in (
        ("get", "assignment_list", (case,), None),
        ("post", "assignment_list", (case,), body),
        ("post", "assignment_end", (case, grant), None),
    ):
        assert ask(member, method, route, *rows, body=sent).status_code == 404
    assert [outcome for _tag, outcome in trail.rows()] == ["refused"] * 3
    assert CaseGrant.objects.filter(content_object=case, ended_at__isnull=True).count() == 1


def test_the_assignment_of_another_case_is_absent_here(cast: Cast, case: Case):
    other = make_case(cast.caseworker2.user, alias="Wren")
    grant = CaseGrant.objects.get(content_object=other)
    assert ask(cast.coordinator, "post", "assignment_end", case, grant).status_code == 404

"""Closing and reopening a case over the API."""

from datetime import timedelta

import pytest
from django.utils import timezone

from cases.models import Case, CaseGrant
from tests.cases.api import Trail, ask, edit, present
from tests.cast import Cast
from tests.factories.cases import make_case, make_due
from tests.factories.legal import make_hearing, make_proceeding


def close(member, case: Case, tag: str | None = "now", **changes):
    headers = {} if tag is None else {"If-Match": present(case) if tag == "now" else tag}
    body = {"reason": "goals_reached", "closed_on": str(case.opened_on)} | changes
    return ask(member, "post", "case_close", case, body=body, headers=headers)


def test_a_case_is_closed_and_reopened(cast: Cast, case: Case):
    before, trail = case.version, Trail()
    answer = close(cast.caseworker, case)
    assert answer.status_code == 200 and trail.rows() == [("case:close", "ok")]
    case.refresh_from_db()
    assert case.is_closed and case.closure_reason == "goals_reached" and case.version > before
    assert answer.json() == {"changed": ["closed_on", "closure_reason", "stage"], "versions": {"case": case.version}}
    assert answer["ETag"] == f'"case={case.version}"'
    asked = ask(cast.caseworker, "get", "case_close", case).json()
    assert (asked["closed_on"], asked["reason"], asked["blockers"]) == (str(case.closed_on), "goals_reached", [])
    assert ask(cast.caseworker, "get", "case_reopen", case).json()["needs_worker"] is False
    trail = Trail()
    back = ask(cast.caseworker, "post", "case_reopen", case)
    assert back.status_code == 200 and trail.rows() == [("case:reopen", "ok")]
    case.refresh_from_db()
    assert not case.is_closed and case.stage == "support" and back.json()["versions"] == {"case": case.version}


def test_what_is_due_and_what_keeps_it_open_is_told_first(cast: Cast, case: Case):
    make_due(cast.caseworker.user, case)
    asked = ask(cast.caseworker, "get", "case_close", case)
    assert asked["ETag"] == f'"case={case.version}"' and asked.json()["version"] == case.version
    assert "Agree the next step" in [line["words"] for line in asked.json()["due"]]
    assert asked.json()["blockers"] == [] and asked.json()["closed_on"] is None


def test_a_day_that_runs_keeps_it_open(cast: Cast, case: Case):
    proceeding = make_proceeding(cast.caseworker.user, case)
    make_hearing(cast.caseworker.user, proceeding, days=5)
    (sentence, *_more) = ask(cast.caseworker, "get", "case_close", case).json()["blockers"]
    answer = close(cast.caseworker, case)
    assert (answer.status_code, answer.json()["code"]) == (409, "cannot_close_yet")
    assert sentence in answer.json()["detail"]
    case.refresh_from_db()
    assert not case.is_closed


@pytest.mark.parametrize(
    ("tag", "more", "status", "code"),
    [
        (None, {}, 428, "version_needed"),
        ("*", {}, 428, "version_needed"),
        ('"case=77"', {}, 412, "changed_meanwhile"),
        ('"person=1"', {}, 428, "version_needed"),
        (None, {"version": 77}, 409, "changed_meanwhile"),
    ],
)
def test_it_says_which_version_it_was_decided_on(cast: Cast, case: Case, tag, more, status, code):
    answer = close(cast.caseworker, case, tag=tag, **more)
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    case.refresh_from_db()
    assert not case.is_closed


def test_who_is_overtaken_learns_the_present_version_and_closes_then(cast: Cast, case: Case):
    tag = ask(cast.caseworker, "get", "case_close", case)["ETag"]
    assert edit(cast.coordinator, case, {"stage": "recovery"}).status_code == 200
    answer = close(cast.caseworker, case, tag=tag)
    assert answer.status_code == 412 and answer.json()["versions"] == {"case": case.version + 1}
    assert close(cast.caseworker, case, tag=None, version=case.version + 1).status_code == 200


def test_sent_twice_it_is_closed_once(cast: Cast, case: Case):
    headers = {"If-Match": present(case), "Idempotency-Key": "a-key-of-this-closing"}
    body = {"reason": "return", "closed_on": str(case.opened_on)}
    first = ask(cast.caseworker, "post", "case_close", case, body=body, headers=headers)
    trail = Trail()
    again = ask(cast.caseworker, "post", "case_close", case, body=body, headers=headers)
    assert first.status_code == again.status_code == 200 and first.json() == again.json()
    assert ("case:close", "ok") not in trail.rows()
    case.refresh_from_db()
    assert first.json()["versions"] == {"case": case.version}


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"reason": ""}, "reason"),
        ({"reason": "tired"}, "reason"),
        ({"closed_on": None}, "closed_on"),
        ({"closed_on": "yesterday"}, "closed_on"),
        ({"closed_on": "9999-12-31"}, "closed_on"),
        ({"closed_on": "1999-01-01"}, "closed_on"),
        ({"version": "x"}, "version"),
        ({"stage": "closed"}, ""),
    ],
)
def test_bad_input_is_a_sentence_at_its_field(cast: Cast, case: Case, changes: dict, field: str):
    answer = close(cast.caseworker, case, **changes)
    assert answer.status_code == 400
    (sentence,) = answer.json()["fields"][field]
    assert sentence.endswith(".") and " " in sentence
    case.refresh_from_db()
    assert not case.is_closed


def test_a_state_that_does_not_fit_is_a_conflict(cast: Cast, case: Case):
    for method in ("get", "post"):
        answer = ask(cast.caseworker, method, "case_reopen", case)
        assert (answer.status_code, answer.json()["code"]) == (409, "case_not_closed")
    close(cast.caseworker, case)
    answer = close(cast.caseworker, case)
    assert (answer.status_code, answer.json()["code"]) == (409, "case_closed")


def test_when_everybody_has_left_somebody_is_named(cast: Cast, case: Case):
    close(cast.caseworker, case)
    grant = CaseGrant.objects.get(content_object=case)
    assert ask(cast.coordinator, "post", "assignment_end", case, grant).status_code == 204
    asked = ask(cast.coordinator, "get", "case_reopen", case).json()
    worker = cast.caseworker2.user.pid
    assert asked["needs_worker"] and worker in [one["pid"] for one in asked["colleagues"]]
    answer = ask(cast.coordinator, "post", "case_reopen", case)
    assert (answer.status_code, answer.json()["code"]) == (409, "worker_needed")
    for nobody in ("0000000000", cast.outsider.user.pid, cast.auditor.user.pid, ""):
        refused = ask(cast.coordinator, "post", "case_reopen", case, body={"worker": nobody})
        assert refused.status_code == 400 and list(refused.json()["fields"]) == ["worker"]
    trail = Trail()
    assert ask(cast.coordinator, "post", "case_reopen", case, body={"worker": worker}).status_code == 200
    assert trail.rows() == [("case:assign", "ok"), ("case:reopen", "ok")]
    assert ask(cast.caseworker2, "get", "case_detail", case).status_code == 200


@pytest.mark.parametrize("name", ["caseworker2", "legal", "health", "auditor", "administrator", "outsider"])
def test_others_find_nothing(cast: Cast, case: Case, assign, name: str):
    member, closed = getattr(cast, name), make_case(cast.caseworker.user, alias="Wren", is_closed=True)
    if name in {"legal", "health"}:
        assign(member.user)
    trail = Trail()
    for method, route, row, body in (
        ("get", "case_close", case, None),
        ("post", "case_close", case, {"reason": "return", "closed_on": str(case.opened_on), "version": case.version}),
        ("get", "case_reopen", closed, None),
        ("post", "case_reopen", closed, None),
    ):
        assert ask(member, method, route, row, body=body).status_code == 404
    assert [outcome for _tag, outcome in trail.rows()] == ["refused"] * 4
    case.refresh_from_db()
    assert not case.is_closed


def test_the_last_day_may_be_today_or_the_first(cast: Cast):
    today = timezone.localdate()
    early = make_case(cast.caseworker.user, opened_on=today - timedelta(days=3))
    assert close(cast.caseworker, early, closed_on=str(early.opened_on - timedelta(days=1))).status_code == 400
    assert close(cast.caseworker, early, closed_on=str(today)).status_code == 200

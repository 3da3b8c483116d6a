"""A case changes hands over the API."""

import pytest

from accounts.choices import Role
from cases.models import Case, CaseGrant, CaseHandover
from reminders.models import DueThing
from tests.cases.api import Trail, ask
from tests.cast import Cast, Member
from tests.factories.accounts import make_user
from tests.factories.cases import block, make_case, make_due
from tests.factories.reading import opened

NOTE = "She trusts the night porter"


def offer(member: Member, case: Case, to, headers=None, **more):
    return ask(member, "post", "handover_list", case, body={"receiver": to.pid, "note": NOTE} | more, headers=headers)


def offered(cast: Cast, case: Case) -> CaseHandover:
    assert offer(cast.caseworker, case, cast.caseworker2.user).status_code == 201
    return CaseHandover.objects.get()


def test_nothing_changes_until_the_other_side_says_yes(cast: Cast, case: Case):
    due, trail = make_due(cast.caseworker.user, case), Trail()
    made = offer(cast.caseworker, case, cast.caseworker2.user)
    assert made.status_code == 201 and trail.rows() == [("handover:offer", "ok")]
    row = CaseHandover.objects.get(pid=made.json()["pid"])
    assert opened(cast.caseworker.user, row, "note") == NOTE
    assert ask(cast.caseworker2, "get", "case_detail", case).status_code == 404
    trail = Trail()
    (waiting,) = ask(cast.caseworker2, "get", "offer_list").json()["results"]
    assert trail.rows() == [("handover:list", "ok")]
    assert waiting["alias"]["value"] == "Heron" and waiting["giver"] == cast.caseworker.user.display_name
    assert "note" not in waiting
    trail = Trail()
    held = ask(cast.caseworker2, "get", "offer_detail", row).json()
    assert trail.rows() == [("handover:open", "ok")] and held["note"] == {"state": "value", "value": NOTE}
    trail = Trail()
    taken = ask(cast.caseworker2, "post", "offer_accept", row)
    assert taken.status_code == 200 and taken.json() == {"pid": case.pid}
    assert trail.rows() == [("handover:accept", "ok")]
    assert ask(cast.caseworker2, "get", "case_detail", case).status_code == 200
    assert ask(cast.caseworker, "get", "case_detail", case).status_code == 404
    due.refresh_from_db()
    assert due.owner == cast.caseworker2.user
    assert not DueThing.objects.open().filter(owner=cast.caseworker.user, subject_id=case.pk).exists()
    (own,) = ask(cast.caseworker, "get", "offer_list").json()["own"]
    assert (own["state"], own["reference"]) == ("accepted", case.reference) and own["answered_at"]


def test_what_waits_stands_with_the_case_and_is_taken_back(cast: Cast, case: Case):
    row = offered(cast, case)
    listed = ask(cast.caseworker, "get", "handover_list", case).json()
    assert [(one["pid"], one["note"]["value"]) for one in listed["results"]] == [(row.pid, NOTE)]
    assert listed["takes_note"] and [one["pid"] for one in listed["givers"]] == [cast.caseworker.user.pid]
    assert {one["role"] for one in listed["receivers"]} == {"caseworker"}
    trail = Trail()
    assert ask(cast.caseworker, "post", "handover_withdraw", case, row).status_code == 204
    assert trail.rows() == [("handover:withdraw", "ok")]
    assert ask(cast.caseworker, "get", "handover_list", case).json()["results"] == []
    again = ask(cast.caseworker, "post", "handover_withdraw", case, row)
    assert (again.status_code, again.json()["code"]) == (409, "handover_answered")
    assert ask(cast.caseworker2, "get", "offer_list").json()["results"] == []


def test_a_no_leaves_everything_and_is_told(cast: Cast, case: Case):
    row, trail = offered(cast, case), Trail()
    assert ask(cast.caseworker2, "post", "offer_decline", row).status_code == 204
    assert trail.rows() == [("handover:decline", "ok")]
    assert ask(cast.caseworker, "get", "case_detail", case).status_code == 200
    assert ask(cast.caseworker, "get", "offer_list").json()["own"][0]["state"] == "declined"
    for route in ("offer_accept", "offer_decline"):
        answer = ask(cast.caseworker2, "post", route, row)
        assert (answer.status_code, answer.json()["code"]) == (409, "handover_answered")


def test_a_coordinator_offers_the_assignment_of_a_colleague(cast: Cast, case: Case, assign):
    assign(cast.legal.user)
    lawyer = make_user(cast.legal.user.organisation, role=Role.LEGAL)
    listed = ask(cast.coordinator, "get", "handover_list", case).json()
    assert {one["pid"] for one in listed["givers"]} == {cast.caseworker.user.pid, cast.legal.user.pid}
    nameless = offer(cast.coordinator, case, lawyer)
    assert nameless.status_code == 400 and list(nameless.json()["fields"]) == ["giver"]
    assert offer(cast.coordinator, case, lawyer, giver=cast.legal.user.pid).status_code == 201
    row = CaseHandover.objects.get()
    assert (row.giver, row.offered_by) == (cast.legal.user, cast.coordinator.user)
    # Nobody offers what is a colleague's.
    answer = offer(cast.caseworker, case, cast.caseworker2.user, giver=cast.legal.user.pid)
    assert answer.status_code == 400 and list(answer.json()["fields"]) == ["giver"]


def test_sent_twice_it_is_offered_and_accepted_once(cast: Cast, case: Case):
    key = {"Idempotency-Key": "a-key-of-this-offer"}
    first = offer(cast.caseworker, case, cast.caseworker2.user, headers=key)
    trail = Trail()
    again = offer(cast.caseworker, case, cast.caseworker2.user, headers=key)
    assert first.status_code == again.status_code == 201 and first.json() == again.json()
    assert ("handover:offer", "ok") not in trail.rows()
    row = CaseHandover.objects.get()
    answers = [ask(cast.caseworker2, "post", "offer_accept", row, headers=key) for _time in range(2)]
    assert [(one.status_code, one.json()) for one in answers] == [(200, {"pid": case.pid})] * 2
    assert trail.rows().count(("handover:accept", "ok")) == 1
    assert CaseGrant.objects.filter(user=cast.caseworker2.user).count() == 1


def test_a_rule_that_refuses_says_which(cast: Cast, case: Case, assign):
    third = make_user(cast.caseworker.user.organisation, role=Role.CASEWORKER)
    block(third, case, cast.coordinator.user)
    kept_away = offer(cast.caseworker, case, third)
    unfit = offer(cast.coordinator, case, cast.legal.user, giver=cast.caseworker.user.pid)
    assert kept_away.status_code == 409 and kept_away.json()["code"] == "cannot_take_case"
    assert kept_away.json() == unfit.json()
    offered(cast, case)
    answer = offer(cast.caseworker, case, cast.caseworker2.user)
    assert (answer.status_code, answer.json()["code"]) == (409, "handover_waits")
    closed = make_case(cast.caseworker.user, alias="Wren", is_closed=True)
    answer = offer(cast.caseworker, closed, cast.caseworker2.user)
    assert (answer.status_code, answer.json()["code"]) == (409, "case_closed")


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"receiver": "0000000000"}, "receiver"),
        ({"receiver": ""}, "receiver"),
        ({"receiver": None}, "receiver"),
        ({"note": "x" * 5001}, "note"),
        ({"note": {"a": 1}}, "note"),
        ({"giver": "0000000000"}, "giver"),
        ({"state": "accepted"}, ""),
    ],
)
def test_bad_input_is_a_sentence_at_its_field(cast: Cast, case: Case, changes: dict, field: str):
    answer = offer(cast.caseworker, case, cast.caseworker2.user, **changes)
    assert answer.status_code == 400
    (sentence,) = answer.json()["fields"][field]
    assert sentence.endswith(".") and " " in sentence and "0000000000" not in sentence
    assert not CaseHandover.objects.exists()


@pytest.mark.parametrize("name", ["caseworker2", "legal", "auditor", "administrator", "outsider"])
def test_others_find_nothing_on_the_case(cast: Cast, case: Case, name: str):
    row = offered(cast, case)
    member, trail = getattr(cast, name), Trail()
    assert ask(member, "get", "handover_list", case).status_code == 404
    assert offer(member, case, cast.caseworker2.user).status_code == 404
    assert ask(member, "post", "handover_withdraw", case, row).status_code == 404
    assert [outcome for _tag, outcome in trail.rows()] == ["refused"] * 3
    row.refresh_from_db()
    assert row.is_waiting and CaseHandover.objects.count() == 1


@pytest.mark.parametrize("name", ["caseworker", "coordinator", "legal", "auditor", "outsider"])
def test_only_the_receiver_reads_and_answers(cast: Cast, case: Case, name: str):
    row = offered(cast, case)
    member, trail = getattr(cast, name), Trail()
    for method, route in (("get", "offer_detail"), ("post", "offer_accept"), ("post", "offer_decline")):
        assert ask(member, method, route, row).status_code == 404
    assert [outcome for _tag, outcome in trail.rows()] == ["refused"] * 3
    row.refresh_from_db()
    assert row.is_waiting


def test_who_is_kept_away_meanwhile_finds_no_offer(cast: Cast, case: Case):
    row = offered(cast, case)
    block(cast.caseworker2.user, case, cast.coordinator.user)
    assert ask(cast.caseworker2, "get", "offer_list").json()["results"] == []
    for method, route in (("get", "offer_detail"), ("post", "offer_accept"), ("post", "offer_decline")):
        assert ask(cast.caseworker2, method, route, row).status_code == 404


def test_a_colleague_takes_back_nothing_of_another_worker(cast: Cast, case: Case, assign):
    row = offered(cast, case)
    assign(cast.legal.user)
    assert ask(cast.legal, "post", "handover_withdraw", case, row).status_code == 404
    row.refresh_from_db()
    assert row.is_waiting


@pytest.mark.parametrize("name", ["shelter", "partner", "auditor", "administrator"])
def test_who_has_no_cases_has_no_offers(cast: Cast, name: str):
    assert ask(getattr(cast, name), "get", "offer_list").status_code == 404

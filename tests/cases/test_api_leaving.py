"""A colleague leaves, over the API: the work changes hands and the account closes, or nothing happens."""

import pytest

from cases.models import Case, CaseGrant
from tests.cases.api import Trail, ask
from tests.cast import Cast, Member
from tests.factories.cases import block, make_due


def leave(member: Member, user, headers=None, **body):
    return ask(member, "post", "colleague_leave", user, body=body, headers=headers)


@pytest.fixture
def office(cast: Cast) -> Member:
    """The administrator, who has just said who it is."""
    cast.administrator.confirm()
    return cast.administrator


def test_what_would_be_left_is_told_in_numbers(cast: Cast, case: Case, office: Member):
    make_due(cast.caseworker.user, case, days=-1)
    trail = Trail()
    left = ask(office, "get", "colleague_leave", cast.caseworker.user).json()
    assert trail.rows() == [("user:open", "ok")]
    assert left["user"]["pid"] == cast.caseworker.user.pid and left["is_active"]
    assert left["case_count"] == 1 and left["due_count"] >= left["late_count"] == 1 and left["cover_count"] == 0
    heirs = {one["pid"]: one["role"] for one in left["heirs"]}
    assert heirs.pop(cast.caseworker2.user.pid) == "caseworker" and set(heirs.values()) <= {"caseworker"}
    # Who closes accounts sees no case.
    assert case.reference not in str(left) and case.pid not in str(left)


def test_a_named_colleague_takes_over(cast: Cast, case: Case, office: Member):
    due, trail = make_due(cast.caseworker.user, case), Trail()
    answer = leave(office, cast.caseworker.user, heir=cast.caseworker2.user.pid)
    assert answer.status_code == 200 and answer.json() == {"case_count": 1}
    assert sorted(trail.rows()) == [("case:assign", "ok"), ("case:unassign", "ok"), ("user:deactivate", "ok")]
    due.refresh_from_db()
    assert due.owner == cast.caseworker2.user and not cast.caseworker.fresh().is_active
    assert ask(cast.caseworker2, "get", "case_detail", case).status_code == 200
    assert ask(cast.caseworker, "get", "case_detail", case).status_code == 401
    again = leave(office, cast.caseworker.user)
    assert (again.status_code, again.json()["code"]) == (409, "already_deactivated")


@pytest.mark.parametrize("body", [{}, {"heir": None}])
def test_without_a_name_a_coordinator_has_it(cast: Cast, case: Case, office: Member, body: dict):
    assert leave(office, cast.caseworker.user, **body).status_code == 200
    (grant,) = CaseGrant.objects.in_force().filter(content_object=case).select_related("user")
    assert grant.user.role == "coordinator" and not cast.caseworker.fresh().is_active


def test_if_nobody_can_take_it_nothing_happens(cast: Cast, case: Case, office: Member):
    for lead in (cast.coordinator.user, cast.coordinator2.user):
        block(lead, case, cast.coordinator.user)
    answer = leave(office, cast.caseworker.user)
    assert (answer.status_code, answer.json()["code"]) == (409, "nobody_takes_over")
    assert cast.caseworker.fresh().is_active
    assert CaseGrant.objects.in_force().filter(content_object=case).get().user == cast.caseworker.user


def test_sent_twice_it_happens_once(cast: Cast, case: Case, office: Member):
    key = {"Idempotency-Key": "a-key-of-this-leaving"}
    first, trail = leave(office, cast.caseworker.user, headers=key), Trail()
    again = leave(office, cast.caseworker.user, headers=key)
    assert first.status_code == again.status_code == 200 and first.json() == again.json()
    assert trail.rows() == []


@pytest.mark.parametrize(
    ("body", "field"),
    [({"heir": "0000000000"}, "heir"), ({"heir": ""}, "heir"), ({"heir": ["x"]}, "heir"), ({"is_active": False}, "")],
)
def test_bad_input_is_a_sentence_at_its_field(cast: Cast, case: Case, office: Member, body: dict, field: str):
    answer = leave(office, cast.caseworker.user, **body)
    assert answer.status_code == 400
    (sentence,) = answer.json()["fields"][field]
    assert sentence.endswith(".") and " " in sentence and cast.caseworker.fresh().is_active


@pytest.mark.parametrize("name", ["legal", "outsider", "caseworker", "coordinator"])
def test_who_does_other_work_is_no_heir(cast: Cast, case: Case, office: Member, name: str):
    answer = leave(office, cast.caseworker.user, heir=getattr(cast, name).user.pid)
    assert answer.status_code == 400 and list(answer.json()["fields"]) == ["heir"]
    assert cast.caseworker.fresh().is_active


def test_nobody_closes_the_own_account(cast: Cast, office: Member):
    answer = leave(office, office.user)
    assert (answer.status_code, answer.json()["code"]) == (409, "own_account")


def test_it_asks_first_who_it_is_whatever_account_is_named(cast: Cast, case: Case):
    answers = []
    for user in (cast.caseworker.user, cast.outsider.user, "0000000000"):
        trail = Trail()
        asked = (
            ask(cast.administrator, "get", "colleague_leave", user),
            ask(cast.administrator, "post", "colleague_leave", user),
        )
        answers += [(answer.status_code, answer.json()) for answer in asked]
        assert trail.rows() == []
    assert all(answer == answers[0] for answer in answers)
    assert answers[0][0] == 403 and answers[0][1]["code"] == "confirm_first"
    assert cast.caseworker.fresh().is_active


@pytest.mark.parametrize("name", ["coordinator", "caseworker", "auditor", "outsider"])
@pytest.mark.parametrize("is_confirmed", [True, False])
def test_others_find_nothing(cast: Cast, case: Case, name: str, is_confirmed: bool):
    member = getattr(cast, name)
    if is_confirmed:
        member.confirm()
    trail = Trail()
    assert ask(member, "get", "colleague_leave", cast.caseworker2.user).status_code == 404
    assert leave(member, cast.caseworker2.user).status_code == 404
    assert [outcome for _tag, outcome in trail.rows()] == ["refused"] * 2
    assert cast.caseworker2.fresh().is_active


def test_another_organisations_account_is_absent(cast: Cast, office: Member):
    trail = Trail()
    foreign, absent = (leave(office, user) for user in (cast.outsider.user, "0000000000"))
    assert foreign.status_code == absent.status_code == 404 and foreign.json() == absent.json()
    assert [outcome for _tag, outcome in trail.rows()] == ["refused"] * 2
    assert cast.outsider.fresh().is_active

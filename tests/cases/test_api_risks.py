"""Looks at the risk over the API."""

from datetime import timedelta

import pytest
from django.utils import timezone

from cases import due_kinds
from cases.models import Case, RiskReview
from reminders.models import DueThing
from tests.cases.api import Trail, ask
from tests.cast import Cast
from tests.factories.cases import make_case


def test_a_look_is_kept_listed_and_looked_at_again(cast: Cast, case: Case):
    first = {"level": "high", "reason": "Seen near the house", "danger": "no", "papers": "not_known_yet"}
    trail = Trail()
    made = [ask(cast.caseworker, "post", "risk_list", case, body=body) for body in (first, {"level": "medium"})]
    assert [answer.status_code for answer in made] == [201, 201]
    assert [row for row in trail.rows() if row[0] == "risk:edit"] == [("risk:edit", "ok")] * 2
    due = DueThing.objects.open().get(subject_id=case.pk, kind=due_kinds.RISK_REVIEW)
    assert due.due_on == timezone.localdate() + timedelta(days=3)
    trail = Trail()
    rows = ask(cast.coordinator, "get", "risk_list", case).json()["results"]
    assert trail.rows() == [("consent:open", "ok")]
    assert [row["pid"] for row in rows] == [answer.json()["pid"] for answer in reversed(made)]
    assert [row["answers"]["value"] for row in rows] == [{"level": "medium"}, first]
    assert {row["reviewed_by"] for row in rows} == {cast.caseworker.user.display_name}


def test_the_same_look_sent_again_is_kept_once(cast: Cast, case: Case):
    headers = {"Idempotency-Key": "a-key-of-this-look"}
    answers = [ask(cast.caseworker, "post", "risk_list", case, body={"level": "low"}, headers=headers) for _ in "ab"]
    assert answers[0].json() == answers[1].json() and RiskReview.objects.filter(case=case).count() == 1


@pytest.mark.parametrize(
    "body", [{}, {"level": "none"}, {"level": "low", "danger": "perhaps"}, {"level": "low", "tales": "yes"}]
)
def test_bad_input_is_refused_with_a_sentence(cast: Cast, case: Case, body: dict[str, str]):
    answer = ask(cast.caseworker, "post", "risk_list", case, body=body)
    assert answer.status_code == 400 and all(answer.json()["fields"].values())
    assert not RiskReview.objects.filter(case=case).exists()


def test_not_on_a_closed_case_where_it_still_can_be_read(cast: Cast):
    closed = make_case(cast.caseworker.user, alias="Gone", is_closed=True)
    answer = ask(cast.caseworker, "post", "risk_list", closed, body={"level": "low"})
    assert answer.status_code == 409 and answer.json()["detail"]
    assert ask(cast.caseworker, "get", "risk_list", closed).status_code == 200


@pytest.mark.parametrize("name", ["caseworker2", "legal", "health", "shelter", "auditor", "outsider"])
def test_others_cannot(cast: Cast, case: Case, assign, name: str):
    member = getattr(cast, name)
    if name in {"legal", "health"}:
        assign(member.user)
    for method, body in (("get", None), ("post", {"level": "low"})):
        trail = Trail()
        assert ask(member, method, "risk_list", case, body=body).status_code == 404
        assert [outcome for _tag, outcome in trail.rows()] == ["refused"]
    assert not RiskReview.objects.filter(case=case).exists()

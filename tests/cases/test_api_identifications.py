"""Assessments and decisions of authorities over the API."""

import pytest
from django.utils import timezone

from cases.models import Case, Identification
from tests.cases.api import Trail, ask
from tests.cast import Cast
from tests.factories.cases import make_case

FULL = {
    "child": "no",
    "acts": ["recruitment"],
    "means": ["fraud"],
    "purposes": ["forced_labour"],
    "result": "likely",
    "basis": "What she told",
}
DECISION = {"authority": "Invented agency", "level": "negative", "on": "2026-02-01", "number": "X-1"}
SENT = DECISION | {"version": 1}


@pytest.fixture
def assessed(cast: Cast, case: Case) -> Identification:
    answer = ask(cast.caseworker, "post", "identification_list", case, body=FULL)
    assert answer.status_code == 201, answer.content
    return Identification.objects.get(pid=answer.json()["pid"])


def test_an_assessment_is_kept_and_listed_with_its_prompt(cast: Cast, case: Case):
    trail = Trail()
    body = FULL | {"second_reader": cast.coordinator.user.pid}
    pid = ask(cast.caseworker, "post", "identification_list", case, body=body).json()["pid"]
    assert trail.rows() == [("identification:edit", "ok")]
    (row,) = ask(cast.caseworker, "get", "identification_list", case).json()["results"]
    assert trail.rows()[1:] == [("identification:open", "ok")]
    elements = {name: FULL[name] for name in ("child", "acts", "means", "purposes", "result")}
    assert (row["pid"], row["elements"]["value"], row["basis"]["value"]) == (pid, elements, FULL["basis"])
    assert row["prompt"]["points_to_trafficking"] is True and row["decision"] == {"state": "empty"}
    assert row["assessed_on"] == str(timezone.localdate())
    assert row["second_reader"] == cast.coordinator.user.display_name


def test_for_a_child_means_need_not_be_shown(cast: Cast, case: Case):
    body = {"child": "yes", "acts": ["transfer", "transfer"], "purposes": ["begging"], "result": "presumed"}
    assert ask(cast.caseworker, "post", "identification_list", case, body=body).status_code == 201
    (row,) = ask(cast.caseworker, "get", "identification_list", case).json()["results"]
    assert row["prompt"]["needs_means"] is False and row["prompt"]["points_to_trafficking"] is True
    assert row["elements"]["value"]["acts"] == ["transfer"] and row["elements"]["value"]["means"] == []


def test_a_legal_adviser_records_the_decision_and_does_not_see_the_elements(cast: Cast, case: Case, assessed, assign):
    assign(cast.legal.user)
    trail = Trail()
    answer = ask(cast.legal, "post", "identification_decide", case, assessed, body=SENT)
    assert answer.status_code == 200 and trail.rows() == [("identification:decide", "ok")]
    (row,) = ask(cast.legal, "get", "identification_list", case).json()["results"]
    assert row["decision"]["value"] == DECISION and row["elements"] == {"state": "locked"} and row["prompt"] is None
    assert row["version"] == 2
    (theirs,) = ask(cast.caseworker, "get", "identification_list", case).json()["results"]
    assert theirs["elements"]["value"]["result"] == "likely"


def test_a_decision_says_what_it_was_made_from(cast: Cast, case: Case, assessed: Identification):
    def send(headers: dict[str, str] | None = None, **more: object) -> tuple[int, str]:
        body = DECISION | more
        answer = ask(cast.caseworker, "post", "identification_decide", case, assessed, body=body, headers=headers)
        return answer.status_code, answer.json().get("code", "")

    shown = {"If-Match": ask(cast.caseworker, "get", "identification_list", case)["ETag"]}
    assert shown == {"If-Match": f'"decision.{assessed.pid}=1"'}
    assert send() == (428, "version_needed")
    assert send(version=7) == (409, "changed_meanwhile")
    assert send({"If-Match": f'"decision.{assessed.pid}=7"'}) == (412, "changed_meanwhile")
    assert Identification.objects.get(pk=assessed.pk).version == 1
    assert send(shown) == (200, "")
    assert send(shown, level="conclusive") == (412, "changed_meanwhile")
    assert Identification.objects.get(pk=assessed.pk).version == 2


def test_the_same_decision_again_changes_nothing(cast: Cast, case: Case, assessed: Identification):
    first = ask(cast.caseworker, "post", "identification_decide", case, assessed, body=SENT)
    assert first.json() == {"changed": ["decision"], "versions": {f"decision.{assessed.pid}": 2}}
    trail = Trail()
    again = ask(cast.caseworker, "post", "identification_decide", case, assessed, body=DECISION | {"version": 2})
    assert again.json()["changed"] == [] and again["ETag"] == first["ETag"]
    assert "identification:decide" not in {tag for tag, _outcome in trail.rows()}


def test_the_same_assessment_sent_again_is_kept_once(cast: Cast, case: Case):
    headers = {"Idempotency-Key": "a-key-of-this-assessment"}
    for _time in range(2):
        assert ask(cast.caseworker, "post", "identification_list", case, body=FULL, headers=headers).status_code == 201
    assert Identification.objects.filter(case=case).count() == 1


@pytest.mark.parametrize(
    "changes",
    [
        {"child": "perhaps"},
        {"acts": ["nonsense"]},
        {"result": ""},
        {"assessed_on": "9999-01-01"},
        {"second_reader": "0000000000"},
        {"consent": "yes"},
    ],
)
def test_a_bad_assessment_is_refused_with_a_sentence(cast: Cast, case: Case, changes: dict[str, object]):
    answer = ask(cast.caseworker, "post", "identification_list", case, body=FULL | changes)
    assert answer.status_code == 400 and all(answer.json()["fields"].values())
    assert not Identification.objects.filter(case=case).exists()


@pytest.mark.parametrize("changes", [{"authority": ""}, {"level": "perhaps"}, {"on": "soon"}, {"until": "2026-03-01"}])
def test_a_bad_decision_is_refused_with_a_sentence(cast: Cast, case: Case, assessed, changes: dict[str, str]):
    answer = ask(cast.caseworker, "post", "identification_decide", case, assessed, body=SENT | changes)
    assert answer.status_code == 400 and all(answer.json()["fields"].values())
    assert Identification.objects.get(pk=assessed.pk).decision.is_null


@pytest.mark.parametrize("name", ["caseworker", "outsider", "auditor", "administrator"])
def test_the_second_reader_is_another_who_reads_cases(cast: Cast, case: Case, name: str):
    body = FULL | {"second_reader": getattr(cast, name).user.pid}
    answer = ask(cast.caseworker, "post", "identification_list", case, body=body)
    assert answer.status_code == 400 and "second_reader" in answer.json()["fields"]


def test_not_on_a_closed_case_where_it_still_can_be_read(cast: Cast, case: Case, assessed: Identification):
    Case.objects.filter(pk=case.pk).update(
        closed_on=timezone.localdate(), closure_reason="goals_reached", stage="closed", status="Closed"
    )
    for name, rows, body in (
        ("identification_list", (case,), FULL),
        ("identification_decide", (case, assessed), SENT),
    ):
        answer = ask(cast.caseworker, "post", name, *rows, body=body)
        assert answer.status_code == 409 and answer.json()["detail"]
    assert len(ask(cast.caseworker, "get", "identification_list", case).json()["results"]) == 1


def test_a_decision_belongs_to_an_assessment_of_its_case(cast: Cast, assessed: Identification):
    other = make_case(cast.caseworker.user, alias="Wren")
    assert ask(cast.caseworker, "post", "identification_decide", other, assessed, body=SENT).status_code == 404


@pytest.mark.parametrize("name", ["caseworker2", "health", "shelter", "auditor", "outsider"])
def test_others_cannot(cast: Cast, case: Case, assessed: Identification, assign, name: str):
    member = getattr(cast, name)
    if name == "health":
        assign(member.user)
    assert ask(member, "post", "identification_list", case, body=FULL).status_code == 404
    assert ask(member, "post", "identification_decide", case, assessed, body=SENT).status_code == 404
    assert ask(member, "get", "identification_list", case).status_code == (200 if name == "health" else 404)

"""Who looked at a case, over the API."""

import pytest

from cases.models import Case
from tests.cases.api import Trail, ask
from tests.cast import Cast
from tests.factories.cases import make_case


def test_it_says_who_what_and_when_and_no_value(cast: Cast, case: Case):
    cast.coordinator.get("cases:case_detail", case)
    cast.caseworker.post("cases:case_reveal", case, field="contactsheet.phone")
    trail = Trail()
    answer = ask(cast.caseworker, "get", "look_list", case)
    assert trail.rows() == [("case:log", "ok")]
    rows = answer.json()["results"]
    assert ("Ruth B.", "case:open", "read", "ok") in {
        (row["who"], row["tag"], row["kind"], row["outcome"]) for row in rows
    }
    (opened,) = [row for row in rows if row["kind"] == "reveal"]
    assert "phone" in opened["details"] and "400 000 001" not in answer.content.decode()


def test_reading_it_stands_in_it(cast: Cast, case: Case):
    ask(cast.coordinator, "get", "look_list", case)
    newest = ask(cast.caseworker, "get", "look_list", case).json()["results"][0]
    assert (newest["tag"], newest["who"]) == ("case:log", "Ruth B.")


@pytest.mark.parametrize(("kind", "tags"), [("print", {"consent:print"}), ("refused", {"case:open"})])
def test_it_is_narrowed_to_a_kind(cast: Cast, case: Case, kind: str, tags: set[str]):
    cast.caseworker.get("cases:consent_sheet", case)
    cast.caseworker2.get("cases:case_detail", case)
    rows = ask(cast.caseworker, "get", "look_list", case, query=f"?kind={kind}").json()["results"]
    assert {row["tag"] for row in rows} == tags
    assert {row["outcome"] for row in rows} == {"refused" if kind == "refused" else "ok"}


def test_each_line_stands_on_one_page(cast: Cast, case: Case):
    for _time in range(55):
        cast.caseworker.get("cases:case_detail", case)
    first = ask(cast.caseworker, "get", "look_list", case, query="?kind=read").json()
    older = ask(cast.caseworker, "get", "look_list", case, query=f"?kind=read&before={first['next']}").json()
    assert len(first["results"]) == 50 and older["next"] is None
    assert {row["at"] for row in first["results"]}.isdisjoint({row["at"] for row in older["results"]})
    assert sum(row["tag"] == "case:open" for row in first["results"] + older["results"]) == 55


@pytest.mark.parametrize(
    "query", ["?kind=nonsense", "?before=x", "?before=0", "?before=99999999999999999999", "?who=me"]
)
def test_bad_filters_are_refused_with_a_sentence(cast: Cast, case: Case, query: str):
    answer = ask(cast.caseworker, "get", "look_list", case, query=query)
    assert answer.status_code == 400 and all(answer.json()["fields"].values())


@pytest.mark.parametrize("name", ["legal", "health", "caseworker2", "auditor", "administrator", "outsider"])
def test_others_cannot(cast: Cast, case: Case, assign, name: str):
    member = getattr(cast, name)
    if name in {"legal", "health"}:
        assign(member.user)
    trail = Trail()
    assert ask(member, "get", "look_list", case).status_code == 404
    assert [outcome for _tag, outcome in trail.rows()] == ["refused"]


def test_of_another_organisation_nothing_is_found(cast: Cast):
    theirs = make_case(cast.outsider.user)
    assert ask(cast.coordinator, "get", "look_list", theirs).status_code == 404

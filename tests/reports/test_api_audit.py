"""The auditor's list over the API."""

import pytest
from django.utils import timezone

from audit.models import Event
from cases.models import Case
from tests.cases.api import Trail, ask
from tests.cast import Cast, Member
from tests.factories.cases import make_case


@pytest.fixture
def case(cast: Cast) -> Case:
    return make_case(cast.caseworker.user, contact={"phone": "+32 400 000 001"})


def rows(member: Member, query: str = "", name: str = "audit_list") -> list[dict[str, str]]:
    answer = ask(member, "get", name, query=query)
    assert answer.status_code == 200, answer.content
    return list(answer.json()["results"])


def test_it_says_who_did_what_to_which_case_and_no_content(cast: Cast, case: Case):
    cast.caseworker.get("cases:case_detail", case)
    trail = Trail()
    answer = ask(cast.auditor, "get", "audit_list", query="?tag=case:open")
    assert trail.rows() == [("audit:list", "ok")]
    (row,) = answer.json()["results"]
    assert (row["who"], row["actor"]) == (cast.caseworker.user.display_name, cast.caseworker.user.pid)
    assert (row["tag"], row["kind"], row["outcome"], row["reference"]) == ("case:open", "read", "ok", case.reference)
    assert "Heron" not in answer.content.decode() and str(case.pk) not in answer.content.decode()


def test_filters_narrow_it(cast: Cast, case: Case):
    cast.caseworker.get("cases:case_detail", case)
    cast.caseworker2.get("cases:case_detail", case)
    assert {row["who"] for row in rows(cast.auditor, f"?actor={cast.caseworker2.user.pid}")} == {"Ana P."}
    assert {row["outcome"] for row in rows(cast.auditor, "?outcome=refused")} == {"refused"}
    assert len(rows(cast.auditor, f"?reference={case.reference}&tag=case:open")) == 1
    assert rows(cast.auditor, "?reference=C-1999-0001") == []
    assert {row["kind"] for row in rows(cast.auditor, "?kind=change")} == {"change"}
    day = timezone.localdate(Event.objects.filter(tag="case:create").latest("seq").at)
    assert rows(cast.auditor, "?first_day=2001-01-01&last_day=2001-01-02") == []
    assert rows(cast.auditor, f"?first_day={day}&last_day={day}&tag=case:create")


def test_the_night_is_a_part_of_the_day(cast: Cast, case: Case):
    cast.caseworker.get("cases:case_detail", case)
    found = len(rows(cast.auditor, "?tag=case:open&hours=night"))
    hour = timezone.localtime(Event.objects.filter(tag="case:open").latest("seq").at).hour
    assert found == int(hour >= 22 or hour < 6)


def test_a_refused_try_tells_of_no_case(cast: Cast, case: Case):
    cast.caseworker2.get("cases:case_detail", case)
    (row,) = rows(cast.auditor, f"?outcome=refused&actor={cast.caseworker2.user.pid}")
    assert row["reference"] == "" and row["details"] == ""
    assert rows(cast.auditor, f"?reference={case.reference}&outcome=refused") == []


def test_locks_that_were_opened_have_a_list_of_their_own(cast: Cast, case: Case):
    cast.caseworker.get("cases:case_detail", case)
    cast.caseworker.post("cases:case_reveal", case, field="contactsheet.phone")
    (row,) = rows(cast.auditor, name="reveal_list")
    assert row["kind"] == "reveal" and "phone" in row["details"]
    assert ask(cast.auditor, "get", "reveal_list", query="?tag=case:open").status_code == 400


def test_each_row_stands_on_one_page(cast: Cast, case: Case):
    for _time in range(60):
        cast.caseworker.get("cases:case_detail", case)
    first = ask(cast.auditor, "get", "audit_list", query="?tag=case:open").json()
    older = ask(cast.auditor, "get", "audit_list", query=f"?tag=case:open&before={first['next']}").json()
    assert (len(first["results"]), len(older["results"]), older["next"]) == (50, 10, None)


def test_other_organisations_stand_in_their_own_list(cast: Cast):
    case = make_case(cast.outsider.user)
    assert case.reference not in ask(cast.auditor, "get", "audit_list").content.decode()
    assert ask(cast.auditor, "get", "audit_list", query=f"?actor={cast.outsider.user.pid}").status_code == 400


@pytest.mark.parametrize(
    "query",
    [
        "?tag=nonsense",
        "?kind=read&tag=case:open",
        "?first_day=0001-01-01",
        "?last_day=9999-12-31",
        "?actor=0000000000",
        "?hours=noon",
        "?before=-1",
        "?outcome=ok&outcome=refused",
        "?who=me",
    ],
)
def test_bad_filters_are_refused_with_a_sentence(cast: Cast, query: str):
    answer = ask(cast.auditor, "get", "audit_list", query=query)
    assert answer.status_code == 400 and all(answer.json()["fields"].values())


@pytest.mark.parametrize("name", ["caseworker", "coordinator", "administrator", "partner", "outsider", "shelter"])
def test_only_auditors(cast: Cast, name: str):
    for route in ("audit_list", "reveal_list"):
        trail = Trail()
        assert ask(getattr(cast, name), "get", route).status_code == 404
        assert [outcome for _tag, outcome in trail.rows()] == ["refused"]

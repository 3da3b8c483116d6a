"""Cases over the API: list, detail, create."""

import json

import pytest

from audit.models import Event
from cases.assignment.actions import write_grant
from cases.demo.cast import make_cast
from cases.models import Case, Episode, HealthSheet, LegalSheet, Note
from tests.cases.api import NEW, Trail, ask
from tests.factories.accounts import make_user
from tests.factories.cases import block, make_case

FULL = NEW | {
    "name_used": "Asha",
    "channel": "self_phone",
    "identity": {"given_name": "Invented", "birth_date": {"y": 1999, "m": 4, "about": True}},
    "contact": {"phone": "+32 400 000 002"},
    "profile": {"sex": "female", "languages": ["tha"], "children_count": 2, "religion": {"x": "prefers_not_to_say"}},
    "facts": {"exploitation": ["ForcedLabour"], "started": {"y": 2024}},
    "account": "What she told.",
    "needs": [{"type": "bed"}, {"type": "doctor", "state": "met"}],
    "wishes": "To sleep.",
    "health": {"alerts": "Asthma"},
    "legal": {"papers": "None yet"},
    "note": "First talk.",
}


def test_list_shows_own_cases_and_is_recorded_once(cast):
    mine = make_case(cast.caseworker.user)
    make_case(cast.caseworker2.user, alias="Gull")
    trail = Trail()
    answer = ask(cast.caseworker, "get", "case_list")
    assert answer.status_code == 200
    (row,) = answer.json()["results"]
    assert row["pid"] == mine.pid and row["alias"] == {"state": "value", "value": "Heron"} and row["may_open"]
    assert "name_used" not in row
    assert answer.json()["next"] is None
    assert trail.rows() == [("case:list", "ok")]


def test_names_stand_in_lists_only_if_switched_on(cast):
    make_case(cast.caseworker.user)
    cast.caseworker.user.has_names_in_lists = True
    cast.caseworker.user.save()
    (row,) = ask(cast.caseworker, "get", "case_list").json()["results"]
    assert row["name_used"]["value"] == "Mali"


def test_rows_of_the_team_end_with_the_workers(cast):
    colleague = make_user(cast.caseworker.user.organisation, team=cast.caseworker.user.team)
    other = make_case(colleague, alias="Plover")
    (row,) = ask(cast.caseworker, "get", "case_list", query="?list=team").json()["results"]
    assert set(row) == {"pid", "reference", "alias", "stage", "workers", "may_open"}
    assert row["pid"] == other.pid and not row["may_open"] and row["workers"] == [colleague.display_name]


def test_pages_follow_each_other_without_gap_or_double(cast):
    cases = [make_case(cast.caseworker.user, alias=f"Bird {number}") for number in range(27)]
    first = ask(cast.caseworker, "get", "case_list").json()
    second = ask(cast.caseworker, "get", "case_list", query=f"?before={first['next']}").json()
    pids = [row["pid"] for row in first["results"] + second["results"]]
    assert pids == [case.pid for case in reversed(cases)] and second["next"] is None


def test_filters(cast):
    closed = make_case(cast.caseworker.user, alias="Old", is_closed=True)
    opened = make_case(cast.caseworker.user)
    member = cast.coordinator

    def found(query: str) -> set[str]:
        return {row["pid"] for row in ask(member, "get", "case_list", query=query).json()["results"]}

    assert found("") == {opened.pid}
    assert found("?state=closed") == {closed.pid}
    assert found("?state=any&size=50") == {opened.pid, closed.pid}
    assert found("?stage=support") == set()
    assert found(f"?worker={cast.caseworker.user.pid}") == {opened.pid}
    assert found(f"?worker={cast.legal.user.pid}") == set()


@pytest.mark.parametrize(
    "query",
    [
        "?list=everybody",
        "?before=-1",
        "?before=x",
        "?before=9999999999999999999999",
        "?size=1000",
        "?ordering=alias",
        "?name_used=Mali",
        "?state=open&state=closed",
        "?stage=%00",
        "?alias=H",
        "?worker=0000000000",
    ],
)
def test_filters_that_are_not_offered_are_refused(cast, query):
    assert ask(cast.caseworker, "get", "case_list", query=query).status_code == 400


def test_only_the_roles_that_have_a_filter_may_use_it(cast):
    assert ask(cast.coordinator, "get", "case_list", query="?list=team").status_code == 400
    assert ask(cast.legal, "get", "case_list", query=f"?worker={cast.legal.user.pid}").status_code == 400
    assert ask(cast.coordinator, "get", "case_list", query=f"?worker={cast.outsider.user.pid}").status_code == 400


@pytest.mark.parametrize("name", ["shelter", "auditor", "administrator", "partner"])
def test_roles_without_a_list_find_nothing(cast, name):
    trail = Trail()
    answer = ask(getattr(cast, name), "get", "case_list")
    assert answer.status_code == 404 and trail.rows() == [("access:refuse", "refused")]


def test_detail_opens_groups_only_when_asked(cast):
    case = make_case(
        cast.caseworker.user, identity={"given_name": "Malee"}, contact={"phone": "1"}, profile={"sex": "female"}
    )
    trail = Trail()
    shape = ask(cast.caseworker, "get", "case_detail", case).json()
    assert shape["name_used"]["value"] == "Mali" and shape["version"] == case.version
    assert shape["groups"]["profile"]["fields"]["profile"]["value"] == {"sex": "female"}
    assert shape["groups"]["safe_contact"]["fields"]["safe_contact"]["value"]["answer"] == "yes"
    assert shape["groups"]["identity"] == {"state": "closed"}
    shape = ask(cast.caseworker, "get", "case_detail", case, query="?open=identity,contact").json()
    assert shape["groups"]["identity"]["fields"]["given_name"] == {"state": "value", "value": "Malee"}
    assert shape["groups"]["identity"]["fields"]["documents"] == {"state": "empty"}
    assert trail.rows() == [("case:open", "ok")] * 2
    assert json.loads(Event.objects.latest("seq").detail)["revealed"]["cases.person.given_name"] == 1


def test_a_locked_group_reads_the_same_filled_or_not(cast):
    full = make_case(cast.caseworker.user, account="Something", legal={"papers": "p"})
    bare = make_case(cast.caseworker.user, alias="Gull")
    for case in (full, bare):
        write_grant(actor=cast.coordinator.user, case=case, user=cast.health.user)
    groups = ["identity", "facts", "account", "suspects", "legal", "needs", "health"]
    shapes = [
        ask(cast.health, "get", "case_detail", case, query=f"?open={','.join(groups)}").json()["groups"]
        for case in (full, bare)
    ]
    for group in ("identity", "facts", "account", "suspects", "legal", "needs"):
        assert shapes[0][group] == shapes[1][group] == {"state": "locked"}
    assert shapes[0]["health"]["state"] == "open"


def test_unknown_group_is_refused(cast):
    case = make_case(cast.caseworker.user)
    assert ask(cast.caseworker, "get", "case_detail", case, query="?open=everything").status_code == 400
    assert ask(cast.caseworker, "get", "case_detail", case, query="?close=identity").status_code == 400


def test_create_with_every_kind_of_value(cast):
    trail = Trail()
    answer = ask(cast.caseworker, "post", "case_list", body=FULL)
    assert answer.status_code == 201, answer.content
    assert trail.rows() == [("case:create", "ok")]
    case = Case.objects.get(pid=answer.json()["pid"])
    assert case.organisation_id == cast.caseworker.user.organisation_id
    groups = "identity,contact,facts,account,health,legal,needs"
    shape = ask(cast.caseworker, "get", "case_detail", case, query=f"?open={groups}").json()["groups"]
    assert shape["identity"]["fields"]["birth_date"]["value"] == {"y": 1999, "m": 4, "about": True}
    profile = shape["profile"]["fields"]["profile"]["value"]
    assert profile["languages"] == ["tha"] and profile["children_count"] == 2
    assert profile["religion"]["x"] == "prefers_not_to_say"
    assert shape["facts"]["rows"][0]["fields"]["facts"]["value"]["started"] == {"y": 2024}
    assert shape["account"]["rows"][0]["fields"]["account"]["value"] == "What she told."
    assert [need["type"] for need in shape["needs"]["fields"]["needs"]["value"]] == ["bed", "doctor"]
    assert shape["health"]["fields"]["alerts"]["value"] == "Asthma"
    assert shape["legal"]["fields"]["papers"]["value"] == "None yet"
    assert Episode.objects.get(case=case) and HealthSheet.objects.get(case=case) and LegalSheet.objects.get(case=case)
    assert Note.objects.get(case=case).author == cast.caseworker.user


def test_create_by_a_coordinator_names_a_worker(cast):
    assert ask(cast.coordinator, "post", "case_list", body=NEW).json()["code"] == "worker_needed"
    other = NEW | {"worker": cast.outsider.user.pid}
    assert ask(cast.coordinator, "post", "case_list", body=other).status_code == 400
    auditor = NEW | {"worker": cast.auditor.user.pid}
    assert ask(cast.coordinator, "post", "case_list", body=auditor).json()["code"] == "cannot_be_assigned"
    answer = ask(cast.coordinator, "post", "case_list", body=NEW | {"worker": cast.caseworker.user.pid})
    assert answer.status_code == 201
    assert Case.objects.visible_to(cast.caseworker.user).filter(pid=answer.json()["pid"]).exists()


def test_a_caseworker_gives_no_case_to_a_colleague(cast):
    body = NEW | {"worker": cast.caseworker2.user.pid}
    assert ask(cast.caseworker, "post", "case_list", body=body).status_code == 404
    assert not Case.objects.exists()


def test_create_is_refused_without_a_record_wanted_or_with_an_alias_in_use(cast):
    answer = ask(cast.caseworker, "post", "case_list", body=NEW | {"keep_record": "no"})
    assert (answer.status_code, answer.json()["code"]) == (409, "record_not_wanted")
    make_case(cast.caseworker.user, alias="wagtail")
    answer = ask(cast.caseworker, "post", "case_list", body=NEW)
    assert (answer.status_code, answer.json()["code"]) == (409, "alias_in_use")
    assert Case.objects.count() == 1


def test_an_alias_in_use_where_one_may_not_see_is_no_hint(cast):
    make_case(cast.caseworker2.user, alias="Wagtail")
    make_case(cast.outsider.user, alias="Wagtail")
    hidden = make_case(cast.caseworker.user, alias="Wagtail")
    block(cast.caseworker.user, hidden, cast.coordinator.user)
    assert ask(cast.caseworker, "post", "case_list", body=NEW).status_code == 201


@pytest.mark.parametrize("name", ["shelter", "legal", "health", "auditor", "administrator", "partner"])
def test_create_by_others_is_absent_whatever_they_send(cast, name):
    trail = Trail()
    answers = [ask(getattr(cast, name), "post", "case_list", body=body) for body in (NEW, {}, {"x": 1})]
    assert {(answer.status_code, answer.content) for answer in answers} == {(404, answers[0].content)}
    assert trail.rows() == [("access:refuse", "refused")] * 3


def test_a_health_detail_that_a_caseworker_may_not_write_is_not_kept(cast):
    answer = ask(cast.caseworker, "post", "case_list", body=NEW | {"health": {"details": "x"}})
    assert answer.status_code == 404 and not Case.objects.exists()


def test_anonymous_is_asked_to_sign_in_everywhere(cast, client):
    case = make_case(make_cast()["caseworker"])
    for path in (
        "/api/v1/cases/",
        f"/api/v1/cases/{case.pid}/",
        "/api/v1/cases/0000000000/",
        f"/api/v1/cases/{case.pid}/notes/",
    ):
        answer = client.get(path)
        assert (answer.status_code, answer.json()["code"]) == (401, "sign_in")

"""Editing a case over the API: each group, each refusal, and the trail."""

import pytest

from cases.assignment.actions import write_grant
from cases.case.choices import ClosureReason
from cases.models import Case, Episode, HealthSheet, Person
from tests.cases.api import Trail, ask, edit
from tests.factories.cases import acting, make_case

GROUPS = "identity,contact,facts,account,places,suspects,health,legal,needs"


@pytest.fixture
def case(cast):
    return make_case(cast.caseworker.user)


def shape(member, case, group: str):
    return ask(member, "get", "case_detail", case, query=f"?open={group}").json()["groups"][group]


CHANGES = [
    ({"alias": "Redstart"}, ["alias"], "person:edit"),
    ({"name_used": "นภา"}, ["name_used"], "person:edit"),
    ({"identity": {"given_name": " Ana ", "birth_date": {"y": 2001}}}, ["given_name", "birth_date"], "person:edit"),
    ({"safe_contact": {"answer": "only_she", "note": "Tuesdays"}}, ["safe_contact"], "contact:edit"),
    ({"contact": {"phone": "1", "trusted": "An aunt"}}, ["phone", "trusted"], "contact:edit"),
    ({"profile": {"sex": "female", "languages": ["tha", "eng"]}}, ["sex", "languages"], "person:edit"),
    ({"needs": {"needs": [{"type": "bed"}], "wishes": "Rest"}}, ["needs", "wishes"], "need:edit"),
    ({"health": {"alerts": "Asthma", "needs": "Rest"}}, ["alerts", "needs"], "health:edit"),
    ({"legal": {"lawyer": "Invented & Co"}}, ["lawyer"], "legal:edit"),
    ({"stage": "support"}, ["stage"], "case:stage"),
    ({"episode": {"facts": {"exploitation": ["Servitude"]}}}, ["episode"], "episode:create"),
]


@pytest.mark.parametrize(("body", "changed", "tag"), CHANGES, ids=lambda part: str(part)[:30])
def test_each_group_is_changed_and_recorded_once(cast, case, body, changed, tag):
    trail = Trail()
    answer = edit(cast.caseworker, case, body)
    assert answer.status_code == 200, answer.content
    assert answer.json()["changed"] == changed
    assert trail.rows() == [(tag, "ok")]
    if "episode" not in body:
        assert edit(cast.caseworker, case, body).json()["changed"] in ([], ["stage"])


def test_what_was_sent_is_what_comes_back(cast, case):
    words = " Ana\u00a0الهام 🙂 \u202e "
    edit(cast.caseworker, case, {"identity": {"given_name": words}})
    assert shape(cast.caseworker, case, "identity")["fields"]["given_name"]["value"] == words


def test_null_takes_an_answer_away(cast, case):
    edit(cast.caseworker, case, {"profile": {"sex": "female", "religion": "x"}})
    edit(cast.caseworker, case, {"profile": {"sex": None}})
    assert shape(cast.caseworker, case, "profile")["fields"]["profile"]["value"] == {"religion": "x"}
    body = {"identity": {"birth_date": {"y": 1990}}}
    edit(cast.caseworker, case, body)
    edit(cast.caseworker, case, {"identity": {"birth_date": None}})
    assert shape(cast.caseworker, case, "identity")["fields"]["birth_date"] == {"state": "empty"}


def test_an_episode_is_edited_by_its_pid(cast, case):
    body = {"episode": {"facts": {"exploitation": ["Servitude"]}, "account": "Told"}}
    edit(cast.caseworker, case, body)
    episode = Episode.objects.get(case=case)
    body = {"episode": {"pid": episode.pid, "facts": {"freedom": "denied"}, "account": "Told again"}}
    answer = edit(cast.caseworker, case, body)
    assert answer.json()["changed"] == ["freedom", "account"]
    (row,) = shape(cast.caseworker, case, "account")["rows"]
    assert row["pid"] == episode.pid and row["fields"]["account"]["value"] == "Told again"
    foreign = make_case(cast.caseworker2.user, alias="Gull", account="Other")
    body["episode"]["pid"] = Episode.objects.get(case=foreign).pid
    assert edit(cast.caseworker, case, body).status_code == 404


def test_suspects_and_places_are_for_the_coordinator(cast, case):
    body = {"episode": {"suspects": "Somebody"}}
    assert edit(cast.caseworker, case, body).status_code == 404
    assert not Episode.objects.filter(case=case).exists()
    assert edit(cast.coordinator, case, body).status_code == 200
    assert shape(cast.caseworker, case, "suspects") == {"state": "locked"}


def test_all_of_it_or_nothing(cast, case):
    trail = Trail()
    body = {"alias": "Redstart", "health": {"details": "not hers to write"}}
    assert edit(cast.caseworker, case, body).status_code == 404
    assert ask(cast.caseworker, "get", "case_detail", case).json()["alias"]["value"] == "Heron"
    assert Case.objects.get(pk=case.pk).version == case.version
    assert [row for row in trail.rows() if row[1] == "refused"] == [("access:refuse", "refused")]
    assert not [row for row in trail.rows() if row[0] == "person:edit"]


def test_each_role_writes_its_own(cast, case):
    for member in (cast.legal, cast.health):
        write_grant(actor=cast.coordinator.user, case=case, user=member.user)
    assert edit(cast.health, case, {"health": {"details": "d"}}).status_code == 200
    assert edit(cast.legal, case, {"legal": {"notes": "n"}}).status_code == 200
    for member, body in (
        (cast.health, {"legal": {"notes": "x"}}),
        (cast.health, {"alias": "x"}),
        (cast.health, {"stage": "support"}),
        (cast.legal, {"health": {"alerts": "x"}}),
        (cast.legal, {"contact": {"phone": "x"}}),
        (cast.legal, {"profile": {"sex": "male"}}),
        (cast.legal, {"identity": {"given_name": "x"}}),
    ):
        assert edit(member, case, body).status_code == 404, body
    assert HealthSheet.objects.get(case=case).version == 1


def test_a_version_that_somebody_overtook_is_a_conflict(cast, case):
    person = Person.objects.get(case=case)
    body = {"identity": {"version": person.version, "given_name": "One"}}
    assert edit(cast.caseworker, case, body).status_code == 200
    body["identity"]["given_name"] = "Two"
    answer = edit(cast.coordinator, case, body)
    assert (answer.status_code, answer.json()["code"]) == (409, "changed_meanwhile")
    assert shape(cast.caseworker, case, "identity")["fields"]["given_name"]["value"] == "One"


def test_a_closed_case_is_a_conflict_with_a_sentence(cast):
    case = make_case(cast.caseworker.user, is_closed=True)
    for body in ({"alias": "Redstart"}, {"stage": "support"}, {"health": {"alerts": "x"}}):
        answer = edit(cast.caseworker, case, body)
        assert (answer.status_code, answer.json()["code"]) == (409, "case_closed")
        assert "Reopen" in answer.json()["detail"]
    assert ClosureReason(Case.objects.get(pk=case.pk).closure_reason)


def test_closing_has_its_own_page(cast, case):
    answer = edit(cast.caseworker, case, {"stage": "closed"})
    assert (answer.status_code, answer.json()["code"]) == (409, "cannot_close_yet")


NOT_OFFERED = [
    {"pid": "0000000000"},
    {"organisation": "x"},
    {"organisation_id": "x"},
    {"team": 1},
    {"serial": 1},
    {"status": "closed"},
    {"reference": "C-1"},
    {"closed_on": "2026-01-01"},
    {"created_at": "2026-01-01"},
    {"updated_at": "x"},
    {"is_imported": True},
    {"opened_on": "2020-01-01"},
    {"id": "x"},
    {"identity": {"profile": {}}},
    {"identity": {"case": "x"}},
    {"identity": {"organisation": "x"}},
    {"contact": {"id": "x"}},
    {"episode": {"number": 9}},
    {"health": {"pid": "x"}},
    {"needs": {"needs": [{"type": "bed", "case": 1}]}},
    {"safe_contact": {"answer": "yes", "version": 1}},
    {"profile": {"1": "female"}},
    {"profile": {"version": 3}},
    {"facts": {}},
    {"account": "x"},
    {"worker": "x"},
]


@pytest.mark.parametrize("body", NOT_OFFERED, ids=str)
def test_what_is_not_offered_is_refused_and_changes_nothing(cast, case, body):
    before = Case.objects.filter(pk=case.pk).values().get()
    answer = edit(cast.caseworker, case, {"alias": "Redstart"} | body)
    assert (answer.status_code, answer.json()["code"]) == (400, "invalid")
    assert Case.objects.filter(pk=case.pk).values().get() == before


def test_blocked_and_ended_count_from_the_next_request(cast, case):
    write_grant(actor=cast.coordinator.user, case=case, user=cast.legal.user)
    assert ask(cast.legal, "get", "case_detail", case).status_code == 200
    with acting(cast.coordinator.user):
        case.grants.filter(user=cast.legal.user).update(ended_at="2026-01-01T00:00:00Z")
    assert ask(cast.legal, "get", "case_detail", case).status_code == 404
    assert edit(cast.legal, case, {"legal": {"notes": "n"}}).status_code == 404

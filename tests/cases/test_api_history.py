"""Earlier values over the API: told to those cleared for the field, opened as on the page."""

import pytest

from audit.models import Event
from cases.models import Case, EarlierValue, Person
from tests.cases.api import Trail, ask
from tests.cases.test_facts_history import NEW, OLD, change_phone, code_of
from tests.cast import Cast
from tests.factories.cases import make_case

PHONE = "cases.contactsheet.phone"


def test_what_was_there_is_told_and_waits_behind_its_lock(cast: Cast, case: Case):
    change_phone(cast, case)
    trail = Trail()
    answer = ask(cast.caseworker, "get", "history_list", case, "contact")
    assert trail.rows() == [("history:open", "ok")] and answer.json()["next"] is None
    row = next(row for row in answer.json()["results"] if row["words"].casefold() == "phone")
    assert row["value"] == {"state": "locked"} and row["code"] == code_of(PHONE)
    assert (row["who"], row["was_saved"]) == (cast.caseworker.user.display_name, True)
    assert OLD not in answer.content.decode() and NEW not in answer.content.decode()


def test_it_opens_by_its_code_and_that_is_recorded(cast: Cast, case: Case):
    change_phone(cast, case)
    code, trail = code_of(PHONE), Trail()
    answer = ask(cast.caseworker, "post", "history_show", case, "contact", body={"fields": [code]})
    assert answer.json() == {"values": {code: {"state": "value", "value": OLD}}, "seconds": 600}
    assert trail.rows() == [("history:open", "ok")]
    assert '"cases.earliervalue.contact":' in Event.objects.latest("seq").detail


def test_a_coordinator_says_why_first(cast: Cast, case: Case):
    change_phone(cast, case)
    code = code_of(PHONE)
    answer = ask(cast.coordinator, "post", "history_show", case, "contact", body={"fields": [code]})
    assert (answer.status_code, answer.json()["code"]) == (409, "reason_needed")
    trail = Trail()
    body = {"fields": [code], "reason": "check"}
    answer = ask(cast.coordinator, "post", "history_show", case, "contact", body=body)
    assert answer.json()["values"][code]["value"] == OLD and answer.json()["seconds"] == 60
    assert trail.rows() == [("opening:reveal", "ok"), ("history:open", "ok")]


def test_answers_and_open_lines_are_told_in_words(cast: Cast, case: Case):
    person = Person.objects.get(case=case)
    sent = {"version": person.version, "sex": "male", "citizenship_0": "TH", "birth_year_2": "1998"}
    assert cast.caseworker.post("cases:facts_edit", case, "person", **sent).status_code == 302
    assert cast.caseworker.post("cases:facts_edit", case, "identity", alias="Redstart").status_code == 302
    rows = ask(cast.caseworker, "get", "history_list", case, "person").json()["results"]
    assert "Sex" in {row["words"] for row in rows} and not any(row["code"] for row in rows)
    names = ask(cast.caseworker, "get", "history_list", case, "identity").json()["results"]
    assert {"state": "value", "value": "Heron"} in [row["value"] for row in names]


def test_who_is_not_cleared_learns_nothing_of_it(cast: Cast, case: Case, assign):
    change_phone(cast, case)
    sent = {"alerts": "Another", "needs": "Back pain"}
    assert cast.caseworker.post("cases:facts_edit", case, "health", **sent).status_code == 302
    assign(cast.legal.user)
    assert ask(cast.legal, "get", "history_list", case, "health").json()["results"] == []
    body = {"fields": [code_of("cases.healthsheet.alerts")]}
    trail = Trail()
    assert ask(cast.legal, "post", "history_show", case, "health", body=body).status_code == 404
    assert [outcome for _tag, outcome in trail.rows()] == ["refused"]


def test_a_code_opens_in_its_own_section_and_case_only(cast: Cast, case: Case):
    change_phone(cast, case)
    body, other = {"fields": [code_of(PHONE)]}, make_case(cast.caseworker.user, alias="Wren")
    assert ask(cast.caseworker, "post", "history_show", case, "identity", body=body).status_code == 404
    assert ask(cast.caseworker, "post", "history_show", other, "contact", body=body).status_code == 404
    assert ask(cast.caseworker, "post", "history_show", case, "nothing", body=body).status_code == 404
    assert (
        ask(cast.caseworker, "get", "history_list", other, "contact", query=f"?before={body['fields'][0]}").status_code
        == 404
    )


def test_each_value_stands_on_one_page(cast: Cast, case: Case):
    change_phone(cast, case)
    kept = EarlierValue.objects.get(field=PHONE)
    EarlierValue.objects.filter(case=case).exclude(pk=kept.pk).delete()
    rows = [
        EarlierValue(
            case_id=case.pk,
            organisation_id=case.organisation_id,
            author_id=cast.caseworker.user.pk,
            subject_id=kept.subject_id,
            field=PHONE,
            version=number,
        )
        for number in range(100)
    ]
    EarlierValue.objects.bulk_create(rows)
    first = ask(cast.caseworker, "get", "history_list", case, "contact").json()
    older = ask(cast.caseworker, "get", "history_list", case, "contact", query=f"?before={first['next']}").json()
    assert (len(first["results"]), len(older["results"]), older["next"]) == (100, 1, None)
    assert older["results"][0]["code"] == kept.pid


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"fields": []},
        {"fields": "x"},
        {"fields": ["x"], "reason": "nonsense"},
        {"fields": ["x"], "words": "y" * 5000},
        {"fields": ["x"], "field": "x"},
    ],
)
def test_bad_input_is_refused_with_a_sentence(cast: Cast, case: Case, body: dict[str, object]):
    answer = ask(cast.caseworker, "post", "history_show", case, "contact", body=body)
    assert answer.status_code == 400 and all(answer.json()["fields"].values())
    assert ask(cast.caseworker, "get", "history_list", case, "contact", query="?page=2").status_code == 400


@pytest.mark.parametrize("name", ["caseworker2", "shelter", "auditor", "administrator", "outsider"])
def test_others_cannot(cast: Cast, case: Case, name: str):
    change_phone(cast, case)
    body = {"fields": [code_of(PHONE)], "reason": "check"}
    for method, route, sent in (("get", "history_list", None), ("post", "history_show", body)):
        trail = Trail()
        assert ask(getattr(cast, name), method, route, case, "contact", body=sent).status_code == 404
        assert [outcome for _tag, outcome in trail.rows()] == ["refused"]

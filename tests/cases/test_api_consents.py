"""Consent and the safety plan over the API."""

import pytest

from cases.models import Case, Consent
from tests.cases.api import ask
from tests.cast import Cast
from tests.factories.reading import last_event

YES = {"kind": "share", "answer": "yes", "recipient": "Clinic North", "limits": "Not the diagnosis"}


def test_an_answer_is_recorded_listed_and_withdrawn(cast: Cast, case: Case):
    made = ask(cast.caseworker, "post", "consent_list", case, body=YES)
    assert made.status_code == 201 and last_event(case).tag == "consent:give"
    rows = {row["pid"]: row for row in ask(cast.caseworker, "get", "consent_list", case).json()["results"]}
    row = rows[made.json()["pid"]]
    assert row["in_force"] and row["terms"]["value"]["limits"] == "Not the diagnosis" and row["valid_until"]
    consent = Consent.objects.get(pid=row["pid"])
    gone = ask(cast.caseworker, "post", "consent_withdraw", case, consent)
    assert gone.status_code == 200 and last_event(case).tag == "consent:withdraw"
    listed = ask(cast.caseworker, "get", "consent_list", case).json()["results"]
    assert [row["in_force"] for row in listed if row["kind"] == "share"] == [False]
    assert ask(cast.caseworker, "post", "consent_withdraw", case, consent).status_code == 409


@pytest.mark.parametrize(
    ("changes", "status"),
    [
        ({"recipient": ""}, 400),
        ({"valid_until": "2099-01-01"}, 409),
        ({"answer": "withdrawn"}, 400),
        ({"kind": "everything"}, 400),
        ({"bundle": ["share", "media"]}, 400),
    ],
)
def test_bad_input_is_refused(cast: Cast, case: Case, changes: dict[str, object], status: int):
    answer = ask(cast.caseworker, "post", "consent_list", case, body=YES | changes)
    assert answer.status_code == status and not Consent.objects.filter(case=case, kind="share").exists()


def test_a_yes_without_a_recipient_is_a_conflict(cast: Cast, case: Case):
    body = {name: value for name, value in YES.items() if name != "recipient"}
    answer = ask(cast.caseworker, "post", "consent_list", case, body=body)
    assert answer.status_code == 409 and answer.json()["code"] == "recipient_needed"


def test_the_safety_plan_is_read_and_changed(cast: Cast, case: Case):
    empty = ask(cast.caseworker, "get", "safety_detail", case).json()
    assert empty["safe_word"] == {"state": "empty"} and empty["version"] == 0
    plan = {
        "version": 0,
        "contact_version": empty["contact_version"],
        "safe_word": "Marigold",
        "signals": {"codes": ["hangs_up"]},
        "keep_from": [{"kin": "sibling", "name": "A brother"}],
    }
    changed = ask(cast.caseworker, "patch", "safety_detail", case, body=plan)
    assert changed.status_code == 200 and set(changed.json()["changed"]) == {"safe_word", "signals", "keep_from"}
    held = ask(cast.coordinator, "get", "safety_detail", case).json()
    assert held["safe_word"]["value"] == "Marigold" and held["keep_from"]["value"][0]["kin"] == "sibling"
    assert ask(cast.caseworker, "patch", "safety_detail", case, body=plan | {"safe_word": "x"}).status_code == 409


@pytest.mark.parametrize("name", ["caseworker2", "legal", "health", "auditor", "outsider"])
def test_others_cannot(cast: Cast, case: Case, assign, name: str):
    member = getattr(cast, name)
    if name in {"legal", "health"}:
        assign(member.user)
    for method, route in (("get", "consent_list"), ("post", "consent_list"), ("get", "safety_detail")):
        body = YES if method == "post" else None
        assert ask(member, method, route, case, body=body).status_code == 404

"""Assessing: the tool prompts, a person decides, nothing closes."""

import pytest

from cases.identification.queries import prompt_of
from cases.models import Case, Identification
from tests.cast import Cast
from tests.factories.reading import last_event, opened

FULL = {"acts": ["recruitment"], "means": ["fraud"], "purposes": ["forced_labour"]}


@pytest.mark.parametrize(
    ("elements", "points"),
    [
        (FULL | {"child": "no"}, True),
        (FULL | {"child": "no", "means": []}, False),
        (FULL | {"child": "yes", "means": []}, True),
        (FULL | {"child": "presumed", "means": []}, True),
        (FULL | {"child": "yes", "acts": []}, False),
        (FULL | {"child": "yes", "purposes": []}, False),
        (FULL | {"child": "not_known_yet", "means": []}, False),
        ({}, False),
    ],
)
def test_means_are_not_needed_for_a_child(elements, points):
    assert prompt_of(elements).points_to_trafficking is points


def values(**changes):
    return FULL | {"child": "no", "result": "likely", "basis": "Her account", "assessed_on": "2026-01-05"} | changes


def test_an_assessment_is_kept_with_who_and_what_it_rests_on(cast: Cast, case: Case):
    reader = cast.coordinator.user.pid
    assert (
        cast.caseworker.post("cases:identification_create", case, second_reader=reader, **values()).status_code == 302
    )
    row = Identification.objects.get(case=case)
    assert row.assessed_by == cast.caseworker.user and row.second_reader == cast.coordinator.user
    assert opened(cast.caseworker.user, row, "elements")["result"] == "likely"
    event = last_event(case)
    assert event.tag == "identification:edit" and "likely" not in event.detail


def test_the_prompt_saves_nothing_and_keeps_what_was_typed(cast: Cast, case: Case):
    page = cast.caseworker.post("cases:identification_create", case, prompt="1", **values(result="")).content.decode()
    assert "The elements of trafficking are there." in page and "You decide" in page and "Her account" in page
    assert not Identification.objects.filter(case=case).exists()


def test_no_result_closes_anything(cast: Cast, case: Case):
    cast.caseworker.post("cases:identification_create", case, **values(result="no"))
    case.refresh_from_db()
    assert not case.is_closed and case.stage == "intake"


def test_there_is_no_question_about_consent_to_exploitation(cast: Cast, case: Case):
    page = cast.caseworker.get("cases:identification_create", case).content.decode()
    assert "consent" not in page.lower().split("<form", 2)[2]


def test_a_conclusion_is_needed(cast: Cast, case: Case):
    assert cast.caseworker.post("cases:identification_create", case, **values(result="")).status_code == 200
    assert not Identification.objects.filter(case=case).exists()


@pytest.mark.parametrize("name", ["caseworker2", "legal", "health", "auditor", "outsider"])
def test_others_cannot(cast: Cast, case: Case, assign, name: str):
    member = getattr(cast, name)
    if name in {"legal", "health"}:
        assign(member.user)
    assert member.post("cases:identification_create", case, **values()).status_code == 404

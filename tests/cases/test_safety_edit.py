"""The safety plan."""

import pytest

from cases.models import Case, SafetySheet
from tests.cast import Cast
from tests.factories.reading import last_event, opened

PLAN = {
    "safe_word": "Marigold",
    "signal_codes": ["hangs_up", "missed_call"],
    "signal_words": "Says she has a cold",
    "may_call": "Her aunt, mornings",
    "avoid_codes": ["station"],
    "avoid_words": "The north side",
    "version": "0",
}


def test_it_is_kept_sealed_and_shown_on_the_page(cast: Cast, case: Case):
    assert cast.caseworker.post("cases:safety_edit", case, **PLAN).status_code == 302
    row = SafetySheet.objects.get(case=case)
    assert opened(cast.caseworker.user, row, "signals") == {
        "codes": ["hangs_up", "missed_call"],
        "words": "Says she has a cold",
    }
    page = cast.caseworker.get("cases:consent_list", case).content.decode()
    assert "Marigold" in page and "Hangs up at once, Lets it ring once. Says she has a cold" in page
    assert "Stations and stops. The north side" in page
    event = last_event(case)
    cast.caseworker.post("cases:safety_edit", case, **PLAN | {"version": "1"})
    assert "Marigold" not in event.detail


def test_what_changed_is_named_and_nothing_else(cast: Cast, case: Case):
    cast.caseworker.post("cases:safety_edit", case, **PLAN)
    assert last_event(case).tag == "safety:edit" and "safe_word" in last_event(case).detail
    cast.caseworker.post("cases:safety_edit", case, **PLAN | {"safe_word": "Thistle", "version": "1"})
    assert '"changed":["safe_word"]' in last_event(case).detail
    assert SafetySheet.objects.get(case=case).version == 2


def test_an_older_form_does_not_overwrite(cast: Cast, case: Case):
    cast.caseworker.post("cases:safety_edit", case, **PLAN)
    answer = cast.coordinator.post("cases:safety_edit", case, **PLAN | {"safe_word": "Other"})
    assert answer.status_code == 409 and "Other" in answer.content.decode()
    assert opened(cast.caseworker.user, SafetySheet.objects.get(case=case), "safe_word") == "Marigold"


def test_a_closed_case_is_a_conflict(cast: Cast, case: Case):
    cast.caseworker.post("cases:case_close", case, reason="goals_reached", closed_on=str(case.opened_on), version=1)
    assert cast.caseworker.post("cases:safety_edit", case, **PLAN).status_code == 409


@pytest.mark.parametrize("name", ["caseworker2", "legal", "health", "auditor", "outsider"])
def test_others_cannot(cast: Cast, case: Case, assign, name: str):
    member = getattr(cast, name)
    if name in {"legal", "health"}:
        assign(member.user)
    assert member.post("cases:safety_edit", case, **PLAN).status_code == 404
    assert not SafetySheet.objects.filter(case=case).exists()

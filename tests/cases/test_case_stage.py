"""Moving the work on, closing and reopening, by page."""

import pytest

from cases.models import Case
from tests.cast import Cast
from tests.factories.reading import last_event


def test_the_stage_changes_and_is_recorded(cast: Cast, case: Case):
    assert cast.caseworker.post("cases:case_stage", case, stage="recovery", version=case.version).status_code == 302
    case.refresh_from_db()
    assert case.stage == "recovery" and last_event(case).tag == "case:stage"


def test_who_saves_second_is_told(cast: Cast, case: Case):
    cast.caseworker.post("cases:case_stage", case, stage="recovery", version=case.version)
    response = cast.coordinator.post("cases:case_stage", case, stage="support", version=case.version)
    assert response.status_code == 409 and "A colleague changed this" in response.content.decode()


def test_the_second_may_keep_either_stage(cast: Cast, case: Case):
    form = {"stage": "support", "was": case.stage, "version": case.version}
    cast.caseworker.post("cases:case_stage", case, stage="recovery", version=case.version)
    page = cast.coordinator.post("cases:case_stage", case, **form).content.decode()
    assert 'name="both" value="stage"' in page and 'name="stage" value="support"' in page
    again = form | {"both": "stage", "version": case.version + 1}
    assert cast.coordinator.post("cases:case_stage", case, **again).status_code == 409
    assert cast.coordinator.post("cases:case_stage", case, **again, choose_stage="theirs").status_code == 302
    case.refresh_from_db()
    assert case.stage == "recovery"
    assert cast.coordinator.post("cases:case_stage", case, **again, choose_stage="yours").status_code == 302
    case.refresh_from_db()
    assert case.stage == "support"


def test_a_new_alias_is_no_conflict_about_the_stage(cast: Cast, case: Case):
    form = {"stage": "support", "was": case.stage, "version": case.version}
    assert cast.caseworker.post("cases:facts_edit", case, "identity", alias="Wagtail").status_code == 302
    assert cast.coordinator.post("cases:case_stage", case, **form).status_code == 302


def test_closed_is_no_stage_to_choose(cast: Cast, case: Case):
    assert cast.caseworker.post("cases:case_stage", case, stage="closed", version=case.version).status_code == 200
    case.refresh_from_db()
    assert not case.is_closed


@pytest.mark.parametrize("name", ["caseworker2", "legal", "health", "auditor", "outsider"])
def test_others_cannot(cast: Cast, case: Case, assign, name: str):
    member = getattr(cast, name)
    if name in {"legal", "health"}:
        assign(member.user)
    assert member.post("cases:case_stage", case, stage="recovery", version=1).status_code == 404

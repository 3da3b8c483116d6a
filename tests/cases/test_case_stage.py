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

"""Keeping a colleague away: beats every role and looks like absence."""

import pytest

from cases.models import Case, ConflictBlock
from tests.cast import Cast
from tests.factories.reading import last_event, opened


def set_block(cast: Cast, case: Case, user, **data):
    cast.coordinator.confirm()
    return cast.coordinator.post("cases:block_set", case, user=user.pid, **data)


def test_the_assigned_colleague_cannot_tell_any_more_that_it_exists(cast: Cast, case: Case):
    assert set_block(cast, case, cast.caseworker.user, reason="A relative").status_code == 302
    event = last_event(case)
    assert event.tag == "block:create" and "relative" not in event.detail
    absent = cast.caseworker.get("cases:case_detail", "0000000000")
    refused = cast.caseworker.get("cases:case_detail", case)
    assert refused.status_code == absent.status_code == 404
    assert opened(cast.coordinator.user, ConflictBlock.objects.get(case=case), "reason") == "A relative"


def test_it_beats_a_coordinator(cast: Cast, case: Case):
    set_block(cast, case, cast.coordinator2.user)
    assert cast.coordinator2.get("cases:case_detail", case).status_code == 404


def test_nobody_blocks_oneself_and_twice_is_refused(cast: Cast, case: Case):
    assert set_block(cast, case, cast.coordinator.user).status_code == 200
    set_block(cast, case, cast.caseworker.user)
    assert "kept away from the case already" in set_block(cast, case, cast.caseworker.user).content.decode()
    assert ConflictBlock.objects.filter(case=case).count() == 1


def test_it_asks_first_who_it_is(cast: Cast, case: Case):
    response = cast.coordinator.get("cases:block_set", case)
    assert response.status_code == 302 and "again" in response["Location"]


@pytest.mark.parametrize("name", ["caseworker", "caseworker2", "auditor", "administrator", "outsider"])
def test_only_coordinators(cast: Cast, case: Case, name: str):
    member = getattr(cast, name)
    member.confirm()
    assert member.post("cases:block_set", case, user=cast.caseworker2.user.pid).status_code == 404

"""Lifting a conflict block."""

from cases.models import Case, ConflictBlock
from tests.cases.test_block_set import set_block
from tests.cast import Cast
from tests.factories.reading import last_event


def test_the_colleague_sees_the_case_again(cast: Cast, case: Case):
    set_block(cast, case, cast.caseworker.user)
    row = ConflictBlock.objects.get(case=case)
    assert cast.coordinator.post("cases:block_lift", case, row).status_code == 302
    assert last_event(case).tag == "block:end"
    assert cast.caseworker.get("cases:case_detail", case).status_code == 200


def test_twice_is_refused(cast: Cast, case: Case):
    set_block(cast, case, cast.caseworker.user)
    row = ConflictBlock.objects.get(case=case)
    cast.coordinator.post("cases:block_lift", case, row)
    assert cast.coordinator.post("cases:block_lift", case, row).status_code == 409


def test_a_caseworker_cannot(cast: Cast, case: Case, assign):
    set_block(cast, case, cast.caseworker2.user)
    cast.caseworker.confirm()
    assert cast.caseworker.post("cases:block_lift", case, ConflictBlock.objects.get(case=case)).status_code == 404

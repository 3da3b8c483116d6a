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


def test_who_is_kept_away_now_stands_before_who_was(cast: Cast, case: Case):
    set_block(cast, case, cast.legal.user)
    cast.coordinator.post("cases:block_lift", case, ConflictBlock.objects.get(case=case))
    set_block(cast, case, cast.health.user)
    page = cast.coordinator.get("cases:block_set", case).content.decode()
    cards = page[page.index('id="blocks"') :]
    assert cards.index(cast.health.user.display_name) < cards.index(cast.legal.user.display_name)

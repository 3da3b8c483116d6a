"""Taking a proceeding apart from others."""

import pytest

from cases.models import Case, HearingPart, Proceeding
from tests.cases.api import ask
from tests.cast import Cast
from tests.factories.cases import make_case
from tests.factories.legal import day, link, make_hearing, make_proceeding
from tests.factories.reading import last_event

pytestmark = pytest.mark.django_db


@pytest.fixture
def proceeding(cast: Cast, case: Case) -> Proceeding:
    return make_proceeding(cast.caseworker.user, case)


def test_it_keeps_its_days_and_moves_with_no_other(cast: Cast, case: Case, proceeding: Proceeding):
    made = link(cast.caseworker.user, proceeding, make_case(cast.caseworker.user, alias="Wren"))
    part = make_hearing(cast.caseworker.user, proceeding)
    assert cast.caseworker.get("cases:proceeding_unlink", case, proceeding).status_code == 200
    assert cast.caseworker.post("cases:proceeding_unlink", case, proceeding).status_code == 302
    assert last_event(case).tag == "proceeding:unlink"
    mine, theirs = HearingPart.objects.get(pk=part.pk), HearingPart.objects.get(proceeding=made)
    assert mine.hearing_id != theirs.hearing_id and mine.hearing.held_on == theirs.hearing.held_on
    cast.caseworker.post("cases:hearing_move", case, mine, held_on=day(40), version=mine.hearing.version)
    theirs.hearing.refresh_from_db()
    assert theirs.hearing.held_on == day(20)


def test_alone_or_linked_out_of_sight_is_the_same_answer(cast: Cast, case: Case, proceeding: Proceeding):
    def answers():
        return [
            (answer.status_code, "linked with no other" in answer.content.decode())
            for answer in (
                cast.caseworker.get("cases:proceeding_unlink", case, proceeding),
                cast.caseworker.post("cases:proceeding_unlink", case, proceeding),
                ask(cast.caseworker, "post", "proceeding_unlink", case, proceeding),
            )
        ]

    alone = answers()
    link(cast.coordinator.user, proceeding, make_case(cast.caseworker2.user, alias="Wren"))
    assert answers() == alone == [(409, True)] * 3

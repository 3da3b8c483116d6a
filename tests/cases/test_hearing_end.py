"""A hearing was held or cancelled, for everybody on the docket."""

import pytest

from cases.legal import due_kinds
from cases.models import Case, Hearing, HearingPart, Proceeding
from tests.cases.api import ask
from tests.cast import Cast
from tests.factories.cases import make_case
from tests.factories.legal import due, link, make_hearing, make_proceeding
from tests.factories.reading import last_event

pytestmark = pytest.mark.django_db


@pytest.fixture
def parts(cast: Cast, case: Case) -> list[HearingPart]:
    proceeding: Proceeding = make_proceeding(cast.caseworker.user, case)
    link(cast.coordinator.user, proceeding, make_case(cast.caseworker2.user, alias="Wren"))
    part = make_hearing(cast.caseworker.user, proceeding, days=0)
    return [part, HearingPart.objects.exclude(pk=part.pk).get()]


@pytest.mark.parametrize(("state", "to_tell"), [("held", 0), ("cancelled", 1)])
def test_nothing_of_it_is_due_but_to_tell_of_a_cancelled_one(cast: Cast, parts, state: str, to_tell: int):
    answer = cast.caseworker.post("cases:hearing_end", parts[0].case, parts[0], state=state, version=1)
    assert answer.status_code == 302
    assert Hearing.objects.get().state == state
    for part in parts:
        assert due(part, due_kinds.HEARING) == [] and len(due(part, due_kinds.TELL)) == to_tell
        assert last_event(part.case).tag == "hearing:end"


def test_it_ends_once_and_in_two_ways_only(cast: Cast, case: Case, parts):
    body = {"state": "planned", "version": 1}
    assert ask(cast.caseworker, "post", "hearing_end", case, parts[0], body=body).status_code == 400
    assert ask(cast.caseworker, "post", "hearing_end", case, parts[0], body=body | {"state": "held"}).status_code == 204
    again = {"state": "held", "version": 2}
    assert ask(cast.caseworker, "post", "hearing_end", case, parts[0], body=again).json()["code"] == "hearing_over"


def test_it_was_not_held_before_its_day(cast: Cast, case: Case):
    part = make_hearing(cast.caseworker.user, make_proceeding(cast.caseworker.user, case), days=1)
    answer = cast.caseworker.post("cases:hearing_end", case, part, state="held", version=1)
    assert answer.status_code == 200 and "has not come yet" in answer.content.decode()
    body = {"state": "held", "version": 1}
    assert ask(cast.caseworker, "post", "hearing_end", case, part, body=body).json()["code"] == "hearing_ahead"
    assert Hearing.objects.get().state == "planned" and len(due(part, due_kinds.HEARING)) == 1
    assert (
        ask(cast.caseworker, "post", "hearing_end", case, part, body=body | {"state": "cancelled"}).status_code == 204
    )

"""Setting a hearing: the day is due for every person of the docket, and each is to be told."""

import pytest
from django.utils import timezone

from cases.legal import due_kinds
from cases.models import Case, HearingPart, Proceeding
from reminders.registry import kind_of
from tests.cases.api import ask
from tests.cast import Cast
from tests.factories.cases import make_case
from tests.factories.legal import day, due, link, make_hearing, make_proceeding
from tests.factories.reading import last_event, opened

pytestmark = pytest.mark.django_db


@pytest.fixture
def proceeding(cast: Cast, case: Case) -> Proceeding:
    return make_proceeding(cast.caseworker.user, case)


def test_the_day_is_an_appointment_and_the_person_is_to_be_told_today(cast: Cast, case: Case, proceeding: Proceeding):
    answer = cast.caseworker.post(
        "cases:hearing_create",
        case,
        proceeding,
        kind="hearing",
        held_on=day(20),
        hour="09:30",
        place="Room 4",
        screen="asked",
    )
    assert answer.status_code == 302 and last_event(case).tag == "hearing:create"
    part = HearingPart.objects.get(case=case)
    assert opened(cast.caseworker.user, part, "facts") == {"place": "Room 4", "screen": "asked"}
    [meeting] = due(part, due_kinds.HEARING)
    assert meeting.due_on == day(20) and meeting.owner == cast.caseworker.user
    assert timezone.localtime(meeting.due_at).strftime("%H:%M") == "09:30"
    assert [one.due_on for one in due(part, due_kinds.TELL)] == [day(0)]
    page = cast.caseworker.get("cases:legal_list", case).content.decode()
    assert "Room 4" in page and "Screen: asked for" in page and "The person is to be told" in page


@pytest.mark.parametrize("kind", ["hearing", "interview"])
def test_what_a_stranger_reads_says_nothing(cast: Cast, case: Case, proceeding: Proceeding, kind: str):
    part = make_hearing(cast.caseworker.user, proceeding, kind=kind, days=0)
    [meeting] = due(part, f"legal.{kind}")
    assert str(kind_of(meeting.kind).label) == "Appointment"
    today = cast.caseworker.get("cases:today").content.decode()
    assert "Appointment" in today and "earing" not in today.partition("<main")[2]


def test_everybody_on_the_docket_whoever_may_see_whom(cast: Cast, proceeding: Proceeding):
    theirs = make_case(cast.caseworker2.user, alias="Wren")
    made = link(cast.coordinator.user, proceeding, theirs)
    make_hearing(cast.caseworker.user, proceeding, facts={"place": "Room 4"})
    part = HearingPart.objects.get(proceeding=made)
    assert [one.owner for one in due(part, due_kinds.HEARING)] == [cast.caseworker2.user]
    assert part.facts.is_null and last_event(theirs).tag == "hearing:create"
    assert "Room 4" not in cast.caseworker2.get("cases:legal_list", theirs).content.decode()


def test_a_day_that_has_passed_is_refused(cast: Cast, case: Case, proceeding: Proceeding):
    answer = cast.caseworker.post("cases:hearing_create", case, proceeding, kind="hearing", held_on=day(-1))
    assert answer.status_code == 200 and "This day has passed" in answer.content.decode()
    body = {"kind": "hearing", "held_on": str(day(-1))}
    assert ask(cast.caseworker, "post", "hearing_list", case, proceeding, body=body).status_code == 409
    assert (
        ask(cast.caseworker, "post", "hearing_list", case, proceeding, body=body | {"held_on": str(day(1))}).status_code
        == 201
    )

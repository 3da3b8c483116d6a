"""A moved hearing is typed once: what is due moves for every linked person, and each is to be told the same day."""

import pytest
from django.utils import timezone

from audit.models import Event
from cases.legal import due_kinds
from cases.models import Case, Hearing, HearingPart, Proceeding
from reminders.actions import complete_due
from tests.cases.api import ask
from tests.cast import Cast
from tests.factories.cases import acting, make_case
from tests.factories.legal import day, due, link, make_hearing, make_proceeding
from tests.factories.reading import tags_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def proceeding(cast: Cast, case: Case) -> Proceeding:
    return make_proceeding(cast.caseworker.user, case)


def move(cast: Cast, part: HearingPart, days: int, *, name: str = "caseworker", version: int = 1, **more: str):
    return getattr(cast, name).post("cases:hearing_move", part.case, part, held_on=day(days), version=version, **more)


def test_typed_once_it_moves_for_all_persons_also_those_out_of_sight(cast: Cast, proceeding: Proceeding):
    others = [make_case(cast.caseworker2.user, alias=alias) for alias in ("Wren", "Tern")]
    for other in others:
        link(cast.coordinator.user, proceeding, other)
    part = make_hearing(cast.caseworker.user, proceeding)
    assert move(cast, part, 35, hour="14:00").status_code == 302
    parts = list(HearingPart.objects.filter(hearing=part.hearing_id))
    assert len(parts) == 3
    for one in parts:
        [meeting] = due(one, due_kinds.HEARING)
        assert meeting.due_on == day(35) and timezone.localtime(meeting.due_at).hour == 14
        assert [tell.due_on for tell in due(one, due_kinds.TELL)] == [day(0)]
        assert "hearing:move" in tags_of(one.case)
    assert Event.objects.filter(tag="hearing:move").count() == 3
    page = cast.caseworker.get("cases:legal_list", proceeding.case).content.decode()
    assert "moved from" in page and not any(other.reference in page for other in others)


def test_the_person_is_to_be_told_again_although_it_was_ticked_off(cast: Cast, proceeding: Proceeding):
    part = make_hearing(cast.caseworker.user, proceeding)
    with acting(cast.caseworker.user):
        for one in due(part, due_kinds.TELL):
            complete_due(actor=cast.caseworker.user, due=one)
    HearingPart.objects.filter(pk=part.pk).update(told_at=timezone.now(), told_by=cast.caseworker.user)
    move(cast, part, 30)
    part.refresh_from_db(fields=["told_at"])
    assert part.told_at is None
    assert len(due(part, due_kinds.TELL)) == 1 and [one.due_on for one in due(part, due_kinds.HEARING)] == [day(30)]


def test_two_who_move_it_for_two_persons_do_not_overwrite_each_other(cast: Cast, proceeding: Proceeding):
    made = link(cast.coordinator.user, proceeding, make_case(cast.caseworker2.user, alias="Wren"))
    part = make_hearing(cast.caseworker.user, proceeding)
    move(cast, part, 30)
    second = move(cast, HearingPart.objects.get(proceeding=made), 40, name="caseworker2")
    assert second.status_code == 409
    assert Hearing.objects.get(pk=part.hearing_id).held_on == day(30)


@pytest.mark.parametrize(("days", "words"), [(-1, "This day has passed"), (20, "day and hour it has already")])
def test_refusals_keep_what_was_typed(cast: Cast, proceeding: Proceeding, days: int, words: str):
    part = make_hearing(cast.caseworker.user, proceeding)
    answer = move(cast, part, days)
    assert answer.status_code == 200 and words in answer.content.decode()


def test_what_is_over_does_not_move(cast: Cast, case: Case, proceeding: Proceeding):
    part = make_hearing(cast.caseworker.user, proceeding)
    cast.caseworker.post("cases:hearing_end", case, part, state="cancelled", version=1)
    assert move(cast, part, 30, version=2).status_code == 409
    body = {"held_on": str(day(30)), "version": 2}
    assert ask(cast.caseworker, "post", "hearing_move", case, part, body=body).json()["code"] == "hearing_over"


def test_over_the_api(cast: Cast, case: Case, proceeding: Proceeding):
    part = make_hearing(cast.caseworker.user, proceeding)
    body = {"held_on": str(day(30)), "version": 1}
    assert ask(cast.caseworker, "post", "hearing_move", case, part, body=body).status_code == 204
    assert ask(cast.caseworker, "post", "hearing_move", case, part, body=body).status_code == 409

"""An assignment that passes on takes what is open with it."""

from uuid import uuid4

import pytest
from django.utils import timezone

from reminders.actions import hand_over_due, schedule_due, settle_due
from reminders.models import DueMove, DueThing
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def test_open_things_about_the_subject_change_hands_and_done_ones_stay(cast: Cast) -> None:
    giver, taker, subject = cast.caseworker.user, cast.caseworker2.user, uuid4()

    def due(kind: str, subject_id=subject) -> DueThing:
        return schedule_due(
            actor=giver,
            owner=giver,
            kind=kind,
            subject_type="cases.case",
            subject_id=subject_id,
            due_on=timezone.localdate(),
        )

    given, done, elsewhere = due("guardian"), due("consent"), due("guardian", uuid4())
    settle_due(actor=giver, subject_id=subject, kind="consent")
    assert hand_over_due(actor=cast.coordinator.user, subject_id=subject, from_user=giver, to_user=taker) == 1
    owners = {row.pk: row.owner for row in DueThing.objects.select_related("owner")}
    assert owners == {given.pk: taker, done.pk: giver, elsewhere.pk: giver}
    assert DueThing.objects.visible_to(taker).filter(pk=given.pk).exists()
    assert not DueThing.objects.visible_to(giver).filter(pk=given.pk).exists()
    moves = [
        (move.due_id, move.act, move.by, move.from_owner, move.to_owner) for move in DueMove.objects.filter(act="given")
    ]
    assert moves == [(given.pk, "given", cast.coordinator.user, giver, taker)]

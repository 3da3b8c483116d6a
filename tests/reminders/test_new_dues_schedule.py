"""Due things about many new subjects at once."""

from datetime import date
from uuid import uuid4

import pytest
from django.db import IntegrityError

from reminders.actions import schedule_new_dues
from reminders.models import DueThing
from tests.cast import Cast


def test_each_subject_gets_one_with_its_owner(cast: Cast) -> None:
    actor, colleague = cast.coordinator.user, cast.caseworker.user
    first, second = uuid4(), uuid4()
    day = date(2026, 3, 4)
    made = schedule_new_dues(
        actor=actor,
        kind="case.guardian",
        subject_type="cases.case",
        subjects=[(first, actor), (second, colleague)],
        due_on=day,
        due_at=None,
    )
    assert made == 2
    rows = DueThing.objects.filter(due_on=day).values_list("subject_id", "owner_id", "organisation_id")
    assert set(rows) == {
        (first, actor.pk, actor.organisation_id),
        (second, colleague.pk, actor.organisation_id),
    }


def test_it_is_for_new_subjects_only(cast: Cast) -> None:
    actor, subject = cast.coordinator.user, uuid4()
    for expected in (None, IntegrityError):
        what = dict(kind="case.guardian", subject_type="cases.case", due_on=date(2026, 3, 4), due_at=None)
        if expected is None:
            schedule_new_dues(actor=actor, subjects=[(subject, actor)], **what)
        else:
            with pytest.raises(expected):
                schedule_new_dues(actor=actor, subjects=[(subject, actor)], **what)

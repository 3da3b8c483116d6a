"""What was due has happened by another act."""

from datetime import date
from uuid import uuid4

import pytest

from audit.models import Event
from reminders.actions import schedule_due, settle_due
from reminders.models import DueThing
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def test_only_this_kind_about_this_subject_is_settled(cast: Cast) -> None:
    owner, one, other = cast.caseworker.user, uuid4(), uuid4()
    for kind, subject in (("a", one), ("b", one), ("a", other)):
        schedule_due(
            actor=owner, owner=owner, kind=kind, subject_type="x.y", subject_id=subject, due_on=date(2026, 3, 4)
        )
    # The act that settles it need not be the owner's.
    settle_due(actor=cast.coordinator.user, subject_id=one, kind="a")
    states = {(row.kind, row.subject_id): row.state for row in DueThing.objects.all()}
    assert states == {("a", one): "done", ("b", one): "open", ("a", other): "open"}
    assert not Event.objects.exists()

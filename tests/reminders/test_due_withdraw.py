"""What was due has not happened, and need not be watched any more."""

from datetime import date
from uuid import uuid4

import pytest

from audit.models import Event
from reminders.actions import schedule_due, withdraw_due
from reminders.choices import DueAct, EndReason
from reminders.models import DueMove, DueThing
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def test_only_this_kind_about_this_subject_is_withdrawn_and_the_reason_stays(cast: Cast) -> None:
    owner, one, other = cast.caseworker.user, uuid4(), uuid4()
    for kind, subject in (("a", one), ("b", one), ("a", other)):
        schedule_due(
            actor=owner, owner=owner, kind=kind, subject_type="x.y", subject_id=subject, due_on=date(2026, 3, 4)
        )
    withdraw_due(actor=owner, subject_id=one, kind="a", reason=EndReason.CLOSED)
    states = {(row.kind, row.subject_id): row.state for row in DueThing.objects.all()}
    assert states == {("a", one): "dropped", ("b", one): "open", ("a", other): "open"}
    move = DueMove.objects.get(due__subject_id=one, due__kind="a")
    assert (move.act, move.reason, move.by) == (DueAct.DROPPED, EndReason.CLOSED, owner)
    # The act that ends it says so in its own record.
    assert not Event.objects.exists()

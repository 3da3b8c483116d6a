"""What was due has not happened, and need not be watched any more."""

import pytest

from audit.models import Event
from reminders.actions import withdraw_due
from reminders.choices import DueAct, EndReason
from reminders.models import DueMove
from tests.cast import Cast
from tests.reminders.three import states_about, three_dues

pytestmark = pytest.mark.django_db


def test_only_this_kind_about_this_subject_is_withdrawn_and_the_reason_stays(cast: Cast) -> None:
    owner = cast.caseworker.user
    one = three_dues(owner)
    withdraw_due(actor=owner, subject_id=one, kind="a", reason=EndReason.CLOSED)
    assert states_about(one) == {("a", True): "dropped", ("b", True): "open", ("a", False): "open"}
    move = DueMove.objects.get(due__subject_id=one, due__kind="a")
    assert (move.act, move.reason, move.by) == (DueAct.DROPPED, EndReason.CLOSED, owner)
    # The act that ends it says so in its own record.
    assert not Event.objects.exists()

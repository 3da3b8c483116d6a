"""What was due has happened by another act."""

import pytest

from audit.models import Event
from reminders.actions import settle_due
from tests.cast import Cast
from tests.reminders.three import states_about, three_dues

pytestmark = pytest.mark.django_db


def test_only_this_kind_about_this_subject_is_settled(cast: Cast) -> None:
    one = three_dues(cast.caseworker.user)
    # The act that settles it need not be the owner's.
    settle_due(actor=cast.coordinator.user, subject_id=one, kind="a")
    assert states_about(one) == {("a", True): "done", ("b", True): "open", ("a", False): "open"}
    assert not Event.objects.exists()

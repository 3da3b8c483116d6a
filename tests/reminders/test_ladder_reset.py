"""The default of a ladder holds again."""

import pytest

from audit.models import Event
from common.errors import NotAllowed
from reminders.ladder.actions import edit_ladder, reset_ladder
from reminders.ladder.choices import LadderReason, Moment, Reach
from reminders.ladder.plan import Step
from reminders.ladder.states import LadderChangedMeanwhile
from reminders.models import Ladder
from tests.cast import Cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def own(cast: Cast) -> Ladder:
    steps = [Step(Moment.BEFORE, 5, Reach.ALL)]
    actor = cast.coordinator.user
    return edit_ladder(actor=actor, code="hearing", steps=steps, reason=LadderReason.LAW, version=0)


def test_the_own_steps_go(cast: Cast, own: Ladder) -> None:
    assert cast.coordinator.post("reminders:ladder_reset", "hearing").status_code == 302
    assert not Ladder.objects.exists()
    assert Event.objects.filter(tag="ladder:reset").count() == 1
    assert "28 days before" in cast.coordinator.get("reminders:ladder_list").content.decode()


def test_not_by_others_and_not_from_an_older_version(cast: Cast, own: Ladder) -> None:
    with pytest.raises(NotAllowed):
        reset_ladder(actor=cast.caseworker.user, code="hearing", version=1)
    with pytest.raises(LadderChangedMeanwhile):
        reset_ladder(actor=cast.coordinator.user, code="hearing", version=0)
    assert Ladder.objects.exists()


def test_over_the_api_and_twice(cast: Cast, own: Ladder) -> None:
    for _again in range(2):
        assert cast.coordinator.client.post("/api/v1/ladders/hearing/default/").status_code == 204
    assert cast.coordinator.client.post("/api/v1/ladders/nothing/default/").status_code == 404
    assert not Ladder.objects.exists()

"""Whoever was alerted of a colleague's thing can take it over; nobody else can."""

import pytest
from django.utils import timezone

from audit.models import Event
from cases.models import Case
from common.errors import NotAllowed
from reminders.actions import complete_due, take_due
from reminders.models import Alert, DueMove, DueThing
from reminders.states import DueNotOpen
from tests.access.world_ladders import make_alert
from tests.cast import Cast
from tests.factories.cases import block, make_case

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(cast: Cast) -> Case:
    return make_case(cast.caseworker.user)


@pytest.fixture
def alert(cast: Cast, case: Case) -> Alert:
    return make_alert(cast.coordinator.user, cast.caseworker.user, case)


def test_it_stands_in_the_new_name_and_the_trail_says_so(cast: Cast, alert: Alert) -> None:
    answer = cast.coordinator.post("cases:notice_take", alert)
    assert answer.status_code == 302
    due = DueThing.objects.get(pk=alert.due_id)
    assert due.owner == cast.coordinator.user
    assert due.answered_at is not None
    move = DueMove.objects.get(due=due)
    assert (move.by, move.from_owner, move.to_owner) == (
        cast.coordinator.user,
        cast.caseworker.user,
        cast.coordinator.user,
    )
    assert Event.objects.filter(tag="due:take").count() == 1


def test_not_without_an_alert_and_not_where_the_case_is_closed_to_one(cast: Cast, case: Case, alert: Alert) -> None:
    with pytest.raises(NotAllowed):
        take_due(actor=cast.coordinator2.user, due=alert.due)
    assert cast.coordinator2.post("cases:notice_take", alert).status_code == 404
    block(cast.coordinator.user, case, cast.coordinator2.user)
    assert cast.coordinator.post("cases:notice_take", alert).status_code == 404
    assert DueThing.objects.get(pk=alert.due_id).owner == cast.caseworker.user


def test_what_is_done_is_nobody_s_any_more(cast: Cast, alert: Alert) -> None:
    complete_due(actor=cast.caseworker.user, due=alert.due)
    with pytest.raises(DueNotOpen):
        take_due(actor=cast.coordinator.user, due=alert.due)
    assert cast.coordinator.client.post(f"/api/v1/notices/{alert.pid}/take/").status_code == 409


def test_over_the_api(cast: Cast, alert: Alert) -> None:
    assert cast.coordinator.client.post(f"/api/v1/notices/{alert.pid}/take/").status_code == 204
    assert DueThing.objects.get(pk=alert.due_id).owner == cast.coordinator.user
    assert timezone.now() >= DueThing.objects.get(pk=alert.due_id).answered_at

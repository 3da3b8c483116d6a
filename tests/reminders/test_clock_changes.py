"""Alerts on a moved clock: every daylight-saving change of 2026 to 2028 in eight zones, and clocks that jump."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine

from cases.models import Case
from reminders.ladder.actions import raise_alerts
from reminders.models import Alert, DueThing, OfficeCalendar
from tests.cast import Cast
from tests.factories.cases import make_case
from tests.reminders.alerting import kinds, schedule

__all__ = ["kinds"]
pytestmark = pytest.mark.django_db
ZONES = (
    "Europe/Brussels",
    "Europe/London",
    "America/New_York",
    "America/Santiago",
    "Australia/Lord_Howe",
    "Asia/Beirut",
    "Africa/Casablanca",
    "Pacific/Auckland",
)
YEARS = (datetime(2026, 1, 1, tzinfo=UTC), datetime(2029, 1, 1, tzinfo=UTC))
MINUTE = timedelta(minutes=1)
DAY = timedelta(days=1)


@cache
def changes(zone: str) -> tuple[datetime, ...]:
    """The first instant of each new offset."""
    found, clock = [], ZoneInfo(zone)
    moment = YEARS[0]
    while moment < YEARS[1]:
        after = moment + timedelta(hours=6)
        if moment.astimezone(clock).utcoffset() != after.astimezone(clock).utcoffset():
            low, high = moment, after
            while high - low > MINUTE:
                middle = low + (high - low) // 2
                middle = middle.replace(second=0, microsecond=0)
                same = middle.astimezone(clock).utcoffset() == low.astimezone(clock).utcoffset()
                low, high = (middle, high) if same else (low, middle)
            found.append(high)
        moment = after
    return tuple(found)


def odd_hour(change: datetime, zone: str) -> time:
    """An hour on the wall that the night of this change does not have, or has twice."""
    clock = ZoneInfo(zone)
    before, after = (moment.astimezone(clock).replace(tzinfo=None) for moment in (change - MINUTE, change))
    inside = before + 10 * MINUTE if after > before + MINUTE else after + 10 * MINUTE
    return inside.time().replace(second=0, microsecond=0)


def looks(change: datetime) -> Iterator[datetime]:
    """When somebody sweeps: twice an hour in the night of the change, seldom around it."""
    yield from (change - timedelta(hours=hours) for hours in (50, 38, 26, 14))
    yield from (change + number * 30 * MINUTE for number in range(-10, 11))
    yield from (change + timedelta(hours=hours) for hours in (14, 26, 38, 50))


@pytest.fixture
def case(cast: Cast) -> Case:
    case = make_case(cast.caseworker.user)
    DueThing.objects.all().delete()
    return case


def test_there_is_something_to_look_at() -> None:
    assert all(len(changes(zone)) >= 6 for zone in ZONES)


@pytest.mark.parametrize("zone", ZONES)
def test_each_day_is_said_once_and_none_is_missed(cast: Cast, case: Case, settings: Any, zone: str) -> None:
    settings.TIME_ZONE = zone
    clock = ZoneInfo(zone)
    worker = cast.caseworker.user
    for change in changes(zone):
        Alert.objects.all().delete()
        DueThing.objects.all().delete()
        hour = odd_hour(change, zone)
        OfficeCalendar.objects.update_or_create(
            organisation=worker.organisation, defaults={"hour": hour, "planned_zone": zone}
        )
        moments = list(looks(change))
        first, last = (moment.astimezone(clock).date() for moment in (moments[0], moments[-1]))
        with time_machine.travel(moments[0], tick=False) as traveller:
            due = schedule(case, worker, "appeal_limit", last + 20 * DAY)
            for moment in moments:
                traveller.move_to(moment)
                raise_alerts()
                raise_alerts()
        alerts = list(Alert.objects.filter(due=due, recipient=worker).order_by("raised_at"))
        days = [alert.step for alert in alerts]
        # The last day counts only if its hour has come by the last look.
        expected = [f"day:{first + number * DAY}" for number in range((last - first).days + 1)]
        assert days in (expected, expected[:-1]), (zone, change)
        for alert in alerts[1:]:
            said_on = date.fromisoformat(alert.step.removeprefix("day:"))
            wall = datetime.combine(said_on, hour)
            on_the_wall = alert.for_at.astimezone(clock).replace(tzinfo=None)
            skipped = wall.replace(tzinfo=clock).astimezone(UTC).astimezone(clock).replace(tzinfo=None) != wall
            assert on_the_wall > wall if skipped else on_the_wall == wall, (zone, change)
            assert on_the_wall - wall <= timedelta(hours=1)
            # Of a doubled hour it is the first.
            assert alert.for_at.astimezone(clock).fold == 0
            assert alert.for_at <= alert.raised_at


def days_said(due: DueThing) -> list[str]:
    rows = Alert.objects.filter(due=due, part="worker").order_by("step")
    return [row.step.removeprefix("day:") for row in rows]


@pytest.mark.parametrize("jump", [timedelta(hours=-1), DAY, -DAY, timedelta(days=30)])
def test_a_clock_that_jumps_and_is_set_right_again(cast: Cast, case: Case, jump: timedelta) -> None:
    start = datetime(2026, 6, 1, 5, 30, tzinfo=UTC)
    with time_machine.travel(start, tick=False) as traveller:
        due = schedule(case, cast.caseworker.user, "appeal_limit", date(2026, 6, 29))
        for hours in range(0, 24 * 4, 2):
            now = start + timedelta(hours=hours)
            # Wrong for ten hours, around the hour of alerts of the second day.
            traveller.move_to(now + jump if 20 <= hours < 30 else now)
            raise_alerts()
    said = days_said(due)
    assert len(said) == len(set(said))
    assert {f"2026-06-0{number}" for number in (1, 2, 3, 4)} <= set(said)


def test_what_is_set_down_while_the_clock_is_ahead_is_not_forgotten(cast: Cast, case: Case) -> None:
    start = datetime(2026, 6, 1, 9, tzinfo=UTC)
    with time_machine.travel(start + DAY, tick=False) as traveller:
        due = schedule(case, cast.caseworker.user, "appeal_limit", date(2026, 6, 29))
        traveller.move_to(start)
        raise_alerts()
        traveller.move_to(start + DAY + timedelta(minutes=1))
        raise_alerts()
    assert days_said(due) == ["2026-06-02"]

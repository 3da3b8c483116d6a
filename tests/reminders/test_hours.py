"""Hours on the office's clock, also on the days when the clock is moved."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from reminders.hours import day_of, instant_of, office_zone

ZONES = (
    "Europe/Brussels",
    "Europe/Lisbon",
    "Europe/Athens",
    "America/New_York",
    "America/Santiago",
    "Australia/Lord_Howe",
    "Africa/Casablanca",
    "Asia/Kathmandu",
)


def changes(zone: str) -> list[datetime]:
    """Instants (UTC, to the hour before) in 2026 to 2028 after which the clock of `zone` is moved."""
    clock, found = ZoneInfo(zone), []
    at, end = datetime(2026, 1, 1, tzinfo=UTC), datetime(2029, 1, 1, tzinfo=UTC)
    while at < end:
        later = at + timedelta(hours=1)
        if at.astimezone(clock).utcoffset() != later.astimezone(clock).utcoffset():
            found.append(at)
        at = later
    return found


@pytest.mark.parametrize(
    ("day", "hour", "expected"),
    [
        (date(2026, 7, 1), time(10, 30), "2026-07-01T08:30"),
        # The hour from two to three does not exist: the next minute that does.
        (date(2026, 3, 29), time(2, 0), "2026-03-29T01:00"),
        (date(2026, 3, 29), time(2, 59), "2026-03-29T01:00"),
        (date(2026, 3, 29), time(3, 0), "2026-03-29T01:00"),
        # It comes twice: the first.
        (date(2026, 10, 25), time(2, 30), "2026-10-25T00:30"),
        (date(2026, 10, 25), time(3, 0), "2026-10-25T02:00"),
    ],
)
def test_the_office_s_hours(day: date, hour: time, expected: str) -> None:
    assert instant_of(day, hour, "Europe/Brussels") == datetime.fromisoformat(expected).replace(tzinfo=UTC)


@pytest.mark.parametrize("zone", ZONES)
def test_every_change_of_the_clock_in_three_years(zone: str) -> None:
    clock = ZoneInfo(zone)
    found = changes(zone)
    assert found or zone == "Asia/Kathmandu"
    for change in found:
        day, previous = change.astimezone(clock).date(), None
        for minute in range(0, 24 * 60, 10):
            hour = (datetime.min + timedelta(minutes=minute)).time()
            at = instant_of(day, hour, zone)
            shown = at.astimezone(clock).replace(tzinfo=None)
            wanted = datetime.combine(day, hour)
            # Never earlier than asked for, never later than the gap, and the order of the day stays.
            assert wanted <= shown <= wanted + timedelta(hours=1, minutes=1)
            assert shown == wanted or instant_of(day, shown.time(), zone) == at
            assert previous is None or at >= previous
            # Of two the first: an hour before there is not the same hour again.
            assert (at - timedelta(hours=1)).astimezone(clock).replace(tzinfo=None) != shown
            previous = at


def test_a_day_belongs_to_the_office_s_calendar() -> None:
    late = datetime(2026, 7, 1, 22, 30, tzinfo=UTC)
    assert day_of(late, "Europe/Brussels") == date(2026, 7, 2)
    assert day_of(late, "UTC") == date(2026, 7, 1)
    assert office_zone() == "Europe/Brussels"

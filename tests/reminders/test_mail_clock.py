"""The hour of the mail of the day on moved clocks: every day has one, none has two, in eight zones over three years."""

from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine

from accounts.models import User
from reminders.models import Message
from reminders.outbox.choices import MessageState, Template
from reminders.outbox.sending import gather_digests, hour_that_passed
from tests.reminders.test_sending import ordinary

# Clocks that move at two, at midnight, by half an hour, in the south, and for a month of fasting.
ZONES = (
    *("Europe/Brussels", "Europe/Lisbon", "America/New_York", "America/Santiago"),
    *("Asia/Beirut", "Africa/Cairo", "Australia/Lord_Howe", "Africa/Casablanca"),
)
HOURS = (0, 1, 2, 3, 8, 23)
STEP = timedelta(minutes=30)


def changes(zone: str) -> Iterator[datetime]:
    """Instants of 2026 to 2028, to the hour, at which the clock of `zone` is moved."""
    clock, instant = ZoneInfo(zone), datetime(2026, 1, 1, tzinfo=UTC)
    while instant.year < 2029:
        following = instant + timedelta(hours=1)
        if instant.astimezone(clock).utcoffset() != following.astimezone(clock).utcoffset():
            yield instant
        instant = following


@pytest.mark.parametrize("zone", ZONES)
def test_each_day_has_its_hour_once_and_in_time(zone: str, settings: Any) -> None:
    settings.TIME_ZONE = zone
    moved = list(changes(zone))
    assert len(moved) >= 6
    for change in moved:
        for hour in HOURS:
            now = change - timedelta(hours=28)
            day, _instant = hour_that_passed(now, hour)
            while now < change + timedelta(hours=28):
                now += STEP
                following, instant = hour_that_passed(now, hour)
                assert instant <= now
                assert following - day in (timedelta(0), timedelta(days=1)), (zone, change, hour)
                if following != day:
                    # Noticed at once, and on its own day; an hour that does not exist is the first that does.
                    assert now - instant < STEP
                    local = instant.astimezone(ZoneInfo(zone))
                    assert local.date() == following and local.time() >= time(hour)
                    assert local.hour - hour <= 1
                day = following


@pytest.mark.django_db
@pytest.mark.parametrize("night", [datetime(2026, 3, 29, tzinfo=UTC), datetime(2026, 10, 25, tzinfo=UTC)])
def test_through_both_nights_one_mail_a_day_with_everything_in_it(reader: User, night: datetime) -> None:
    reader.mail_setting.hour = 2
    reader.mail_setting.save()
    begin = night - timedelta(days=2)
    for hours in range(0, 96, 5):
        ordinary(reader, f"k{hours}", begin + timedelta(hours=hours))
    for minutes in range(0, 5 * 24 * 60, 30):
        with time_machine.travel(begin + timedelta(minutes=minutes), tick=False):
            gather_digests(begin + timedelta(minutes=minutes))
    digests = list(Message.objects.filter(template=Template.DIGEST).order_by("not_before"))
    days = [digest.key.rpartition(":")[2] for digest in digests]
    assert len(set(days)) == len(days) == 5
    assert sum(digest.count for digest in digests) == 20
    assert not Message.objects.filter(template=Template.DUE).exclude(state=MessageState.GATHERED).exists()
    pauses = {late.not_before - early.not_before for early, late in pairwise(digests)}
    assert pauses <= {timedelta(hours=hours) for hours in (23, 24, 25)}


@pytest.mark.django_db
def test_a_clock_that_jumps_back_or_ahead_makes_no_second_mail_and_loses_none(reader: User) -> None:
    begin = datetime(2026, 6, 3, 5, tzinfo=UTC)
    ordinary(reader, "a", begin)
    # Eight o'clock in Brussels is six in UTC; the clock goes back an hour, a day ahead, and back again.
    for hours in (1.5, 0.5, 1.5, 25.5, 1.5, 26):
        gather_digests(begin + timedelta(hours=hours))
    assert Message.objects.filter(template=Template.DIGEST).count() == 1
    ordinary(reader, "b", begin + timedelta(hours=3))
    gather_digests(begin + timedelta(hours=26))
    assert Message.objects.filter(template=Template.DIGEST).count() == 2

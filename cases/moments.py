"""Instants from forms and addresses."""

from datetime import date, datetime, time

from django.utils import timezone
from django.utils.dateparse import parse_datetime

from common.partial_dates import EARLIEST_YEAR

LATEST_YEAR = 2999


def instant_of(text: str) -> datetime | None:
    """The place to go on from that an address names; anything else is the beginning."""
    try:
        found = parse_datetime(text)
    except ValueError:
        return None
    if found is None or found.tzinfo is None or not EARLIEST_YEAR <= found.year <= LATEST_YEAR:
        return None
    return found


def moment_of(day: date | None, hour: time | None) -> datetime | None:
    """The instant that was meant: None for neither; noon for a day alone; today alone is now, not a noon that may lie ahead.

    An hour alone is one of today.
    """
    if day is None and hour is None:
        return None
    today = timezone.localdate()
    if hour is None and day in {None, today}:
        return timezone.now()
    return timezone.make_aware(datetime.combine(day or today, hour or time(12)))

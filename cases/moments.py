"""A day and an hour of a form as one instant."""

from datetime import date, datetime, time

from django.utils import timezone


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

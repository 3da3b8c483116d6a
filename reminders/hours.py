"""An hour on the office's clock as an instant, also on the two nights of the year when the clock is moved."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.utils import timezone

_MINUTE = timedelta(minutes=1)
# The longest gap that a zone ever had: a whole day at the date line.
_LONGEST_GAP = 24 * 60


def office_zone() -> str:
    """The name of the zone in which the office reads the clock."""
    return timezone.get_default_timezone_name()


def instant_of(day: date, hour: time, zone: str = "") -> datetime:
    """`hour` of `day` on the clock of `zone` (the office's if empty), in UTC.

    An hour that does not exist that day is the next minute that does; of an hour that comes twice it is the first.
    """
    clock = ZoneInfo(zone or office_zone())
    wall = datetime.combine(day, hour)
    for _minute in range(_LONGEST_GAP + 1):
        instant = wall.replace(tzinfo=clock).astimezone(UTC)
        if instant.astimezone(clock).replace(tzinfo=None) == wall:
            return instant
        wall = wall.replace(second=0, microsecond=0) + _MINUTE
    raise ValueError(f"the clock of {clock.key} has no such hour on {day}")


def day_of(instant: datetime, zone: str = "") -> date:
    """The day on the office's calendar to which an instant belongs."""
    return instant.astimezone(ZoneInfo(zone or office_zone())).date()

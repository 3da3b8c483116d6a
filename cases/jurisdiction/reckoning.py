"""From a start and a length to a last day. Pure arithmetic of the calendar: dates in, dates out, no zone of time.

Where a rule can be read in two ways, the answer carries both days; whoever watches a deadline watches the earlier one.
"""

from calendar import monthrange
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from cases.jurisdiction.choices import LengthUnit

RestDays = Collection[date] | Callable[[date], bool]

_DAY = timedelta(days=1)
_MONTHS_OF = {LengthUnit.MONTHS: 1, LengthUnit.YEARS: 12}
_DAYS_OF = {LengthUnit.DAYS: 1, LengthUnit.WEEKS: 7}
# No row of free days is longer; a calendar that says so is wrong, and the end stays where it was.
_LONGEST_REST = 30
# The years in which somebody turns of age, and when to warn.
OF_AGE = 18
BIRTHDAY_STEPS = (365, 180, 90, 30)


class EndedOutside(ValueError):
    """A period cannot end early before it began, or after its end."""


@dataclass(frozen=True, slots=True)
class Reckoned:
    """`end_on`: the last day by the rules that were given. `earlier_on`: the earliest last day that another reading gives.

    `earlier_on` is never after `end_on`.
    """

    end_on: date
    earlier_on: date

    @property
    def is_in_doubt(self) -> bool:
        """Whether two readings differ."""
        return self.earlier_on != self.end_on


@dataclass(frozen=True, slots=True)
class DayCount:
    """Day `day` of `total`, `left` days until the last one: day + left = total. Day 0 is a first day that is not counted."""

    day: int
    total: int
    left: int


def end_of(
    start: date,
    length: int,
    unit: str,
    *,
    count_first_day: bool = False,
    roll_forward: bool = False,
    rest_days: RestDays = (),
    is_rule_known: bool = False,
) -> Reckoned:
    """The last day of a period that begins with an event on `start` and is `length` units long.

    Not counting the first day: 1 March + 30 days ends on 31 March, 30 November + 3 months on the last day of February.
    Counting it, the period ends a day sooner. A month without such a day ends it on its last day. `roll_forward`: an end on
    a rest day moves to the next day that is none. `is_rule_known`: somebody checked how days are counted here; else
    `earlier_on` is what counting the first day gives. An end that moved is never the earlier one.
    Raises ValueError for a length below 1 or an unknown unit, OverflowError beyond the calendar.
    """
    plain = _plain_end(start, length, unit)
    # Two readings of the same rule differ at the end of a month: the day before the 31st, or the day before the last.
    counted, earliest = _counted_end(start, length, unit), plain - _DAY
    exact = counted if count_first_day else plain
    sooner = exact if is_rule_known and not count_first_day else earliest
    return Reckoned(end_on=rolled(exact, rest_days) if roll_forward else exact, earlier_on=min(exact, sooner))


def _plain_end(start: date, length: int, unit: str) -> date:
    """The last day when the first is not counted."""
    if length < 1:
        raise ValueError("a length is 1 or more")
    kind = LengthUnit(unit)
    if kind in _DAYS_OF:
        return start + length * _DAYS_OF[kind] * _DAY
    return add_months(start, length * _MONTHS_OF[kind])


def _counted_end(start: date, length: int, unit: str) -> date:
    """The last day when the first is counted: the day before the one of the same number."""
    kind = LengthUnit(unit)
    if kind in _DAYS_OF or start.day == 1:
        return _plain_end(start, length, unit) - _DAY
    return _in_month(*_month_after(start, length * _MONTHS_OF[kind]), start.day - 1)


def add_months(day: date, months: int) -> date:
    """The same day `months` later, or the last day of a month that has no such day. OverflowError after year 9999."""
    return _in_month(*_month_after(day, months), day.day)


def _month_after(day: date, months: int) -> tuple[int, int]:
    years, month = divmod(day.month - 1 + months, 12)
    if day.year + years > date.max.year:
        raise OverflowError("beyond the calendar")
    return day.year + years, month + 1


def _in_month(year: int, month: int, day: int) -> date:
    return date(year, month, min(day, monthrange(year, month)[1]))


def rolled(day: date, rest_days: RestDays) -> date:
    """`day`, or the next one that is no rest day."""
    is_rest = rest_days if callable(rest_days) else rest_days.__contains__
    for days in range(_LONGEST_REST):
        if not is_rest(day + days * _DAY):
            return day + days * _DAY
    return day


def extended(end_on: date, length: int, unit: str, *, most_on: date | None = None) -> date:
    """The last day after an extension that is counted from the present last day `end_on`.

    `most_on` is the last day that the whole may have. An extension never ends before the present end.
    """
    longer = _plain_end(end_on, length, unit)
    return longer if most_on is None else max(end_on, min(longer, most_on))


def ended_early(start: date, end_on: date, ended_on: date) -> date:
    """The last day of a period that was ended on `ended_on`. Raises EndedOutside for a day outside it."""
    if not start <= ended_on <= end_on:
        raise EndedOutside
    return ended_on


def day_of(start: date, end_on: date, on: date, *, count_first_day: bool = False) -> DayCount:
    """Which day of the period `on` is. Before the start it is day 0; after the end `left` is below 0."""
    first = start - _DAY if count_first_day else start
    total = (end_on - first).days
    day = max((on - first).days, 0)
    return DayCount(day=day, total=total, left=total - day)


def half_time(start: date, end_on: date) -> date:
    """The day on which half of the period is over; of two it is the earlier."""
    return start + (end_on - start).days // 2 * _DAY


def alert_days(
    start: date, end_on: date, steps: Iterable[int], *, with_half: bool = False, with_start: bool = False
) -> list[date]:
    """The days on which to warn: so many days before the end, at half-time, on the first day. None before the start; each
    once, in order.
    """
    days = {end_on - step * _DAY for step in steps}
    if with_start:
        days.add(start)
    if with_half:
        days.add(half_time(start, end_on))
    return sorted(day for day in days if day >= start)


def birthday(born_on: date, age: int = OF_AGE) -> date:
    """The first day at that age. Who was born on 29 February has it on 28 February of a common year: the earlier reading."""
    return add_months(born_on, age * 12)


def earliest_birth(age: int, seen_on: date) -> date:
    """The earliest day on which somebody can be born who was said to be `age` years old on `seen_on`."""
    about = add_months(seen_on, -(age + 1) * 12)
    # Near 29 February the day of the same number may be one too early or too late.
    return next(day for step in range(-1, 4) if _age(day := about + step * _DAY, seen_on) == age)


def _age(born_on: date, on: date) -> int:
    """Whole years. Who was born on 29 February may turn older on 1 March only."""
    return on.year - born_on.year - ((on.month, on.day) < (born_on.month, born_on.day))


def birthday_alerts(born_from: date, steps: Sequence[int] = BIRTHDAY_STEPS) -> list[date]:
    """When to warn of the 18th birthday; `born_from` is the birth date, or of an estimate its earliest possible day."""
    of_age_on = birthday(born_from)
    return sorted(of_age_on - step * _DAY for step in steps)


def conservative(*days: date | None) -> date | None:
    """The earliest of the days that are known; None if none is."""
    return min((day for day in days if day is not None), default=None)

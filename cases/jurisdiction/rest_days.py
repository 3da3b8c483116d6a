"""On which days of the week an office rests, by country. National holidays are left out on purpose: see `rest_days_of`."""

from collections.abc import Callable
from datetime import date
from functools import cache

from babel import Locale, UnknownLocaleError


@cache
def weekend_of(country_code: str) -> frozenset[int]:
    """Days of the week, Monday is 0. Source: CLDR; Saturday and Sunday where it knows no such country."""
    try:
        place = Locale.parse(f"und_{country_code}")
    except (UnknownLocaleError, ValueError):
        # The Council of Europe and the EU are no countries.
        place = Locale.parse("und_001")
    first, last = place.weekend_start, place.weekend_end
    return frozenset((first + step) % 7 for step in range((last - first) % 7 + 1))


def rest_days_of(country_code: str, holidays: frozenset[date] = frozenset()) -> Callable[[date], bool]:
    """Whether a day is a rest day there: the weekend, and the `holidays` that the caller knows of.

    A holiday that is not known leaves an end where it was, which is earlier, never later: the safe side.
    """
    weekend = weekend_of(country_code)
    return lambda day: day.weekday() in weekend or day in holidays

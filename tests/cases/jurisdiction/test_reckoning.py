"""Calendar arithmetic: a few ends by hand, and what must hold of all of them."""

from datetime import date, timedelta

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from cases.jurisdiction.choices import LengthUnit
from cases.jurisdiction.reckoning import (
    EndedOutside,
    add_months,
    alert_days,
    birthday,
    conservative,
    day_of,
    earliest_birth,
    end_of,
    ended_early,
    extended,
    half_time,
    rolled,
)
from cases.jurisdiction.rest_days import rest_days_of, weekend_of
from common.partial_dates import PartialDate

DAY = timedelta(days=1)
DAYS = st.dates(date(1990, 1, 1), date(2150, 12, 31))
LENGTHS = st.integers(1, 400)
UNITS = st.sampled_from(LengthUnit.values)
COUNTS = st.booleans()
bounded = settings(max_examples=300, deadline=None)
REST = rest_days_of("BE")


def test_a_month_is_not_thirty_days():
    assert end_of(date(2026, 11, 30), 3, "months").end_on == date(2027, 2, 28)
    assert end_of(date(2027, 11, 30), 3, "months").end_on == date(2028, 2, 29)
    assert end_of(date(2026, 11, 30), 90, "days").end_on == date(2027, 2, 28)
    assert end_of(date(2027, 11, 30), 90, "days").end_on == date(2028, 2, 28)


def test_the_first_day_counts_or_not():
    plain = end_of(date(2026, 3, 1), 30, "days")
    assert (plain.end_on, plain.earlier_on, plain.is_in_doubt) == (date(2026, 3, 31), date(2026, 3, 30), True)
    counted = end_of(date(2026, 3, 1), 30, "days", count_first_day=True)
    assert (counted.end_on, counted.is_in_doubt) == (date(2026, 3, 30), False)
    known = end_of(date(2026, 3, 1), 30, "days", is_rule_known=True)
    assert (known.end_on, known.is_in_doubt) == (date(2026, 3, 31), False)
    # January 31st counted, one month: the day before the 31st of February is its last; or the day before its last.
    edge = end_of(date(2026, 1, 31), 1, "months", count_first_day=True)
    assert (edge.end_on, edge.earlier_on) == (date(2026, 2, 28), date(2026, 2, 27))
    assert end_of(date(2026, 3, 1), 1, "months", count_first_day=True).end_on == date(2026, 3, 31)
    assert end_of(date(2026, 7, 1), 1, "days", count_first_day=True).end_on == date(2026, 7, 1)


def test_an_end_on_a_rest_day_moves_and_the_watched_day_does_not():
    saturday = date(2026, 4, 18)
    found = end_of(date(2026, 3, 4), 45, "days", roll_forward=True, rest_days=REST, is_rule_known=True)
    assert (found.end_on, found.earlier_on) == (date(2026, 4, 20), saturday)
    holiday = end_of(
        date(2026, 3, 4),
        45,
        "days",
        roll_forward=True,
        rest_days=rest_days_of("BE", frozenset({date(2026, 4, 20)})),
        is_rule_known=True,
    )
    assert (holiday.end_on, holiday.earlier_on) == (date(2026, 4, 21), saturday)
    listed = end_of(date(2026, 3, 4), 45, "days", roll_forward=True, rest_days=[saturday], is_rule_known=True)
    assert listed.end_on == date(2026, 4, 19)
    assert end_of(date(2026, 3, 4), 45, "days", rest_days=REST).end_on == saturday


def test_the_weekend_is_that_of_the_country():
    assert weekend_of("BE") == weekend_of("COE") == weekend_of("EU") == weekend_of("XK") == {5, 6}
    assert weekend_of("IL") == {4, 5}


def test_a_calendar_of_rest_days_only_moves_nothing():
    assert rolled(date(2026, 4, 18), lambda day: True) == date(2026, 4, 18)


@pytest.mark.parametrize("length", [0, -1])
def test_a_length_of_nothing_is_refused(length: int):
    with pytest.raises(ValueError, match="1 or more"):
        end_of(date(2026, 3, 1), length, "days")


def test_an_unknown_unit_is_refused():
    with pytest.raises(ValueError, match="hours"):
        end_of(date(2026, 3, 1), 72, "hours")


def test_beyond_the_calendar_is_refused():
    for unit in LengthUnit.values:
        with pytest.raises(OverflowError):
            end_of(date(9999, 12, 1), 60, unit)


def test_an_early_end_lies_within_the_period():
    start, end = date(2026, 3, 1), date(2026, 4, 15)
    for outside in (start - DAY, end + DAY):
        with pytest.raises(EndedOutside):
            ended_early(start, end, outside)


def test_the_earliest_of_what_is_known():
    assert conservative(None, date(2026, 3, 2), date(2026, 3, 1)) == date(2026, 3, 1)
    assert conservative(None) is None


@bounded
@given(DAYS, LENGTHS, LENGTHS, UNITS, COUNTS, COUNTS)
@example(date(2028, 1, 31), 1, 1, "months", True, True)
def test_adding_time_never_shortens_a_deadline(
    start: date, length: int, more: int, unit: str, count_first: bool, roll: bool
):
    rules = {"count_first_day": count_first, "roll_forward": roll, "rest_days": REST}
    shorter, longer = (end_of(start, one, unit, **rules) for one in (length, length + more))
    assert longer.end_on >= shorter.end_on and longer.earlier_on >= shorter.earlier_on
    assert end_of(start, length, unit).end_on < end_of(start, length + more, unit).end_on


@bounded
@given(DAYS, LENGTHS, UNITS, LENGTHS, UNITS, st.none() | DAYS)
def test_an_extension_never_ends_before_the_present_end(
    start: date, length: int, unit: str, more: int, more_unit: str, most_on: date | None
):
    end_on = end_of(start, length, unit).end_on
    found = extended(end_on, more, more_unit, most_on=most_on)
    assert found >= end_on
    assert extended(end_on, more + 1, more_unit, most_on=most_on) >= found


@bounded
@given(DAYS, LENGTHS, UNITS, COUNTS, COUNTS, COUNTS)
def test_the_earlier_reading_is_never_the_later_one(
    start: date, length: int, unit: str, count_first: bool, roll: bool, is_known: bool
):
    found = end_of(
        start, length, unit, count_first_day=count_first, roll_forward=roll, rest_days=REST, is_rule_known=is_known
    )
    assert start <= found.earlier_on <= found.end_on
    # Nothing that another reading gives comes before it.
    for other in (True, False):
        assert is_known or found.earlier_on <= end_of(start, length, unit, count_first_day=other).end_on
    assert not (roll and REST(found.end_on))


@bounded
@given(DAYS, st.integers(1, 24), UNITS)
def test_a_later_start_never_ends_earlier(start: date, length: int, unit: str):
    assert end_of(start + DAY, length, unit).end_on >= end_of(start, length, unit).end_on


@bounded
@given(DAYS, st.integers(0, 2000))
def test_a_month_on_is_the_same_number_or_the_last_day(day: date, months: int):
    found = add_months(day, months)
    assert (found.year - day.year) * 12 + found.month - day.month == months
    assert found.day == day.day or (found.day < day.day and (found + DAY).day == 1)


@bounded
@given(DAYS, st.integers(1, 800), st.integers(-3, 803), COUNTS)
def test_days_gone_and_days_left_are_the_whole(start: date, length: int, on: int, count_first: bool):
    end_on = start + length * DAY
    count = day_of(start, end_on, start + on * DAY, count_first_day=count_first)
    assert count.day + count.left == count.total == length + count_first
    assert day_of(start, end_on, end_on, count_first_day=count_first).left == 0


@bounded
@given(DAYS, st.integers(0, 800), st.lists(st.integers(0, 400), max_size=6))
def test_warnings_lie_between_start_and_end(start: date, length: int, steps: list[int]):
    end_on = start + length * DAY
    found = alert_days(start, end_on, steps, with_half=True, with_start=True)
    assert found == sorted(set(found)) and found[0] == start and found[-1] <= end_on
    assert {end_on - step * DAY for step in steps if step <= length} <= set(found)
    half = half_time(start, end_on)
    assert half in found and 0 <= (end_on - half).days - (half - start).days <= 1


@bounded
@given(st.integers(0, 25), DAYS)
@example(15, date(2028, 2, 29))
@example(14, date(2027, 2, 28))
def test_nobody_of_that_age_was_born_before_the_earliest_day(age: int, seen_on: date):
    born = earliest_birth(age, seen_on)
    assert PartialDate.from_day(born).ages_on(seen_on) == (age, age)
    youngest, _oldest = PartialDate.from_day(born - DAY).ages_on(seen_on)
    assert youngest == age + 1
    assert birthday(born, age + 1) > seen_on - DAY

"""Every worked example, day by day."""

from datetime import timedelta

import pytest
from django.db import connection

from cases.jurisdiction.choices import Confidence
from cases.jurisdiction.queries import propose_end, propose_extension
from cases.jurisdiction.reckoning import (
    BIRTHDAY_STEPS,
    alert_days,
    birthday,
    birthday_alerts,
    day_of,
    earliest_birth,
    end_of,
    ended_early,
)
from common.partial_dates import PartialDate
from tests.cases.jurisdiction.examples import EXAMPLES, ROWS, Example, scheme_of

DAY = timedelta(days=1)
PROPOSED = [one for one in EXAMPLES if one.kind not in {"extension", "early_end", "appeal", "birthday"}]
WATCHED = [one for one in EXAMPLES if one.end_on is not None]


def of_kind(kind: str) -> list[Example]:
    found = [one for one in EXAMPLES if one.kind == kind]
    assert found
    return found


def test_the_table_covers_every_scheme_and_every_trap():
    sure = {code for code, row in ROWS.items() if row["confidence"] in {Confidence.HIGH, Confidence.MEDIUM}}
    low = set(ROWS) - sure
    assert len(EXAMPLES) >= 120 and len(sure) == 62 and len(low) == 14
    assert sure <= {one.scheme for one in EXAMPLES if one.kind == "plain"}
    assert low <= {one.scheme for one in of_kind("provisional")}
    kinds = {one.kind for one in EXAMPLES}
    assert kinds >= {
        "leap",
        "month_end",
        "early_end",
        "extension",
        "child",
        "appeal",
        "first_day",
        "rest_day",
        "birthday",
    }
    assert all(one.source and one.how for one in EXAMPLES) and len({one.id for one in EXAMPLES}) == len(EXAMPLES)


@pytest.mark.django_db
@pytest.mark.parametrize("example", PROPOSED, ids=str)
def test_the_proposed_end(example: Example):
    proposal = propose_end(scheme_of(example), example.start_on, is_child=example.says("child"))
    assert (proposal.end_on, proposal.earlier_on) == (example.end_on, example.earlier_on)
    assert proposal.watch_on == example.earlier_on
    assert (proposal.is_confirmed, proposal.needs_letter) == (example.is_confirmed, example.needs_letter)


@pytest.mark.parametrize("example", of_kind("extension"), ids=str)
def test_the_end_after_an_extension(example: Example):
    is_child = example.says("child")
    found = propose_extension(scheme_of(example), example.start_on, example.day("old_end"), is_child=is_child)
    assert found == example.end_on and found >= example.day("old_end")


@pytest.mark.parametrize("example", of_kind("early_end"), ids=str)
def test_the_end_of_what_was_ended_early(example: Example):
    row = ROWS[example.scheme]
    planned = end_of(example.start_on, row["length_value"], row["length_unit"]).end_on
    assert ended_early(example.start_on, planned, example.day("ended_on")) == example.end_on <= planned


@pytest.mark.parametrize("example", of_kind("appeal"), ids=str)
def test_the_end_of_a_limit_to_appeal(example: Example):
    found = end_of(example.start_on, int(example.given["length"]), example.given["unit"], is_rule_known=True)
    assert (found.end_on, found.earlier_on) == (example.end_on, example.earlier_on)


@pytest.mark.parametrize("example", of_kind("birthday"), ids=str)
def test_the_eighteenth_birthday(example: Example):
    if "born" in example.given:
        born_from = PartialDate.from_text(example.given["born"]).first
    else:
        born_from = earliest_birth(int(example.given["age"]), example.day("seen_on"))
    assert born_from == example.start_on and birthday(born_from) == example.end_on
    assert birthday_alerts(born_from) == example.alerts and set(example.ladder) == {
        str(step) for step in BIRTHDAY_STEPS
    }


@pytest.mark.parametrize("example", WATCHED, ids=str)
def test_each_day_of_the_span(example: Example):
    """Day n, days left, and whether somebody is warned, on every day from the day before the start to the day after the end."""
    first = example.says("first_day")
    steps = [int(part) for part in example.ladder if part.isdecimal()]
    alerts = alert_days(
        example.start_on,
        example.earlier_on,
        steps,
        with_half="half" in example.ladder,
        with_start="start" in example.ladder,
    )
    assert alerts == example.alerts
    walked, on = 0, example.start_on - DAY
    number, left = (0, example.total_days)
    while on <= example.end_on + DAY:
        count = day_of(example.start_on, example.end_on, on, count_first_day=first)
        assert (count.day, count.left, count.total) == (number, left, example.total_days), on
        on, walked = on + DAY, walked + 1
        if on > example.start_on or (on == example.start_on and first):
            number, left = number + 1, left - 1
    assert walked == example.total_days + 3 - first and count.left == -1


SPANS = {
    "sqlite": (
        # The same number so many months on, or the last day of that month if it comes sooner.
        "SELECT min(date(%(start)s, 'start of month', '+' || %(months)s || ' months', '+' || (%(number)s - 1) || ' days'),"
        " date(%(start)s, 'start of month', '+' || (%(months)s + 1) || ' months', '-1 day'))",
        "SELECT date(%(start)s, '+' || %(days)s || ' days')",
    ),
    "postgresql": (
        "SELECT (%(start)s::date + make_interval(months => %(months)s))::date::text",
        "SELECT (%(start)s::date + %(days)s)::text",
    ),
}


def sql_end(example: Example, length: int, unit: str) -> str:
    """The last day, first day not counted, by the database's own arithmetic."""
    by_months, by_days = SPANS[connection.vendor]
    months = {"months": length, "years": 12 * length}.get(unit)
    days = {"days": length, "weeks": 7 * length}.get(unit)
    values = {"start": str(example.start_on), "months": months, "days": days, "number": example.start_on.day}
    with connection.cursor() as cursor:
        cursor.execute(by_days if months is None else by_months, values)
        return str(cursor.fetchone()[0])


@pytest.mark.django_db
def test_the_database_agrees():
    """A second way without our code: SQLite and PostgreSQL each reckon the ends of the table."""
    asked = 0
    for example in EXAMPLES:
        if example.kind in {"plain", "leap", "month_end", "checked"} and ROWS[example.scheme]["length_value"]:
            row = ROWS[example.scheme]
            assert sql_end(example, row["length_value"], row["length_unit"]) == str(example.end_on), example
        elif example.kind == "appeal":
            assert sql_end(example, int(example.given["length"]), example.given["unit"]) == str(example.end_on), example
        elif example.kind == "birthday":
            assert sql_end(example, 18, "years") == str(example.end_on), example
        elif example.kind == "provisional":
            assert sql_end(example, 30, "days") == str(example.end_on), example
        else:
            continue
        asked += 1
    assert asked >= 120

"""When the steps of a ladder come, reckoned on the office's calendar."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from reminders.ladder.choices import Moment, Reach, Weight
from reminders.ladder.defaults import DEFAULTS, LABELS
from reminders.ladder.plan import Facts, Rule, Step, Week, escalates_at, is_urgent, plan
from reminders.ladder.queries import rule_of, warns_in_time
from tests.reminders.alerting import wall
from tests.reminders.test_hours import ZONES

WEEK = Week(zone="Europe/Brussels")
# A Monday.
BEGUN = wall(date(2026, 6, 1))
LATER = Reach.LEAD_LATER


def day_keys(facts: Facts, rule: Rule, week: Week = WEEK, *, until: date) -> dict[str, date]:
    """{key: day on which it came} when the office looks every four hours."""
    found: dict[str, date] = {}
    now = facts.begun_at
    while week.day_of(now) <= until:
        for coming in plan(facts, rule, week, now).passed:
            found.setdefault(coming.key, week.day_of(now))
        now += timedelta(hours=4)
    return found


def test_every_ladder_has_words_and_is_heard_in_time() -> None:
    assert set(LABELS) == set(DEFAULTS)
    assert all(warns_in_time(rule.weight, rule.steps) for rule in DEFAULTS.values())


def test_steps_before_the_day_then_daily_until_something_is_recorded() -> None:
    facts = Facts(date(2026, 7, 31), BEGUN)
    found = day_keys(facts, DEFAULTS["reflection_end"], until=date(2026, 8, 3))
    assert found["half"] == date(2026, 7, 1)
    assert found["before:14"] == date(2026, 7, 17)
    # Seven days before is a Friday; from there each day, the day itself, the weekend and after it.
    daily = [date(2026, 7, 24) + timedelta(days=number) for number in range(11)]
    assert {key: day for key, day in found.items() if key.startswith("day:")} == {f"day:{day}": day for day in daily}
    assert len(found) == 2 + len(daily)


@pytest.mark.parametrize("ladder", ["appeal_limit", "detention", "removal"])
def test_a_right_is_said_at_once_and_each_day(ladder: str) -> None:
    saturday = wall(date(2026, 6, 6), time(15))
    found = day_keys(Facts(date(2026, 6, 30), saturday), DEFAULTS[ladder], until=date(2026, 6, 9))
    assert found == {f"day:2026-06-0{number}": date(2026, 6, number) for number in (6, 7, 8, 9)}
    assert plan(Facts(date(2026, 6, 30), saturday), DEFAULTS[ladder], WEEK, saturday).passed[0].is_urgent


@pytest.mark.parametrize("due_on", [date(2026, 7, 1) + timedelta(days=number) for number in range(14)])
@pytest.mark.parametrize("ladder", ["task", "reflection_end", "permit_expiry", "hearing", "renewal_opens"])
def test_no_first_alert_falls_on_a_rest_day(ladder: str, due_on: date) -> None:
    week = Week(holidays=frozenset({date(2026, 7, 3), date(2026, 6, 24)}), zone="Europe/Brussels")
    found = day_keys(Facts(due_on, BEGUN), DEFAULTS[ladder], week, until=due_on + timedelta(days=9))
    daily = sorted(key for key in found if key.startswith("day:"))
    firsts = [day for key, day in found.items() if key not in daily[1:]]
    assert firsts
    assert not any(week.is_rest(day) for day in firsts)


def test_a_step_on_a_rest_day_comes_before_and_one_after_the_day_later() -> None:
    sunday = date(2026, 6, 14)
    found = day_keys(Facts(sunday, BEGUN), DEFAULTS["task"], until=date(2026, 6, 30))
    assert found == {"before:0": date(2026, 6, 12), "every:7:1": date(2026, 6, 22), "every:7:2": date(2026, 6, 29)}


def test_what_had_passed_is_left_out_but_of_a_deadline_the_last_comes_at_once() -> None:
    facts = Facts(date(2026, 6, 12), BEGUN)
    assert plan(facts, DEFAULTS["task"], WEEK, BEGUN).passed == ()
    (only,) = plan(facts, DEFAULTS["permit_expiry"], WEEK, BEGUN).passed
    assert (only.key, only.is_urgent) == ("before:14", False)
    near = plan(Facts(date(2026, 6, 4), BEGUN), DEFAULTS["reflection_end"], WEEK, BEGUN)
    assert [(one.key, one.is_urgent) for one in near.passed] == [("day:2026-06-01", True)]
    gone = plan(Facts(date(2026, 5, 4), BEGUN), DEFAULTS["reflection_end"], WEEK, BEGUN)
    assert [one.is_urgent for one in gone.passed] == [True]


def test_missed_days_are_made_up_for_once_and_missed_steps_in_their_order() -> None:
    facts = Facts(date(2026, 7, 31), BEGUN)
    late = plan(facts, DEFAULTS["permit_expiry"], WEEK, wall(date(2026, 8, 20), time(9)))
    assert [one.key for one in late.passed] == ["before:60", "before:30", "before:14", "day:2026-08-20"]
    assert late.next_at == wall(date(2026, 8, 21), time(8))


def test_while_it_is_put_off_quiet_steps_wait_and_urgent_ones_do_not() -> None:
    asleep = Facts(date(2026, 7, 31), BEGUN, snoozed_until=date(2026, 7, 18))
    found = day_keys(asleep, DEFAULTS["reflection_end"], until=date(2026, 7, 25))
    # The 18th is a Saturday: it wakes on the Monday.
    assert found == {
        "wake:2026-07-18": date(2026, 7, 20),
        "day:2026-07-24": date(2026, 7, 24),
        "day:2026-07-25": date(2026, 7, 25),
    }
    long = Facts(date(2026, 7, 31), BEGUN, snoozed_until=date(2026, 8, 30))
    assert plan(long, DEFAULTS["reflection_end"], WEEK, wall(date(2026, 7, 28))).passed[-1].is_urgent


def test_on_the_day_it_is_said_in_good_time_before_the_hour() -> None:
    early = wall(date(2026, 7, 1), time(8, 30))
    facts = Facts(date(2026, 7, 1), BEGUN, due_at=early)
    assert plan(facts, DEFAULTS["task"], WEEK, BEGUN).next_at == early - timedelta(hours=2)
    at_night = wall(date(2026, 7, 1), time(0, 30))
    facts = Facts(date(2026, 7, 1), BEGUN, due_at=at_night)
    assert plan(facts, DEFAULTS["task"], WEEK, BEGUN).next_at == wall(date(2026, 7, 1), time(0))


def test_without_an_answer_two_working_days_later() -> None:
    friday = wall(date(2026, 6, 12), time(8))
    assert escalates_at(friday, WEEK) == wall(date(2026, 6, 16), time(8))
    holidays = Week(holidays=frozenset({date(2026, 6, 15)}), zone="Europe/Brussels")
    assert escalates_at(friday, holidays) == wall(date(2026, 6, 17), time(8))


def test_a_deadline_that_would_be_silent_is_heard_on_the_day() -> None:
    silent = [Step(Moment.BEFORE, 30, LATER), Step(Moment.EVERY, 7, LATER)]
    assert not warns_in_time(Weight.DEADLINE, silent)
    rule = rule_of("reflection_end", silent)
    assert plan(Facts(date(2026, 7, 31), BEGUN), rule, WEEK, wall(date(2026, 7, 31))).passed[-1].is_urgent


def test_an_office_that_always_rests_is_alerted_all_the_same() -> None:
    never = Week(rest_weekdays=frozenset(range(1, 8)), zone="Europe/Brussels")
    assert "before:0" in day_keys(Facts(date(2026, 6, 14), BEGUN), DEFAULTS["task"], never, until=date(2026, 6, 14))


def test_what_comes_next_is_never_behind() -> None:
    for ladder, rule in DEFAULTS.items():
        now = datetime(2026, 6, 1, 10, tzinfo=UTC)
        facts = Facts(date(2026, 7, 31), now)
        for _look in range(200):
            following = plan(facts, rule, WEEK, now).next_at
            if following is None:
                break
            assert following > now, ladder
            assert not set(plan(facts, rule, WEEK, following - timedelta(seconds=1)).passed) - set(
                plan(facts, rule, WEEK, now).passed
            ), ladder
            now = following


# Days of rest as offices of different countries have them, with a holiday beside each.
REST = ({6, 7}, {5, 6}, {7}, {5}, {1, 2, 4, 5, 6, 7})


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("rest", REST)
@pytest.mark.parametrize("holidays", [(), (date(2026, 6, 17), date(2026, 6, 18), date(2026, 7, 1))])
def test_the_first_urgent_alert_is_brought_forward_from_a_rest_day_and_never_put_off(
    zone: str, rest: set[int], holidays: tuple[date, ...]
) -> None:
    """Known on a working day: no ladder says its first urgent word on a rest day, nor later than its step asks for."""
    week = Week(rest_weekdays=frozenset(rest), holidays=frozenset(holidays), zone=zone)
    # A Wednesday, on which all of them work.
    known_on = date(2026, 6, 3)
    begun = wall(known_on, zone=zone)
    moved = 0
    for code, rule in DEFAULTS.items():
        asked = [step for step in rule.steps if is_urgent(rule.weight, step) and step.moment == Moment.BEFORE]
        if rule.weight == Weight.RIGHT or not asked:
            continue
        earliest = max(step.days for step in asked)
        for days in range(40):
            due_on = known_on + timedelta(days=days)
            found = plan(Facts(due_on, begun), rule, week, begun).urgent_from
            assert found is not None
            day, asked_on = week.day_of(found), max(due_on - timedelta(days=earliest), known_on)
            assert not week.is_rest(day) and day <= asked_on, (code, due_on)
            moved += day < asked_on
            # The nearest working day before, no earlier than that.
            assert day == max(week.on_or_before(asked_on), known_on), (code, due_on)
    assert moved


@pytest.mark.parametrize("zone", ZONES)
def test_what_is_urgent_and_becomes_known_on_a_rest_day_does_not_wait_for_a_working_one(zone: str) -> None:
    """There is no working day before it any more; later is never better."""
    week = Week(zone=zone)
    saturday = wall(date(2026, 6, 6), zone=zone)
    for days in range(8):
        facts = Facts(date(2026, 6, 6) + timedelta(days=days), saturday)
        assert plan(facts, DEFAULTS["reflection_end"], week, saturday).urgent_from == saturday

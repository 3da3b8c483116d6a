"""What the digest finds, and what it does not: each pattern at its limit and one below."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from random import Random
from uuid import UUID, uuid4

import pytest

from cases.look.choices import LookKind
from reports.digest.choices import LIMITS, Finding
from reports.digest.patterns import Line, Seen, Staff, Week

FIRST = date(2031, 3, 3)
NOON = datetime(2031, 3, 4, 12, tzinfo=UTC)
NIGHT = datetime(2031, 3, 4, 23, tzinfo=UTC)
MIRA, ANA, RUTH = uuid4(), uuid4(), uuid4()
CASE = uuid4()
LIMIT_OF_READING = LIMITS.hours_of_reading


def seen(at: datetime = NOON, actor: UUID = MIRA, **fields: object) -> Seen:
    plain = {"kind": LookKind.READ, "is_refused": False, "case": CASE, "reveals": 0, "is_this_week": True}
    return Seen(at=at, actor=actor, **(plain | fields))


def found(events: Iterable[Seen], closed_at: datetime | None = None) -> dict[Finding, Line]:
    staff = {actor: Staff("caseworker", None, None) for actor in (ANA, RUTH)}
    week = Week(FIRST, FIRST + timedelta(days=6), staff | {MIRA: Staff("caseworker", None, closed_at)})
    for event in sorted(events, key=lambda event: event.at):
        week.take(event)
    return {line.finding: line for line in week.found()}


def many_cases(count: int, minutes: float = 1) -> list[Seen]:
    return [seen(NOON + timedelta(minutes=minutes * place), case=uuid4()) for place in range(count)]


def at_night(count: int) -> list[Seen]:
    return [seen(NIGHT + timedelta(hours=place)) for place in range(count)]


def reveals(count: int) -> list[Seen]:
    return [seen(kind=LookKind.REVEAL, reveals=count)]


def reading(hours: int) -> list[Seen]:
    # Three a day, in daylight, and twice in each hour.
    times = [NOON.replace(hour=9 + place % 3) + timedelta(days=place // 3) for place in range(hours)]
    return [seen(at + timedelta(minutes=later)) for at in times for later in (0, 20)]


def refused(count: int, minutes: int = 1) -> list[Seen]:
    return [seen(NOON + timedelta(minutes=minutes * place), case=None, is_refused=True) for place in range(count)]


@pytest.mark.parametrize(
    ("finding", "make", "limit"),
    [
        (Finding.MANY_CASES, many_cases, LIMITS.cases_in_an_hour),
        (Finding.AT_NIGHT, at_night, LIMITS.openings_at_night),
        (Finding.MANY_REVEALS, reveals, LIMITS.fewest_reveals),
        (Finding.READ_ONLY, reading, LIMITS.hours_of_reading),
        (Finding.REFUSED_ROW, refused, LIMITS.refused_in_a_row),
    ],
)
def test_a_pattern_is_found_at_its_limit_and_not_below(finding: Finding, make, limit: int):
    line = found(make(limit))[finding]
    assert (line.actor, line.count) == (MIRA, limit)
    assert finding not in found(make(limit - 1))


def test_nothing_else_is_found_beside_it():
    assert set(found(refused(LIMITS.refused_in_a_row))) == {Finding.REFUSED_ROW}
    assert set(found(many_cases(LIMITS.cases_in_an_hour))) == {Finding.MANY_CASES}


def test_many_cases_are_many_within_one_hour_only():
    assert Finding.MANY_CASES not in found(many_cases(LIMITS.cases_in_an_hour, minutes=2.5))
    again = [seen(NOON + timedelta(minutes=place)) for place in range(LIMITS.cases_in_an_hour)]
    assert Finding.MANY_CASES not in found(again), "one case many times is one case"


def test_small_hours_belong_to_the_night_before():
    line = found(at_night(LIMITS.openings_at_night))[Finding.AT_NIGHT]
    assert (line.first_day, line.last_day) == (NIGHT.date(), NIGHT.date())


@pytest.mark.parametrize(("hour", "is_night"), [(21, False), (22, True), (5, True), (6, False)])
def test_where_the_night_begins_and_ends(hour: int, is_night: bool):
    events = [seen(NOON.replace(hour=hour, minute=place)) for place in range(LIMITS.openings_at_night)]
    assert (Finding.AT_NIGHT in found(events)) is is_night


def test_who_is_used_to_nights_is_not_told():
    def before(nights: int) -> list[Seen]:
        return [seen(NIGHT - timedelta(days=7 + place), is_this_week=False) for place in range(nights)]

    now = at_night(LIMITS.openings_at_night)
    assert Finding.AT_NIGHT not in found([*before(LIMITS.nights_that_are_usual), *now])
    assert Finding.AT_NIGHT in found([*before(LIMITS.nights_that_are_usual - 1), *now])


def test_reveals_are_held_against_the_own_weeks_before():
    usual = seen(NOON - timedelta(days=9), reveals=4 * 10, is_this_week=False)
    assert Finding.MANY_REVEALS not in found([usual, *reveals(10 * LIMITS.times_usual)])
    line = found([usual, *reveals(10 * LIMITS.times_usual + 1)])[Finding.MANY_REVEALS]
    assert line.usual == 10


def test_reveals_are_held_against_colleagues_in_the_same_role():
    others = [seen(actor=actor, reveals=10) for actor in (ANA, RUTH)]
    assert Finding.MANY_REVEALS not in found([*others, *reveals(10 * LIMITS.times_usual)])
    assert Finding.MANY_REVEALS in found([*others, *reveals(10 * LIMITS.times_usual + 1)])


def test_who_writes_into_a_case_may_read_it():
    assert Finding.READ_ONLY not in found([*reading(LIMIT_OF_READING), seen(kind=LookKind.CHANGE)])
    other = seen(kind=LookKind.CHANGE, case=uuid4())
    assert found([*reading(LIMIT_OF_READING), other])[Finding.READ_ONLY].case == CASE


def test_tries_are_a_row_only_without_a_pause_or_an_allowed_one():
    limit = LIMITS.refused_in_a_row
    assert Finding.REFUSED_ROW in found(refused(limit, LIMITS.minutes_between_tries))
    assert Finding.REFUSED_ROW not in found(refused(limit, LIMITS.minutes_between_tries + 1))
    between = seen(NOON + timedelta(minutes=limit - 1, seconds=-30))
    assert Finding.REFUSED_ROW not in found([*refused(limit), between])


def test_a_closed_account_that_does_something_is_found():
    assert found([seen()], closed_at=NOON - timedelta(seconds=1))[Finding.FORMER_STAFF].count == 1
    assert Finding.FORMER_STAFF not in found([seen()], closed_at=NOON)


def in_the_week(count: int) -> list[Seen]:
    """So many cases, a few each day, never many in an hour and never at night."""
    return [seen(NOON.replace(hour=8 + place % 8) + timedelta(days=place // 8), case=uuid4()) for place in range(count)]


def test_far_more_cases_than_usual_are_found_at_the_limit():
    limit = LIMITS.fewest_cases_in_a_week
    assert found(in_the_week(limit))[Finding.MANY_IN_WEEK].count == limit
    assert Finding.MANY_IN_WEEK not in found(in_the_week(limit - 1))


def test_many_cases_a_week_are_held_against_what_is_usual():
    limit = LIMITS.fewest_cases_in_a_week
    usual = [seen(NOON - timedelta(days=7 * week + 1), case=uuid4(), is_this_week=False) for week in range(4)]
    assert Finding.MANY_IN_WEEK in found([*usual, *in_the_week(limit)])
    busy = [seen(NOON - timedelta(days=9), case=uuid4(), is_this_week=False) for _case in range(4 * limit // 3)]
    assert Finding.MANY_IN_WEEK not in found([*busy, *in_the_week(limit)])
    others = [seen(NOON, actor=actor, case=uuid4()) for actor in (ANA, RUTH) for _case in range(limit // 3)]
    assert Finding.MANY_IN_WEEK not in found([*others, *in_the_week(limit)])


def honest_month(staff: list[UUID], chance: Random) -> list[tuple[datetime, UUID, UUID]]:
    """Eight weeks of ordinary days: each a caseload of her own, now and then a colleague's case; two of them work late at times."""
    loads = {actor: [uuid4() for _case in range(18)] for actor in staff}
    month = []
    for day in range(56):
        at = datetime(2031, 1, 6, tzinfo=UTC) + timedelta(days=day)
        for actor in staff if at.weekday() < 5 else ():
            for _look in range(chance.randint(6, 14)):
                other = loads[chance.choice(staff)] if chance.random() < 0.05 else loads[actor]
                hour = 22 if actor in staff[-2:] and chance.random() < 0.03 else chance.randint(8, 18)
                month.append((at.replace(hour=hour, minute=chance.randint(0, 59)), actor, chance.choice(other)))
    return month


@pytest.mark.parametrize("seed", range(3))
def test_of_a_seeded_month_all_five_planted_misuses_are_listed_and_at_most_ten_others(seed: int):
    people = [uuid4() for _person in range(8)]
    month, listed = honest_month(people, Random(seed)), []
    first = date(2031, 2, 3)
    planted = {
        (Finding.MANY_CASES, people[0]): [seen(NOON + timedelta(minutes=p), people[0], case=uuid4()) for p in range(28)],
        (Finding.AT_NIGHT, people[1]): [seen(NIGHT + timedelta(minutes=p), people[1]) for p in range(4)],
        (Finding.MANY_REVEALS, people[2]): [seen(NOON, people[2], kind=LookKind.REVEAL, reveals=40)],
        (Finding.REFUSED_ROW, people[3]): [
            seen(NOON.replace(hour=7, minute=p), people[3], case=None, is_refused=True) for p in range(6)
        ],
        (Finding.MANY_IN_WEEK, people[4]): [
            seen(NOON.replace(hour=8 + p % 8) + timedelta(days=p // 20), people[4], case=uuid4()) for p in range(60)
        ],
    }  # fmt: skip
    for number in range(4):
        monday = first + timedelta(weeks=number)
        week = Week(monday, monday + timedelta(days=6), {person: Staff("caseworker", None, None) for person in people})
        events = [
            seen(at, actor, case=case, kind=LookKind.CHANGE if at.minute % 3 == 0 else LookKind.READ,
                 is_this_week=at.date() >= monday)
            for at, actor, case in month
            if monday - timedelta(weeks=4) <= at.date() <= monday + timedelta(days=6)
        ]  # fmt: skip
        # NOON lies in the week of 3 March.
        if number == 3:
            shift = timedelta(days=7)
            for misuse in planted.values():
                events += [
                    Seen(one.at - shift, one.actor, one.kind, one.is_refused, one.case, one.reveals, True)
                    for one in misuse
                ]
        for event in sorted(events, key=lambda event: event.at):
            week.take(event)
        listed += [(line.finding, line.actor) for line in week.found()]
    assert set(planted) <= set(listed)
    false = [line for line in listed if line not in planted]
    assert len(false) <= 10, false

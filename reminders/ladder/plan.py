"""When the steps of a ladder come: pure reckoning on the office's calendar. It asks no database and no clock."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from reminders.hours import day_of, instant_of
from reminders.ladder.choices import Moment, Reach, Weight

DAY = timedelta(days=1)
# Source: residence, section 5: alerts of so many days or fewer go to everybody, daily.
LAST_DAYS = 7
# Source: the same; an alert without an answer goes to the coordinator after so many working days.
UNANSWERED_DAYS = 2
# On the day itself nobody is told later than this before the hour.
BEFORE_HOUR = timedelta(hours=2)
# No office rests longer than this; what looks further has a calendar without working days.
LONGEST_REST = 60


@dataclass(frozen=True)
class Week:
    """The office's calendar: weekdays of rest (ISO, 1 is Monday), holidays, the hour of alerts, and the zone."""

    rest_weekdays: frozenset[int] = frozenset({6, 7})
    holidays: frozenset[date] = frozenset()
    hour: time = time(8)
    zone: str = ""

    def is_rest(self, day: date) -> bool:
        """Whether the office is closed."""
        return day.isoweekday() in self.rest_weekdays or day in self.holidays

    def on_or_before(self, day: date) -> date:
        """The day itself if the office works, else the working day before."""
        return self._working(day, -DAY)

    def on_or_after(self, day: date) -> date:
        """The day itself if the office works, else the next working day."""
        return self._working(day, DAY)

    def working_days_after(self, day: date, count: int) -> date:
        """The `count`-th working day after `day`."""
        for _number in range(count):
            day = self.on_or_after(day + DAY)
        return day

    def instant(self, day: date) -> datetime:
        """The hour of alerts on `day`, in UTC: a missing hour is the next minute there is, of a doubled one the first."""
        return instant_of(day, self.hour, self.zone)

    def day_of(self, instant: datetime) -> date:
        """The day on the office's clock."""
        return day_of(instant, self.zone)

    def _working(self, day: date, step: timedelta) -> date:
        found = day
        for _number in range(LONGEST_REST):
            if not self.is_rest(found):
                return found
            found += step
        # A calendar without working days keeps nothing silent.
        return day


@dataclass(frozen=True)
class Step:
    """One step: when (with `days` where the moment needs a number) and whom it reaches."""

    moment: str
    days: int = 0
    reach: str = Reach.LEAD_LATER


@dataclass(frozen=True)
class Rule:
    """A ladder without its names."""

    weight: str
    steps: tuple[Step, ...]


@dataclass(frozen=True)
class Facts:
    """What the reckoning needs of a due thing. `begun_at`: when it was set down, or moved to this day."""

    due_on: date
    begun_at: datetime
    due_at: datetime | None = None
    snoozed_until: date | None = None


@dataclass(frozen=True)
class Coming:
    """One alert of a plan: `key` tells it apart within a round, `at` is in UTC."""

    at: datetime
    key: str
    is_urgent: bool
    reach: str


@dataclass(frozen=True)
class Plan:
    """Alerts whose time has come, the earliest first, and when the next one comes (None: there is none)."""

    passed: tuple[Coming, ...]
    next_at: datetime | None
    urgent_from: datetime | None


def is_urgent(weight: str, step: Step) -> bool:
    """Whether a step goes to everybody, daily, whatever the ladder says: the last seven days, and every right."""
    if step.reach == Reach.ALL or weight == Weight.RIGHT:
        return True
    last_days = step.moment in {Moment.AFTER, Moment.EVERY} or (step.moment == Moment.BEFORE and step.days <= LAST_DAYS)
    return weight == Weight.DEADLINE and last_days


def plan(facts: Facts, rule: Rule, week: Week, now: datetime) -> Plan:
    """What a ladder asks for until `now`, and when it asks again.

    - No first alert falls on a rest day: one before the day comes on the working day before, one after the day on the
      working day after, since it cannot be late before it is late. What is urgent and becomes known on a rest day comes
      at once.
    - Steps that had passed when the thing was set down are left out; of a deadline or a right the last of them comes
      at once.
    - From the first urgent step on there is one alert each day, rest days too, until something is recorded. Of days that
      nobody swept only the last one is made up for.
    - While a thing is put off its quiet steps wait and come as one on the morning of that day; urgent ones do not wait.
    """
    steps = sorted(_steps(facts, rule, week, now), key=lambda coming: (coming.at, coming.key))
    urgent_from = min((coming.at for coming in steps if coming.is_urgent), default=None)
    quiet = [coming for coming in steps if urgent_from is None or coming.at < urgent_from]
    if facts.snoozed_until is not None:
        quiet = _asleep(facts.snoozed_until, quiet, urgent_from, week)
    passed = [coming for coming in quiet if coming.at <= now]
    ahead = [coming.at for coming in quiet if coming.at > now]
    if urgent_from is not None:
        if urgent_from > now:
            ahead.append(urgent_from)
        else:
            today, tomorrow = _daily(facts, urgent_from, week, now)
            passed.append(today)
            ahead.append(tomorrow)
    return Plan(tuple(passed), min(ahead, default=None), urgent_from)


def escalates_at(raised_at: datetime, week: Week) -> datetime:
    """When an alert that nobody answered goes to the coordinator."""
    return week.instant(week.working_days_after(week.day_of(raised_at), UNANSWERED_DAYS))


def _asleep(until: date, quiet: list[Coming], urgent_from: datetime | None, week: Week) -> list[Coming]:
    wakes_at = week.instant(week.on_or_after(until))
    awake = [coming for coming in quiet if coming.at >= wakes_at]
    if urgent_from is None or wakes_at < urgent_from:
        awake.insert(0, Coming(wakes_at, f"wake:{until}", is_urgent=False, reach=Reach.LEAD_LATER))
    return awake


def _daily(facts: Facts, urgent_from: datetime, week: Week, now: datetime) -> tuple[Coming, datetime]:
    """The latest of the daily alerts whose time has come, and the instant of the next."""
    today, first = week.day_of(now), week.day_of(urgent_from)

    def at(day: date) -> datetime:
        return urgent_from if day == first else _on(day, facts, week)

    latest = today if at(today) <= now and today > first else max(first, today - DAY)
    following = at(latest + DAY)
    return Coming(at(latest), f"day:{latest}", is_urgent=True, reach=Reach.ALL), following


def _on(day: date, facts: Facts, week: Week) -> datetime:
    """The hour of alerts; on the day itself in good time before the hour."""
    at = week.instant(day)
    if facts.due_at is None or day != facts.due_on:
        return at
    early = facts.due_at - BEFORE_HOUR
    return min(at, early if week.day_of(early) == day else instant_of(day, time.min, week.zone))


def _steps(facts: Facts, rule: Rule, week: Week, now: datetime) -> Iterator[Coming]:
    """Each step at its instant, none before the thing was set down."""
    late: list[tuple[datetime, Step]] = []
    for step in rule.steps:
        if step.moment == Moment.EVERY:
            yield from _repeated(facts, rule, step, week, now)
        elif step.moment == Moment.AT_ONCE:
            yield _coming(rule, step, _soon(facts, week, urgent=is_urgent(rule.weight, step)))
        else:
            day = _nominal(step, facts, week)
            if day is None:
                continue
            at = _shifted(day, step, facts, week, urgent=is_urgent(rule.weight, step))
            if at is None:
                late.append((_on(day, facts, week), step))
            else:
                yield _coming(rule, step, at)
    if late and rule.weight != Weight.TASK:
        _day, step = max(late, key=lambda pair: pair[0])
        yield _coming(rule, step, _soon(facts, week, urgent=is_urgent(rule.weight, step)))


def _coming(rule: Rule, step: Step, at: datetime) -> Coming:
    key = f"{step.moment}:{step.days}" if step.moment in {Moment.BEFORE, Moment.AFTER} else str(step.moment)
    return Coming(at, key, is_urgent(rule.weight, step), step.reach)


def _nominal(step: Step, facts: Facts, week: Week) -> date | None:
    if step.moment == Moment.BEFORE:
        return facts.due_on - step.days * DAY
    if step.moment == Moment.AFTER:
        return facts.due_on + step.days * DAY
    begun_on = week.day_of(facts.begun_at)
    # Half of nothing is no step.
    return begun_on + (facts.due_on - begun_on) // 2 if facts.due_on > begun_on + DAY else None


def _shifted(day: date, step: Step, facts: Facts, week: Week, *, urgent: bool) -> datetime | None:
    """The instant of a step on a working day; None if it had passed when the thing was set down."""
    if _on(day, facts, week) <= facts.begun_at:
        return None
    if step.moment == Moment.AFTER:
        return week.instant(week.on_or_after(day))
    at = _on(week.on_or_before(day), facts, week)
    # The working day before had begun already: there is none left.
    return at if at > facts.begun_at else _soon(facts, week, urgent=urgent)


def _soon(facts: Facts, week: Week, *, urgent: bool) -> datetime:
    """As soon as it is known; if it can wait, not on a rest day."""
    day = week.day_of(facts.begun_at)
    return facts.begun_at if urgent or not week.is_rest(day) else week.instant(week.on_or_after(day))


def _repeated(facts: Facts, rule: Rule, step: Step, week: Week, now: datetime) -> Iterator[Coming]:
    """The latest repetition whose time has come, and the next; the first and the next if it is urgent."""
    every = max(step.days, 1)
    around, begun = ((week.day_of(moment) - facts.due_on).days // every for moment in (now, facts.begun_at))
    comings: list[tuple[int, Coming]] = []
    for turn in _turns(around, begun):
        nominal = facts.due_on + turn * every * DAY
        at = week.instant(week.on_or_after(nominal))
        if week.instant(nominal) > facts.begun_at:
            key = f"{step.moment}:{step.days}:{turn}"
            comings.append((turn, Coming(at, key, is_urgent(rule.weight, step), step.reach)))
    passed = [coming for _turn, coming in comings if coming.at <= now]
    ahead = [coming for _turn, coming in comings if coming.at > now]
    yield from passed[-1:] if not is_urgent(rule.weight, step) else passed[:1]
    yield from ahead[:1]


def _turns(around: int, begun: int) -> list[int]:
    """The first repetitions after the thing was set down, and those about now, however long the office rests."""
    near = range(around - LONGEST_REST, around + 3)
    return sorted({turn for turn in (1, begun, begun + 1, begun + 2, *near) if turn >= 1})

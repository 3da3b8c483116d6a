"""Whatever happens to a due thing, and however often or seldom somebody sweeps: each step once to each right recipient.

The expectation is reckoned day by day in another way than the program's plan.
"""

from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.db import transaction
from hypothesis import HealthCheck, given
from hypothesis import settings as bounds
from hypothesis import strategies as st

from cases import due_kinds
from cases.assignment.actions import give_assignment
from cases.models import Case
from reminders.actions import complete_due, give_due, move_due, reopen_due, schedule_due, snooze_due
from reminders.choices import DueState, SnoozeReason
from reminders.ladder.actions import raise_alerts
from reminders.ladder.defaults import DEFAULTS
from reminders.models import Alert, DueThing
from tests.cast import Cast
from tests.factories.cases import acting, make_case
from tests.reminders.alerting import kinds, wall

__all__ = ["kinds"]
pytestmark = pytest.mark.django_db
BEGIN = wall(date(2026, 3, 2), time(10))
HOUR = time(8)
# Quiet steps before the day, and from how many days before on everybody is told daily (None: never).
LADDERS: dict[str, tuple[list[int], int | None]] = {
    "task": ([0], None),
    "permit_expiry": ([120, 90, 60, 30, 14], 7),
    "appeal_limit": ([], 10_000),
}
LEADS = {"coordinator", "coordinator2"}


def local(moment: datetime) -> datetime:
    return moment.astimezone(ZoneInfo("Europe/Brussels"))


def works(day: date) -> bool:
    return day.weekday() < 5


class Expected:
    """What should have been said by now, kept up beside the program."""

    def __init__(self, ladder: str, owner: str) -> None:
        self.ladder, self.owner = ladder, owner
        self.said: dict[tuple[int, str], dict[str, datetime]] = {}
        self.round, self.due_on, self.begun = 1, date.min, BEGIN
        self.answered: datetime | None = None
        self.snoozed: date | None = None

    def everybody(self) -> set[str]:
        return {"caseworker", "caseworker2", *LEADS}

    def say(self, step: str, names: set[str], now: datetime) -> None:
        for name in names:
            self.said.setdefault((self.round, step), {}).setdefault(name, now)

    def quiet(self) -> list[tuple[datetime, str]]:
        """Every quiet step of this round at its instant, whenever that is."""
        steps, late = [], []
        for days in LADDERS[self.ladder][0]:
            nominal = self.due_on - timedelta(days=days)
            if wall(nominal, HOUR) <= self.begun:
                late.append((nominal, f"before:{days}"))
                continue
            day = nominal
            while not works(day):
                day -= timedelta(days=1)
            steps.append((wall(day, HOUR) if wall(day, HOUR) > self.begun else self.soon(), f"before:{days}"))
        if late and self.ladder != "task" and self.urgent_from() > self.begun:
            steps.append((self.soon(), max(late)[1]))
        return sorted(steps)

    def soon(self) -> datetime:
        day = local(self.begun).date()
        if works(day):
            return self.begun
        while not works(day):
            day += timedelta(days=1)
        return wall(day, HOUR)

    def urgent_from(self) -> datetime:
        last = LADDERS[self.ladder][1]
        if last is None:
            return datetime.max.replace(tzinfo=BEGIN.tzinfo)
        if self.ladder == "appeal_limit":
            return self.begun
        day = self.due_on - timedelta(days=last)
        if wall(day, HOUR) <= self.begun:
            return self.begun
        while not works(day):
            day -= timedelta(days=1)
        return wall(day, HOUR) if wall(day, HOUR) > self.begun else self.begun

    def weekly(self, now: datetime) -> list[tuple[datetime, str]]:
        """The latest repetition of everyday work that is overdue."""
        latest = []
        for turn in range(1, 60 if self.ladder == "task" else 1):
            nominal = self.due_on + timedelta(days=7 * turn)
            day = nominal
            while not works(day):
                day += timedelta(days=1)
            if wall(nominal, HOUR) > self.begun and wall(day, HOUR) <= now:
                latest = [(wall(day, HOUR), f"every:7:{turn}")]
        return latest

    def sweep(self, now: datetime) -> None:
        urgent_from = self.urgent_from()
        steps = [one for one in self.quiet() if one[0] < urgent_from and one[0] <= now] + self.weekly(now)
        if self.snoozed is not None:
            morning = self.snoozed
            while not works(morning):
                morning += timedelta(days=1)
            wakes = wall(morning, HOUR)
            steps = [one for one in steps if one[0] >= wakes]
            if wakes <= now and wakes < urgent_from:
                steps.append((wakes, f"wake:{self.snoozed}"))
        steps.sort()
        for number, (_at, step) in enumerate(steps):
            is_last = number == len(steps) - 1 and urgent_from > now
            if is_last or (self.round, step) not in self.said:
                self.say(step, {self.owner}, now)
        if urgent_from <= now:
            day = local(now).date()
            first = local(urgent_from).date()
            if day > first and wall(day, HOUR) > now:
                day -= timedelta(days=1)
            self.say(f"day:{day}", self.everybody(), now)
        for (turn, step), names in list(self.said.items()):
            if turn != self.round or step.startswith(("day:", "lead:")):
                continue
            waiting = [at for at in names.values() if self.answered is None or at > self.answered]
            if not waiting:
                continue
            day, left = local(min(waiting)).date(), 2
            while left:
                day += timedelta(days=1)
                left -= works(day)
            if wall(day, HOUR) <= now and wall(day, HOUR) < urgent_from:
                self.say(f"lead:{step}", LEADS, now)

    def rows(self) -> list[tuple[int, str, str]]:
        return sorted((turn, step, name) for (turn, step), names in self.said.items() for name in names)


def said(due: DueThing) -> list[tuple[int, str, str]]:
    rows = Alert.objects.filter(due=due).values_list("round", "step", "recipient__username")
    return sorted((turn, step, name) for turn, step, name in rows)


SWEEP = st.tuples(st.just("sweep"), st.integers(1, 3))
DEEDS = st.one_of(
    SWEEP,
    st.tuples(st.just("move"), st.integers(-10, 150)),
    st.tuples(st.just("snooze"), st.sampled_from([1, 2, 5, 9, 30])),
    st.tuples(st.just("give"), st.sampled_from(["caseworker", "caseworker2"])),
    st.tuples(st.just("undo"), st.just(0)),
)
# How long nothing happens before a deed: minutes, so that hours of the night and weekends come too.
HOURS = st.integers(0, 600)
PAUSES = st.builds(lambda days, minutes: days * 1440 + minutes, st.sampled_from([0, 0, 1, 2, 3, 7, 21]), HOURS)
# Sweeps are missed now and then, not nearly always.
HISTORIES = st.lists(
    st.tuples(st.tuples(PAUSES, DEEDS), st.lists(st.tuples(PAUSES, SWEEP), max_size=3)), min_size=2, max_size=7
).map(lambda parts: [one for deed, sweeps in parts for one in (deed, *sweeps)])


@pytest.fixture
def case(cast: Cast) -> Case:
    with time_machine.travel(BEGIN, tick=False):
        case = make_case(cast.caseworker.user)
        with acting(cast.coordinator.user):
            give_assignment(actor=cast.coordinator.user, case=case, user=cast.caseworker2.user)
    DueThing.objects.all().delete()
    return case


@bounds(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    ladder=st.sampled_from(sorted(LADDERS)),
    days=st.one_of(st.integers(-5, 20), st.integers(20, 140)),
    history=HISTORIES,
)
def test_each_step_once_to_each_right_recipient(
    cast: Cast, case: Case, ladder: str, days: int, history: list[Any]
) -> None:
    users = {name: getattr(cast, name).user for name in ("caseworker", "caseworker2")}
    with transaction.atomic(), time_machine.travel(BEGIN, tick=False) as clock:
        due_on = BEGIN.date() + timedelta(days=days)
        due = schedule_due(
            actor=users["caseworker"],
            owner=users["caseworker"],
            kind=f"test.{ladder}",
            subject_type=due_kinds.CASE,
            subject_id=case.pk,
            due_on=due_on,
        )
        expected, now = Expected(ladder, "caseworker"), BEGIN
        expected.due_on = due_on
        for pause, (deed, number) in history:
            now += timedelta(minutes=pause)
            clock.move_to(now)
            due = DueThing.objects.get(pk=due.pk)
            owner = users[expected.owner]
            if deed == "sweep":
                for _again in range(number):
                    raise_alerts()
                expected.sweep(now)
            elif deed == "move":
                day = local(now).date() + timedelta(days=number)
                if move_due(actor=owner, due=due, due_on=day, due_at=None):
                    expected.round, expected.due_on, expected.begun = expected.round + 1, day, now
                    expected.answered = expected.snoozed = None
            elif deed == "snooze":
                until = local(now).date() + timedelta(days=number)
                snooze_due(actor=owner, due=due, until=until, reason=SnoozeReason.ANSWER)
                expected.answered, expected.snoozed = now, until
            elif deed == "give":
                give_due(actor=owner, due=due, to_user=users[number])
                if number != expected.owner:
                    expected.owner, expected.answered = number, now
            else:
                complete_due(actor=owner, due=due)
                expected.snoozed = None
                raise_alerts()
                reopen_due(actor=owner, due=due)
            assert said(due) == expected.rows(), (deed, now)
        complete_due(actor=users[expected.owner], due=DueThing.objects.get(pk=due.pk))
        before = said(due)
        clock.move_to(now + timedelta(days=400))
        raise_alerts()
        assert said(due) == before
        assert DueThing.objects.get(pk=due.pk).state == DueState.DONE
        transaction.set_rollback(True)


def test_the_expectation_knows_the_ladders_it_is_about() -> None:
    for ladder, (quiet, _daily) in LADDERS.items():
        steps = DEFAULTS[ladder].steps
        assert [step.days for step in steps if step.moment == "before" and step.reach == "lead_later"] == quiet

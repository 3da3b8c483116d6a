"""The ladder and the calendar that hold for an office, many at once."""

from collections.abc import Collection, Iterable
from datetime import date
from uuid import UUID

from reminders.hours import office_zone
from reminders.ladder.choices import Moment, Reach, Weight
from reminders.ladder.defaults import DEFAULTS, TASK
from reminders.ladder.models import Ladder, OfficeCalendar
from reminders.ladder.plan import LAST_DAYS, Rule, Step, Week

# What a deadline has in any case: nobody is silent on the day itself.
ON_THE_DAY = Step(Moment.BEFORE, 0, Reach.ALL)


def warns_in_time(weight: str, steps: Iterable[Step]) -> bool:
    """Whether a ladder of this weight reaches everybody by the day itself, as a deadline must."""
    if weight == Weight.TASK:
        return True
    near = {Moment.AT_ONCE, Moment.HALF} if weight == Weight.RIGHT else set()
    return any(
        step.moment in near or step.reach == Reach.ALL or (step.moment == Moment.BEFORE and step.days <= LAST_DAYS)
        for step in steps
        if step.moment not in {Moment.AFTER, Moment.EVERY}
    )


def rule_of(code: str, steps: Iterable[Step]) -> Rule:
    """The rule of a ladder with these steps; a deadline that would be silent on the day is not."""
    weight, rows = DEFAULTS[code].weight, tuple(steps)
    return Rule(weight, rows if warns_in_time(weight, rows) else (*rows, ON_THE_DAY))


def rules_for(organisation_ids: Collection[UUID]) -> dict[tuple[UUID, str], Rule]:
    """The own ladders of some offices, by office and code. What is not there has its default."""
    ladders = Ladder.objects.filter(organisation_id__in=organisation_ids).prefetch_related("steps")
    return {
        (ladder.organisation_id, ladder.code): rule_of(ladder.code, steps_of(ladder))
        for ladder in ladders
        if ladder.code in DEFAULTS
    }


def steps_of(ladder: Ladder) -> tuple[Step, ...]:
    """The steps of an own ladder."""
    return tuple(Step(step.moment, step.days, step.reach) for step in ladder.steps.all())


def default_rule(code: str) -> Rule:
    """The rule that comes with the program; that of everyday work for a code that is not known any more."""
    return DEFAULTS.get(code, DEFAULTS[TASK])


def weeks_for(organisation_ids: Collection[UUID]) -> dict[UUID, Week]:
    """The calendar of each of these offices."""
    weeks = {organisation_id: Week(zone=office_zone()) for organisation_id in organisation_ids}
    for row in OfficeCalendar.objects.filter(organisation_id__in=organisation_ids):
        weeks[row.organisation_id] = week_of(row)
    return weeks


def week_of(row: OfficeCalendar) -> Week:
    """A calendar as the plan reads it."""
    return Week(
        rest_weekdays=frozenset(int(digit) for digit in row.rest_weekdays),
        holidays=frozenset(date.fromisoformat(day) for day in row.holidays),
        hour=row.hour,
        zone=office_zone(),
    )

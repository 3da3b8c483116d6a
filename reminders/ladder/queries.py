"""The ladder and the calendar that hold for an office, many at once."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from accounts.models import User
from reminders.hours import office_zone
from reminders.ladder.choices import Moment, Reach, Weight
from reminders.ladder.defaults import DEFAULTS, LABELS, TASK
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


@dataclass(frozen=True)
class LadderLine:
    """One ladder as it holds for an office. `version` is 0 while the default does."""

    code: str
    label: str | Promise
    weight: Weight
    steps: tuple[Step, ...]
    version: int
    row: Ladder | None

    @property
    def sentences(self) -> list[str]:
        """Each step in words, in its order."""
        return [step_words(step) for step in self.steps]


# On pages, which say once what they mean.
SHORT: Mapping[Reach, str | Promise] = MappingProxyType(
    {
        Reach.WORKER: gettext_lazy("Worker"),
        Reach.LEAD_LATER: gettext_lazy("Worker, then coordinator"),
        Reach.ALL: gettext_lazy("Everybody, daily"),
    }
)


def step_words(step: Step) -> str:
    """ "14 days before: worker, then coordinator"."""
    return _("%(when)s: %(whom)s") % {"when": _when(step), "whom": SHORT[Reach(step.reach)]}


def _when(step: Step) -> str:
    if step.moment == Moment.BEFORE:
        words = ngettext("%(days)s day before", "%(days)s days before", step.days)
        return words % {"days": step.days} if step.days else _("On the day")
    if step.moment == Moment.AFTER:
        return ngettext("%(days)s day after", "%(days)s days after", step.days) % {"days": step.days}
    if step.moment == Moment.EVERY:
        words = ngettext("Overdue, every %(days)s day", "Overdue, every %(days)s days", step.days)
        return words % {"days": step.days}
    return str(Moment(step.moment).label)


def in_order(steps: Iterable[Step]) -> tuple[Step, ...]:
    """As they come: at once, half-time, the farthest day before first, then after the day."""
    order = {moment: number for number, moment in enumerate(Moment)}
    return tuple(sorted(steps, key=lambda step: (order[Moment(step.moment)], _sign(step) * step.days)))


def _sign(step: Step) -> int:
    return -1 if step.moment == Moment.BEFORE else 1


def ladders_of(user: User) -> list[LadderLine]:
    """Every ladder as it holds for the user's office, in the order of the defaults."""
    own = {row.code: row for row in Ladder.objects.visible_to(user).prefetch_related("steps")}
    return [_ladder_line(code, own.get(code)) for code in DEFAULTS]


def ladder_of(user: User, code: str) -> LadderLine | None:
    """One of them, None for an unknown code."""
    if code not in DEFAULTS:
        return None
    rows = Ladder.objects.visible_to(user).prefetch_related("steps").select_related("changed_by")
    return _ladder_line(code, rows.filter(code=code).first())


def _ladder_line(code: str, row: Ladder | None) -> LadderLine:
    steps = in_order(steps_of(row) if row is not None else DEFAULTS[code].steps)
    version = row.version if row is not None else 0
    return LadderLine(code, LABELS[code], Weight(DEFAULTS[code].weight), steps, version, row)


def calendar_of(user: User) -> OfficeCalendar:
    """The calendar of the user's office; one that was not saved, of version 0, while the default holds."""
    row: OfficeCalendar | None = OfficeCalendar.objects.visible_to(user).first()
    return row if row is not None else OfficeCalendar(organisation_id=user.organisation_id, version=0)

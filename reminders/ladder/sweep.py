"""What one sweep raises about one due thing: reckoned from the plan, what was raised before, and who may be told."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from accounts.models import User
from reminders.choices import DueState
from reminders.ladder.choices import Part, Reach
from reminders.ladder.models import Alert
from reminders.ladder.plan import Coming, Facts, Rule, Week, escalates_at, plan
from reminders.models import DueThing
from reminders.registry import Audience

# When nobody may be told, somebody is looked for again after so long.
TRY_AGAIN = timedelta(hours=1)
# No step is looked at sooner than this after a sweep.
AT_LEAST = timedelta(minutes=1)
Told = tuple[User, Part]


@dataclass
class Outcome:
    """New alerts about one thing, not saved yet, and when it is looked at again. `is_unheard`: nobody may be told."""

    alerts: list[Alert] = field(default_factory=list)
    next_at: datetime | None = None
    is_unheard: bool = False

    def look_again(self, at: datetime | None) -> None:
        """Not later than `at`."""
        if at is not None:
            self.next_at = at if self.next_at is None else min(self.next_at, at)


def recipients(audience: Audience, coming: Coming) -> list[Told]:
    """Who is told: of the urgent everybody; of the rest who stands in while the owner is away, else the owner.

    Where neither may be told it goes to the coordinators, so that nothing is said to nobody.
    """
    if coming.is_urgent:
        told: list[Told] = [(audience.worker, Part.WORKER)] if audience.worker is not None else []
        told += [(user, Part.STAND_IN) for user in audience.stand_ins]
        told += [(user, Part.DEPUTY) for user in audience.deputies]
        return _once([*told, *_leads(audience)])
    if audience.stand_ins:
        return _once((user, Part.STAND_IN) for user in audience.stand_ins)
    return [(audience.worker, Part.WORKER)] if audience.worker is not None else _leads(audience)


def outcome_of(
    due: DueThing, rule: Rule, week: Week, audience: Audience, known: Sequence[Alert], now: datetime
) -> Outcome:
    """What is raised about `due` now. `known`: the alerts of its round so far.

    Each step goes once to each of its recipients. The latest step goes to whoever became one since: a new owner, somebody
    who stands in. Steps that no sweep saw in time are raised in their order.
    """
    outcome = Outcome()
    if due.state != DueState.OPEN:
        return outcome
    facts = Facts(due.due_on, due.begun_at, due.due_at, due.snoozed_until)
    planned = plan(facts, rule, week, now)
    outcome.look_again(planned.next_at)
    pairs, steps = {(alert.step, alert.recipient_id) for alert in known}, {alert.step for alert in known}
    for number, coming in enumerate(planned.passed, start=1):
        if coming.key in steps and number < len(planned.passed):
            continue
        told = recipients(audience, coming)
        if not told:
            outcome.is_unheard = True
            outcome.look_again(now + TRY_AGAIN)
        outcome.alerts += [
            _alert(due, coming.key, coming, user, part, now)
            for user, part in told
            if (coming.key, user.pk) not in pairs
        ]
    for escalation in _unanswered(due, [*known, *outcome.alerts], week):
        if planned.urgent_from is not None and escalation.at >= planned.urgent_from:
            continue
        if escalation.key in steps:
            continue
        if escalation.at > now:
            outcome.look_again(escalation.at)
            continue
        others = [(user, part) for user, part in _leads(audience) if user.pk != due.owner_id]
        outcome.alerts += [_alert(due, escalation.key, escalation, user, part, now) for user, part in others]
    if outcome.next_at is not None:
        outcome.next_at = max(outcome.next_at, now + AT_LEAST)
    return outcome


def _unanswered(due: DueThing, alerts: Iterable[Alert], week: Week) -> Iterator[Coming]:
    """What goes to the coordinators: steps said to the worker, or who stands in, about which nothing was done."""
    first: dict[str, datetime] = {}
    for alert in alerts:
        waits = alert.part in {Part.WORKER, Part.STAND_IN} and alert.reach == Reach.LEAD_LATER and not alert.is_urgent
        if waits and (due.answered_at is None or alert.raised_at > due.answered_at):
            first[alert.step] = min(first.get(alert.step, alert.raised_at), alert.raised_at)
    for step, raised_at in sorted(first.items(), key=lambda pair: (pair[1], pair[0])):
        yield Coming(escalates_at(raised_at, week), f"lead:{step}", is_urgent=False, reach=Reach.LEAD_LATER)


def _leads(audience: Audience) -> list[Told]:
    return [(user, Part.LEAD) for user in audience.leads]


def _once(told: Iterable[Told]) -> list[Told]:
    """Each person in the first part that stands there."""
    by_id: dict[object, Told] = {}
    for user, part in told:
        by_id.setdefault(user.pk, (user, part))
    return list(by_id.values())


def _alert(due: DueThing, step: str, coming: Coming, user: User, part: Part, now: datetime) -> Alert:
    return Alert(
        organisation_id=due.organisation_id,
        due=due,
        recipient=user,
        part=part,
        round=due.round,
        step=step,
        reach=coming.reach,
        is_urgent=coming.is_urgent,
        for_at=coming.at,
        raised_at=now,
    )

"""The only place that writes ladders, calendars and alerts."""

import logging
import time as clock
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.db.models import F, Q
from django.utils import timezone

from accounts.models import Organisation, User
from audit.record import atomic, record
from audit.tags import Tag
from common.access import require
from reminders.choices import DueState
from reminders.hours import office_zone
from reminders.ladder.choices import COUNTED, LadderReason, Moment, Part
from reminders.ladder.defaults import DEFAULTS
from reminders.ladder.models import Alert, Ladder, LadderStep, OfficeCalendar
from reminders.ladder.permissions import can_edit_ladders
from reminders.ladder.plan import Step, Week
from reminders.ladder.queries import default_rule, rules_for, warns_in_time, weeks_for
from reminders.ladder.states import (
    LadderChangedMeanwhile,
    LadderEmpty,
    LadderTooLate,
    LadderUnknown,
    NoWorkingDay,
    StepTwice,
    StepUncounted,
    TooManyHolidays,
)
from reminders.ladder.sweep import TRY_AGAIN, Outcome, outcome_of
from reminders.models import SOON, DueThing
from reminders.outbox.actions import queue_message
from reminders.outbox.choices import Template
from reminders.registry import Audience, audiences_of, kind_of

logger = logging.getLogger(__name__)

# Due things in one transaction, and how long one sweep goes on: the next one begins a minute later.
BATCH = 200
SWEEP_SECONDS = 45
MOST_HOLIDAYS = 200
# Servers whose clocks differ by less than this are no clock that went back.
BACKWARDS = timedelta(minutes=5)


@dataclass(frozen=True)
class Swept:
    """How many due things one sweep looked at, and how many alerts came of it."""

    looked_count: int
    raised_count: int


def raise_alerts() -> Swept:
    """Raise every alert whose time has come, in the order of their times. It costs what is due now, not what waits.

    Harmless twice and at the same time as another sweep. After a pause it makes up for what was missed, batch by batch:
    each step once, and to each colleague one urgent letter a sweep, however many things it is about.
    """
    keep_time()
    run = f"{timezone.now():%Y%m%dT%H%M%S.%f}"
    until = clock.monotonic() + SWEEP_SECONDS
    looked, raised = 0, 0
    while clock.monotonic() < until:
        looked_now, raised_now = _raise_batch(run)
        looked, raised = looked + looked_now, raised + raised_now
        if looked_now < BATCH:
            break
    return Swept(looked, raised)


@atomic
def _raise_batch(run: str) -> tuple[int, int]:
    now = timezone.now()
    rows = DueThing.objects.select_for_update(skip_locked=True, of=("self",)).filter(next_alert_at__lte=now)
    dues = list(rows.order_by("next_alert_at", "due_on", "pk")[:BATCH])
    # What was set down while the rows were read has begun by now, and is not put off to the next sweep but one.
    now = timezone.now()
    offices = {due.organisation_id for due in dues}
    rules, weeks = rules_for(offices), weeks_for(offices)
    audiences = audiences_of([due for due in dues if due.state == DueState.OPEN])
    known = _raised(dues, now)
    alerts: list[Alert] = []
    for due in dues:
        rule = rules.get((due.organisation_id, kind_of(due.kind).ladder)) or default_rule(kind_of(due.kind).ladder)
        audience = audiences.get(due.pk, Audience())
        outcome = _outcome(due, rule, weeks[due.organisation_id], audience, known[due.pk], now)
        due.next_alert_at = outcome.next_at
        alerts += outcome.alerts
    Alert.objects.bulk_create(alerts)
    DueThing.objects.bulk_update(dues, ["next_alert_at"])
    _post(alerts, run, now)
    return len(dues), len(alerts)


def _outcome(
    due: DueThing, rule: Any, week: Week, audience: Audience, known: Sequence[Alert], now: datetime
) -> Outcome:
    """One row that cannot be reckoned must not keep the others from being alerted."""
    try:
        outcome = outcome_of(due, rule, week, audience, known, now)
    except (ValueError, OverflowError, ArithmeticError) as error:
        logger.exception("due thing %s has no plan: %s", due.pid, type(error).__name__)
        return Outcome(next_at=now + TRY_AGAIN)
    if outcome.is_unheard:
        logger.warning("nobody can be told of due thing %s", due.pid)
    return outcome


def _raised(dues: Sequence[DueThing], now: datetime) -> dict[UUID, list[Alert]]:
    """Alerts of the present round by due thing. Of the daily ones the last days are enough to know what was said."""
    of_round = Alert.objects.filter(due__in=[due.pk for due in dues], round=F("due__round"))
    by_due: dict[UUID, list[Alert]] = defaultdict(list)
    for alert in of_round.filter(Q(is_urgent=False) | Q(for_at__gt=now - timedelta(days=4))):
        by_due[alert.due_id].append(alert)
    return by_due


def _post(alerts: Iterable[Alert], run: str, now: datetime) -> None:
    """Letters: one for each quiet alert, which the mail of the day counts, and one urgent one to each colleague a sweep."""
    urgent: dict[tuple[UUID, Template], Alert] = {}
    for alert in alerts:
        if alert.is_urgent:
            template = Template.NOW if alert.part == Part.WORKER else Template.STAND_IN
            urgent.setdefault((alert.recipient_id, template), alert)
            continue
        key = f"alert:{alert.due.pid}:{alert.round}:{alert.step}:{alert.recipient.pid}"
        queue_message(recipient=alert.recipient, template=Template.DUE, key=key, not_before=now, is_urgent=False)
    for (_recipient, template), alert in urgent.items():
        key = f"urgent:{run}:{template}:{alert.recipient.pid}"
        queue_message(recipient=alert.recipient, template=template, key=key, not_before=now, is_urgent=True)


@atomic
def keep_time() -> None:
    """Every alert to come is reckoned anew when the zone is another one than at the last sweep, or the clock went back.

    A clock that was ahead for a while would else have put off the next look by as much.
    """
    zone, now = office_zone(), timezone.now()
    if OfficeCalendar.objects.filter(swept_at__gt=now + BACKWARDS).exists():
        DueThing.objects.open().filter(next_alert_at__gt=now).update(next_alert_at=SOON)
    up_to_date = OfficeCalendar.objects.filter(planned_zone=zone)
    for office in Organisation.objects.exclude(pk__in=up_to_date.values("organisation_id")):
        row, is_new = OfficeCalendar.objects.get_or_create(organisation=office, defaults={"planned_zone": zone})
        if not is_new:
            row.planned_zone = zone
            row.save(update_fields=["planned_zone", "updated_at"])
            _look_again(office.pk)
    OfficeCalendar.objects.update(swept_at=now)


@atomic
def edit_ladder(*, actor: User, code: str, steps: Sequence[Step], reason: LadderReason, version: int) -> Ladder:
    """The office's own steps from now on, in place of the defaults. Alerts to come are reckoned anew.

    `version` is that of the own ladder, 0 while the default holds. Refused: LadderUnknown, LadderEmpty, StepTwice,
    StepUncounted, LadderTooLate (a deadline that would be silent in its last days), LadderChangedMeanwhile.
    """
    require(can_edit_ladders(actor))
    ladder = _locked_ladder(actor, code, version)
    _check(code, steps)
    if ladder is None:
        ladder = Ladder(organisation_id=actor.organisation_id, code=code, version=0)
    ladder.version, ladder.reason, ladder.changed_by = ladder.version + 1, reason, actor
    ladder.full_clean()
    ladder.save()
    ladder.steps.all().delete()
    rows = [LadderStep(ladder=ladder, moment=step.moment, days=step.days, reach=step.reach) for step in steps]
    for row in rows:
        row.full_clean(validate_constraints=False)
    LadderStep.objects.bulk_create(rows)
    _look_again(actor.organisation_id)
    record(actor, Tag.LADDER_EDIT, changed=["steps", "reason"], ladder=code, reason=reason, step_count=len(rows))
    return ladder


@atomic
def reset_ladder(*, actor: User, code: str, version: int) -> None:
    """The defaults hold again. Without own steps nothing changes."""
    require(can_edit_ladders(actor))
    ladder = _locked_ladder(actor, code, version)
    if ladder is None:
        return
    ladder.delete()
    _look_again(actor.organisation_id)
    record(actor, Tag.LADDER_RESET, changed=["steps"], ladder=code)


@atomic
def edit_calendar(
    *, actor: User, rest_weekdays: Collection[int], hour: time, holidays: Collection[date], version: int
) -> OfficeCalendar:
    """Days of rest, holidays and the hour of alerts. Alerts to come are reckoned anew.

    `version`: 0 while there is no row. Refused: NoWorkingDay, TooManyHolidays, LadderChangedMeanwhile.
    """
    require(can_edit_ladders(actor))
    row = OfficeCalendar.objects.select_for_update().filter(organisation_id=actor.organisation_id).first()
    if (row.version if row is not None else 0) != version:
        raise LadderChangedMeanwhile
    if set(range(1, 8)) <= set(rest_weekdays):
        raise NoWorkingDay
    if len(set(holidays)) > MOST_HOLIDAYS:
        raise TooManyHolidays
    if row is None:
        row = OfficeCalendar(organisation_id=actor.organisation_id, planned_zone=office_zone(), version=0)
    row.rest_weekdays = "".join(str(day) for day in sorted(set(rest_weekdays)))
    row.hour, row.holidays, row.version = hour, [day.isoformat() for day in sorted(set(holidays))], row.version + 1
    row.full_clean()
    row.save()
    _look_again(actor.organisation_id)
    record(actor, Tag.CALENDAR_EDIT, changed=["rest_weekdays", "hour", "holidays"])
    return row


@atomic
def see_alerts(*, actor: User, alerts: Iterable[Alert]) -> int:
    """They were looked at. That ends nothing: they come again until something is recorded."""
    mine = Alert.objects.visible_to(actor).unseen().filter(pk__in=[alert.pk for alert in alerts])
    count: int = mine.update(seen_at=timezone.now())
    if count:
        record(actor, Tag.NOTICE_SEE, changed=["seen_at"], notice_count=count)
    return count


def _locked_ladder(actor: User, code: str, version: int) -> Ladder | None:
    if code not in DEFAULTS:
        raise LadderUnknown
    # The office's row is held, so that two first changes at once do not both make a ladder.
    Organisation.objects.select_for_update().get(pk=actor.organisation_id)
    ladder: Ladder | None = Ladder.objects.filter(organisation_id=actor.organisation_id, code=code).first()
    if (ladder.version if ladder is not None else 0) != version:
        raise LadderChangedMeanwhile
    return ladder


def _check(code: str, steps: Sequence[Step]) -> None:
    if not steps:
        raise LadderEmpty
    if len({(step.moment, step.days) for step in steps}) < len(steps):
        raise StepTwice
    if any(step.moment in COUNTED - {Moment.BEFORE} and step.days < 1 for step in steps):
        raise StepUncounted
    if not warns_in_time(DEFAULTS[code].weight, steps):
        raise LadderTooLate


def _look_again(organisation_id: UUID) -> None:
    """The sweep reckons everything of an office anew, also what had nothing more to come."""
    DueThing.objects.open().filter(organisation_id=organisation_id).update(next_alert_at=SOON)

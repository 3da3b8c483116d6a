"""The only place that writes due things."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.utils import timezone

from accounts.models import User
from audit.record import atomic, record
from audit.tags import Tag
from common.access import require
from reminders.choices import DropReason, DueAct, DueState, EndReason, SnoozeReason
from reminders.hours import office_zone
from reminders.models import SOON, DueMove, DueThing
from reminders.permissions import can_complete_due, can_take_due, can_take_over
from reminders.states import (
    CannotTakeOver,
    DueAgainAlready,
    SnoozeNotAhead,
    SnoozeTooLong,
    require_open,
    require_reachable,
    require_tickable,
)

# Nothing sleeps longer than a season.
LONGEST_SNOOZE = timedelta(days=92)


@atomic
def schedule_due(
    *,
    actor: User,
    owner: User,
    kind: str,
    subject_type: str,
    subject_id: UUID,
    due_on: date,
    due_at: datetime | None = None,
    detail_id: UUID | None = None,
) -> DueThing:
    """Something becomes due. The same kind about a subject is open once: a second call moves it to the earlier day.

    With `detail_id`, the row that says more, there may be several: one for each detail. Refused: a year that nobody means
    (DayOutOfReach).
    """
    require_reachable(due_on)
    known: DueThing | None = (
        DueThing.objects.select_for_update()
        .open()
        .filter(subject_id=subject_id, kind=kind, detail_id=detail_id)
        .first()
    )
    if known is not None:
        if due_on < known.due_on:
            _move(known, actor, due_on, due_at)
        return known
    due = DueThing.objects.create(
        organisation_id=owner.organisation_id,
        owner=owner,
        kind=kind,
        subject_type=subject_type,
        subject_id=subject_id,
        detail_id=detail_id,
        due_on=due_on,
        due_at=due_at,
        zone=_zone_for(due_at),
    )
    return due


@atomic
def schedule_new_dues(
    *,
    actor: User,
    kind: str,
    subject_type: str,
    subjects: Iterable[tuple[UUID, User]],
    due_on: date,
    due_at: datetime | None,
) -> int:
    """One thing becomes due about each of many new subjects, (id, owner); nothing can be due about them yet."""
    rows = [
        DueThing(
            organisation_id=owner.organisation_id,
            owner=owner,
            kind=kind,
            subject_type=subject_type,
            subject_id=subject_id,
            due_on=due_on,
            due_at=due_at,
            zone=_zone_for(due_at),
        )
        for subject_id, owner in subjects
    ]
    DueThing.objects.bulk_create(rows)
    return len(rows)


@atomic
def move_due(*, actor: User, due: DueThing, due_on: date, due_at: datetime | None) -> bool:
    """Another day or hour. It waits no longer. For the action of the app that knows the detail, which records it.

    Refused: what is not open (DueNotOpen), a year that nobody means (DayOutOfReach).
    """
    require_reachable(due_on)
    due = DueThing.objects.select_for_update().get(pk=due.pk)
    require_open(due)
    if (due.due_on, due.due_at) == (due_on, due_at):
        return False
    _move(due, actor, due_on, due_at)
    return True


@atomic
def complete_due(*, actor: User, due: DueThing) -> None:
    """Somebody says that it is done. Doing it twice changes nothing.

    Refused: what ends only by a record of what was done (EndsByRecord).
    """
    due = DueThing.objects.select_for_update().get(pk=due.pk)
    require(can_complete_due(actor, due))
    if due.state != DueState.OPEN:
        return
    require_tickable(due)
    _close(due, actor, DueState.DONE)
    record(actor, Tag.DUE_COMPLETE, due, changed=["state"], case_id=due.subject_id)


@atomic
def drop_due(*, actor: User, due: DueThing, reason: DropReason) -> None:
    """Nothing has to be done any more, for a coded reason. Refused: what ends only by a record (EndsByRecord)."""
    due = DueThing.objects.select_for_update().get(pk=due.pk)
    require(can_complete_due(actor, due))
    require_open(due)
    require_tickable(due)
    _close(due, actor, DueState.DROPPED, reason)
    record(actor, Tag.DUE_DROP, due, changed=["state", "reason"], case_id=due.subject_id)


@atomic
def reopen_due(*, actor: User, due: DueThing) -> None:
    """Undo: the thing is due again.

    Refused if the same has become due anew meanwhile (DueAgainAlready), and for what a record ended (EndsByRecord).
    """
    due = DueThing.objects.select_for_update().get(pk=due.pk)
    require(can_complete_due(actor, due))
    if due.state == DueState.OPEN:
        return
    require_tickable(due)
    same = DueThing.objects.open().filter(subject_id=due.subject_id, kind=due.kind, detail_id=due.detail_id)
    if same.exists():
        raise DueAgainAlready
    due.state, due.done_at, due.done_by, due.reason, due.next_alert_at = DueState.OPEN, None, None, "", SOON
    due.save(update_fields=["state", "done_at", "done_by", "reason", "next_alert_at", "updated_at"])
    _note(due, DueAct.REOPENED, actor)
    record(actor, Tag.DUE_REOPEN, due, changed=["state"], case_id=due.subject_id)


@atomic
def snooze_due(*, actor: User, due: DueThing, until: date, reason: SnoozeReason) -> None:
    """It waits until the morning of `until`, for a coded reason. The day it is due stays, and so does how late it is.

    Refused: a day that is not ahead (SnoozeNotAhead), more than LONGEST_SNOOZE (SnoozeTooLong).
    """
    due = DueThing.objects.select_for_update().get(pk=due.pk)
    require(can_complete_due(actor, due))
    require_open(due)
    today = timezone.localdate()
    if until <= today:
        raise SnoozeNotAhead
    if until > today + LONGEST_SNOOZE:
        raise SnoozeTooLong
    before = due.snoozed_until or due.due_on
    due.snoozed_until, due.reason, due.answered_at, due.next_alert_at = until, reason, timezone.now(), SOON
    due.save(update_fields=["snoozed_until", "reason", "answered_at", "next_alert_at", "updated_at"])
    _note(due, DueAct.SNOOZED, actor, from_day=before, to_day=until, reason=reason)
    record(actor, Tag.DUE_SNOOZE, due, changed=["snoozed_until", "reason"], case_id=due.subject_id)


@atomic
def give_due(*, actor: User, due: DueThing, to_user: User) -> None:
    """A colleague answers for it from now on. Refused for whoever may not open what it is about (CannotTakeOver)."""
    due = DueThing.objects.select_for_update().get(pk=due.pk)
    require(can_complete_due(actor, due))
    require_open(due)
    if not can_take_due(to_user, due):
        raise CannotTakeOver
    if due.owner_id != to_user.pk:
        _give(due, actor, to_user)


@atomic
def take_due(*, actor: User, due: DueThing) -> None:
    """Whoever was alerted of a colleague's thing answers for it from now on. Refused for everybody else (404)."""
    due = DueThing.objects.select_for_update().get(pk=due.pk)
    require(can_take_over(actor, due))
    require_open(due)
    if due.owner_id != actor.pk:
        before = due.owner
        due.owner, due.answered_at, due.next_alert_at = actor, timezone.now(), SOON
        due.save(update_fields=["owner", "answered_at", "next_alert_at", "updated_at"])
        _note(due, DueAct.GIVEN, actor, from_owner=before, to_owner=actor)
        record(actor, Tag.DUE_TAKE, due, changed=["owner"], case_id=due.subject_id)


@atomic
def adopt_due(*, actor: User | None, due: DueThing, to_user: User) -> bool:
    """The program gives a thing whose owner can no longer answer for it to somebody who can. False if it was settled."""
    due = DueThing.objects.select_for_update().get(pk=due.pk)
    if due.state != DueState.OPEN or not can_take_due(to_user, due):
        return False
    _give(due, actor, to_user)
    return True


@atomic
def settle_due(*, actor: User, subject_id: UUID, kind: str, detail_id: UUID | None = None) -> None:
    """What was due has happened by another act; recorded with that act. With `detail_id` only what that row is about."""
    rows = DueThing.objects.select_for_update().open().filter(subject_id=subject_id, kind=kind)
    for due in rows if detail_id is None else rows.filter(detail_id=detail_id):
        _close(due, actor, DueState.DONE)


@atomic
def withdraw_due(*, actor: User, subject_id: UUID, kind: str, reason: EndReason) -> None:
    """What was due has not happened and need not be watched any more; recorded with the act that ends it."""
    for due in DueThing.objects.select_for_update().open().filter(subject_id=subject_id, kind=kind):
        _close(due, actor, DueState.DROPPED, reason)


@atomic
def hand_over_due(*, actor: User, subject_id: UUID, from_user: User, to_user: User) -> int:
    """All open due things of `from_user` about a subject go to `to_user`; recorded with the assignment."""
    rows = list(DueThing.objects.select_for_update().open().filter(subject_id=subject_id, owner=from_user))
    DueMove.objects.bulk_create(
        DueMove(due=due, act=DueAct.GIVEN, by=actor, from_owner=from_user, to_owner=to_user) for due in rows
    )
    now = timezone.now()
    DueThing.objects.filter(pk__in=[due.pk for due in rows]).update(
        owner=to_user, answered_at=now, next_alert_at=SOON, updated_at=now
    )
    return len(rows)


def _move(due: DueThing, actor: User, due_on: date, due_at: datetime | None) -> None:
    before = due.due_on
    due.due_on, due.due_at, due.zone = due_on, due_at, _zone_for(due_at)
    due.snoozed_until, due.reason = None, ""
    due.round, due.begun_at, due.answered_at, due.next_alert_at = due.round + 1, timezone.now(), None, SOON
    due.save()
    _note(due, DueAct.MOVED, actor, from_day=before, to_day=due_on)


def _give(due: DueThing, actor: User | None, to_user: User) -> None:
    before = due.owner
    due.owner, due.answered_at, due.next_alert_at = to_user, timezone.now(), SOON
    due.save(update_fields=["owner", "answered_at", "next_alert_at", "updated_at"])
    _note(due, DueAct.GIVEN, actor, from_owner=before, to_owner=to_user)
    record(actor, Tag.DUE_GIVE, due, changed=["owner"], case_id=due.subject_id)


def _close(due: DueThing, actor: User, state: DueState, reason: str = "") -> None:
    due.state, due.done_at, due.done_by, due.snoozed_until, due.reason = state, timezone.now(), actor, None, reason
    due.next_alert_at = None
    due.save(update_fields=["state", "done_at", "done_by", "snoozed_until", "reason", "next_alert_at", "updated_at"])
    _note(due, DueAct.DONE if state == DueState.DONE else DueAct.DROPPED, actor, reason=reason)


def _note(due: DueThing, act: DueAct, actor: User | None, **what: Any) -> None:
    DueMove.objects.create(due=due, act=act, by=actor, **what)


def _zone_for(due_at: datetime | None) -> str:
    return office_zone() if due_at is not None else ""

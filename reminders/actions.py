"""The only place that writes due things."""

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from django.utils import timezone

from accounts.models import User
from audit.record import atomic, record
from audit.tags import Tag
from common.access import require
from reminders.choices import DueState
from reminders.models import DueThing
from reminders.permissions import can_complete_due


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
) -> DueThing:
    """Something becomes due. The same kind about a subject is open once: a second call moves it to the earlier day."""
    known: DueThing | None = (
        DueThing.objects.select_for_update().open().filter(subject_id=subject_id, kind=kind).first()
    )
    if known is not None:
        if due_on < known.due_on:
            known.due_on, known.due_at = due_on, due_at
            known.save(update_fields=["due_on", "due_at", "updated_at"])
        return known
    due = DueThing.objects.create(
        organisation_id=owner.organisation_id,
        owner=owner,
        kind=kind,
        subject_type=subject_type,
        subject_id=subject_id,
        due_on=due_on,
        due_at=due_at,
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
        )
        for subject_id, owner in subjects
    ]
    DueThing.objects.bulk_create(rows)
    return len(rows)


@atomic
def complete_due(*, actor: User, due: DueThing) -> None:
    """Somebody says that it is done. Doing it twice changes nothing."""
    due = DueThing.objects.select_for_update().get(pk=due.pk)
    require(can_complete_due(actor, due))
    if due.state != DueState.OPEN:
        return
    _close(due, actor, DueState.DONE)
    record(actor, Tag.DUE_COMPLETE, due, changed=["state"], case_id=due.subject_id)


@atomic
def reopen_due(*, actor: User, due: DueThing) -> None:
    """Undo: the thing is due again."""
    due = DueThing.objects.select_for_update().get(pk=due.pk)
    require(can_complete_due(actor, due))
    if due.state == DueState.OPEN:
        return
    due.state, due.done_at, due.done_by = DueState.OPEN, None, None
    due.save(update_fields=["state", "done_at", "done_by", "updated_at"])
    record(actor, Tag.DUE_REOPEN, due, changed=["state"], case_id=due.subject_id)


@atomic
def settle_due(*, actor: User, subject_id: UUID, kind: str) -> None:
    """What was due has happened by another act; recorded with that act."""
    for due in DueThing.objects.select_for_update().open().filter(subject_id=subject_id, kind=kind):
        _close(due, actor, DueState.DONE)


@atomic
def hand_over_due(*, actor: User, subject_id: UUID, from_user: User, to_user: User) -> int:
    """All open due things of `from_user` about a subject go to `to_user`; recorded with the assignment."""
    rows = DueThing.objects.open().filter(subject_id=subject_id, owner=from_user)
    return rows.update(owner=to_user, updated_at=timezone.now())


def _close(due: DueThing, actor: User, state: DueState) -> None:
    due.state, due.done_at, due.done_by = state, timezone.now(), actor
    due.save(update_fields=["state", "done_at", "done_by", "updated_at"])

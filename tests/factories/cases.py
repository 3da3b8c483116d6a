"""Invented cases, made through the same action that the intake uses; and the principal that tests act as."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from accounts.matrix import OWN_DRAFTS
from accounts.models import User
from audit.record import scope
from cases import due_kinds
from cases.access import admit, relation_of_visible
from cases.case.actions import close_case, create_case
from cases.case.choices import ClosureReason
from cases.case.start import CaseStart
from cases.consent.choices import ConsentAnswer
from cases.models import Case, ConflictBlock, Task
from cases.task.actions import create_task
from encryption.principal import Principal, acting_as
from reminders.actions import schedule_due
from reminders.models import DueThing

SAFE = {"answer": "yes", "channels": ["house_phone"], "hours": "14:00–16:00"}


@contextmanager
def acting(user: User) -> Iterator[Principal]:
    """As a request of `user` would run: a scope of the trail, and a principal with nothing but the own drafts."""
    principal = Principal(actor_id=str(user.pk), organisation_id=user.organisation_id)
    principal.admit(user.pk, OWN_DRAFTS)
    with scope(actor=user, via="command"), acting_as(principal):
        yield principal


def make_case(
    worker: User,
    *,
    alias: str = "Heron",
    name_used: str = "Mali",
    opened_on: date | None = None,
    is_closed: bool = False,
    **fields: Any,
) -> Case:
    """One valid case of `worker`, who is assigned to it. `fields` go to CaseStart; `is_closed` closes it."""
    start: dict[str, Any] = {"safe_contact": SAFE, "keep_record": ConsentAnswer.YES} | fields
    with acting(worker):
        case: Case = create_case(
            actor=worker,
            start=CaseStart(alias=alias, name_used=name_used, opened_on=opened_on or timezone.localdate(), **start),
        )
        if is_closed:
            close_case(actor=worker, case=case, reason=ClosureReason.GOALS_REACHED, closed_on=timezone.localdate())
    return Case.objects.get(pk=case.pk)


def make_child_case(worker: User, **fields: Any) -> Case:
    """A child alone, without guardian."""
    profile = {"age_group": "child", "guardian": "alone"}
    return make_case(worker, profile=profile, keep_record=ConsentAnswer.CANNOT_BE_ASKED, **fields)


def make_due(owner: User, case: Case, *, days: int = 0, kind: str = due_kinds.NEXT_STEP) -> DueThing:
    """Something due about `case`, `days` from today."""
    due: DueThing = schedule_due(
        actor=owner,
        owner=owner,
        kind=kind,
        subject_type=due_kinds.CASE,
        subject_id=case.pk,
        due_on=timezone.localdate() + timedelta(days=days),
    )
    return due


def make_task(
    worker: User, case: Case, words: str = "Ring the clinic", *, days: int = 0, owner: User | None = None, **more: Any
) -> Task:
    """Something to do about `case`, set down by `worker`. Days before today are set behind the action's back."""
    today = timezone.localdate()
    with acting(worker):
        admit(worker, [case.pk], relation_of_visible(worker))
        task: Task = create_task(
            actor=worker, case=case, words=words, due_on=today + timedelta(days=max(days, 0)), owner=owner, **more
        )
    if days < 0:
        DueThing.objects.filter(pk=task.due_id).update(due_on=today + timedelta(days=days))
    return Task.objects.select_related("due", "case").get(pk=task.pk)


def block(user: User, case: Case, by: User) -> ConflictBlock:
    """`user` is kept away from `case`."""
    row = ConflictBlock.of(case, user=user, set_by=by)
    row.save(force_insert=True)
    return row

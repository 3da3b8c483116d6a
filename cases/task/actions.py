"""Setting down what is to do, and changing it."""

from datetime import date, datetime, time
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.matrix import Act
from accounts.models import User
from audit.record import atomic, record
from audit.tags import Tag
from cases import due_kinds
from cases.case.states import require_version
from cases.models import Case, Task
from cases.sheets import locked_case, may_write, save_version, set_fields
from cases.task.queries import field_for, held_in, takers_of
from common.access import require
from common.errors import DomainError
from reminders.actions import move_due, schedule_due
from reminders.hours import instant_of
from reminders.states import CannotTakeOver, DayHasPassed
from reminders.states import require_open as require_due_open


class TaskEmpty(DomainError):
    """There are no words."""

    code = "task_empty"
    sentence = _("Write in a few words what is to do.")


@atomic
def create_task(
    *, actor: User, case: Case, words: str, due_on: date, hour: time | None = None, owner: User | None = None
) -> Task:
    """Something to do about a case, by a day, and at an hour of the office's clock if it matters.

    `owner` answers for it, `actor` if not given. Refused: no words (TaskEmpty), a day that has passed (DayHasPassed), an
    owner who may not open the case or whose role does not read the words (CannotTakeOver).
    """
    case = locked_case(actor, case, Act.TASK_CREATE)
    if not words.strip():
        raise TaskEmpty
    if due_on < timezone.localdate():
        raise DayHasPassed
    name, owner = field_for(actor), owner or actor
    if owner.pk != actor.pk and not takers_of(actor, case, name).filter(pk=owner.pk).exists():
        raise CannotTakeOver
    task = Task.of(case, created_by=actor)
    require(may_write(task, name))
    task.due = schedule_due(
        actor=actor,
        owner=owner,
        kind=due_kinds.TASK,
        subject_type=due_kinds.CASE,
        subject_id=case.pk,
        due_on=due_on,
        due_at=_at(due_on, hour),
        detail_id=UUID(str(task.pk)),
    )
    setattr(task, name, words.strip())
    task.save(force_insert=True)
    record(actor, Tag.TASK_CREATE, task, case_id=case.pk, changed=[name, "due_on", *(["due_at"] if hour else [])])
    return task


@atomic
def edit_task(
    *, actor: User, task: Task, words: str, due_on: date, hour: time | None = None, version: int | None = None
) -> list[str]:
    """Other words, another day or hour. Names of what changed; nothing is recorded when nothing differs.

    Refused: a task that was ticked off (DueNotOpen), and what `create_task` refuses; a day that has passed may stay.
    """
    case = locked_case(actor, task.case, Act.TASK_CREATE)
    task = Task.objects.select_for_update().select_related("due").get(pk=task.pk, case=case)
    name = held_in(task)
    require(may_write(task, name))
    require_version(task, version)
    require_due_open(task.due)
    if not words.strip():
        raise TaskEmpty
    if due_on != task.due.due_on and due_on < timezone.localdate():
        raise DayHasPassed
    changed = set_fields(task, {name: words.strip()})
    if move_due(actor=actor, due=task.due, due_on=due_on, due_at=_at(due_on, hour)):
        changed.append("due_on")
    if changed:
        save_version(task)
        record(actor, Tag.TASK_EDIT, task, case_id=case.pk, changed=changed)
    return changed


def _at(due_on: date, hour: time | None) -> datetime | None:
    return instant_of(due_on, hour) if hour is not None else None

"""Reads of tasks: their words, and who may take one over."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q

from accounts.choices import Relation, Role
from accounts.matrix import clearance
from accounts.models import User
from cases import due_kinds
from cases.access import BY_GRANT
from cases.models import Case, CaseGrant, ConflictBlock, Task
from common.shown import Shown, show
from encryption.classes import FieldClass
from encryption.keys import preload
from reminders.models import DueThing

# Where the words of tasks are held.
HELD = {"words": FieldClass.NARRATIVE, "health_words": FieldClass.HEALTH}
CLASSES = frozenset(HELD.values())


def field_for(user: User) -> str:
    """Where the role's words are held: a health worker's in `health_words`, everybody else's in `words`."""
    return "health_words" if user.role == Role.HEALTH else "words"


def held_in(task: Task) -> str:
    """Which of the two fields holds the words of `task`."""
    return "words" if task.health_words.is_null else "health_words"


def version_now(task: Task) -> int:
    """The present version of `task`, however long ago it was fetched."""
    return Task.objects.values_list("version", flat=True).get(pk=task.pk)


def words_of(task: Task, purpose: str = "") -> Shown:
    """The words, if the role may read them; else why not."""
    return show(getattr(task, held_in(task)), purpose)


@dataclass(frozen=True)
class TaskLine:
    """A task with its words opened, for a list."""

    task: Task
    words: Shown


def tasks_of(dues: Iterable[DueThing], cases: Iterable[Case]) -> dict[UUID, TaskLine]:
    """The tasks behind due things, by id of the due thing. Their cases are in scope already; their keys are fetched."""
    wanted = [due.pk for due in dues if due.kind == due_kinds.TASK]
    if not wanted:
        return {}
    tasks = list(Task.objects.filter(due_id__in=wanted, case_id__in=[case.pk for case in cases]))
    for name, field_class in HELD.items():
        preload([(task.organisation_id, task.case_id) for task in tasks if held_in(task) == name], [field_class])
    return {task.due_id: TaskLine(task, words_of(task, "list")) for task in tasks}


def reads_words(role: str, field_name: str) -> bool:
    """Whether a role reads words held in this field, in a case that is open to it."""
    field: Any = Task._meta.get_field(field_name)
    relation = Relation.GRANT if role in BY_GRANT else Relation.ORGANISATION
    return clearance(role, relation).may_read(field.field_class, field.label)


def takers_of(user: User, case: Case, field_name: str = "", readers: Collection[str] | None = None) -> Any:
    """Colleagues of `user` who may answer for something about `case`, by name: its workers and the coordinators.

    With `field_name` only those whose role reads the words of a task held there; with `readers` only those roles.
    """
    working = CaseGrant.objects.in_force().filter(content_object_id=case.pk, user=OuterRef("pk"))
    blocked = ConflictBlock.objects.filter(case_id=case.pk, user=OuterRef("pk"), lifted_at__isnull=True)
    roles = [role for role in BY_GRANT if not field_name or reads_words(role, field_name)]
    fits = Q(role=Role.COORDINATOR) | Q(role__in=roles) & Exists(working)
    found = User.objects.visible_to(user).active().filter(fits).exclude(Exists(blocked)).order_by("display_name")
    return found if readers is None else found.filter(role__in=readers)

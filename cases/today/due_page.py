"""One due thing on a page of its own: what it is, about whom, and what was done to it so far."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils import formats, timezone
from django.utils.translation import gettext as _

from accounts.choices import Act
from accounts.matrix import may
from accounts.models import User
from audit.record import reading
from audit.tags import Tag
from cases.access import admit_cases, relation_of_visible
from cases.models import Case
from cases.sheets import may_write
from cases.task.queries import CLASSES, TaskLine, held_in, tasks_of
from cases.today.queries import TodoLine, due_of, line_of
from encryption.classes import FieldClass
from reminders.choices import DueAct, DueState
from reminders.models import REASONS, DueMove, DueThing

WHY = dict(REASONS)


@dataclass(frozen=True)
class DuePage:
    """One request's view of a due thing. The opened words live here and nowhere else."""

    user: User
    due: DueThing
    case: Case
    task: TaskLine | None
    line: TodoLine

    @property
    def is_open(self) -> bool:
        return self.due.state == DueState.OPEN

    @property
    def can_write(self) -> bool:
        """Whether it is a task whose words the role may change."""
        if self.task is None or not may(self.user, Act.TASK_CREATE, relation_of_visible(self.user)):
            return False
        return may_write(self.task.task, held_in(self.task.task))

    @property
    def can_edit(self) -> bool:
        """The same, while it is to do and work on the case goes on."""
        return self.is_open and not self.case.is_closed and self.can_write

    def context(self, **more: Any) -> dict[str, Any]:
        """For the templates of this page."""
        return {
            "due": self.due,
            "case": self.case,
            "task": self.task.task if self.task is not None else None,
            "line": self.line,
            "is_open": self.is_open,
            "can_edit": self.can_edit,
            "moves": list(_moves(self.due)),
            **more,
        }


def open_due(user: User, pid: str, tag: Tag) -> DuePage:
    """Open a due thing that `user` answers for: absent or refused look alike, the reading is recorded as `tag`."""
    due, case = due_of(user, pid, tag)
    admit_cases(user, [case], relation_of_visible(user), {FieldClass.IDENTITY, *CLASSES})
    reading(Tag.DUE_OPEN, subject=due, case_id=case.pk)
    task = tasks_of([due], [case]).get(due.pk)
    return DuePage(user, due, case, task, line_of(user, due, case, task, timezone.localdate()))


def _moves(due: DueThing) -> Iterable[dict[str, Any]]:
    """What was done to it, the newest first: {at, what, who}."""
    for move in DueMove.objects.filter(due=due).select_related("by", "from_owner", "to_owner").order_by("-at", "-pk"):
        yield {
            "at": move.at,
            "what": _told(move),
            "why": WHY.get(move.reason, ""),
            "who": move.by.display_name if move.by is not None else _("by itself"),
        }


def _told(move: DueMove) -> str:
    act = DueAct(move.act).label
    if move.to_owner is not None and move.from_owner is not None:
        names = {"before": move.from_owner.display_name, "after": move.to_owner.display_name}
        return _("Handed over by %(before)s to %(after)s") % names
    if move.to_day is not None:
        day = formats.date_format(move.to_day, _("D j M"))
        return _("%(act)s: %(day)s") % {"act": act, "day": day}
    return str(act)

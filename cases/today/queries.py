"""What Today says: what is due, what was left unfinished, where the own cases stand."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count
from django.urls import reverse
from django.utils import formats, timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from audit.record import reading
from audit.tags import Tag
from cases import due_kinds
from cases.access import admit_cases, relation_of_visible
from cases.case.choices import Stage
from cases.models import Case
from common.shown import Shown, show
from encryption.classes import FieldClass
from reminders.models import DueThing
from reminders.registry import kind_of

AHEAD_DAYS = 7
# A day with more than this is not read to its end anyway.
MOST = 100
# The field of a case's page where one writes: a link to it has the focus there, with script and without.
WRITE = "#id_text"


@dataclass(frozen=True)
class TodoLine:
    """One thing to do about one case."""

    due: DueThing
    title: Any
    act: Any
    alias: Shown
    reference: str
    url: str
    chip: str
    tone: str


@dataclass
class Todo:
    """Overdue, due today, in the next seven days, later."""

    late: list[TodoLine] = field(default_factory=list)
    today: list[TodoLine] = field(default_factory=list)
    ahead: list[TodoLine] = field(default_factory=list)
    later: list[TodoLine] = field(default_factory=list)
    later_count: int = 0
    next_on: date | None = None

    @property
    def is_empty(self) -> bool:
        return not (self.late or self.today or self.ahead or self.later)

    @property
    def count(self) -> int:
        """All that is open, later things included."""
        return len(self.late) + len(self.today) + len(self.ahead) + self.later_count


def todo_of(user: User, *, show_all: bool = False) -> Todo:
    """The own due things about cases the user may open. Things about other cases are left out without a word."""
    due = list(
        DueThing.objects.visible_to(user)
        .open()
        .filter(subject_type=due_kinds.CASE)
        .order_by("due_on", "due_at", "pk")[:MOST]
    )
    cases = cases_by_id(user, (row.subject_id for row in due))
    today = timezone.localdate()
    todo = Todo()
    for row in due:
        case = cases.get(row.subject_id)
        if case is None:
            continue
        days = (row.due_on - today).days
        if days > AHEAD_DAYS:
            todo.later_count += 1
            todo.next_on = todo.next_on or row.due_on
            if not show_all:
                continue
        group = todo.late if days < 0 else todo.today if days == 0 else todo.ahead if days <= AHEAD_DAYS else todo.later
        group.append(_line(row, case, days))
    return todo


def cases_by_id(user: User, case_ids: Iterable[UUID]) -> dict[UUID, Case]:
    """Those of the cases that `user` may open, in scope, with their keys."""
    wanted = set(case_ids)
    if not wanted:
        return {}
    cases = {case.pk: case for case in Case.objects.visible_to(user).filter(pk__in=wanted)}
    if cases:
        reading(Tag.CASE_LIST)
        admit_cases(user, cases.values(), relation_of_visible(user), [FieldClass.IDENTITY])
    return cases


def _line(due: DueThing, case: Case, days: int) -> TodoLine:
    kind = kind_of(due.kind)
    return TodoLine(
        due=due,
        title=kind.label,
        act=kind.act,
        alias=show(case.alias, "list"),
        reference=case.reference,
        url=reverse("cases:case_detail", args=[case.pid]) + (WRITE if due.kind == due_kinds.NEXT_STEP else ""),
        chip=_chip(due, days),
        tone="late" if days < 0 else "soon" if days == 0 else "",
    )


def _chip(due: DueThing, days: int) -> str:
    """ "2 days late", "Before 14:00", "Today", "Mon 16 Mar"."""
    if days < 0:
        return ngettext("%(days)s day late", "%(days)s days late", -days) % {"days": -days}
    if days == 0:
        if due.due_at is None:
            return _("Today")
        return _("Before %(time)s") % {"time": formats.time_format(timezone.localtime(due.due_at))}
    return formats.date_format(due.due_on, _("D j M"))


def just_done(user: User, pid: str) -> DueThing | None:
    """The own thing that was ticked a moment ago, for Undo."""
    since = timezone.now() - timedelta(minutes=10)
    done: DueThing | None = DueThing.objects.visible_to(user).filter(pid=pid, done_by=user, done_at__gt=since).first()
    return done


def stages_of(user: User) -> list[tuple[str, int]]:
    """How many of the own open cases stand in each stage, in the order of the work."""
    counts = dict(
        Case.objects.visible_to(user).open().order_by().values_list("stage").annotate(number=Count("pk", distinct=True))
    )
    return [(str(stage.label), counts[stage.value]) for stage in Stage if counts.get(stage.value)]


def day_line(todo: Todo) -> str:
    """ "Thursday 12 March · 2 overdue, 4 due today"."""
    parts = []
    if todo.late:
        parts.append(ngettext("%(count)s overdue", "%(count)s overdue", len(todo.late)) % {"count": len(todo.late)})
    if todo.today:
        parts.append(
            ngettext("%(count)s due today", "%(count)s due today", len(todo.today)) % {"count": len(todo.today)}
        )
    day = formats.date_format(timezone.localdate(), _("l j F"))
    due = _(", ").join(parts) or _("nothing due today")
    return f"{day} · {due}"

"""What Today says: what is due, what was left unfinished, where the own cases stand."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, F, Min, OuterRef
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
from cases.legal import due_kinds as legal_kinds
from cases.models import Case, Cover
from cases.residence import due_kinds as stay_kinds
from cases.task.queries import TaskLine, tasks_of
from common.access import get_visible_or_404, require
from common.shown import Shown, show
from encryption.classes import FieldClass
from reminders.models import DueThing
from reminders.registry import ends_by_record, kind_of

AHEAD_DAYS = 7
# A day with more than this is not read to its end anyway.
MOST = 200
# Of more own cases than this it is only said that there are more.
MOST_OWN = 1_000
# The field of a case's page where one writes: a link to it has the focus there, with script and without.
WRITE = "#id_text"


@dataclass(frozen=True)
class TodoLine:
    """One thing to do about one case. `title` is words of a task that the reader may read, or those of its kind."""

    due: DueThing
    case: Case
    title: Any
    act: Any
    alias: Shown
    reference: str
    url: str
    chip: str
    tone: str
    is_locked: bool = False
    # Whose it is, when the reader stands in.
    instead_of: str = ""

    @property
    def can_tick(self) -> bool:
        """Whether a tick ends it; else only what is recorded at `url` does."""
        return not ends_by_record(self.due)


@dataclass
class Todo:
    """Overdue, due today, in the next seven days, later; and today's appointments by the hour."""

    late: list[TodoLine] = field(default_factory=list)
    today: list[TodoLine] = field(default_factory=list)
    ahead: list[TodoLine] = field(default_factory=list)
    later: list[TodoLine] = field(default_factory=list)
    appointments: list[TodoLine] = field(default_factory=list)
    later_count: int = 0
    next_on: date | None = None

    @property
    def is_empty(self) -> bool:
        return not (self.late or self.today or self.ahead or self.later)

    @property
    def count(self) -> int:
        """All that is open, later things included."""
        return len(self.late) + len(self.today) + len(self.ahead) + len(self.appointments) + self.later_count


def absent_colleagues(user: User) -> list[UUID]:
    """Those who are away and for whom `user` stands in."""
    return list(Cover.objects.in_force().stood_in_by(user).values_list("absent_id", flat=True))


def dues_of(user: User) -> Any:
    """What `user` answers for about cases that are open to `user`, with `day`: the own, and what of those who are away."""
    return (
        DueThing.objects.open()
        .filter(
            organisation_id=user.organisation_id,
            owner_id__in=[user.pk, *absent_colleagues(user)],
            subject_type=due_kinds.CASE,
        )
        # Asked of each due thing: a list of all cases in sight would be read whole for a coordinator.
        .filter(Exists(Case.objects.visible_to(user).filter(pk=OuterRef("subject_id"))))
        .with_day()
    )


def todo_of(user: User, *, show_all: bool = False, dues: Any = None) -> Todo:
    """What is due about cases that the user may open. Things about other cases are left out without a word.

    `dues` is `dues_of(user)` for a page that asks it more than this.
    """
    today = timezone.localdate()
    horizon = today + timedelta(days=AHEAD_DAYS)
    mine = dues_of(user) if dues is None else dues
    rows = list(_sorted(mine.filter(day__lte=horizon)))
    todo = Todo()
    if show_all:
        rows += list(_sorted(mine.filter(day__gt=horizon)))
    else:
        later = mine.filter(day__gt=horizon).aggregate(count=Count("pk"), first=Min("day"))
        todo.later_count, todo.next_on = later["count"], later["first"]
    has_tasks = any(row.kind == due_kinds.TASK for row in rows)
    cases = cases_by_id(user, (row.subject_id for row in rows), [FieldClass.NARRATIVE] if has_tasks else [])
    tasks = tasks_of(rows, cases.values())
    for row in rows:
        case = cases.get(row.subject_id)
        if case is None:
            continue
        day = came_up_on(row, today)
        line = line_of(user, row, case, tasks.get(row.pk), today)
        if day > horizon:
            todo.later_count += 1
            todo.next_on = min(todo.next_on or day, day)
            todo.later.append(line)
        elif day == today and is_appointment(row):
            todo.appointments.append(line)
        else:
            (todo.late if day < today else todo.today if day == today else todo.ahead).append(line)
    todo.appointments.sort(key=lambda line: line.due.due_at or datetime.max)
    return todo


def _sorted(rows: Any) -> Any:
    return rows.select_related("owner").order_by("day", F("due_at").asc(nulls_last=True), "pk")[:MOST]


def came_up_on(due: DueThing, today: date) -> date:
    """The day under which it stands: that to which it was put off, while that lies ahead; else the day it is due."""
    return due.snoozed_until if due.snoozed_until is not None and due.snoozed_until > today else due.due_on


def is_appointment(due: DueThing) -> bool:
    """It happens at an hour; other things with an hour are to be done by then."""
    return due.due_at is not None and kind_of(due.kind).is_meeting


def cases_by_id(user: User, case_ids: Iterable[UUID], classes: Iterable[FieldClass] = ()) -> dict[UUID, Case]:
    """Those of the cases that `user` may open, in scope, with the keys of their aliases and of `classes`."""
    wanted = set(case_ids)
    if not wanted:
        return {}
    cases = {case.pk: case for case in Case.objects.visible_to(user).filter(pk__in=wanted)}
    if cases:
        reading(Tag.CASE_LIST)
        admit_cases(user, cases.values(), relation_of_visible(user), {FieldClass.IDENTITY, *classes})
    return cases


def line_of(user: User, due: DueThing, case: Case, task: TaskLine | None, today: date) -> TodoLine:
    """One row, about a case in scope."""
    kind = kind_of(due.kind)
    days = (came_up_on(due, today) - today).days
    return TodoLine(
        due=due,
        case=case,
        title=task.words.value if task is not None and task.words else kind.label,
        act=kind.act,
        alias=show(case.alias, "list"),
        reference=case.reference,
        url=_address(due, case),
        chip=_chip(due, days),
        tone="late" if days < 0 else "soon" if days == 0 else "",
        is_locked=task is not None and not task.words,
        instead_of=due.owner.display_name if due.owner_id != user.pk else "",
    )


# Where the act of a kind is, if not on the page of the case.
ELSEWHERE = {
    due_kinds.ASKED: "cases:opening_list",
    due_kinds.ANSWERED: "cases:opening_list",
    due_kinds.EMERGENCY_TOLD: "cases:opening_list",
    **dict.fromkeys(legal_kinds.ALL, "cases:legal_list"),
    **dict.fromkeys((*map(stay_kinds.code_of, stay_kinds.KINDS), stay_kinds.LIMIT_CHECK), "cases:residence_list"),
}
# What is done by talking: the case opens where one writes it down.
WRITTEN_ABOUT = frozenset({due_kinds.NEXT_STEP, due_kinds.TASK})


def _address(due: DueThing, case: Case) -> str:
    """Where the thing is done."""
    if page := ELSEWHERE.get(due.kind.partition(":")[0]):
        return reverse(page, args=[case.pid])
    return reverse("cases:case_detail", args=[case.pid]) + (WRITE if due.kind in WRITTEN_ABOUT else "")


def _chip(due: DueThing, days: int) -> str:
    """ "2 days late", "Before 14:00", "14:00", "Today", "Mon 16 Mar", "Mon 16 Mar, 10:30"."""
    if days < 0:
        return ngettext("%(days)s day late", "%(days)s days late", -days) % {"days": -days}
    shown_on = came_up_on(due, timezone.localdate())
    hour = "" if due.due_at is None or shown_on != due.due_on else formats.time_format(timezone.localtime(due.due_at))
    if days == 0:
        if not hour:
            return _("Today")
        return hour if is_appointment(due) else _("Before %(time)s") % {"time": hour}
    day = formats.date_format(shown_on, _("D j M"))
    return _("%(day)s, %(time)s") % {"day": day, "time": hour} if hour and is_appointment(due) else day


def due_of(user: User, pid: str, tag: Tag) -> tuple[DueThing, Case]:
    """A due thing that `user` answers for and its case, which may be open to `user` still; else NotAllowed."""
    away = absent_colleagues(user)
    theirs = DueThing.objects.filter(organisation_id=user.organisation_id, owner_id__in=away, pid=pid)
    due: DueThing | None = theirs.select_related("owner").first() if away else None
    if due is None:
        due = get_visible_or_404(DueThing.objects.select_related("owner"), user, pid, tag=tag)
    case: Case | None = Case.objects.visible_to(user).select_related("team").filter(pk=due.subject_id).first()
    require(due.subject_type == due_kinds.CASE and case is not None)
    assert case is not None
    return due, case


def just_done(user: User, pid: str) -> DueThing | None:
    """What the user ticked off a moment ago, for Undo."""
    since = timezone.now() - timedelta(minutes=10)
    mine = DueThing.objects.filter(organisation_id=user.organisation_id, done_by=user, done_at__gt=since)
    done: DueThing | None = mine.filter(pid=pid).first()
    return done


def stages_of(user: User) -> list[tuple[str, int]] | None:
    """How many of the own open cases stand in each stage, in the order of the work.

    None for more than MOST_OWN: nobody works on so many, and counting them all would be paid for by every visit.
    """
    rows = list(Case.objects.visible_to(user).open().order_by().values_list("stage", flat=True)[: MOST_OWN + 1])
    if len(rows) > MOST_OWN:
        return None
    counts = Counter(rows)
    return [(str(stage.label), counts[stage.value]) for stage in Stage if counts[stage.value]]


def day_line(todo: Todo) -> str:
    """ "Thursday 12 March · 2 overdue, 4 due today, first appointment at 10:30"."""
    parts = []
    if todo.late:
        parts.append(ngettext("%(count)s overdue", "%(count)s overdue", len(todo.late)) % {"count": len(todo.late)})
    if todo.today:
        parts.append(
            ngettext("%(count)s due today", "%(count)s due today", len(todo.today)) % {"count": len(todo.today)}
        )
    ahead = [line for line in todo.appointments if line.due.due_at and line.due.due_at >= timezone.now()]
    if ahead:
        hour = {"time": ahead[0].chip}
        is_first = len(ahead) == len(todo.appointments)
        parts.append(
            _("first appointment at %(time)s") % hour if is_first else _("next appointment at %(time)s") % hour
        )
    day = formats.date_format(timezone.localdate(), _("l j F"))
    due = _(", ").join(parts) or _("nothing due today")
    return f"{day} · {due}"

"""Beginning and ending to watch a day. For the actions of this package only."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

from django.utils import timezone

from accounts.choices import Role
from accounts.matrix import Act
from accounts.models import User
from cases import due_kinds as case_kinds
from cases.case.queries import workers_of
from cases.jurisdiction.queries import propose_end
from cases.models import Case, Document, Scheme, StatusDate, StatusEvent
from cases.permissions import can
from cases.residence.choices import Basis, DateKind, Paper
from cases.residence.due_kinds import code_of
from common.shown import show
from reminders.actions import schedule_due, settle_due
from reminders.states import require_reachable

# Source: residence, section 5: overdue after three days.
TELL_WITHIN = timedelta(days=3)


@dataclass(frozen=True)
class Day:
    """A day to watch. `on` is what alarms count from; `end_on` is the day by the rule or the letter, never earlier."""

    what: DateKind
    on: date
    end_on: date
    basis: Basis
    start_on: date | None = None
    scheme: Scheme | None = None
    is_first_counted: bool = False


def from_letter(what: DateKind, end_on: date, start_on: date | None, scheme: Scheme | None = None) -> Day:
    """The day that a letter says. It overrides the table, always."""
    first = scheme.count_first_day if scheme is not None else False
    return Day(what, end_on, end_on, Basis.LETTER, start_on, scheme, first)


def from_scheme(what: DateKind, scheme: Scheme, start_on: date, *, is_child: bool = False) -> Day | None:
    """The day that a rule proposes, the earlier one where it can be read in two ways; None for a stay without an end.

    Refused: a first day in a year that nobody means (DayOutOfReach).
    """
    require_reachable(start_on)
    found = propose_end(scheme, start_on, is_child=is_child)
    if found.end_on is None or found.earlier_on is None:
        return None
    basis = Basis.TABLE if found.is_confirmed else Basis.PROVISIONAL
    return Day(what, found.earlier_on, found.end_on, basis, start_on, scheme, scheme.count_first_day)


def able(case: Case, first: User) -> Iterator[User]:
    """Active colleagues who may record what happens to the stay, the best first: `first` if on the case, its workers,
    the coordinators.
    """
    leads = User.objects.with_role(Role.COORDINATOR).filter(organisation_id=case.organisation_id, is_active=True)
    coordinators = sorted(leads.order_by("created_at"), key=lambda lead: lead.team_id != case.team_id)
    workers = workers_of([case.pk]).get(case.pk, [])
    seen: set[UUID] = set()
    for user in [*([first] if first in workers else []), *workers, *coordinators, first]:
        if user.pk not in seen and user.is_active and can(user, Act.RESIDENCE_RECORD, case):
            seen.add(user.pk)
            yield user


def watch(
    actor: User,
    case: Case,
    day: Day,
    *,
    event: StatusEvent | None = None,
    replaces: StatusDate | None = None,
    reason: str = "",
    paper: Paper = Paper.NONE_YET,
    document: Document | None = None,
) -> StatusDate:
    """Watch a day from now on: a sealed row, and a neutral due thing with an owner who may open it."""
    pk = uuid4()
    owner = replaces.due.owner if replaces is not None else next(able(case, actor), actor)
    due = schedule_due(
        actor=actor,
        owner=owner,
        kind=code_of(day.what),
        subject_type=case_kinds.CASE,
        subject_id=case.pk,
        due_on=day.on,
        detail_id=pk,
    )
    facts: dict[str, Any] = {
        "what": day.what.value,
        "on": day.on.isoformat(),
        "end_on": day.end_on.isoformat(),
        "basis": day.basis.value,
        "paper": Paper(paper).value,
    }
    if day.start_on is not None:
        facts["start_on"] = day.start_on.isoformat()
    if day.scheme is not None:
        facts["scheme"] = day.scheme.pid
    if day.is_first_counted:
        facts["first"] = True
    row = StatusDate.of(
        case,
        pk=pk,
        due=due,
        event=event,
        replaces=replaces,
        recorded_by=actor,
        document=document,
        facts=facts,
        reason=reason or None,
    )
    row.save(force_insert=True)
    return row


def open_dates(case: Case) -> list[StatusDate]:
    """The rows that are watched now, locked."""
    rows = StatusDate.objects.select_for_update(of=("self",)).filter(case=case, ended_at__isnull=True)
    return list(rows.select_related("due__owner").order_by("created_at"))


def what_of(row: StatusDate) -> DateKind | None:
    """What a row watches, None if it cannot be read: such a row is never ended by itself."""
    held = show(row.facts)
    return DateKind(held.value["what"]) if held else None


def unwatch(actor: User, row: StatusDate, outcome: str = "") -> None:
    """A day need not be watched any more. The row stays."""
    row.ended_at, row.ended_by = timezone.now(), actor
    row.version += 1
    if outcome:
        row.outcome = outcome
    row.save(update_fields=["ended_at", "ended_by", "version", "updated_at", *(["outcome"] if outcome else [])])
    settle_due(actor=actor, subject_id=row.case_id, kind=row.due.kind, detail_id=row.due.detail_id)


def is_of(document: Document | None, case: Case) -> bool:
    """A document of this case that still counts, or none."""
    return document is None or (document.case_id == case.pk and document.withdrawn_at is None)


def paper_of(paper: Paper, document: Document | None) -> Paper:
    """Where there is a document, it is here."""
    return Paper.HERE if document is not None else Paper(paper)

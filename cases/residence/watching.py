"""Beginning and ending to watch a day. For the actions of this package only."""

from collections.abc import Iterable, Iterator
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
from cases.jurisdiction.queries import propose_end, propose_extension, shortest_end
from cases.models import Case, Document, Scheme, StatusDate, StatusEvent
from cases.permissions import can
from cases.residence.choices import Basis, DateKind, Paper, Why
from cases.residence.due_kinds import LIMIT_CHECK, LIMIT_DISPUTED, code_of
from cases.residence.states import EndNeeded, NothingToExtend, WindowClosesFirst
from common.shown import show
from reminders.actions import schedule_due, settle_due
from reminders.states import require_reachable

# Source: residence, section 5: overdue after three days.
TELL_WITHIN = timedelta(days=3)
WINDOW = frozenset({DateKind.RENEWAL_OPENS, DateKind.RENEWAL_CLOSES})


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


def is_first_counted(scheme: Scheme | None, start_on: date | None, last_on: date, *, is_child: bool = False) -> bool:
    """Whether a period from `start_on` that ends on `last_on` counts its first day, so that both days and their number agree.

    The rule says so, or `last_on` is the day of the shorter reading of a rule of which nobody checked how days are counted.
    """
    if scheme is None or start_on is None or scheme.count_first_day:
        return scheme is not None and scheme.count_first_day
    found = propose_end(scheme, start_on, is_child=is_child)
    is_unsure = scheme.verified_on is None or not found.is_confirmed
    return is_unsure and found.earlier_on != found.end_on and last_on == found.earlier_on


def from_letter(what: DateKind, end_on: date, start_on: date | None, scheme: Scheme | None = None) -> Day:
    """The day that a letter says. It overrides the table, always."""
    first = is_first_counted(scheme, start_on, end_on)
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
    first = is_first_counted(scheme, start_on, found.earlier_on, is_child=is_child)
    return Day(what, found.earlier_on, found.end_on, basis, start_on, scheme, first)


def without_rule(what: DateKind, start_on: date, organisation_id: UUID) -> Day:
    """The day to watch when neither a letter nor a rule says one: the shortest that any rule allows, not confirmed."""
    short = shortest_end(start_on, organisation_id)
    return Day(what, short.earlier_on, short.end_on, Basis.PROVISIONAL, start_on)


def window_of(opens_on: date | None, closes_on: date | None, start_on: date) -> list[Day]:
    """The days from and until which a renewal can be asked for, as the letter says them. No length is reckoned.

    Raises WindowClosesFirst. Source: residence, section 5: renewal window opens, closes.
    """
    if opens_on is not None and closes_on is not None and closes_on < opens_on:
        raise WindowClosesFirst
    both = ((DateKind.RENEWAL_OPENS, opens_on), (DateKind.RENEWAL_CLOSES, closes_on))
    return [from_letter(what, on, start_on) for what, on in both if on is not None]


def require_window(rows: Iterable[StatusDate], what: DateKind, on: date) -> None:
    """Raise WindowClosesFirst if `on`, watched beside `rows`, made a renewal close before it opens."""
    if what not in WINDOW:
        return
    for row in rows:
        held = show(row.facts)
        if not held or held.value["what"] not in WINDOW or held.value["what"] == what:
            continue
        other_on = date.fromisoformat(held.value["end_on"])
        opens_on, closes_on = (on, other_on) if what == DateKind.RENEWAL_OPENS else (other_on, on)
        if closes_on < opens_on:
            raise WindowClosesFirst


def extended(scheme: Scheme | None, start_on: date | None, end_on: date, why: Why) -> date:
    """The last day that the rule allows. Raises EndNeeded unless it was extended, NothingToExtend without a number."""
    if why not in {Why.EXTENDED, Why.CHILD}:
        raise EndNeeded
    longer = None
    if scheme is not None and start_on is not None:
        longer = propose_extension(scheme, start_on, end_on, is_child=why == Why.CHILD)
    if longer is None or longer <= end_on:
        raise NothingToExtend
    return longer


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
    if day.what == DateKind.APPEAL_LIMIT:
        _ask_for_check(actor, row)
    return row


def _ask_for_check(actor: User, row: StatusDate) -> None:
    """Somebody else is to read the limit of an appeal in the document today. Where there is nobody else, only the mark
    beside the day says that nobody has read it twice.
    """
    other = next((user for user in able(row.case, row.due.owner) if user.pk != actor.pk), None)
    if other is None:
        return
    schedule_due(
        actor=actor,
        owner=other,
        kind=case_kinds.of_row(LIMIT_CHECK, row.pid),
        subject_type=case_kinds.CASE,
        subject_id=row.case_id,
        due_on=timezone.localdate(),
    )


def ask_a_third(actor: User, row: StatusDate) -> None:
    """Two read different days in one document: a third person is asked today to read it. Meanwhile the earlier day counts.

    Where everybody who could has read it, it is the coordinator, else whoever answers for the day. What the third person
    reads takes the place of the day, and is read by a second one again.
    """
    both = {row.recorded_by_id, row.checked_by_id}
    found = list(able(row.case, row.due.owner))
    third = next((user for user in found if user.pk not in both), None)
    lead = next((user for user in found if user.role == Role.COORDINATOR), row.due.owner)
    schedule_due(
        actor=actor,
        owner=third or lead,
        kind=case_kinds.of_row(LIMIT_DISPUTED, row.pid),
        subject_type=case_kinds.CASE,
        subject_id=row.case_id,
        due_on=timezone.localdate(),
    )


def settle_check(actor: User, row: StatusDate) -> None:
    """Nobody need read the limit any more: it was read, or it is not watched."""
    settle_due(actor=actor, subject_id=row.case_id, kind=case_kinds.of_row(LIMIT_CHECK, row.pid))


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
    settle_check(actor, row)
    settle_due(actor=actor, subject_id=row.case_id, kind=case_kinds.of_row(LIMIT_DISPUTED, row.pid))


def paper_of(paper: Paper, document: Document | None) -> Paper:
    """Where there is a document, it is here."""
    return Paper.HERE if document is not None else Paper(paper)

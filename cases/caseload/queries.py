"""One page of the list of cases: a constant number of queries, one for the keys, one row in the trail."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Exists, Min, OuterRef
from django.db.models.functions import Coalesce
from django.utils import timezone

from accounts.choices import Relation
from accounts.matrix import clearance
from accounts.models import User
from audit.record import reading
from audit.tags import Tag
from cases.access import relation_of_visible
from cases.assignment.querysets import CaseGrantQuerySet
from cases.case.choices import Stage
from cases.case.deadlines import how_soon
from cases.case.queries import workers_of
from cases.case.querysets import CaseQuerySet
from cases.caseload.choices import ENDING_DAYS, QUIET_DAYS, CaseFilter, Only, Opened, Whose
from cases.models import Case, CaseGrant
from common.shown import Shown, show
from encryption.classes import FieldClass
from encryption.keys import preload
from encryption.principal import current_principal
from reminders.models import DueThing

STAGE_TONES = {Stage.INTAKE: "sky", Stage.RECOVERY: "brand", Stage.SUPPORT: "brand", Stage.CLOSING: "soon"}


@dataclass(frozen=True)
class CaseLine:
    """One case in a list. Of a team-mate's case only alias, reference, stage and worker; it cannot be opened."""

    case: Case
    alias: Shown
    name: Shown | None
    workers: str
    can_open: bool
    due: str = ""
    due_tone: str = ""

    @property
    def stage_tone(self) -> str:
        return STAGE_TONES.get(Stage(self.case.stage), "")


@dataclass(frozen=True)
class CasePageOfList:
    """Some lines, and the serials from which the neighbouring pages begin (None: there is none)."""

    lines: list[CaseLine]
    newer: int | None
    older: int | None


def list_cases(user: User, wanted: CaseFilter) -> CasePageOfList:
    """The newest cases first, by serial. Never counted: a count would read all of them."""
    reading(Tag.CASE_LIST)
    visible = _narrowed(Case.objects.visible_to(user), wanted)
    team = _narrowed(Case.objects.listed_to(user), wanted)
    if wanted.whose == Whose.MINE or (wanted.whose == Whose.ALL and user.team_id is None):
        found = _cut(visible, wanted)
        open_ids = {case.pk for case in found}
    elif wanted.whose == Whose.TEAM:
        found = _cut(team, wanted)
        open_ids = set(
            Case.objects.visible_to(user).filter(pk__in=[case.pk for case in found]).values_list("pk", flat=True)
        )
    else:
        mine = _cut(visible, wanted)
        open_ids = {case.pk for case in mine}
        found = _merged(mine, _cut(team, wanted), wanted)
    more = len(found) > wanted.size
    page = found[: wanted.size]
    if wanted.after is not None:
        page.reverse()
    newer, older = _neighbours(page, wanted, more)
    return CasePageOfList(_lines(user, page, open_ids), newer, older)


def _narrowed(cases: CaseQuerySet, wanted: CaseFilter) -> CaseQuerySet:
    if wanted.opened == Opened.OPEN:
        cases = cases.open()
    elif wanted.opened == Opened.CLOSED:
        cases = cases.filter(closed_on__isnull=False)
    if wanted.stage:
        cases = cases.filter(stage=wanted.stage)
    if wanted.worker is not None:
        cases = cases.granted_to(wanted.worker)
    if wanted.only:
        cases = ONLY[Only(wanted.only)](cases)
    return cases


def with_late(cases: CaseQuerySet) -> CaseQuerySet:
    """Something open should have been done before today, by whomever."""
    late = DueThing.objects.open().filter(subject_id=OuterRef("pk"), due_on__lt=timezone.localdate())
    return cases.filter(Exists(late))


def without_contact(cases: CaseQuerySet) -> CaseQuerySet:
    """No contact for QUIET_DAYS, counted from the beginning where there was none yet."""
    since = timezone.localdate() - timedelta(days=QUIET_DAYS)
    quiet: CaseQuerySet = cases.alias(heard_on=Coalesce("last_contact_on", "opened_on")).filter(heard_on__lt=since)
    return quiet


def with_ending_grant(cases: CaseQuerySet) -> CaseQuerySet:
    """An assignment in somebody's own name ends within ENDING_DAYS."""
    ending = ending_grants().filter(content_object=OuterRef("pk"))
    return cases.filter(Exists(ending))


def ending_grants() -> CaseGrantQuerySet:
    """Assignments that end soon; cover ends by itself and needs nobody's look."""
    soon = timezone.now() + timedelta(days=ENDING_DAYS)
    rows: CaseGrantQuerySet = CaseGrant.objects.in_force().filter(until__lte=soon, cover__isnull=True)
    return rows


ONLY = {Only.LATE: with_late, Only.QUIET: without_contact, Only.ENDING: with_ending_grant}


def _cut(cases: CaseQuerySet, wanted: CaseFilter) -> list[Case]:
    """One more than a page, so that the next page is known without counting."""
    if wanted.after is not None:
        return list(cases.filter(serial__gt=wanted.after).order_by("serial")[: wanted.size + 1])
    if wanted.before is not None:
        cases = cases.filter(serial__lt=wanted.before)
    return list(cases.order_by("-serial")[: wanted.size + 1])


def _merged(one: list[Case], other: list[Case], wanted: CaseFilter) -> list[Case]:
    """Two limited answers as one, each case once. In Python: alternatives joined with OR are slow in a database."""
    unique = {case.pk: case for case in [*other, *one]}
    return sorted(unique.values(), key=lambda case: case.serial, reverse=wanted.after is None)[: wanted.size + 1]


def _neighbours(page: list[Case], wanted: CaseFilter, more: bool) -> tuple[int | None, int | None]:
    """Serials for `after` (newer) and `before` (older)."""
    if not page:
        return None, None
    has_newer = more if wanted.after is not None else wanted.before is not None
    has_older = True if wanted.after is not None else more
    return page[0].serial if has_newer else None, page[-1].serial if has_older else None


def _lines(user: User, cases: list[Case], open_ids: set[UUID]) -> list[CaseLine]:
    admit_lines(user, cases, open_ids)
    due = next_due_of(open_ids)
    workers = workers_of([case.pk for case in cases])
    today = timezone.localdate()
    return [_line(user, case, case.pk in open_ids, workers.get(case.pk, []), due.get(case.pk), today) for case in cases]


def _line(user: User, case: Case, can_open: bool, workers: list[User], due: date | None, today: date) -> CaseLine:
    chip, tone = how_soon(due, today) if due is not None else ("", "")
    return CaseLine(
        case=case,
        alias=show(case.alias, "list"),
        name=show(case.name_used, "list") if can_open and user.has_names_in_lists else None,
        workers=", ".join(worker.display_name for worker in workers),
        can_open=can_open,
        due=chip,
        due_tone=tone,
    )


def admit_lines(user: User, cases: Iterable[Case], open_ids: set[UUID]) -> None:
    """Each case in scope with what the user may read of it, and the keys of all in one query."""
    principal = current_principal()
    full, of_team = clearance(user.role, relation_of_visible(user)), clearance(user.role, Relation.TEAM)
    rows = list(cases)
    for case in rows:
        principal.admit(case.pk, full if case.pk in open_ids else of_team)
    preload([(case.organisation_id, case.pk) for case in rows], [FieldClass.IDENTITY])


def next_due_of(case_ids: Iterable[UUID]) -> dict[UUID, date]:
    """The earliest open day of each case that the user may open, whoever it belongs to."""
    rows: Any = (
        DueThing.objects.open().filter(subject_id__in=list(case_ids)).values("subject_id").annotate(first=Min("due_on"))
    )
    return {row["subject_id"]: row["first"] for row in rows.order_by()}

"""Making, moving and settling what is due about proceedings. For the actions of these packages only."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any
from uuid import UUID

from accounts.choices import Role
from accounts.matrix import Act
from accounts.models import User
from cases import due_kinds as case_kinds
from cases.base import CaseRow
from cases.case.queries import workers_of
from cases.models import Case
from cases.permissions import can
from reminders.actions import move_due, schedule_due, settle_due
from reminders.models import DueThing


def able(case: Case, first: User | None = None) -> Iterator[User]:
    """Active colleagues who may record legal matters of `case`, the best first: `first`, its workers, the coordinators."""
    seen: set[UUID] = set()
    leads = User.objects.with_role(Role.COORDINATOR).filter(organisation_id=case.organisation_id, is_active=True)
    coordinators = sorted(leads.order_by("created_at"), key=lambda lead: lead.team_id != case.team_id)
    workers = workers_of([case.pk]).get(case.pk, [])
    for user in [*([first] if first in workers else []), *workers, *coordinators, *([first] if first else [])]:
        if user.pk not in seen and user.is_active and can(user, Act.LEGAL_EDIT, case):
            seen.add(user.pk)
            yield user


def make_due(
    actor: User,
    row: CaseRow,
    kind: str,
    due_on: date,
    *,
    due_at: datetime | None = None,
    has_detail: bool = True,
    but: User | None = None,
) -> DueThing:
    """Something is due about `row`, or is moved to this day if it is due already.

    `has_detail`: the thing of which a row has one; others are told apart by their kind. `but`: whoever else may, if
    there is anybody else, answers for it.
    """
    detail = UUID(str(row.pk)) if has_detail else None
    name = kind if has_detail else case_kinds.of_row(kind, row.pid)
    known: DueThing | None = DueThing.objects.open().filter(subject_id=row.case_id, kind=name, detail_id=detail).first()
    if known is not None:
        move_due(actor=actor, due=known, due_on=due_on, due_at=due_at)
        return known
    able_now = list(able(row.case, actor))
    owner = next((user for user in able_now if but is None or user.pk != but.pk), able_now[0] if able_now else actor)
    made: DueThing = schedule_due(
        actor=actor,
        owner=owner,
        kind=name,
        subject_type=case_kinds.CASE,
        subject_id=row.case_id,
        due_on=due_on,
        due_at=due_at,
        detail_id=detail,
    )
    return made


def settle(actor: User, row: CaseRow, *kinds: str) -> None:
    """Nothing of these kinds is due any more about `row`."""
    for kind in kinds:
        settle_due(actor=actor, subject_id=row.case_id, kind=kind, detail_id=UUID(str(row.pk)))
        settle_due(actor=actor, subject_id=row.case_id, kind=case_kinds.of_row(kind, row.pid))


def version_now(name: str, row: Any) -> dict[str, int]:
    """{name: the present version of `row`}, however long ago it was fetched."""
    version: int = type(row)._default_manager.values_list("version", flat=True).get(pk=row.pk)
    return {name: version}

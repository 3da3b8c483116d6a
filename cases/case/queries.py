"""Reads of cases, each the size of a page."""

from collections.abc import Iterable
from uuid import UUID

from accounts.models import User
from audit.record import reading
from audit.tags import Tag
from cases.access import admit_cases, relation_of_visible
from cases.fence.actions import pass_case
from cases.models import Case, CaseGrant
from common.access import get_visible_or_404
from encryption.classes import FieldClass


def open_case(user: User, pid: str, tag: Tag, classes: Iterable[FieldClass] | None = None) -> Case:
    """The case if `user` may open it, in scope and with its keys at hand; else NotAllowed. The reading is recorded as `tag`.

    `classes` limits which keys are fetched; None fetches all that the process holds, in one query. Raises StepUpNeeded
    for one more case than may be opened within an hour.
    """
    case: Case = get_visible_or_404(Case.objects.select_related("team"), user, pid, tag=tag)
    pass_case(user, case)
    admit_cases(user, [case], relation_of_visible(user), classes)
    reading(tag, subject=case, case_id=case.pk)
    return case


def workers_of(case_ids: Iterable[UUID]) -> dict[UUID, list[User]]:
    """Users with an assignment in force, by case, the first assigned first."""
    found: dict[UUID, list[User]] = {}
    for grant in CaseGrant.objects.in_force().of_cases(list(case_ids)):
        found.setdefault(grant.content_object_id, []).append(grant.user)
    return found


def worker_for(case: Case, actor: User) -> User:
    """Who gets what becomes due: `actor` if assigned, else the first assigned, else `actor`."""
    workers = workers_of([case.pk]).get(case.pk, [])
    return actor if actor in workers or not workers else workers[0]

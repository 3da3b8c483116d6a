"""Bringing cases into the reader's scope: without it no key is asked for."""

from collections.abc import Iterable
from uuid import UUID

from accounts.choices import Relation, Role
from accounts.matrix import clearance
from accounts.models import User
from cases.models import Case
from encryption.classes import FieldClass
from encryption.keys import preload
from encryption.principal import current_principal

# Roles whose way to a case is an assignment.
BY_GRANT = frozenset({Role.CASEWORKER, Role.LEGAL, Role.HEALTH})


def relation_of_visible(user: User) -> Relation:
    """How `user` stands to the cases that `visible_to` gives to the role."""
    if user.role in BY_GRANT:
        return Relation.GRANT
    if user.role == Role.COORDINATOR:
        return Relation.ORGANISATION
    return Relation.NONE


def admit(user: User, case_ids: Iterable[UUID], relation: Relation) -> None:
    """Put cases in scope with the clearance of the role and relation. Call only with ids that a scoped queryset gave."""
    principal, cleared = current_principal(), clearance(user.role, relation)
    for case_id in case_ids:
        principal.admit(case_id, cleared)


def admit_cases(
    user: User, cases: Iterable[Case], relation: Relation, classes: Iterable[FieldClass] | None = None
) -> None:
    """The same for rows, and fetch the keys they need in one query."""
    rows = list(cases)
    admit(user, (case.pk for case in rows), relation)
    preload([(case.organisation_id, case.pk) for case in rows], classes)

"""Bringing cases into the reader's scope: without it no key is asked for."""

from collections.abc import Iterable
from uuid import UUID

from accounts.choices import Relation, Role
from accounts.matrix import clearance
from accounts.models import User
from cases.models import AskRequest, Case
from encryption.classes import FieldClass
from encryption.keys import preload
from encryption.principal import current_principal
from encryption.registry import field_class_of

# Roles whose way to a case is an assignment.
BY_GRANT = frozenset({Role.CASEWORKER, Role.LEGAL, Role.HEALTH})


def relation_of_visible(user: User) -> Relation:
    """How `user` stands to the cases that `visible_to` gives to the role."""
    if user.role in BY_GRANT:
        return Relation.GRANT
    if user.role == Role.COORDINATOR:
        return Relation.ORGANISATION
    return Relation.NONE


def lent_to(user: User) -> dict[UUID, dict[FieldClass, frozenset[str]]]:
    """Fields that a coordinator opened for `user` for a time: {case id: {class: labels}}. Nearly always empty."""
    lent: dict[UUID, dict[FieldClass, frozenset[str]]] = {}
    rows = AskRequest.objects.in_force().filter(asked_by=user).values_list("case_id", "labels")
    for case_id, labels in rows:
        of_case = lent.setdefault(case_id, {})
        for label in labels:
            field_class = field_class_of(label)
            of_case[field_class] = of_case.get(field_class, frozenset()) | {label}
    return lent


def admit(user: User, case_ids: Iterable[UUID], relation: Relation) -> None:
    """Put cases in scope with the clearance of the role and relation, and what was opened for `user` on asking.

    Call only with ids that a scoped queryset gave: what was opened on asking opens no case.
    """
    principal, cleared, places = current_principal(), clearance(user.role, relation), list(case_ids)
    lent = lent_to(user) if places else {}
    for case_id in places:
        more = lent.get(case_id)
        principal.admit(case_id, cleared if more is None else cleared.plus(more))


def admit_cases(
    user: User, cases: Iterable[Case], relation: Relation, classes: Iterable[FieldClass] | None = None
) -> None:
    """The same for rows, and fetch the keys they need in one query."""
    rows = list(cases)
    admit(user, (case.pk for case in rows), relation)
    preload([(case.organisation_id, case.pk) for case in rows], classes)

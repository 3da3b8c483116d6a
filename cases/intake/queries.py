"""Reads of the intake."""

from collections.abc import Iterable
from typing import Any

from accounts.choices import Relation
from accounts.models import User
from audit.record import reading
from audit.tags import Tag
from cases.access import BY_GRANT, admit_cases, relation_of_visible
from cases.intake.choices import KIND
from cases.models import Case
from common.models import Draft
from common.shown import show
from encryption.classes import FieldClass
from encryption.errors import EncryptionError

# So many of the newest open cases are asked for their alias.
MOST_ALIASES = 500


def open_content(draft: Draft) -> dict[str, Any] | None:
    """What the draft holds, or None if it cannot be opened."""
    try:
        content: dict[str, Any] = draft.content.reveal("draft")
    except EncryptionError:
        return None
    return content


def open_intake(user: User, pid: str) -> dict[str, Any] | None:
    """What the own unfinished intake holds, {} if it cannot be opened, None if there is none."""
    draft: Draft | None = Draft.objects.visible_to(user).filter(kind=KIND, key=pid).first()
    return None if draft is None else open_content(draft) or {}


def colleagues_of(user: User) -> Any:
    """Whom a coordinator may name as worker of a new case; None for those who are assigned themselves."""
    if user.role in BY_GRANT:
        return None
    return User.objects.visible_to(user).active().filter(role__in=BY_GRANT).order_by("display_name")


def aliases_in_use(user: User) -> set[str]:
    """Folded aliases of open cases whose list rows `user` may read. Of other cases nothing is learnt."""
    reading(Tag.CASE_LIST)
    own = list(Case.objects.visible_to(user).open().order_by("-serial")[:MOST_ALIASES])
    admit_cases(user, own, relation_of_visible(user), [FieldClass.IDENTITY])
    known = {case.pk for case in own}
    team = Case.objects.listed_to(user).open().order_by("-serial")[:MOST_ALIASES]
    others = [case for case in team if case.pk not in known]
    if others:
        admit_cases(user, others, Relation.TEAM, [FieldClass.IDENTITY])
    return set(_folded(own)) | set(_folded(others))


def _folded(cases: Iterable[Case]) -> Iterable[str]:
    for case in cases:
        alias = show(case.alias, "compare")
        if alias:
            yield alias.value.casefold()

"""Reads of the intake."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from accounts.choices import Relation
from accounts.models import User
from audit.record import reading
from audit.tags import Tag
from cases.access import BY_GRANT, admit_cases, relation_of_visible
from cases.intake.choices import Step
from cases.intake.content import KIND, answered, forms_for
from cases.models import Case
from common.models import Draft
from common.shown import show
from encryption.classes import FieldClass
from encryption.errors import EncryptionError

# So many of the newest open cases are asked for their alias.
MOST_ALIASES = 500


@dataclass(frozen=True)
class Unfinished:
    """An intake somebody has begun and not saved."""

    pid: str
    saved_at: datetime
    expires_at: datetime
    done_count: int
    step: int
    alias: str = ""


def unfinished_intakes(user: User) -> list[Unfinished]:
    """The own unfinished intakes, the newest first. Those that cannot be opened any more are left out."""
    found = []
    for draft in Draft.objects.visible_to(user).filter(kind=KIND).order_by("-updated_at"):
        content = open_content(draft)
        if content is None:
            continue
        done = answered(content, forms_for(content, user=user))
        step = next((step for step in Step if not done[step]), Step.CHECK)
        alias = (content.get(str(Step.PERSON.value), {}).get("alias") or [""])[0]
        found.append(Unfinished(draft.key, draft.updated_at, draft.expires_at, sum(done.values()), step.value, alias))
    return found


def open_content(draft: Draft) -> dict[str, Any] | None:
    """What the draft holds, or None if it cannot be opened."""
    try:
        content: dict[str, Any] = draft.content.reveal("draft")
    except EncryptionError:
        return None
    return content


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

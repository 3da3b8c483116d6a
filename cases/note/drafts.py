"""A note that is not sent yet, kept for the one who types it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import QueryDict

from accounts.models import User
from cases.access import admit_cases, relation_of_visible
from cases.models import Case
from common.drafts.actions import delete_draft, keep_form
from common.drafts.kinds import kind_named
from common.models import Draft
from common.shown import Shown, show
from encryption.classes import FieldClass

KIND = "note"
FIELDS = ("text", "happened_on", "happened_time")


@dataclass(frozen=True)
class KeptNote:
    """What was typed, and when it was kept last."""

    values: dict[str, Any]
    saved_at: datetime | None = None


def kept_note(user: User, case: Case) -> KeptNote:
    """The own unfinished note on `case`; empty if there is none."""
    draft = Draft.objects.visible_to(user).filter(kind=KIND, key=case.pid).first()
    held = show(draft.content) if draft is not None else None
    if draft is None or not held:
        return KeptNote({})
    values = {name: value[0] if isinstance(value, list) else value for name, value in held.value.items() if value}
    return KeptNote({name: values.get(name, "") for name in FIELDS}, draft.updated_at)


@dataclass(frozen=True)
class UnsentNote:
    """A case on which the user has begun a note."""

    case: Case
    alias: Shown
    saved_at: datetime


def unsent_notes(user: User) -> list[UnsentNote]:
    """The own unfinished notes on cases that `user` may still open, the newest first."""
    saved = dict(Draft.objects.visible_to(user).filter(kind=KIND).values_list("key", "updated_at"))
    if not saved:
        return []
    cases = list(Case.objects.visible_to(user).filter(pid__in=saved))
    admit_cases(user, cases, relation_of_visible(user), {FieldClass.IDENTITY})
    found = [UnsentNote(case, show(case.alias), saved[case.pid]) for case in cases]
    return sorted(found, key=lambda note: note.saved_at, reverse=True)


def keep_note(user: User, case: Case, typed: QueryDict) -> None:
    """Keep what is typed now; an emptied text leaves nothing behind."""
    kind = kind_named(KIND)
    if kind is not None:
        keep_form(owner=user, kind=kind, key=case.pid, data=typed)


def forget_note(user: User, case: Case) -> None:
    """The note was sent."""
    delete_draft(owner=user, kind=KIND, key=case.pid)

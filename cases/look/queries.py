"""Who looked at a case, in plain words. No value of the person stands here."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.utils.translation import gettext as _

from audit.queries import Look

# Opened on nearly every page, so that naming them each time would hide what matters.
EVERYDAY = frozenset(
    {
        "cases.case.alias",
        "cases.case.name_used",
        "cases.contactsheet.safe_contact",
        "cases.person.profile",
        "cases.episode.facts",
    }
)


@dataclass(frozen=True)
class Line:
    """Who, what, when; `details` are names of fields, never values."""

    at: datetime
    who: str
    what: str
    details: str
    outcome: str
    is_refused: bool


@cache
def field_words(label: str) -> Any:
    """The words for `app.model.field`; its last part where there is no such field any more."""
    try:
        app, model, name = label.split(".")
        return apps.get_model(app, model)._meta.get_field(name).verbose_name
    except (ValueError, LookupError, FieldDoesNotExist):
        return label.rpartition(".")[2].replace("_", " ")


def line_of(look: Look) -> Line:
    """The words of one row of the trail."""
    named = [str(field_words(label)) for label in look.revealed if label not in EVERYDAY]
    changed = [name.replace("_", " ") for name in look.changed]
    parts = []
    if changed:
        parts.append(_("Changed: %(names)s") % {"names": _(", ").join(changed)})
    if named:
        parts.append(_("Shown: %(names)s") % {"names": _(", ").join(named)})
    return Line(
        at=look.at,
        who=getattr(look.actor, "display_name", "") or _("The program itself"),
        what=str(look.tag_words),
        details=" · ".join(parts),
        outcome=str(look.outcome_words),
        is_refused=look.outcome != "ok",
    )


def lines_of(looks: Iterable[Look]) -> list[Line]:
    """The words of a page of rows."""
    return [line_of(look) for look in looks]

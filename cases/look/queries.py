"""Who looked at a case, in plain words. No value of the person stands here."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from itertools import groupby
from typing import Any

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from audit.queries import Look
from audit.tags import Outcome
from cases.episode.questions import FACTS
from cases.facts.sections import DEPENDANT, EPISODE_ACCOUNT, SECTIONS
from cases.look.choices import ICONS, TONES, LookKind, kind_of_tag
from cases.person.questions import PROFILE

# The one thing besides the kinds to which the list can be narrowed.
REFUSED = "refused"
# Opened on nearly every page, so that naming them each time would hide what matters.
EVERYDAY = frozenset(
    {
        "cases.case.alias",
        "cases.case.name_used",
        "cases.contactsheet.safe_contact",
        "cases.contactsheet.keep_from",
        "cases.person.profile",
        "cases.episode.facts",
    }
)

# Fields that wait behind a lock: opening one is told apart from reading a page.
LOCKED = tuple(
    f"cases.{row.model._meta.model_name}.{name}"
    for section in (*SECTIONS, EPISODE_ACCOUNT, DEPENDANT)
    for row in section.rows
    if not row.is_open
    for name in row.fields
)

# What a row of the trail may name that is no field with words of its own: classes of fields, and columns.
TRAIL_WORDS = {
    "identity": gettext_lazy("names and papers"),
    "contact": gettext_lazy("contact and safety"),
    "health": gettext_lazy("health"),
    "legal": gettext_lazy("legal situation"),
    "profile": gettext_lazy("profile"),
    "narrative": gettext_lazy("the person's account"),
    "location": gettext_lazy("places"),
    "suspects": gettext_lazy("suspects"),
    "outcome": gettext_lazy("outcome"),
    "document": gettext_lazy("document"),
    "notice": gettext_lazy("notice of release"),
    "content": gettext_lazy("unfinished text"),
    "user": gettext_lazy("colleague"),
    "ended_at": gettext_lazy("end"),
    "lifted_at": gettext_lazy("end"),
    "withdrawn_at": gettext_lazy("withdrawal"),
    "state": gettext_lazy("state"),
    "remark": gettext_lazy("what came of it"),
    "absent": gettext_lazy("who is away"),
    "accepted_at": gettext_lazy("acceptance"),
    "accepted_by": gettext_lazy("who accepted"),
    "case_key": gettext_lazy("the case it became"),
    "colleagues": gettext_lazy("who covers"),
    "deactivated_at": gettext_lazy("end of the account"),
    "giver": gettext_lazy("who hands over"),
    "is_active": gettext_lazy("whether the account is open"),
    "owner": gettext_lazy("whose it is"),
    "receiver": gettext_lazy("who takes over"),
    "seen_at": gettext_lazy("that it was seen"),
    "steps": gettext_lazy("when and whom it alerts"),
    "snoozed_until": gettext_lazy("until when it waits"),
    "team": gettext_lazy("team"),
    "docket": gettext_lazy("whom else it is about"),
    "recipient_key": gettext_lazy("recipient"),
}


@dataclass(frozen=True)
class Line:
    """Who, what, when; `details` are names of fields, never values."""

    at: datetime
    who: str
    what: str
    details: str
    outcome: str
    is_refused: bool
    kind: str = ""
    icon: str = "file"
    tone: str = ""


@dataclass(frozen=True)
class Day:
    """The lines of one local day, the newest first."""

    day: date
    lines: list[Line]


def kind_of(look: Look) -> LookKind:
    """What was done, in one of seven words: opening a lock weighs more than the page on which it happened."""
    kind = kind_of_tag(look.tag)
    if kind in {LookKind.READ, LookKind.CHANGE} and not look.changed and set(look.revealed) & set(LOCKED):
        return LookKind.REVEAL
    return kind


@cache
def field_words(label: str) -> Any:
    """The words for `app.model.field`; its last part where there is no such field any more."""
    if words := TRAIL_WORDS.get(label.rpartition(".")[2]):
        return words
    try:
        app, model, name = label.split(".")
        return apps.get_model(app, model)._meta.get_field(name).verbose_name
    except (AttributeError, ValueError, LookupError, FieldDoesNotExist):
        return label.rpartition(".")[2].replace("_", " ")


def changed_words(look: Look) -> str:
    """Names of what was changed: questions, fields, or classes of fields. Empty when nothing was."""
    names = []
    for name in look.changed:
        question = PROFILE.by_name.get(name) or FACTS.by_name.get(name)
        names.append(str(question.label if question else field_words(f"{look.subject_type}.{name}")))
    return _(", ").join(names)


def line_of(look: Look) -> Line:
    """The words of one row of the trail."""
    named = [str(field_words(label)) for label in look.revealed if label not in EVERYDAY]
    parts = []
    if look.changed:
        parts.append(_("Changed: %(names)s") % {"names": changed_words(look)})
    if named:
        parts.append(_("Shown: %(names)s") % {"names": _(", ").join(named)})
    if look.via != "web":
        parts.append(_("in the background"))
    kind = kind_of(look)
    return Line(
        at=look.at,
        who=getattr(look.actor, "display_name", "") or _("The program itself"),
        what=str(look.tag_words),
        details=" · ".join(parts),
        outcome=str(look.outcome_words),
        is_refused=look.outcome != Outcome.OK,
        kind=str(kind.label),
        icon=ICONS[kind],
        tone=TONES.get(kind, ""),
    )


def lines_of(looks: Iterable[Look]) -> list[Line]:
    """The words of a page of rows."""
    return [line_of(look) for look in looks]


def days_of(looks: Iterable[Look]) -> list[Day]:
    """The same by local day, as the person would ask: who looked on Tuesday?"""
    lines = lines_of(looks)
    return [Day(day, list(found)) for day, found in groupby(lines, key=lambda line: timezone.localdate(line.at))]

"""How the API shows a case: plain workflow, and sealed values by group, opened only when asked for."""

from collections.abc import Iterable
from typing import Any

from django.db import models

from accounts.models import User
from cases.case.queries import workers_of
from cases.episode.questions import FACTS
from cases.models import Case, ContactSheet, Episode, HealthSheet, LegalSheet, NeedSheet, Note, Person
from cases.person.questions import PROFILE
from common.shown import State, show

# Group: (model, sealed fields). Groups in ALWAYS are opened with the case; others only by `?open=`.
GROUPS: dict[str, tuple[type[models.Model], tuple[str, ...]]] = {
    "identity": (
        Person,
        ("given_name", "family_name", "other_names", "salutation", "birth_date", "documents", "identity_number"),
    ),
    "profile": (Person, ("profile",)),
    "safe_contact": (ContactSheet, ("safe_contact",)),
    "contact": (ContactSheet, ("phone", "other_phone", "email", "messenger", "post", "trusted", "must_not_know")),
    "facts": (Episode, ("facts",)),
    "account": (Episode, ("account",)),
    "places": (Episode, ("places",)),
    "suspects": (Episode, ("suspects",)),
    "health": (HealthSheet, ("alerts", "needs", "details")),
    "legal": (LegalSheet, ("lawyer", "papers", "notes")),
    "needs": (NeedSheet, ("needs", "wishes")),
}
ALWAYS = ("safe_contact", "profile")
QUESTIONS = {"profile": PROFILE, "facts": FACTS}


def sealed_shape(sealed: Any) -> dict[str, Any]:
    """{"state": "value", "value": ...} or {"state": "empty"|"locked"|"tampered"|"erased"|"unavailable"}."""
    shown = show(sealed, "api")
    if shown.state == State.VALUE:
        return {"state": shown.state.value, "value": shown.value}
    return {"state": shown.state.value}


def row_shape(case: Case, workers: Iterable[User], *, may_open: bool, with_name: bool) -> dict[str, Any]:
    """One line of a list."""
    shape: dict[str, Any] = {
        "pid": case.pid,
        "reference": case.reference,
        "alias": sealed_shape(case.alias),
        "stage": case.stage,
        "status": case.status,
        "opened_on": case.opened_on,
        "closed_on": case.closed_on,
        "last_contact_on": case.last_contact_on,
        "workers": [worker.display_name for worker in workers],
        "may_open": may_open,
    }
    if with_name:
        shape["name_used"] = sealed_shape(case.name_used)
    return shape


def case_shape(case: Case, opened: Iterable[str]) -> dict[str, Any]:
    """The whole case. Groups that are neither always open nor in `opened` read {"state": "closed"}."""
    shape = row_shape(case, workers_of([case.pk]).get(case.pk, []), may_open=True, with_name=True)
    shape |= {"version": case.version, "channel": case.channel, "closure_reason": case.closure_reason}
    wanted = {*ALWAYS, *opened}
    rows: dict[type[models.Model], Any] = {}
    groups: dict[str, Any] = {}
    for group, (model, names) in GROUPS.items():
        if group not in wanted:
            groups[group] = {"state": "closed"}
            continue
        if model not in rows:
            rows[model] = model._default_manager.filter(case=case).order_by("created_at").first()
        groups[group] = _group(group, rows[model], names)
    return shape | {"groups": groups}


def _group(group: str, row: Any, names: tuple[str, ...]) -> dict[str, Any]:
    if row is None:
        return {"state": "empty"}
    if group in QUESTIONS:
        shape = sealed_shape(getattr(row, names[0]))
        if "value" in shape:
            shape["value"] = QUESTIONS[group].named(shape["value"])
        return shape | {"version": row.version}
    fields = {name: sealed_shape(getattr(row, name)) for name in names}
    return {"state": "open", "fields": fields, "version": row.version}


def note_shape(note: Note) -> dict[str, Any]:
    """One note with its text, in whichever of the two fields it is held."""
    held = note.text if note.health_text.is_null else note.health_text
    return {
        "pid": note.pid,
        "author": note.author.display_name,
        "happened_at": note.happened_at,
        "written_at": note.created_at,
        "corrects": note.corrects.pid if note.corrects is not None else None,
        "text": sealed_shape(held),
    }

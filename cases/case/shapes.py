"""How the API shows a case: plain workflow, and sealed values by group, opened only when asked for."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import models
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from cases.base import CaseRow
from cases.case.choices import Stage
from cases.case.queries import workers_of
from cases.caseload.queries import CaseLine
from cases.choices.htcds import CaseStatus
from cases.episode.questions import FACTS
from cases.models import Case, ContactSheet, Dependant, Episode, HealthSheet, LegalSheet, NeedSheet, Note, Person
from cases.person.questions import PROFILE
from common.shown import Shown, State, show

# Group: (model, sealed fields). Groups in ALWAYS are opened with the case; others only by `?open=`.
GROUPS: Mapping[str, tuple[type[CaseRow], tuple[str, ...]]] = {
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
    "dependants": (Dependant, ("name", "relation", "birth", "whereabouts", "needs")),
}
ALWAYS = ("safe_contact", "profile")
QUESTIONS = {"profile": PROFILE, "facts": FACTS}
# Models of which a case has any number of rows.
MANY: tuple[type[CaseRow], ...] = (Episode, Dependant)
ORDER = {Episode: "number", Dependant: "created_at"}


@extend_schema_field(OpenApiTypes.ANY)
class AnyField(serializers.Field[Any, Any, Any, Any]):
    """Whatever the sealed field holds."""

    def to_internal_value(self, data: Any) -> Any:
        return data

    def to_representation(self, value: Any) -> Any:
        return value


class SealedShape(serializers.Serializer[Any]):
    """A sealed value, or why it is not shown. Locked looks the same whether something is there or not."""

    state = serializers.ChoiceField(choices=[state.value for state in State])
    value = AnyField(required=False)


class RowShape(serializers.Serializer[Any]):
    """One line of a list. Of a case that is not open to the reader it ends with the workers."""

    pid = serializers.CharField()
    reference = serializers.CharField()
    alias = SealedShape()
    name_used = SealedShape(required=False)
    stage = serializers.ChoiceField(choices=Stage.choices)
    workers = serializers.ListField(child=serializers.CharField())
    may_open = serializers.BooleanField()
    status = serializers.ChoiceField(choices=CaseStatus.choices, required=False)
    opened_on = serializers.DateField(required=False)
    closed_on = serializers.DateField(required=False, allow_null=True)
    last_contact_on = serializers.DateField(required=False, allow_null=True)


class CaseListShape(serializers.Serializer[Any]):
    """A page of a list; `next` goes into `before`."""

    results = RowShape(many=True)
    next = serializers.IntegerField(allow_null=True)


class CaseShape(RowShape):
    """A whole case; `groups` is {group: closed | locked | {"state": "open", "fields"} | {"state": "open", "rows"}}."""

    version = serializers.IntegerField()
    channel = serializers.CharField()
    closure_reason = serializers.CharField()
    groups = serializers.DictField()


class CreatedCaseShape(serializers.Serializer[Any]):
    """Where the new case is."""

    pid = serializers.CharField()
    reference = serializers.CharField()


class ChangedShape(serializers.Serializer[Any]):
    """Names of what changed, and the present versions of what the change was about: {"person": 3}."""

    changed = serializers.ListField(child=serializers.CharField())
    versions = serializers.DictField(child=serializers.IntegerField())


class NoteShape(serializers.Serializer[Any]):
    """A note; `corrects` is the pid of the one whose place it takes."""

    pid = serializers.CharField()
    author = serializers.CharField()
    happened_at = serializers.DateTimeField()
    written_at = serializers.DateTimeField()
    corrects = serializers.CharField(allow_null=True)
    text = SealedShape()


class NoteListShape(serializers.Serializer[Any]):
    """A page of notes; `next` goes into `before`."""

    results = NoteShape(many=True)
    next = serializers.CharField(allow_null=True)


class CreatedNoteShape(serializers.Serializer[Any]):
    """Where the note is."""

    pid = serializers.CharField()
    corrects = serializers.CharField(required=False)


def shown_shape(shown: Shown) -> dict[str, Any]:
    """{"state": "value", "value": ...} or {"state": "empty"|"locked"|"tampered"|"erased"|"unavailable"}."""
    if shown.state == State.VALUE:
        return {"state": shown.state.value, "value": shown.value}
    return {"state": shown.state.value}


def sealed_shape(sealed: Any) -> dict[str, Any]:
    """The same for a sealed cell, which is opened for it."""
    return shown_shape(show(sealed, "api"))


def line_shape(line: CaseLine) -> dict[str, Any]:
    """One line of a list, with what the page of the list shows."""
    case = line.case
    shape: dict[str, Any] = {"pid": case.pid, "reference": case.reference, "alias": shown_shape(line.alias)}
    if line.name is not None:
        shape["name_used"] = shown_shape(line.name)
    shape |= {"stage": case.stage, "workers": line.workers.split(", ") if line.workers else []}
    shape["may_open"] = line.can_open
    return shape | _workflow(case) if line.can_open else shape


def _workflow(case: Case) -> dict[str, Any]:
    return {
        "status": case.status,
        "opened_on": case.opened_on,
        "closed_on": case.closed_on,
        "last_contact_on": case.last_contact_on,
    }


def case_shape(case: Case, opened: Iterable[str]) -> dict[str, Any]:
    """The whole case. Groups that are neither always open nor in `opened` read {"state": "closed"}."""
    wanted = {*ALWAYS, *opened}
    rows: dict[type[models.Model], list[Any]] = {}
    groups: dict[str, Any] = {}
    for group, (model, names) in GROUPS.items():
        if group not in wanted:
            groups[group] = {"state": "closed"}
            continue
        if model not in rows:
            found = model.objects.filter(case=case).order_by(ORDER.get(model, "created_at"))
            rows[model] = list(found if model in MANY else found[:1])
        groups[group] = _group(group, model, rows[model], names, case)
    return {
        "pid": case.pid,
        "reference": case.reference,
        "alias": sealed_shape(case.alias),
        "name_used": sealed_shape(case.name_used),
        "stage": case.stage,
        "workers": [worker.display_name for worker in workers_of([case.pk]).get(case.pk, [])],
        "may_open": True,
        **_workflow(case),
        "version": case.version,
        "channel": case.channel,
        "closure_reason": case.closure_reason,
        "groups": groups,
    }


def _group(group: str, model: type[CaseRow], rows: list[Any], names: tuple[str, ...], case: Case) -> dict[str, Any]:
    """One group. Who may read none of its fields learns neither how many rows there are nor how often they changed."""
    if not any(getattr(model.of(case), name).may_reveal() for name in names):
        return {"state": State.LOCKED.value}
    if model in MANY:
        return {"state": "open", "rows": [{"pid": row.pid, **_fields(group, row, names)} for row in rows]}
    return {"state": "open", **_fields(group, rows[0] if rows else model.of(case, version=0), names)}


def _fields(group: str, row: Any, names: tuple[str, ...]) -> dict[str, Any]:
    fields = {name: sealed_shape(getattr(row, name)) for name in names}
    if group in QUESTIONS and "value" in fields[names[0]]:
        fields[names[0]]["value"] = QUESTIONS[group].named(fields[names[0]]["value"])
    return {"version": row.version, "fields": fields}


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

"""A mark in every sealed field of a case, another in each case, so that whatever shows one tells where it came from."""

from typing import Any

from cases.models import (
    Case,
    ConflictBlock,
    Consent,
    ContactSheet,
    Dependant,
    EarlierValue,
    Encounter,
    Episode,
    HealthSheet,
    Identification,
    LegalSheet,
    NeedSheet,
    Note,
    Person,
    RiskReview,
    SafetySheet,
    ServiceGiven,
)
from encryption.classes import FieldClass
from encryption.principal import ALL, Clearance, current_principal
from encryption.registry import Declared, sealed_fields
from tests.access.world import CASES, World
from tests.factories.cases import acting

EVERYTHING = Clearance(dict.fromkeys(FieldClass, ALL), dict.fromkeys(FieldClass, ALL))
MODELS = (
    Case, ConflictBlock, Consent, ContactSheet, Dependant, EarlierValue, Encounter, Episode, HealthSheet, Identification,
    LegalSheet, NeedSheet, Note, Person, RiskReview, SafetySheet, ServiceGiven,
)  # fmt: skip
# Where only a code or a year can be shown: one that nothing else on any page is.
YEARS = {"cases.person.birth_date": 1913, "cases.dependant.birth": 1917}
CODES = {"cases.identification.elements": ("surrogacy", "Exploitative surrogacy")}
# One earlier value for each column: {field whose value it is: section whose history shows it}.
EARLIER = {
    "cases.person.given_name": "identity",
    "cases.contactsheet.phone": "contact",
    "cases.person.profile": "person",
    "cases.healthsheet.details": "health",
    "cases.healthsheet.alerts": "health",
    "cases.legalsheet.notes": "legal",
    "cases.episode.account": "account",
    "cases.episode.places": "account",
    "cases.episode.suspects": "account",
}
# A note has its text in one of two fields; the second note of each case has it in the other.
SECOND_NOTE = "cases.note.health_text"
# The same for contacts and services.
SECONDS = {
    SECOND_NOTE,
    "cases.encounter.health_text",
    "cases.servicegiven.health_facts",
    "cases.servicegiven.health_remark",
}


def case_fields() -> list[Declared]:
    """Every sealed field of a case, as the program itself declares them. The contact log belongs to no case."""
    return [
        declared
        for declared in sealed_fields()
        if declared.label.startswith("cases.") and not declared.label.startswith("cases.call.")
    ]


def mark(label: str, relation: str) -> str:
    """What a page prints if it shows this field of this case."""
    if label in YEARS:
        return str(YEARS[label] + 10 * CASES.index(relation))
    if label in CODES:
        return CODES[label][1]
    place = [declared.label for declared in case_fields()].index(label)
    return f"Zq{place:02d}{relation[:5]}ö"


def value_with(label: str, relation: str) -> Any:
    """A value for the field that makes its pages print the mark."""
    words = mark(label, relation)
    shapes: dict[str, Any] = {
        "cases.person.profile": {"3": words},
        "cases.earliervalue.profile": {"3": words},
        "cases.episode.facts": {"1": [words]},
        "cases.contactsheet.safe_contact": {"answer": "yes", "channels": [], "hours": words},
        "cases.contactsheet.keep_from": [{"kin": words}],
        "cases.safetysheet.signals": {"words": words},
        "cases.safetysheet.avoid": {"words": words},
        "cases.needsheet.needs": [{"type": words, "state": "open"}],
        "cases.consent.terms": {"recipient": words},
        "cases.encounter.facts": {"with": "person", "outcome": words},
        "cases.servicegiven.facts": {"type": words, "units": "1"},
        "cases.servicegiven.health_facts": {"type": words, "units": "1"},
        "cases.riskreview.answers": {"level": "medium", "reason": words},
        "cases.identification.elements": {"acts": [], "purposes": ["surrogacy"], "child": "no", "result": "likely"},
        "cases.identification.decision": {"authority": words, "level": "reasonable", "on": "2026-01-05"},
    }
    if label in YEARS:
        return {"y": int(words)}
    return shapes.get(label, words)


def fill(world: World) -> None:
    """Put the marks in. The rows are there; each gets all its fields."""
    for relation in CASES:
        case = world.cases[relation]
        worker = world.users["outsider" if relation == "foreign" else "caseworker"]
        with acting(worker):
            current_principal().admit(case.pk, EVERYTHING)
            second = Note.of(case, author=worker, happened_at=Note.objects.get(case=case).happened_at)
            second.health_text = mark(SECOND_NOTE, relation)
            second.save(force_insert=True)
            seconds = {second.pk, *_others(case, worker, relation)}
            # One row for each class; its own column gets the mark below, and no field has two.
            for field in EARLIER:
                EarlierValue.of(case, author=worker, subject_id=case.pk, field=field, version=1).save(force_insert=True)
            for model in MODELS:
                own = {"pk": case.pk} if model is Case else {"case": case}
                for row in model.objects.filter(**own).exclude(pk__in=seconds):
                    for declared in case_fields():
                        if declared.model_label == model._meta.label_lower and declared.label not in SECONDS:
                            setattr(row, declared.field_name, value_with(declared.label, relation))
                    row.save()
        world.below[case.pid]["health_note_pid"] = second.pid


def _others(case: Case, worker: Any, relation: str) -> list[Any]:
    """The second contact and the second service: what a health worker wrote."""
    met = Encounter.of(case, author=worker, happened_at=Encounter.objects.get(case=case).happened_at, kind="visit")
    met.facts = {"with": "person", "outcome": "reached"}
    gave = ServiceGiven.of(case, recorded_by=worker, given_on=ServiceGiven.objects.get(case=case).given_on)
    for row in (met, gave):
        for label in SECONDS - {SECOND_NOTE}:
            if label.startswith(f"{row._meta.label_lower}."):
                setattr(row, label.rpartition(".")[2], value_with(label, relation))
        row.save(force_insert=True)
    return [met.pk, gave.pk]


def marks_in(text: str, relation: str) -> set[str]:
    """Labels of the fields of this case that `text` shows."""
    return {declared.label for declared in case_fields() if mark(declared.label, relation) in text}

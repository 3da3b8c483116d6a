"""A mark in every sealed field of a case, another in each case, so that whatever shows one tells where it came from."""

import re
from typing import Any
from uuid import uuid4

from django.apps import apps
from django.utils import timezone

from cases import due_kinds
from cases.document.choices import HOLDERS
from cases.models import Case, CaseClosure, Document, EarlierValue, Encounter, Note, ServiceGiven, Task
from encryption.classes import FieldClass
from encryption.principal import ALL, Clearance, current_principal
from encryption.registry import Declared, sealed_fields
from reminders.actions import schedule_due
from tests.access.world import CASES, World
from tests.factories.cases import acting
from tests.factories.stay import STAY_DATE, STAY_EVENT

EVERYTHING = Clearance(dict.fromkeys(FieldClass, ALL), dict.fromkeys(FieldClass, ALL))
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
    "cases.task.health_words",
    "cases.document.legal_facts",
    "cases.document.health_facts",
    "cases.document.identity_facts",
}


def case_fields() -> list[Declared]:
    """Every sealed field of a case, as the program itself declares them. The contact log belongs to no case."""
    return [
        declared
        for declared in sealed_fields()
        if declared.label.startswith("cases.") and not declared.label.startswith("cases.call.")
    ]


def models() -> list[Any]:
    """Every model that holds one of these fields."""
    return [apps.get_model(label) for label in sorted({declared.model_label for declared in case_fields()})]


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
        "cases.proceeding.facts": {"type": words},
        "cases.proceedingstep.facts": {"stage": words},
        "cases.hearingpart.facts": {"place": words},
        "cases.briefing.facts": {"topics": [words]},
        "cases.legallimit.facts": {"kind": words},
        "cases.legallimit.outcome": {"outcome": words},
        "cases.protection.facts": {"kind": words},
        "cases.release.facts": {"wish": words},
        "cases.claim.facts": {"head": words, "currency": "EUR"},
        "cases.claim.payments": [{"on": "2026-01-05", "amount": "5", "remark": words}],
        "cases.nonpunishment.facts": {"act": words},
        **{
            f"cases.document.{holder}facts": {"kind": "letter", "type": "pdf", "name": words, "size": 8, "digest": ""}
            for holder in HOLDERS
        },
        **{f"cases.documentchunk.{holder}content": words.encode() for holder in HOLDERS},
        "cases.statussheet.standing": {"status": "reflection", "tracks": {words: "pending"}},
        "cases.statussheet.cooperation": {"answer": words, "on": "2026-01-05"},
        "cases.statussheet.in_order": {"papers": "yes", "end_on": words},
        "cases.statusevent.facts": STAY_EVENT | {"authority": words},
        "cases.statusdate.facts": STAY_DATE | {"what": words},
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
            seconds = {second.pk, *_others(case, worker, relation), *_tasks(world, case, worker)}
            # One row for each class; its own column gets the mark below, and no field has two.
            for field in EARLIER:
                EarlierValue.of(case, author=worker, subject_id=case.pk, field=field, version=1).save(force_insert=True)
            closing = {"reason": "goals_reached", "closed_on": timezone.localdate(), "closed_by": worker}
            CaseClosure.of(case, **closing).save(force_insert=True)
            for model in models():
                own = {"pk": case.pk} if model is Case else {"case": case}
                rows = list(model.objects.filter(**own).exclude(pk__in=seconds))
                assert rows, f"{relation} has no row of {model._meta.label}: give it one in world.py or here"
                for row in rows:
                    for declared in case_fields():
                        if declared.model_label == model._meta.label_lower and declared.label not in SECONDS:
                            setattr(row, declared.field_name, value_with(declared.label, relation))
                    row.save()
        world.below[case.pid]["health_note_pid"] = second.pid


def _others(case: Case, worker: Any, relation: str) -> list[Any]:
    """The second contact and the second service: what a health worker wrote. A document of each other class."""
    met = Encounter.of(case, author=worker, happened_at=Encounter.objects.get(case=case).happened_at, kind="visit")
    met.facts = {"with": "person", "outcome": "reached"}
    gave = ServiceGiven.of(case, recorded_by=worker, given_on=ServiceGiven.objects.get(case=case).given_on)
    for row in (met, gave):
        for label in SECONDS - {SECOND_NOTE}:
            if label.startswith(f"{row._meta.label_lower}."):
                setattr(row, label.rpartition(".")[2], value_with(label, relation))
        row.save(force_insert=True)
    papers = []
    for holder in filter(None, HOLDERS):
        paper = Document.of(case, added_by=worker)
        setattr(paper, f"{holder}facts", value_with(f"cases.document.{holder}facts", relation))
        paper.save(force_insert=True)
        papers.append(paper.pk)
    return [met.pk, gave.pk, *papers]


def _tasks(world: World, case: Case, worker: Any) -> list[Any]:
    """Two tasks of everybody: one in the words of all, one in a health worker's. Ids of the second ones."""
    seconds = []
    for user in world.users.values():
        for name in ("words", "health_words"):
            due = schedule_due(
                actor=worker,
                owner=user,
                kind=due_kinds.TASK,
                subject_type=due_kinds.CASE,
                subject_id=case.pk,
                due_on=timezone.localdate(),
                detail_id=uuid4(),
            )
            task = Task.of(case, created_by=worker, due=due)
            setattr(task, name, mark(f"cases.task.{name}", _relation_of(world, case)))
            task.save(force_insert=True)
            seconds += [task.pk] if name != "words" else []
    return seconds


def _relation_of(world: World, case: Case) -> str:
    return next(relation for relation in CASES if world.cases[relation] == case)


def marks_in(text: str, relation: str) -> set[str]:
    """Labels of the fields of this case that `text` shows."""
    labels = [declared.label for declared in case_fields()]
    words = {label for label in labels if label not in YEARS and mark(label, relation) in text}
    # Four digits may also stand within an id.
    return words | {label for label in YEARS if re.search(rf"\b{mark(label, relation)}\b", text)}

"""A process inside the hunted installation: prepares it, seals what no page takes, and reads everything back.

Run as `python -m tests.hunt.inside`; one JSON request a line, one JSON answer a line. Its pipe is not part of the hunt.
"""

import base64
import json
import sys
from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import uuid4

import django
from django.core.management import call_command
from django.db import connection

django.setup()

# Only now: models need Django to be set up.
from allauth.mfa.models import Authenticator  # noqa: E402
from django.apps import apps  # noqa: E402
from django.contrib.sessions.models import Session  # noqa: E402
from django.utils import timezone  # noqa: E402

from accounts.models import Organisation, Team, User  # noqa: E402
from accounts.sessions import SessionStore  # noqa: E402
from audit.record import scope  # noqa: E402
from audit.verify import verify_chain  # noqa: E402
from cases import due_kinds  # noqa: E402
from cases.case.actions import create_case  # noqa: E402
from cases.case.start import CaseStart  # noqa: E402
from cases.consent.choices import ConsentAnswer  # noqa: E402
from cases.demo.cast import make_cast  # noqa: E402
from cases.episode.questions import FACTS  # noqa: E402
from cases.htcds import storage  # noqa: E402
from cases.models import (  # noqa: E402
    AskRequest,
    Briefing,
    Call,
    Case,
    CaseClosure,
    CaseHandover,
    CaseImport,
    Claim,
    ConflictBlock,
    ContactSheet,
    Docket,
    Document,
    DocumentChunk,
    EarlierValue,
    EmergencyOpening,
    Encounter,
    Hearing,
    HearingPart,
    Identification,
    LegalLimit,
    NonPunishment,
    Opening,
    Proceeding,
    ProceedingStep,
    Protection,
    Release,
    SafetySheet,
    ServiceGiven,
    StatusDate,
    StatusEvent,
    StatusSheet,
    Task,
)
from cases.person.questions import PROFILE  # noqa: E402
from cases.questions import Question, QuestionList  # noqa: E402
from encryption import frame  # noqa: E402
from encryption.classes import FieldClass  # noqa: E402
from encryption.models import sealed_fields_of  # noqa: E402
from encryption.principal import ALL, Clearance, Principal, acting_as, current_principal  # noqa: E402
from encryption.registry import sealed_fields  # noqa: E402
from encryption.secrets_box import open_staff_secret, seal_staff_secret  # noqa: E402
from reminders.actions import schedule_due  # noqa: E402
from tests.factories.stay import STAY_DATE, STAY_EVENT  # noqa: E402
from tests.hunt.markers import PLAIN, SEALED  # noqa: E402

EVERYTHING = Clearance(reads=dict.fromkeys(FieldClass, ALL), writes=dict.fromkeys(FieldClass, ALL))
QUESTIONS: dict[str, QuestionList] = {"cases.person.profile": PROFILE, "cases.episode.facts": FACTS}
ANSWERS: dict[str, Any] = {
    "yesno": "yes",
    "country": "TH",
    "countries": ["TH", "LA"],
    "language": "tha",
    "languages": ["tha", "lao"],
    "number": 3,
    "partial_date": {"y": 1998, "m": 3, "d": 4},
    "text": "said",
}
DATE = {"y": 1998, "m": 3, "d": 4}


def prepare() -> dict[str, str]:
    """Keys, tables, static files, the cast; then the plain controls."""
    call_command("init_keys", stdout=sys.stderr)
    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    users = make_cast()
    home = users["caseworker"].organisation
    controls = {"organisation": PLAIN.new("organisation"), "team": PLAIN.new("team"), "person": PLAIN.new("person")}
    Organisation.objects.filter(pk=home.pk).update(name=controls["organisation"])
    Team.objects.filter(pk=users["caseworker"].team_id).update(name=controls["team"])
    User.objects.filter(username="coordinator2").update(display_name=controls["person"])
    mail = f"{PLAIN.head}mail1@daybook.example".lower()
    User.objects.filter(username="coordinator2").update(email=mail)
    return controls | {"mail": mail} | {f"pid {name}": user.pid for name, user in users.items()}


def seal_below() -> dict[str, str]:
    """A case of which every sealed field holds markers, also where a page takes only codes, dates or numbers."""
    worker = User.objects.get(username="caseworker")
    with working() as principal:
        # Filled in as an intake would, so that each stored value has its true shape; then every leaf becomes a marker.
        case = create_case(actor=worker, start=_start())
        principal.admit(case.pk, EVERYTHING)
        Identification.of(
            case,
            assessed_by=worker,
            assessed_on=date.today(),
            elements={"acts": ["a"], "means": ["b"], "purposes": ["c"], "child": "no", "result": "d"},
            decision={"authority": "a", "level": "reasonable", "on": "2026-01-02", "number": "b", "appeal": "c"},
        ).save()
        for row in [*_further(case, worker, User.objects.get(username="coordinator2")), *_law(case, worker)]:
            row.save()
        call = _call(worker)
        principal.admit(call.pk, EVERYTHING)
        for model in sealed_models():
            if model._meta.label_lower != "common.draft":
                _mark(model, case, call)
    session = SessionStore()
    session["told"] = SEALED.new("session")
    session.save()
    Authenticator.objects.create(
        user=worker, type="recovery_codes", data={"seed": seal_staff_secret(SEALED.new("factor")), "used_mask": 0}
    )
    return {"pid": case.pid}


def _start() -> CaseStart:
    return CaseStart(
        alias="Plover",
        name_used="Nok",
        opened_on=date.today(),
        safe_contact={"answer": "yes", "channels": ["house_phone"], "hours": "h", "words": "w", "note": "n"},
        keep_record=ConsentAnswer.CANNOT_BE_ASKED,
        keep_terms={"why_not_yet": "no_interpreter", "language": "tha"},
        identity={"given_name": "a", "birth_date": DATE},
        contact={"phone": "1"},
        health={"needs": "a"},
        legal={"lawyer": "a"},
        profile={question.name: _answer(question) for question in PROFILE},
        facts={question.name: _answer(question) for question in FACTS},
        account="a",
        risk={"level": "medium", "reason": "a", "danger": "yes"},
        needs=[{"type": "bed", "state": "open"}, {"type": "doctor", "state": "met"}],
        wishes="a",
        dependants=[{"name": "a", "relation": "b", "birth": DATE}],
        note="a",
    )


def _answer(question: Question) -> Any:
    if question.options is not None:
        first = question.options.values[0]
        return [first, question.options.values[-1]] if question.is_multiple else first
    return ANSWERS[question.kind]


def _further(case: Case, worker: User, colleague: User) -> list[Any]:
    """Rows that no intake makes, one of each model, in their true shape."""
    now, today = timezone.now(), date.today()
    contact = ContactSheet.objects.get(case=case)
    contact.keep_from = [{"kin": "sibling", "name": "a", "how": "b"}]
    task = {"owner": worker, "kind": due_kinds.TASK, "subject_type": due_kinds.CASE, "subject_id": case.pk}
    due = schedule_due(actor=worker, due_on=today, detail_id=uuid4(), **task)
    about = {"labels": ["cases.episode.suspects"], "reason": "care"}
    answered = {"state": "refused", "decided_by": colleague, "decided_at": now, "line": "healthsheet.details"}
    judged = {"verdict": "justified", "judged_by": colleague, "judged_at": now, "reason": "danger"}
    hour = {"opened_at": now, "until": now, "review_by": today}
    met = {"with": "person", "outcome": "reached", "minutes": 5}
    paper = {"kind": "letter", "type": "pdf", "name": "a", "size": 1, "digest": "b", "on": "2026-01-02", "tells": "no"}
    document = Document.of(case, added_by=worker, facts=paper)
    piece = {"document": document, "number": 0, "content": b"a"}
    stay = StatusEvent.of(case, number=1, recorded_by=worker, facts=STAY_EVENT)
    day = {"due": schedule_due(actor=worker, due_on=today, detail_id=uuid4(), **(task | {"kind": "day.1"}))}
    return [
        stay,
        StatusDate.of(case, recorded_by=worker, event=stay, facts=STAY_DATE, **day),
        StatusSheet.of(
            case,
            standing={"status": "reflection", "tracks": {"age": "pending"}, "since": "2026-01-05"},
            cooperation={"answer": "later", "on": "2026-01-05"},
            in_order={"papers": "yes", "end_on": "2026-01-05"},
        ),
        document,
        DocumentChunk(case=case, organisation_id=case.organisation_id, **piece),
        contact,
        ConflictBlock.of(case, user=colleague, set_by=worker),
        SafetySheet.of(case, signals={"codes": ["a"], "words": "b"}, avoid={"codes": ["c"], "words": "d"}, version=1),
        Encounter.of(case, author=worker, happened_at=now, kind="call", facts=met),
        ServiceGiven.of(
            case,
            recorded_by=worker,
            given_on=today,
            facts={"type": "food", "units": "1", "provider": "own"},
            health_facts={"type": "dental", "units": "1", "provider": "own"},
        ),
        Task.of(case, due=due, created_by=worker),
        Opening.of(case, opened_by=worker, **about),
        AskRequest.of(case, asked_by=worker, **about, **answered),
        EmergencyOpening.of(case, opened_by=worker, **hour, **judged),
        CaseHandover.of(case, giver=worker, receiver=colleague, offered_by=worker),
        CaseClosure.of(case, reason="goals_reached", closed_on=today, closed_by=worker),
        EarlierValue.of(case, author=worker, subject_id=case.pk, field="cases.contactsheet.phone", version=1),
    ]


def _law(case: Case, worker: User) -> list[Any]:
    """Rows of legal work in their true shape."""
    today = date.today()
    home = {
        "organisation_id": case.organisation_id,
        "docket": Docket.objects.create(organisation_id=case.organisation_id),
    }
    hearing = Hearing.objects.create(kind="hearing", held_on=today, **home)
    proceeding = Proceeding.of(case, docket=home["docket"], recorded_by=worker, suspects="a")
    proceeding.facts = {"type": "criminal", "number": "a", "country": "BE"}
    by = {"recorded_by": worker}
    limit = LegalLimit.of(case, proceeding=proceeding, typed_on=today, end_on=today, **by)
    limit.facts, limit.outcome = {"kind": "appeal", "source": "a", "served_on": "2026-01-02"}, {"outcome": "filed"}
    claim = Claim.of(case, facts={"head": "wages", "currency": "EUR", "claimed": "5"}, **by)
    claim.payments = [{"on": "2026-01-02", "amount": "5", "remark": "a"}]
    return [
        proceeding,
        ProceedingStep.of(case, proceeding=proceeding, happened_on=today, facts={"stage": "trial"}, **by),
        HearingPart.of(case, hearing=hearing, proceeding=proceeding, facts={"place": "a", "screen": "asked"}),
        Briefing.of(case, told_on=today, facts={"topics": ["rights"], "language": "tha", "by": "a"}, **by),
        limit,
        Protection.of(case, facts={"kind": "escort", "state": "granted"}, **by),
        Release.of(case, facts={"wish": "yes", "how": "a"}, suspects="a", **by),
        claim,
        NonPunishment.of(case, facts={"act": "papers", "link": "a"}, **by),
    ]


def _call(worker: User) -> Call:
    """An entry of the contact log. It belongs to no case."""
    home = {"organisation_id": worker.organisation_id, "logged_by": worker, "happened_at": timezone.now()}
    call = Call(channel="phone", caller="person", **home)
    current_principal().admit(call.pk, EVERYTHING)
    call.facts = {"danger": "no", "asked": ["bed"], "done": ["bed"], "language": "ron"}
    call.save(force_insert=True)
    return call


def _mark(model: Any, case: Case, call: Call) -> None:
    """Put markers into every sealed field of the first row of `model` that hangs on the case."""
    own = {Case: case, Call: call}
    row = own[model] if model in own else model.objects.filter(case=case).first()
    assert row is not None, f"the case has no row of {model._meta.label}: give it one in _start or seal_below"
    for field in sealed_fields_of(model):
        held = getattr(row, field.name).reveal("hunt")
        mark = marked(held, field.name, QUESTIONS.get(field.label))
        setattr(row, field.name, mark.encode() if field.kind == frame.BYTES else mark)
    row.save()


def marked(value: Any, name: str, questions: QuestionList | None = None) -> Any:
    """`value` in its own shape, with a marker in place of each text and number. Dates keep theirs and get one beside."""
    if isinstance(value, dict):
        named = {key: questions.by_key[key].name if questions else f"{name}{key}" for key in value}
        if "y" in value:
            return value | {"told": SEALED.new(name)}
        return {key: marked(part, named[key]) for key, part in value.items()}
    if isinstance(value, list):
        return [marked(part, name) for part in value]
    return SEALED.new(name)


def read_back() -> dict[str, list[str]]:
    """{label: values as JSON} of every sealed cell there is, through `reveal`; and sessions, factors, files."""
    found: dict[str, list[str]] = {declared.label: [] for declared in sealed_fields()}
    with working() as principal:
        for model in sealed_models():
            for row in model._default_manager.all():
                principal.admit(getattr(row, model.sealed_scope), EVERYTHING)
                for field in sealed_fields_of(model):
                    value = getattr(row, field.name).reveal("hunt")
                    if isinstance(value, bytes):
                        value = value.decode("utf-8", "backslashreplace")
                    if value is not None:
                        found[field.label].append(json.dumps(value, ensure_ascii=False))
        for sent in CaseImport.objects.all():
            principal.admit(sent.owner_id, EVERYTHING)
            for kind in storage.KINDS:
                if storage.has(sent, kind):
                    with storage.opened(sent, kind) as stream:
                        found.setdefault(f"file {kind}", []).append(base64.b64encode(stream.read()).decode())
    found["session"] = [
        json.dumps(SessionStore().decode(row.session_data), ensure_ascii=False) for row in Session.objects.all()
    ]
    sealed = [text for factor in Authenticator.objects.all() for text in factor.data.values() if isinstance(text, str)]
    found["factor"] = [open_staff_secret(text) for text in sealed]
    return found


def break_audit() -> None:
    """From now on the database takes no row of the trail."""
    with connection.cursor() as cursor:
        for statement in BREAK[connection.vendor]:
            cursor.execute(statement)


def mend_audit() -> None:
    """It takes them again."""
    with connection.cursor() as cursor:
        cursor.execute(MEND[connection.vendor])


BREAK = {
    "sqlite": ("CREATE TRIGGER hunt_full BEFORE INSERT ON audit_event BEGIN SELECT RAISE(ABORT, 'full'); END",),
    "postgresql": (
        "CREATE FUNCTION hunt_full() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'full'; END $$",
        "CREATE TRIGGER hunt_full BEFORE INSERT ON audit_event FOR EACH ROW EXECUTE FUNCTION hunt_full()",
    ),
}
MEND = {"sqlite": "DROP TRIGGER hunt_full", "postgresql": "DROP TRIGGER hunt_full ON audit_event"}


def check_chain() -> bool:
    """Whether the trail holds from its first row to its last."""
    return verify_chain().broken is None


def sealed_models() -> list[Any]:
    """Every model of the registry."""
    return [apps.get_model(label) for label in sorted({declared.model_label for declared in sealed_fields()})]


class working:  # noqa: N801 - reads as a verb in `with working() as principal:`
    """Act as somebody cleared for whatever is admitted."""

    def __enter__(self) -> Principal:
        worker = User.objects.get(username="caseworker")
        principal = Principal(actor_id=str(worker.pk), organisation_id=worker.organisation_id)
        self._entered = [scope(actor=worker, via="command"), acting_as(principal)]
        for manager in self._entered:
            manager.__enter__()
        return principal

    def __exit__(self, *error: Any) -> None:
        for manager in reversed(self._entered):
            manager.__exit__(*error)


COMMANDS: dict[str, Callable[[], Any]] = {
    function.__name__: function for function in (prepare, seal_below, read_back, break_audit, mend_audit, check_chain)
}


def main() -> None:
    """Answer until the pipe ends."""
    answers = sys.stdout
    sys.stdout = sys.stderr
    for line in sys.stdin:
        answers.write(json.dumps(COMMANDS[line.strip()]()) + "\n")
        answers.flush()


if __name__ == "__main__":
    main()

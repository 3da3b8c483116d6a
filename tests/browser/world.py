"""What the pages of the browser tests are about: invented cases with something in every place, and one with nothing.

Everything is made through the actions that people use. The words in `MARKS` are shown on pages and must never stand in
a title or an address.
"""

import io
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.utils import timezone

from accounts.actions import create_team
from accounts.choices import Role
from accounts.models import Invitation, Team, User
from cases.access import admit, relation_of_visible
from cases.assignment.actions import end_assignment, give_assignment
from cases.block.actions import set_block
from cases.consent.actions import record_consent
from cases.consent.choices import ConsentAnswer, ConsentKind
from cases.demo.cast import make_cast
from cases.htcds.actions import send_import
from cases.htcds.tasks import check_sent_import
from cases.identification.actions import create_identification
from cases.intake.actions import keep_intake
from cases.models import Case, CaseGrant, CaseImport, ConflictBlock, Consent, Dependant, Episode, Identification, Note
from cases.note.actions import create_note, edit_note
from common.jobs.models import Job
from common.pid import new_pid
from reminders.models import DueThing
from tests.browser.world_work import Work, make_work
from tests.factories.accounts import make_invitation
from tests.factories.cases import acting, make_case, make_due

ALIAS, NAME, GIVEN = "Zqheron", "Zqmali", "Zqmalee"
MARKS = (ALIAS, NAME, GIVEN)
NOTE = "Met at the house with the interpreter. She slept better this week."

FILLED: dict[str, Any] = {
    "name_used": NAME,
    "identity": {
        "given_name": GIVEN,
        "family_name": "Invented",
        "birth_date": {"y": 1998, "about": True},
        "documents": "Passport, held by the employer",
    },
    "contact": {"phone": "+32 400 000 001", "must_not_know": "A cousin in the same town"},
    "health": {"alerts": "Allergic to penicillin", "needs": "Back pain"},
    "legal": {"papers": "Reflection period asked for"},
    "profile": {
        "sex": "female",
        "age_group": "25_34",
        "birth_year": {"y": 1998, "about": True},
        "languages": ["tha"],
        "citizenship": ["TH"],
        "interpreter_needed": "yes",
        "interpreter_sex": "woman",
    },
    "facts": {"exploitation": ["ForcedLabour"], "freedom": "accompanied", "job_promised": "farm"},
    "account": "She was promised farm work with a room.",
    "needs": [{"type": "work", "state": "open"}, {"type": "doctor", "state": "met"}],
    "wishes": "A job where nobody shouts.",
    "risk": {"level": "medium", "danger": "no", "tonight": "yes", "reason": "The employer knows the street."},
    "dependants": [{"name": "Nok", "relation": "Daughter", "birth": {"y": 2019}, "whereabouts": "With her mother"}],
}
ELEMENTS = {
    "acts": ["recruitment"],
    "means": ["deception"],
    "purposes": ["forced_labour"],
    "child": "no",
    "result": "presumed",
}
FILE = "prs_FirstName,prs_Gender,Shoe size\nMárcia,Feminine,38\nSelamawit,Canary,38\n"


@dataclass
class World:
    """Rows by what they are for."""

    users: dict[str, User]
    filled: Case
    bare: Case
    closed: Case
    note: Note
    corrected: Note
    consent: Consent
    assessment: Identification
    block: ConflictBlock
    grant: CaseGrant
    episode: Episode
    dependant: Dependant
    draft: str
    due: DueThing
    sent: CaseImport
    job: Job
    done_job: Job
    team: Team
    invitation: Invitation
    token: str
    work: Work


def make_world() -> World:
    """The cast, three cases of the caseworker's, and what hangs on them."""
    users = make_cast()
    worker, coordinator, administrator = users["caseworker"], users["coordinator"], users["administrator"]
    filled = make_case(worker, alias=ALIAS, **FILLED)
    bare = make_case(worker, alias="Zqwren", name_used="")
    closed = make_case(worker, alias="Zqcurlew", opened_on=timezone.localdate() - timedelta(days=90), is_closed=True)
    rows = _work(worker, filled)
    due = [make_due(worker, filled, days=days) for days in (-2, 0, 3, 12)][1]
    with acting(coordinator):
        admit(coordinator, [filled.pk], relation_of_visible(coordinator))
        for name in ("legal", "health", "caseworker2"):
            grant = give_assignment(actor=coordinator, case=filled, user=users[name])
        end_assignment(actor=coordinator, grant=grant)
        grant = CaseGrant.objects.get(user=users["legal"])
        block = set_block(actor=coordinator, case=filled, user=users["caseworker2"], reason="They are related.")
    with acting(administrator):
        team = create_team(actor=administrator, name="West team")
    invitation, token = make_invitation(administrator, Role.CASEWORKER)
    draft = new_pid()
    with acting(worker):
        keep_intake(actor=worker, key=draft, content=DRAFT, is_new=True)
        sent = send_import(actor=worker, file=io.BytesIO(FILE.encode()))
        waiting = send_import(actor=worker, file=io.BytesIO(FILE.encode()))
    check_sent_import(sent.job_pid)
    sent.refresh_from_db()
    return World(
        users=users,
        filled=filled,
        bare=bare,
        closed=closed,
        block=block,
        grant=grant,
        due=due,
        draft=draft,
        sent=sent,
        job=Job.objects.get(pid=waiting.job_pid),
        done_job=Job.objects.get(pid=sent.job_pid),
        team=team,
        invitation=invitation,
        token=token,
        work=make_work(users, filled, bare),
        **rows,
    )


# As the browser sends the steps of an intake: lists of texts.
DRAFT: dict[str, dict[str, list[str]]] = {
    "1": {"channel": ["self_phone"], "risk_danger": ["no"], "urgent": ["bed"]},
    "2": {"alias": [ALIAS + "2"], "name_used": [NAME], "answer": ["yes"], "channels": ["house_phone"]},
    "4": {"order": ["bed", "lawyer"], "wishes": ["To call home on Sundays."]},
}


def _work(worker: User, case: Case) -> dict[str, Any]:
    """What a worker has done on a case."""
    with acting(worker):
        admit(worker, [case.pk], relation_of_visible(worker))
        note = create_note(actor=worker, case=case, text=NOTE)
        first = create_note(actor=worker, case=case, text="Called on the house phone.")
        corrected = edit_note(actor=worker, note=first, text="Called on the house phone. Safe to talk.")
        consent = record_consent(actor=worker, case=case, kind=ConsentKind.CONTACT, answer=ConsentAnswer.YES)
        assessment = create_identification(actor=worker, case=case, elements=ELEMENTS, basis="The first talk.")
    return {
        "note": note,
        "corrected": corrected,
        "consent": consent,
        "assessment": assessment,
        "episode": Episode.objects.get(case=case),
        "dependant": Dependant.objects.get(case=case),
    }

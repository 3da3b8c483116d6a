"""One set of rows for the matrices: a case for each way in which somebody can stand to it, and something in each row.

Everybody of the cast has a grant on each case that tells of grants, also those whose role or organisation takes none.
"""

import io
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.utils import timezone

from accounts.choices import Role
from accounts.models import User
from cases import due_kinds
from cases.access import admit, relation_of_visible
from cases.assignment.actions import write_grant
from cases.consent.choices import ConsentAnswer, ConsentKind
from cases.demo.cast import make_cast
from cases.htcds import storage
from cases.htcds.models import CaseImport
from cases.intake.content import KIND
from cases.models import (
    Case,
    CaseGrant,
    Consent,
    Dependant,
    Encounter,
    Episode,
    Identification,
    Note,
    SafetySheet,
    ServiceGiven,
    Task,
)
from common.drafts.actions import save_draft
from common.jobs.models import Job
from common.pid import new_pid
from reminders.actions import schedule_due
from reminders.models import DueThing
from tests.access import (
    world_digest,
    world_jurisdiction,
    world_ladders,
    world_life,
    world_mail,
    world_office,
    world_opening,
)
from tests.access.world_legal import legal_below
from tests.access.world_life import give_ended_cover, link_all, make_handover
from tests.access.world_opening import asks_of_readers, open_in_emergency, openings_below
from tests.access.world_stay import stay_below
from tests.factories.accounts import make_invitation, make_user
from tests.factories.calls import make_call
from tests.factories.cases import acting, block, make_case, make_due
from tests.factories.documents import make_document

ABSENT = "absent"
# Rows below a case, and where their public id stands in an address.
BELOW = (
    "note_pid", "consent_pid", "identification_pid", "episode_pid", "dependant_pid", "grant_pid", "block_pid",
    "service_pid", "handover_pid", "ask_pid", "link_pid", "document_pid",
    "proceeding_pid", "hearing_pid", "limit_pid", "row_pid", "claim_pid",
    "date_pid",
)  # fmt: skip
CASES = (
    "own", "closed", "team", "organisation", "foreign", "ended", "expired", "blocked", "emergency", "cover ended",
)  # fmt: skip
Names = dict[str, Any]


@dataclass
class World:
    """Everything the matrices ask for, by relation."""

    users: dict[str, User]
    cases: dict[str, Case] = field(default_factory=dict)
    below: dict[str, Names] = field(default_factory=dict)
    kept_away: User = field(init=False)
    free: User = field(init=False)
    colleagues: dict[str, User] = field(default_factory=dict)

    def case_of(self, member: str, relation: str) -> Case:
        """The case to which `member` stands so. Team and organisation change places for the other team."""
        if member == "caseworker2" and relation in {"team", "organisation"}:
            relation = "organisation" if relation == "team" else "team"
        return self.cases[relation]

    def names(self, member: str, relation: str) -> Names:
        """What goes into an address of the case or a row below it."""
        if relation == ABSENT:
            return {name: new_pid() for name in ("pid", *BELOW)}
        case = self.case_of(member, relation)
        return {"pid": case.pid, **self.below[case.pid]}


def visible(member: str, relation: str) -> bool:
    """Whether the case may be opened: written down anew, and apart from the program's own rule."""
    if member in {"coordinator", "coordinator2"}:
        return relation not in {"foreign", "blocked", ABSENT}
    if member in {"caseworker", "caseworker2", "legal", "health"}:
        return relation in {"own", "closed"}
    return member == "outsider" and relation == "foreign"


def make_world() -> World:
    """All rows, made through the program's own actions where there is one."""
    users = make_cast()
    world = World(users)
    home = users["caseworker"].organisation
    north, south = users["caseworker"].team, users["caseworker2"].team
    one, two = (make_user(home, team=team, display_name=name) for team, name in ((north, "Noa I."), (south, "Sol I.")))
    world.kept_away = make_user(home, team=south, display_name="Kay I.")
    world.free = make_user(home, team=south, display_name="Fay I.")
    world.colleagues = {"north": one, "south": two}
    workers = {"organisation": two, "foreign": users["outsider"]}
    for relation in CASES:
        case = make_case(workers.get(relation, one), alias=f"Alias {relation}", **FILLED)
        world.cases[relation] = case
        world.below[case.pid] = _below(world, case, workers.get(relation, one))
    link_all(world)
    _grants(world)
    for user in users.values():
        block(user, world.cases["blocked"], users["coordinator"])
        # A block is stronger than an emergency that runs.
        open_in_emergency(user, world.cases["emergency"])
        open_in_emergency(user, world.cases["blocked"])
    give_ended_cover(world)
    asks_of_readers(world)
    closed = {
        "closed_on": timezone.localdate(),
        "closure_reason": "goals_reached",
        "stage": "closed",
        "status": "Closed",
    }
    Case.objects.filter(pk=world.cases["closed"].pk).update(**closed)
    return world


FILLED: Names = {
    "name_used": "Asha",
    "identity": {"given_name": "Invented", "family_name": "Person"},
    "contact": {"phone": "+32 400 000 009"},
    "profile": {"sex": "female", "languages": ["tha"]},
    "facts": {"exploitation": ["ForcedLabour"]},
    "account": "What was told.",
    "needs": [{"type": "bed", "state": "open"}],
    "wishes": "To sleep.",
    "health": {"alerts": "Asthma", "needs": "A doctor"},
    "legal": {"papers": "None yet"},
    "risk": {"level": "medium", "danger": "no"},
    "dependants": [{"name": "Nok", "relation": "Daughter"}],
    "note": "First talk.",
}


def _below(world: World, case: Case, worker: User) -> Names:
    """One row of each kind below a case."""
    with acting(worker):
        admit(worker, [case.pk], relation_of_visible(worker))
        yes = Consent.of(
            case,
            kind=ConsentKind.SHARE,
            answer=ConsentAnswer.YES,
            asked_on=timezone.localdate(),
            recorded_by=worker,
            terms={"recipient": "Invented Aid"},
        )
        looked = Identification.of(
            case, assessed_by=worker, assessed_on=timezone.localdate(), elements={"acts": [], "result": "not_enough"}
        )
        met = Encounter.of(case, author=worker, happened_at=timezone.now(), kind="call", text="Rang.")
        met.facts = {"with": "person", "outcome": "reached"}
        gave = ServiceGiven.of(case, recorded_by=worker, given_on=timezone.localdate())
        gave.facts = {"type": "food", "units": "1", "provider": "own"}
        safe = SafetySheet.of(case, safe_word="Marigold", version=0)
        for row in (yes, looked, safe, met, gave):
            row.save(force_insert=True)
        legal = legal_below(case, worker)
        date_pid = stay_below(case, worker)
    kept = block(world.kept_away, case, worker)
    second = write_grant(actor=worker, case=case, user=make_user(case.organisation))
    return {
        "note_pid": Note.objects.get(case=case).pid,
        "consent_pid": yes.pid,
        "identification_pid": looked.pid,
        "episode_pid": Episode.objects.get(case=case).pid,
        "dependant_pid": Dependant.objects.get(case=case).pid,
        "grant_pid": second.pid,
        "block_pid": kept.pid,
        "service_pid": gave.pid,
        "date_pid": date_pid,
        "document_pid": make_document(worker, case).pid,
        "handover_pid": make_handover(case, second.user, make_user(case.organisation)).pid,
        "ask_pid": openings_below(case, worker, second.user).pid,
        **legal,
    }


def _grants(world: World) -> None:
    """Everybody is assigned to what tells of assignments, whatever the role; elsewhere nobody of the cast is."""
    now = timezone.now()
    ends: dict[str, dict[str, datetime]] = {
        "own": {},
        "closed": {},
        "blocked": {},
        "ended": {"ended_at": now - timedelta(minutes=1)},
        "expired": {"until": now - timedelta(seconds=1)},
    }
    for relation, end in ends.items():
        case = world.cases[relation]
        for user in world.users.values():
            if not CaseGrant.objects.filter(user=user, content_object=case).exists():
                write_grant(actor=world.users["coordinator"], case=case, user=user)
        CaseGrant.objects.filter(content_object=case, user__in=world.users.values()).update(**end)


def _another(world: World, member: str) -> User:
    return world.users["caseworker" if member != "caseworker" else "coordinator"]


def job_names(world: World, member: str) -> dict[str, Names]:
    """Jobs: the own, a colleague's, none."""
    made = {
        relation: Job.objects.create(kind="common.nothing", owner=user, organisation_id=user.organisation_id)
        for relation, user in (("self", world.users[member]), ("colleague", _another(world, member)))
    }
    return {relation: {"pid": job.pid} for relation, job in made.items()} | {ABSENT: {"pid": new_pid()}}


def import_names(world: World, member: str) -> dict[str, Names]:
    """Files for import: the own, the own but dropped, a colleague's, none."""
    user, other = world.users[member], _another(world, member)
    past = timezone.now() - timedelta(hours=1)

    def make(owner: User, **fields: Any) -> Names:
        row = CaseImport.objects.create(owner=owner, organisation_id=owner.organisation_id, state="checked", **fields)
        return {"pid": row.pid}

    mine = CaseImport.objects.get(pid=make(user)["pid"])
    with acting(user):
        storage.keep(mine, storage.BAD_ROWS, io.BytesIO(b"rows"))
    return {
        "self": {"pid": mine.pid},
        "gone": make(user, files_dropped_at=past, expires_at=past),
        "colleague": make(other),
        ABSENT: {"pid": new_pid()},
    }


def due_names(world: World, member: str) -> dict[str, Names]:
    """Due things: the own about a visible case, the own about one that is not, a colleague's, none."""
    user = world.users[member]
    mine = world.cases["foreign" if member == "outsider" else "own"]
    hidden = world.cases["blocked"]
    DueThing.objects.filter(kind="next_step").delete()
    return {
        "self": {"pid": make_due(user, mine).pid},
        "blocked": {"pid": make_due(user, hidden).pid},
        "colleague": {"pid": make_due(_another(world, member), world.cases["team"]).pid},
        ABSENT: {"pid": new_pid()},
    }


def _task(world: World, member: str, relation: str) -> Task:
    """A task of the own, set down by a worker of the case. Written past the action, which takes none on a closed case."""
    user, case = world.users[member], world.case_of(member, relation)
    writer = user if relation == "foreign" else world.colleagues["north"]
    with acting(writer):
        admit(writer, [case.pk], relation_of_visible(writer))
        task = Task.of(case, created_by=writer, words="Ring the clinic")
        task.due = schedule_due(
            actor=writer,
            owner=user,
            kind=due_kinds.TASK,
            subject_type=due_kinds.CASE,
            subject_id=case.pk,
            due_on=timezone.localdate(),
            detail_id=task.pk,
        )
        task.save(force_insert=True)
    return task


def task_names(world: World, member: str) -> dict[str, Names]:
    """Tasks: on a visible case, on a closed one, on one that may not be opened, none."""
    tasks = _tasks(world, member)
    return {relation: {"pid": task.pid} for relation, task in tasks.items()} | {ABSENT: {"pid": new_pid()}}


def task_due_names(world: World, member: str) -> dict[str, Names]:
    """What is due for these tasks."""
    tasks = _tasks(world, member)
    return {relation: {"pid": task.due.pid} for relation, task in tasks.items()} | {ABSENT: {"pid": new_pid()}}


def _tasks(world: World, member: str) -> dict[str, Task]:
    if member == "outsider":
        return {"self": _task(world, member, "foreign"), "blocked": _task(world, member, "blocked")}
    return {
        "self": _task(world, member, "own"),
        "closed": _task(world, member, "closed"),
        "blocked": _task(world, member, "blocked"),
    }


def call_names(world: World, member: str) -> dict[str, Names]:
    """Entries of the contact log: the own, a colleague's (which shelter staff do not see), another organisation's, none."""
    user = world.users[member]
    mine = user.organisation_id == world.kept_away.organisation_id
    other = world.kept_away if mine else None
    found = {
        "self": {"pid": make_call(user).pid},
        "foreign": {"pid": make_call(world.users["outsider" if mine else "caseworker"]).pid},
        ABSENT: {"pid": new_pid()},
    }
    seen = "hidden" if user.role == Role.SHELTER else "colleague"
    return found | ({seen: {"pid": make_call(other).pid}} if other else {})


def draft_names(world: World, member: str) -> dict[str, Names]:
    """Unfinished intakes: the own, a colleague's, one that became a visible case, one that became another's, none."""
    keys = {}
    for relation, user in (("self", world.users[member]), ("colleague", _another(world, member))):
        keys[relation] = new_pid()
        with acting(user):
            save_draft(owner=user, kind=KIND, key=keys[relation], content={"1": {"place": ["x"]}})
    mine = world.cases["foreign" if member == "outsider" else "own"]
    keys |= {"own": mine.pid, "blocked": world.cases["blocked"].pid, ABSENT: new_pid()}
    return {relation: {"pid": key} for relation, key in keys.items()}


def typed_names(world: World, member: str) -> dict[str, Names]:
    """Drafts of notes: the own on a visible case, a colleague's on one that may not be opened, none."""
    mine, hidden = world.cases["foreign" if member == "outsider" else "own"], world.cases["blocked"]
    names = {ABSENT: {"pid": new_pid(), "key": new_pid()}}
    for relation, user, case in (("colleague", _another(world, member), hidden), ("self", world.users[member], mine)):
        with acting(user):
            draft = save_draft(owner=user, kind="note", key=case.pid, content={"text": ["x"]})
        names = {relation: {"pid": draft.pid, "key": case.pid}, **names}
    return {relation: {"kind": "note", **row} for relation, row in names.items()}


def session_names(world: World, member: str) -> dict[str, Names]:
    """Sessions: another one of the own, a colleague's, none."""
    rows = {}
    for relation, user in (("self", world.users[member]), ("colleague", _another(world, member))):
        rows[relation] = UserSession.objects.create(
            user=user, ip="127.0.0.1", user_agent="", session_key=new_pid() * 3, last_seen_at=timezone.now()
        )
    return {relation: {"pk": row.pk} for relation, row in rows.items()} | {ABSENT: {"pk": 999_999}}


def factor_names(world: World, member: str) -> dict[str, Names]:
    """Security keys: a colleague's, none. The own needs a browser and is tested with one."""
    other = _another(world, member)
    row = Authenticator.objects.create(user=other, type=Authenticator.Type.WEBAUTHN, data={"name": "Key"})
    return {"colleague": {"pk": row.pk}, ABSENT: {"pk": 999_999}}


def link_names(world: World, member: str) -> dict[str, Names]:
    """Links for new colleagues: whatever it is, the answer goes on."""
    return {"self": {"token": make_invitation(world.users["administrator"])[1]}, ABSENT: {"token": "x" * 43}}


def reset_names(world: World, member: str) -> dict[str, Names]:
    """Links to a new password that nobody sent."""
    return {ABSENT: {"uidb36": "0", "key": "set-password"}}


TARGETS = {
    "job": job_names,
    "import": import_names, "due": due_names, "task": task_names, "task_due": task_due_names,
    "call": call_names, "draft": draft_names, "typed": typed_names, "session": session_names,
    "factor": factor_names, "link": link_names, "reset": reset_names,
    **world_jurisdiction.TARGETS, **world_life.TARGETS, **world_digest.TARGETS, **world_opening.TARGETS,
    **world_office.TARGETS, **world_mail.TARGETS, **world_ladders.TARGETS,
}  # fmt: skip

"""Rows of locks for the matrices: questions, openings with a reason, emergencies."""

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from accounts.models import User
from cases.models import AskRequest, Case, EmergencyOpening, HealthSheet, Opening
from common.pid import new_pid
from encryption.classes import FieldClass
from encryption.principal import ALL, Clearance, current_principal
from tests.factories.accounts import make_user
from tests.factories.cases import acting

if TYPE_CHECKING:
    from tests.access.world import World

ABSENT = "absent"
# Whoever may ask has a question of the own on the cases that are open to them.
ASKERS = ("caseworker", "caseworker2", "legal", "health")
EVERYTHING = Clearance(dict.fromkeys(FieldClass, ALL), dict.fromkeys(FieldClass, ALL))
DETAILS = {"line": "healthsheet.details", "labels": ["cases.healthsheet.details"], "reason": "care"}
SUSPECTS = {"labels": ["cases.episode.suspects"], "reason": "safety"}
# Long ago enough to raise no alarm.
LONG_AGO = timedelta(days=40)
Names = dict[str, Any]


def openings_below(case: Case, worker: User, second: User) -> AskRequest:
    """On each case: a question that waits and one that was refused, a reason given, an emergency that was judged."""
    now = timezone.now()
    with acting(worker):
        current_principal().admit(case.pk, EVERYTHING)
        health = HealthSheet.objects.get(case=case)
        health.details = "An old injury"
        health.save()
        waiting = AskRequest.of(case, asked_by=second, **DETAILS)
        judged = EmergencyOpening.of(case, opened_by=second, **_emergency(now - LONG_AGO))
        judged.verdict, judged.judged_by, judged.judged_at = "justified", worker, now
        for row in (waiting, refused(case, worker), Opening.of(case, opened_by=worker, **SUSPECTS), judged):
            row.save(force_insert=True)
    return waiting


def refused(case: Case, asker: User) -> AskRequest:
    """A question with its answer."""
    return AskRequest.of(case, asked_by=asker, state="refused", decided_by=asker, decided_at=timezone.now(), **DETAILS)


def asks_of_readers(world: "World") -> None:
    """Everybody who may ask has asked about the own cases, and has an answer."""
    for relation in ("own", "closed"):
        for member in ASKERS:
            with acting(world.users[member]):
                refused(world.cases[relation], world.users[member]).save(force_insert=True)


def _emergency(at: Any) -> dict[str, Any]:
    until = at + timedelta(minutes=60)
    review_by = timezone.localdate() + timedelta(days=3)
    return {"opened_at": at, "until": until, "reason": "danger", "review_by": review_by}


def open_in_emergency(user: User, case: Case, *, is_over: bool = False) -> EmergencyOpening:
    """An hour that runs, whoever `user` is; or one of long ago."""
    at = timezone.now() - (LONG_AGO if is_over else timedelta(minutes=1))
    with acting(user):
        row = EmergencyOpening.of(case, opened_by=user, **_emergency(at))
        row.save(force_insert=True)
    return row


def emergency_names(world: "World", member: str) -> dict[str, Names]:
    """The own that runs, the own that is over, the own on a case from which a block keeps away, a colleague's, none."""
    user = world.users[member]
    case = world.cases["foreign" if member == "outsider" else "emergency"]
    colleague = make_user(user.organisation)
    home = make_user(world.kept_away.organisation)
    return {
        "self": {"pid": open_in_emergency(user, case).pid},
        "over": {"pid": open_in_emergency(user, case, is_over=True).pid},
        "blocked": {"pid": open_in_emergency(user, world.cases["blocked"]).pid},
        "colleague": {"pid": open_in_emergency(colleague, case).pid},
        "foreign": {"pid": open_in_emergency(home if member == "outsider" else user, _foreign(world, member)).pid},
        ABSENT: {"pid": new_pid()},
    }


def _foreign(world: "World", member: str) -> Case:
    return world.cases["own" if member == "outsider" else "foreign"]


def review_names(world: "World", member: str) -> dict[str, Names]:
    """A colleague's, the own, one that was judged, one on a blocked case, another organisation's, none."""
    user = world.users[member]
    case = world.cases["foreign" if member == "outsider" else "own"]
    colleague, home = make_user(user.organisation), make_user(world.kept_away.organisation)
    judged = open_in_emergency(colleague, case)
    EmergencyOpening.objects.filter(pk=judged.pk).update(
        verdict="justified", judged_by=world.colleagues["north"], judged_at=timezone.now()
    )
    return {
        "self": {"pid": open_in_emergency(colleague, case).pid},
        "own": {"pid": open_in_emergency(user, case).pid},
        "judged": {"pid": judged.pid},
        "blocked": {"pid": open_in_emergency(colleague, world.cases["blocked"]).pid},
        "foreign": {"pid": open_in_emergency(home, _foreign(world, member)).pid},
        ABSENT: {"pid": new_pid()},
    }


TARGETS = {"emergency": emergency_names, "review": review_names}

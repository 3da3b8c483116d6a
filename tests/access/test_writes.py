"""Whatever else is sent with a form or to the API, nothing changes but what it offers."""

import copy
import re
from typing import Any

import pytest
import time_machine
from django.apps import apps
from django.db import transaction
from django.test import Client
from django.utils import timezone

from cases.assignment.api import AssignmentInput
from cases.block.api import BlockInput
from cases.briefing.api import BriefingInput
from cases.call.api import CallBeginInput, CallInput
from cases.case.inputs import CaseChanges, CaseInput
from cases.closure.api import CloseInput, ReopenInput
from cases.consent.api import ConsentInput
from cases.cover.api import CoverInput
from cases.document.api import DocumentInput, DocumentWithdrawInput
from cases.emergency.api import EmergencyInput, ReviewInput
from cases.encounter.api import EncounterInput
from cases.find.api import CaseFindInput
from cases.handover.api import HandoverInput
from cases.hearing.api import HearingChanges, HearingEndInput, HearingInput, HearingMoveInput
from cases.identification.api import DecisionInput, IdentificationInput
from cases.jurisdiction.api import SchemeCheckInput, SchemeCorrectInput
from cases.leaving.api import LeavingInput
from cases.legal.api import SuspectsInput, VersionInput
from cases.legalrecord.api import CHANGES, INPUTS, PaymentInput, RecordEndInput
from cases.limit.api import LimitChanges, LimitCheckInput, LimitEndInput, LimitInput
from cases.note.api import NoteInput, NoteText
from cases.opening.api import AskInput, DecideInput, RevealInput
from cases.proceeding.api import (
    ProceedingChanges,
    ProceedingDecideInput,
    ProceedingInput,
    ProceedingLinkInput,
    ProceedingStageInput,
)
from cases.residence.shapes import (
    CooperationInput,
    DeadlineChangeInput,
    DeadlineCheckInput,
    DeadlineEndInput,
    DeadlineInput,
    ResidenceInput,
)
from cases.risk.api import RiskInput
from cases.safety.api import SafetyInput
from cases.service.api import ServiceInput
from cases.situation.api import SharedInput, SituationInput
from cases.task.api import TaskChanges, TaskInput
from cases.today.api import DropInput, GiveInput, SnoozeInput
from common.api import Shape
from reminders.ladder.api import CalendarInput, LadderInput
from reminders.outbox.api import MailInput
from reports.digest.api import DigestReviewInput
from tests.access.policy import ROUTES
from tests.access.probe import ask
from tests.access.test_access_matrix import path_of
from tests.access.world import TARGETS, World
from tests.access.world_stay import stop_days

pytestmark = pytest.mark.django_db

OURS = ("accounts", "cases", "common", "reminders")
# Change by themselves with whatever is saved.
BY_ITSELF = {"updated_at", "created_at", "last_login", "happened_at", "sent_at", "due_at", "expires_at", "job_pid"}
BY_CHANCE = {"id", "pid", "key", "digest", "password", "session_epoch"}
# The key of the draft that an entry of the contact log becomes, and of an intake that was begun beside a case.
ALWAYS_NEW = {"case_key", "awaited_pid"}
# Of a new row: keys of rows that were made with it.
NEW_WITH_IT = {"due_id", "detail_id", "docket_id", "document_id", "hearing_id", "ladder_id", "situation_id"}
ALSO = {
    "is_superuser",
    "is_staff",
    "groups",
    "user_permissions",
    "actor",
    "author",
    "case_id",
    "organisation_id",
    "granted_by",
}
# What it would pay to slip in: asked for one at a time.
PRECIOUS = ALSO | {"organisation", "role", "status", "stage", "is_active", "pid", "closed_on", "team", "owner", "user"}
PRECIOUS |= {"id", "version", "recorded_by", "checked_by", "until", "state"}
INPUT = re.compile(r'name="([^"]+)"')
SHAPES: dict[str, type[Shape]] = {
    "api:case_list": CaseInput,
    "api:case_detail": CaseChanges,
    "api:assignment_list": AssignmentInput,
    "api:case_close": CloseInput,
    "api:case_reopen": ReopenInput,
    "api:cover_list": CoverInput,
    "api:handover_list": HandoverInput,
    "api:block_list": BlockInput,
    "api:colleague_leave": LeavingInput,
    "api:note_list": NoteInput,
    "api:note_detail": NoteText,
    "api:encounter_list": EncounterInput,
    "api:service_list": ServiceInput,
    "api:document_list": DocumentInput,
    "api:document_withdraw": DocumentWithdrawInput,
    "api:call_list": CallInput,
    "api:consent_list": ConsentInput,
    "api:safety_detail": SafetyInput,
    "api:mail_detail": MailInput,
    "api:task_list": TaskInput,
    "api:task_detail": TaskChanges,
    "api:due_detail": TaskChanges,
    "api:history_show": RevealInput,
    "api:risk_list": RiskInput,
    "api:identification_list": IdentificationInput,
    "api:identification_decide": DecisionInput,
    "api:call_begin": CallBeginInput,
    "api:digest_review": DigestReviewInput,
    "api:due_snooze": SnoozeInput,
    "api:due_give": GiveInput,
    "api:due_drop": DropInput,
    "api:case_find": CaseFindInput,
    "api:case_reveal": RevealInput,
    "api:ask_list": AskInput,
    "api:ask_decide": DecideInput,
    "api:emergency_open": EmergencyInput,
    "api:emergency_review": ReviewInput,
    "api:suspects_detail": SuspectsInput,
    "api:suspects_release": SuspectsInput,
    "api:proceeding_list": ProceedingInput,
    "api:proceeding_detail": ProceedingChanges,
    "api:proceeding_stage": ProceedingStageInput,
    "api:proceeding_decide": ProceedingDecideInput,
    "api:proceeding_link": ProceedingLinkInput,
    "api:hearing_list": HearingInput,
    "api:hearing_detail": HearingChanges,
    "api:hearing_move": HearingMoveInput,
    "api:hearing_end": HearingEndInput,
    "api:briefing_list": BriefingInput,
    "api:limit_list": LimitInput,
    "api:limit_detail": LimitChanges,
    "api:limit_check": LimitCheckInput,
    "api:limit_end": LimitEndInput,
    "api:legalrecord_list": INPUTS["b"],
    "api:legalrecord_detail": CHANGES["b"],
    "api:legalrecord_end": RecordEndInput,
    "api:claim_pay": PaymentInput,
    "api:release_notice": VersionInput,
    "api:residence_list": ResidenceInput,
    "api:cooperation_answer": CooperationInput,
    "api:deadline_list": DeadlineInput,
    "api:deadline_detail": DeadlineChangeInput,
    "api:deadline_check": DeadlineCheckInput,
    "api:deadline_end": DeadlineEndInput,
    "api:situation_list": SituationInput,
    "api:situation_begin": SharedInput,
    "api:scheme_detail": SchemeCorrectInput,
    "api:scheme_check": SchemeCheckInput,
    "api:ladder_detail": LadderInput,
    "api:calendar_detail": CalendarInput,
}
# What a form takes without showing it.
OFFERED = {
    "cases:note_create": {"kind"},
    "cases:note_keep": {"typed_at"},
    "common:draft_keep": {"typed_at"},
    "cases:handover_offer": {"typed_at"},
    "cases:facts_history": {"field"},
    "cases:case_reveal#reason": {"words"},
    "cases:emergency_open": {"words"},
    "cases:due_snooze": {"when", "until", "reason"},
}
# The page with the form, where the address has none of its own.
FORM_ON = {"cases:entry_create": "cases:case_detail"}
ACTORS = {"accounts:me": ("caseworker", "administrator"), "cases:note_add": ("caseworker",)}


def every_name() -> set[str]:
    """Names of all fields of all models of ours, and some that other programs know."""
    names = {field.name for model in apps.get_models() if model._meta.app_label in OURS for field in model._meta.fields}
    return names | {f"{name}_id" for name in ("team", "owner", "user", "case")} | ALSO


def poison(world: World) -> dict[str, str]:
    """What somebody would send who wants more than is offered."""
    outsider = world.users["outsider"]
    special = {
        "organisation": str(outsider.organisation_id),
        "organisation_id": str(outsider.organisation_id),
        "role": "administrator",
        "status": "Closed",
        "stage": "closed",
        "is_active": "false",
        "pid": "0000000000",
        "closed_on": "2026-01-01",
    }
    return {name: special.get(name, "7") for name in every_name()}


def rows() -> dict[tuple[str, Any], dict[str, Any]]:
    """All rows of ours. Sealed cells stand as they are stored."""
    found = {}
    for model in apps.get_models():
        if model._meta.app_label in OURS:
            columns = [field.attname for field in model._meta.concrete_fields]
            for row in model._base_manager.values(*columns):
                found[model._meta.label, row[model._meta.pk.attname]] = row
    return found


def difference(before: dict[Any, Any], after: dict[Any, Any]) -> list[tuple[str, str, str, str]]:
    """What became of which column, without what differs by itself or by chance."""
    changes = []
    for key, row in after.items():
        old = before.get(key)
        for name, value in row.items():
            if name in BY_ITSELF | ALWAYS_NEW or (old is None and name in BY_CHANCE | NEW_WITH_IT):
                continue
            if old is None or old[name] != value:
                told = "sealed" if isinstance(value, bytes | memoryview) else str(value)
                if name == "kind":
                    # What follows the colon is the public id of a row that may be new.
                    told = told.partition(":")[0]
                changes.append((key[0], "new" if old is None else str(key[1]), name, told))
    changes += [(key[0], str(key[1]), "gone", "") for key in before.keys() - after.keys()]
    return sorted(changes)


def effect(client: Client, method: str, path: str, body: dict[str, Any]) -> tuple[int, Any]:
    """Status and changes of one request, which is undone."""
    cookies = copy.copy(client.cookies)
    with transaction.atomic():
        before = rows()
        answer = ask(client, method, path, body, keep=True)
        changes = difference(before, rows())
        transaction.set_rollback(True)
    client.cookies = cookies
    return answer.status, changes


def writers() -> list[tuple[str, str, str]]:
    """(policy row, method, somebody who may)."""
    found = []
    for key, route in ROUTES.items():
        for method in ("post", "patch"):
            rule = route.rule(method)
            if rule is None or key.startswith(("account_", "mfa_", "usersessions")) or not rule.roles:
                continue
            who = ACTORS.get(
                key, [role for role in ("caseworker", "coordinator", "administrator") if role in rule.roles][:2]
            )
            found += [(key, method, member) for member in who]
    return found


@pytest.mark.parametrize(("key", "method", "member"), writers())
def test_what_is_not_offered_changes_nothing(key, method, member, world: World, clients: dict[str, Client]):
    route, client = ROUTES[key], clients[member]
    with transaction.atomic():
        names: dict[str, Any] = {}
        if route.rows == "case":
            names = world.names(member, "own")
        elif route.rows:
            targets = TARGETS[route.rows](world, member)
            names = targets.get("self") or targets["colleague"]
            names = (
                targets["colleague"]
                if key.startswith(
                    ("accounts:staff", "accounts:reset", "accounts:team", "accounts:inv", "cases:coll", "api:coll")
                )
                else names
            )
        if key == "cases:case_close":
            stop_days(world.cases["own"], world.users[member])
        path = path_of(key, names)
        rule = route.rule(method)
        body = rule.body_for(world, str(world.users[member].role)) or FULL.get(key, {})
        shape = SHAPES.get(key.partition("#")[0])
        offered = set(body) | OFFERED.get(key, set()) | (set(shape().fields) if shape else set())
        form = FORM_ON.get(key.partition("#")[0], key)
        offered |= set(INPUT.findall(ask(client, "get", path_of(form, names)).body))
        more = {name: value for name, value in poison(world).items() if name not in offered}
        with time_machine.travel(timezone.now(), tick=False):
            status, plain = effect(client, method, path, body)
            again = effect(client, method, path, body | more) if shape is None else None
        assert status == (302 if key in FULL and key != "accounts:staff_invite" else rule.status)
        if shape:
            for name in sorted(PRECIOUS & more.keys()):
                assert ask(client, method, path, body | {name: more[name]}).status == 400, name
            # An input refuses by the set of its names: what is refused among others is refused alone.
            assert not set(more) & set(shape().fields)
            assert ask(client, method, path, body | more).status == 400
        else:
            assert again == (status, plain)
        transaction.set_rollback(True)


# Filled in where the policy sends an empty form.
FULL: dict[str, dict[str, Any]] = {
    # The policy has days that run, which keep the case open; here none does.
    "cases:case_close": {},
    "accounts:me": {"display_name": "Mira D.", "language": "en", "text_size": ""},
    "accounts:staff_edit": {"display_name": "Kay Other", "role": "caseworker", "team": "", "version": "0"},
    "accounts:staff_invite": {"display_name": "New I.", "role": "caseworker", "team": ""},
}


@pytest.mark.parametrize("version", ["9" * 5000, "-1", "1e3", "\u0661", "x", "1.0", "99999999999999999999"])
@pytest.mark.parametrize("key", ["cases:facts_edit#identity", "cases:episode_edit#account", "cases:case_stage"])
def test_a_version_that_nobody_gave_out_breaks_nothing(key, version, world: World, clients: dict[str, Client]):
    body = ROUTES[key].post.body_for(world, "caseworker") | {"version": version}
    answer = ask(clients["caseworker"], "post", path_of(key, world.names("caseworker", "own")), body)
    assert answer.status in {200, 302, 409}

"""Opening, moving and closing a case."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.matrix import Act, may
from accounts.models import User
from audit.record import atomic, record
from audit.tags import Tag
from cases import due_kinds
from cases.access import BY_GRANT, admit, relation_of_visible
from cases.assignment.actions import CannotBeAssigned, announce, give_assignment, write_grant
from cases.assignment.states import lasting_grants
from cases.case.choices import ClosureReason, Stage
from cases.case.start import CaseStart, build_case, build_rows
from cases.case.states import CaseNotClosed, require_last_day, require_open, require_version
from cases.choices.htcds import CaseStatus
from cases.consent.choices import ConsentAnswer
from cases.contact.choices import SafeContact
from cases.hooks import blockers_of, closed, reopened
from cases.models import Case, CaseSerial
from cases.need.choices import URGENT, NeedState
from cases.permissions import can
from cases.person.choices import AgeGroup, GuardianState
from cases.residence.reminding import remind_of_person
from cases.risk.choices import RiskLevel
from common.access import require
from common.errors import DomainError
from encryption.keys import create_case_keys
from reminders.actions import schedule_due

# How soon a risk is looked at again. Source: intake and identification, section 3 (defaults).
RISK_AGAIN = {RiskLevel.IMMEDIATE: 0, RiskLevel.HIGH: 0, RiskLevel.MEDIUM: 3, RiskLevel.LOW: 7}

# When in doubt, a child is presumed. Source: CoE Convention art. 10(3).
PRESUMED_CHILD = (AgeGroup.CHILD.value, AgeGroup.UNSURE.value)
HAS_GUARDIAN = (GuardianState.HAS_PARENT.value, GuardianState.APPOINTED.value, GuardianState.ASKED_FOR.value)


class RecordNotWanted(DomainError):
    """The person said no to a record."""

    code = "record_not_wanted"
    sentence = _("The person does not want a record. Nothing was kept. You can still help without one.")


class WorkerNeeded(DomainError):
    """An open case needs somebody who works on it."""

    code = "worker_needed"
    sentence = _("Choose who will work on this case.")


class CannotCloseYet(DomainError):
    """Something keeps the case open."""

    code = "cannot_close_yet"


def take_serials(organisation_id: UUID, count: int = 1) -> int:
    """Reserve `count` running numbers of the organisation and return the first. Inside a transaction: it locks the counter."""
    CaseSerial.objects.get_or_create(organisation_id=organisation_id)
    counter = CaseSerial.objects.select_for_update().get(organisation_id=organisation_id)
    first: int = counter.last + 1
    counter.last += count
    counter.save(update_fields=["last"])
    return first


@atomic
def create_case(*, actor: User, start: CaseStart, worker: User | None = None) -> Case:
    """Keep a record of a person, sealed, with a worker from the first moment.

    A caseworker is the worker; a coordinator names one. Refused: "no" to keeping a record (RecordNotWanted), a coordinator
    without `worker` (WorkerNeeded), a worker of another organisation or role (CannotBeAssigned).
    """
    require(may(actor, Act.CASE_CREATE))
    if start.keep_record == ConsentAnswer.NO:
        raise RecordNotWanted
    if actor.role in BY_GRANT:
        # Naming a colleague would be assigning, which is for coordinators.
        require(worker is None or worker.pk == actor.pk)
        worker = actor
    if worker is None:
        raise WorkerNeeded
    # Held, so that an account that is closed at the same moment does not get a case.
    worker = User.objects.select_for_update().get(pk=worker.pk)
    if worker.role not in BY_GRANT or worker.organisation_id != actor.organisation_id or not worker.is_active:
        raise CannotBeAssigned
    case = build_case(
        actor=actor, start=start, serial=take_serials(actor.organisation_id), team_id=worker.team_id or actor.team_id
    )
    admit(actor, [case.pk], relation_of_visible(actor))
    create_case_keys(case.organisation_id, [case.pk], start.classes())
    case.full_clean(exclude=["alias", "name_used", "organisation", "team"], validate_unique=False)
    case.save(force_insert=True)
    for row in build_rows(actor=actor, case=case, start=start, at=timezone.now()):
        row.save(force_insert=True)
    write_grant(actor=actor, case=case, user=worker)
    announce(actor=actor, case=case, user=worker)
    _schedule_first_steps(actor, worker, case, start)
    record(actor, Tag.CASE_CREATE, case, case_id=case.pk, changed=sorted(c.name.lower() for c in start.classes()))
    return case


def _schedule_first_steps(actor: User, worker: User, case: Case, start: CaseStart) -> None:
    """What is due because of how the case begins; each kind once."""
    today, now = timezone.localdate(), timezone.now()
    due: dict[str, timedelta] = {}
    if start.keep_record in {ConsentAnswer.CANNOT_BE_ASKED, ConsentAnswer.LATER}:
        due[due_kinds.KEEP_RECORD] = due_kinds.ASK_AGAIN
    if start.safe_contact.get("answer") == SafeContact.DO_NOT_CONTACT:
        due[due_kinds.SAFE_CONTACT] = due_kinds.ASK_AGAIN
    remind_of_person(actor=actor, owner=worker, case=case, answers=start.profile)
    if _guardian_is_due(start.profile):
        due[due_kinds.GUARDIAN] = timedelta(0)
    if start.risk.get("level"):
        due[due_kinds.RISK_REVIEW] = timedelta(days=RISK_AGAIN[RiskLevel(start.risk["level"])])
    if not start.is_imported:
        due[due_kinds.HEALTH_OFFER] = due_kinds.OFFER_HEALTH
        if any(need["type"] in URGENT and need.get("state", NeedState.OPEN) == NeedState.OPEN for need in start.needs):
            due[due_kinds.URGENT_NEEDS] = timedelta(0)
    for kind, delay in due.items():
        schedule_due(
            actor=actor,
            owner=worker,
            kind=kind,
            subject_type=due_kinds.CASE,
            subject_id=case.pk,
            due_on=today + delay,
            due_at=now + delay if delay == due_kinds.ASK_AGAIN else None,
        )


def _guardian_is_due(profile: Mapping[str, Any]) -> bool:
    """A child alone, or a child of whom nobody knows who speaks for it: the same day."""
    guardian = profile.get("guardian")
    if guardian == GuardianState.ALONE:
        return True
    return profile.get("age_group") in PRESUMED_CHILD and guardian not in HAS_GUARDIAN


@atomic
def change_stage(*, actor: User, case: Case, stage: Stage, version: int | None = None) -> None:
    """The work moves on. Closing has an action of its own."""
    case = Case.objects.select_for_update().get(pk=case.pk)
    require(can(actor, Act.CASE_STAGE, case))
    require_open(case)
    require_version(case, version)
    if stage == Stage.CLOSED:
        raise CannotCloseYet(_("Close the case on its own page: it asks for a reason."))
    case.stage = stage
    case.status = CaseStatus.FOLLOW_UP if stage == Stage.FOLLOW_UP else CaseStatus.ACTIVE
    case.version += 1
    case.save(update_fields=["stage", "status", "version", "updated_at"])
    record(actor, Tag.CASE_STAGE, case, case_id=case.pk, changed=["stage"])


@atomic
def close_case(*, actor: User, case: Case, reason: ClosureReason, closed_on: date, version: int | None = None) -> None:
    """Work ends, the door stays open. Refused: a last day that cannot be (`require_last_day`), and what something
    registered in `cases.hooks` keeps open (CannotCloseYet).
    """
    case = Case.objects.select_for_update().get(pk=case.pk)
    require(can(actor, Act.CASE_CLOSE, case))
    require_open(case)
    require_version(case, version)
    require_last_day(case, closed_on)
    reasons = blockers_of(case)
    if reasons:
        raise CannotCloseYet(" ".join(str(sentence) for sentence in reasons))
    case.closed_on, case.closure_reason, case.stage = closed_on, reason, Stage.CLOSED
    case.status = CaseStatus.CLOSED_REFERRED if reason == ClosureReason.TRANSFER else CaseStatus.CLOSED
    case.version += 1
    case.full_clean(exclude=["alias", "name_used", "organisation", "team"], validate_unique=False)
    case.save(update_fields=["closed_on", "closure_reason", "stage", "status", "version", "updated_at"])
    closed(actor, case)
    record(actor, Tag.CASE_CLOSE, case, case_id=case.pk, changed=["closed_on", "closure_reason", "stage"])


@atomic
def reopen_case(*, actor: User, case: Case, worker: User | None = None) -> None:
    """The person is back. If nobody is assigned any more, `worker` is; else WorkerNeeded."""
    case = Case.objects.select_for_update().get(pk=case.pk)
    require(can(actor, Act.CASE_CLOSE, case))
    if not case.is_closed:
        raise CaseNotClosed
    is_staffed = lasting_grants([case]).exists()
    if not is_staffed and worker is None:
        raise WorkerNeeded(_("Nobody is assigned to this case any more. Choose who will work on it."))
    case.closed_on, case.closure_reason, case.stage = None, "", Stage.SUPPORT
    case.status = CaseStatus.ACTIVE
    case.version += 1
    case.save(update_fields=["closed_on", "closure_reason", "stage", "status", "version", "updated_at"])
    if not is_staffed and worker is not None:
        give_assignment(actor=actor, case=case, user=worker)
    reopened(actor, case)
    record(actor, Tag.CASE_REOPEN, case, case_id=case.pk, changed=["closed_on", "stage"])

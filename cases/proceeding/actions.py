"""Recording proceedings, their course, what the person wants, and whom else they are about."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils import timezone

from accounts.matrix import Act
from accounts.models import User
from audit.record import atomic, record
from audit.tags import Tag
from cases.access import admit, relation_of_visible
from cases.case.states import require_version
from cases.document.linking import Link, relink
from cases.hearing.joining import join_hearings, leave_hearings
from cases.models import Case, Docket, Proceeding, ProceedingStep
from cases.permissions import can
from cases.proceeding.choices import PersonDecision, ProceedingStage
from cases.proceeding.states import AlreadyLinked, NotLinked, OtherCaseClosed, StepInFuture
from cases.sheets import locked_case, may_write, save_version, set_fields
from common.access import require

# What is the same for all persons of a docket.
SHARED = ("type", "authority", "number", "country")


@atomic
def create_proceeding(*, actor: User, case: Case, facts: Mapping[str, Any]) -> Proceeding:
    """A proceeding that the person has part in; `facts` as the form of proceedings gives them."""
    case = locked_case(actor, case, Act.LEGAL_EDIT)
    docket = Docket.objects.create(organisation_id=case.organisation_id)
    row = Proceeding.of(case, docket=docket, recorded_by=actor)
    require(may_write(row, "facts"))
    row.facts = dict(facts)
    row.save(force_insert=True)
    record(actor, Tag.PROCEEDING_CREATE, row, case_id=case.pk, changed=["facts"])
    return row


@atomic
def edit_proceeding(
    *, actor: User, proceeding: Proceeding, facts: Mapping[str, Any], version: int | None = None
) -> list[str]:
    """Other facts. What all persons of the docket share changes for those linked whom the actor may open, too."""
    row = _locked(actor, proceeding)
    require_version(row, version)
    changed = set_fields(row, {"facts": dict(facts)})
    if not changed:
        return []
    save_version(row)
    record(actor, Tag.PROCEEDING_EDIT, row, case_id=row.case_id, changed=changed)
    shared = {name: facts[name] for name in SHARED if facts.get(name)}
    for other in _linked(actor, row):
        held = dict(other.facts.reveal("edit") or {})
        rest = {name: value for name, value in held.items() if name not in SHARED}
        if set_fields(other, {"facts": rest | shared}):
            save_version(other)
            record(actor, Tag.PROCEEDING_EDIT, other, case_id=other.case_id, changed=["facts"])
    return changed


@atomic
def stage_proceeding(
    *,
    actor: User,
    proceeding: Proceeding,
    stage: ProceedingStage,
    happened_on: date | None = None,
    remark: str = "",
    document: Link = None,
) -> ProceedingStep:
    """The proceeding has reached a stage, as `document`, a judgment or other paper of the case, may say.

    Refused: a day ahead (StepInFuture). What was recorded before stays.
    """
    facts = {"stage": ProceedingStage(stage).value}
    return _step(actor, proceeding, facts, happened_on, remark, Tag.PROCEEDING_STAGE, document)


@atomic
def decide_proceeding(
    *, actor: User, proceeding: Proceeding, decision: PersonDecision, happened_on: date | None = None, remark: str = ""
) -> ProceedingStep:
    """What the person wants in this proceeding. Nothing else changes with it: help never depends on the answer.

    Source: CoE 12(6); 2011/36/EU Art 11(3). Refused: a day ahead (StepInFuture).
    """
    facts = {"decision": PersonDecision(decision).value}
    return _step(actor, proceeding, facts, happened_on, remark, Tag.PROCEEDING_DECIDE)


@atomic
def link_proceeding(*, actor: User, proceeding: Proceeding, other: Case) -> Proceeding:
    """The same proceeding is about another person too, whose case the actor may open and change.

    That case gets a proceeding with what is shared, and the days that lie ahead become due there. Refused: linked
    already (AlreadyLinked), a closed case (OtherCaseClosed).
    """
    Docket.objects.select_for_update().get(pk=proceeding.docket_id)
    row = _locked(actor, proceeding)
    other = Case.objects.select_for_update().get(pk=other.pk)
    require(other.organisation_id == row.organisation_id and can(actor, Act.LEGAL_EDIT, other))
    if Proceeding.objects.filter(docket_id=row.docket_id, case=other).exists():
        raise AlreadyLinked
    if other.is_closed:
        raise OtherCaseClosed
    admit(actor, [other.pk], relation_of_visible(actor))
    made = Proceeding.of(other, docket_id=row.docket_id, recorded_by=actor)
    require(may_write(made, "facts"))
    held = row.facts.reveal("link") or {}
    made.facts = {name: held[name] for name in SHARED if held.get(name)}
    made.save(force_insert=True)
    record(actor, Tag.PROCEEDING_LINK, row, case_id=row.case_id, changed=["docket"])
    record(actor, Tag.PROCEEDING_LINK, made, case_id=other.pk, changed=["docket"])
    join_hearings(actor, made)
    return made


@atomic
def unlink_proceeding(*, actor: User, proceeding: Proceeding) -> None:
    """This person's proceeding stands alone again; its hearings stay as they are, and move with no other any more."""
    Docket.objects.select_for_update().get(pk=proceeding.docket_id)
    row = _locked(actor, proceeding)
    if not Proceeding.objects.visible_to(actor).filter(docket_id=row.docket_id).exclude(pk=row.pk).exists():
        raise NotLinked
    row.docket = Docket.objects.create(organisation_id=row.organisation_id)
    row.save(update_fields=["docket", "updated_at"])
    leave_hearings(row)
    record(actor, Tag.PROCEEDING_UNLINK, row, case_id=row.case_id, changed=["docket"])


def _locked(actor: User, proceeding: Proceeding) -> Proceeding:
    case = locked_case(actor, proceeding.case, Act.LEGAL_EDIT)
    row: Proceeding = Proceeding.objects.select_for_update().select_related("case").get(pk=proceeding.pk, case=case)
    return row


def _linked(actor: User, row: Proceeding) -> list[Proceeding]:
    """The others on the docket whose open cases the actor may change, in scope and locked."""
    rows = Proceeding.objects.visible_to(actor).filter(docket_id=row.docket_id, case__closed_on__isnull=True)
    ids = list(rows.exclude(pk=row.pk).values_list("pk", flat=True))
    found = list(Proceeding.objects.select_for_update().filter(pk__in=ids).order_by("pk"))
    admit(actor, [other.case_id for other in found], relation_of_visible(actor))
    return found


def _step(
    actor: User,
    proceeding: Proceeding,
    facts: dict[str, Any],
    happened_on: date | None,
    remark: str,
    tag: Tag,
    document: Link = None,
) -> ProceedingStep:
    case = locked_case(actor, proceeding.case, Act.LEGAL_EDIT)
    day = happened_on or timezone.localdate()
    if day > timezone.localdate():
        raise StepInFuture
    step = ProceedingStep.of(case, proceeding=proceeding, recorded_by=actor, happened_on=day)
    require(may_write(step, "facts"))
    step.facts = facts | ({"remark": remark.strip()} if remark.strip() else {})
    linked = relink(step, document)
    step.save(force_insert=True)
    record(actor, tag, step, case_id=case.pk, changed=["facts", *linked])
    return step

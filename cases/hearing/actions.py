"""Setting, moving and ending hearings. The day is typed once, for all persons of the docket."""

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any

from django.utils import timezone

from accounts.matrix import Act
from accounts.models import User
from audit.record import atomic, record
from audit.tags import Tag
from cases.case.states import require_version
from cases.document.linking import Link, relink
from cases.hearing.choices import HearingEnd, HearingKind, HearingState
from cases.hearing.joining import KINDS, add_part
from cases.hearing.states import HearingAhead, HearingDayPassed, HearingStaysThere, require_planned
from cases.legal import due_kinds
from cases.legal.dues import make_due, settle
from cases.models import Docket, Hearing, HearingPart, Proceeding
from cases.sheets import locked_case, may_write, save_version, set_fields
from common.access import require
from reminders.hours import instant_of


@atomic
def create_hearing(
    *,
    actor: User,
    proceeding: Proceeding,
    kind: HearingKind,
    held_on: date,
    hour: time | None = None,
    facts: Mapping[str, Any] | None = None,
    document: Link = None,
) -> HearingPart:
    """A day for everybody on the docket. Each person's worker gets it as an appointment, and is to tell the person today.

    `facts` (place, measures, remark) and `document` (the summons) are kept for this person only. Refused: a day that has
    passed (HearingDayPassed).
    """
    if held_on < timezone.localdate():
        raise HearingDayPassed
    Docket.objects.select_for_update().get(pk=proceeding.docket_id)
    case = locked_case(actor, proceeding.case, Act.LEGAL_EDIT)
    require(may_write(HearingPart.of(case), "facts"))
    hearing = Hearing.objects.create(
        organisation_id=case.organisation_id,
        docket_id=proceeding.docket_id,
        kind=HearingKind(kind),
        held_on=held_on,
        starts_at=_at(held_on, hour),
    )
    made = None
    for row in _on_docket(proceeding):
        is_own = row.case_id == case.pk
        part = add_part(actor, hearing, row, dict(facts or {}), document) if is_own else add_part(actor, hearing, row)
        linked = ["document"] if part.document_id else []
        record(actor, Tag.HEARING_CREATE, part, case_id=row.case_id, changed=["held_on", *linked])
        made = part if is_own else made
    assert made is not None
    return made


@atomic
def edit_hearing(
    *,
    actor: User,
    part: HearingPart,
    facts: Mapping[str, Any],
    document: Link = ...,
    version: int | None = None,
) -> list[str]:
    """Place, measures, remark and summons for this person."""
    case = locked_case(actor, part.case, Act.LEGAL_EDIT)
    row = HearingPart.objects.select_for_update().get(pk=part.pk, case=case)
    require_version(row, version)
    row.case = case
    changed = set_fields(row, {"facts": dict(facts)}) + relink(row, document)
    if changed:
        save_version(row)
        record(actor, Tag.HEARING_EDIT, row, case_id=case.pk, changed=changed)
    return changed


@atomic
def move_hearing(
    *, actor: User, part: HearingPart, held_on: date, hour: time | None = None, version: int | None = None
) -> int:
    """Another day or hour, typed once: what is due moves for every person of the docket, and each is to be told today.

    `version` is that of the hearing. The number of persons. Refused: a hearing that is over (HearingOver), a day that
    has passed (HearingDayPassed), the same day and hour (HearingStaysThere).
    """
    hearing = _locked(actor, part, version)
    require_planned(hearing)
    if held_on < timezone.localdate():
        raise HearingDayPassed
    starts_at = _at(held_on, hour)
    if (hearing.held_on, hearing.starts_at) == (held_on, starts_at):
        raise HearingStaysThere
    hearing.was_on, hearing.held_on, hearing.starts_at = hearing.held_on, held_on, starts_at
    hearing.version += 1
    hearing.save(update_fields=["was_on", "held_on", "starts_at", "version", "updated_at"])
    parts = _parts(hearing)
    for row in parts:
        make_due(actor, row, KINDS[hearing.kind], held_on, due_at=starts_at)
        _tell_again(actor, row)
        record(actor, Tag.HEARING_MOVE, row, case_id=row.case_id, changed=["held_on"])
    return len(parts)


@atomic
def end_hearing(*, actor: User, part: HearingPart, state: HearingEnd, version: int | None = None) -> None:
    """It was held, or cancelled, for everybody on the docket. Of a cancelled one each person is to be told today.

    Refused: a hearing that is over (HearingOver), one held before its day (HearingAhead).
    """
    hearing = _locked(actor, part, version)
    require_planned(hearing)
    if state == HearingEnd.HELD and hearing.held_on > timezone.localdate():
        raise HearingAhead
    hearing.state = HearingState(HearingEnd(state).value)
    hearing.version += 1
    hearing.save(update_fields=["state", "version", "updated_at"])
    for row in _parts(hearing):
        settle(actor, row, KINDS[hearing.kind], due_kinds.TELL)
        if state == HearingEnd.CANCELLED:
            _tell_again(actor, row)
        record(actor, Tag.HEARING_END, row, case_id=row.case_id, changed=["state"])


def _locked(actor: User, part: HearingPart, version: int | None) -> Hearing:
    """The hearing, locked with its docket before the case, so that two who move it for two persons wait for each other."""
    Docket.objects.select_for_update().get(pk=part.hearing.docket_id)
    hearing: Hearing = Hearing.objects.select_for_update().get(pk=part.hearing_id)
    locked_case(actor, part.case, Act.LEGAL_EDIT)
    require_version(hearing, version)
    return hearing


def _parts(hearing: Hearing) -> list[HearingPart]:
    """Of everybody whose case is open, whoever may see it: a day that moves moves for all."""
    rows = HearingPart.objects.select_for_update(of=("self",)).filter(hearing=hearing, case__closed_on__isnull=True)
    return list(rows.select_related("case").defer("facts").order_by("pk"))


def _on_docket(proceeding: Proceeding) -> list[Proceeding]:
    rows = Proceeding.objects.filter(docket_id=proceeding.docket_id, case__closed_on__isnull=True)
    return list(rows.select_related("case").defer("facts", "suspects").order_by("pk"))


def _tell_again(actor: User, row: HearingPart) -> None:
    HearingPart.objects.filter(pk=row.pk).update(told_at=None, told_by=None, updated_at=timezone.now())
    make_due(actor, row, due_kinds.TELL, timezone.localdate(), has_detail=False)


def _at(day: date, hour: time | None) -> datetime | None:
    return instant_of(day, hour) if hour is not None else None

"""Days that run out: entered from the document, checked by a second person, and what became of them.

A day alarms from the moment it is typed. Until two persons have read the same one, the earliest that was read counts.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils import timezone

from accounts.matrix import Act
from accounts.models import User
from audit.record import atomic, record
from audit.tags import Tag
from cases.case.states import require_version
from cases.document.linking import Link, relink
from cases.legal import due_kinds
from cases.legal.dues import make_due, settle
from cases.legal.facts import day_of
from cases.limit.choices import LimitKind
from cases.limit.states import CheckerIsTheFirst, LimitBeforeService, LimitChecked, require_running
from cases.models import LegalLimit, Proceeding
from cases.sheets import locked_case, may_write, save_version, set_fields
from common.access import require

# How a checked day is watched, by what can be done up to it; everything else as an appeal, the closest.
WATCHED_AS: Mapping[str, str] = {
    LimitKind.REVIEW.value: due_kinds.LIMIT_REVIEW,
    LimitKind.CIVIL_PARTY.value: due_kinds.LIMIT_CLAIM,
    LimitKind.COMPENSATION.value: due_kinds.LIMIT_FUND,
    LimitKind.WAGES.value: due_kinds.LIMIT_WAGES,
    LimitKind.OFFENCE.value: due_kinds.LIMIT_OFFENCE,
    LimitKind.EVIDENCE.value: due_kinds.LIMIT_EVIDENCE,
}


@atomic
def create_limit(
    *, actor: User, proceeding: Proceeding, end_on: date, facts: Mapping[str, Any], document: Link = None
) -> LegalLimit:
    """A last day, as the document says it; `facts` name the document, which may be one of the case. No length is reckoned.

    It is due from now on as not yet checked, and somebody else is asked to check it today. A day that has passed is
    taken: it is late, and nobody should find out later. Refused: a day before that of the document (LimitBeforeService).
    """
    _require_order(end_on, facts)
    case = locked_case(actor, proceeding.case, Act.LEGAL_EDIT)
    row = LegalLimit.of(case, proceeding=proceeding, recorded_by=actor, typed_on=end_on, end_on=end_on)
    require(may_write(row, "facts"))
    row.facts = dict(facts)
    linked = relink(row, document)
    row.save(force_insert=True)
    _watch(actor, row)
    record(actor, Tag.LIMIT_CREATE, row, case_id=case.pk, changed=["facts", "end_on", *linked])
    return row


@atomic
def edit_limit(
    *,
    actor: User,
    limit: LegalLimit,
    end_on: date,
    facts: Mapping[str, Any],
    document: Link = ...,
    version: int | None = None,
) -> list[str]:
    """Read anew from the document: it is not checked any more. A later day counts only once a second person read it too.

    Refused: what is over (LimitOver), a day before that of the document (LimitBeforeService).
    """
    _require_order(end_on, facts)
    row = _locked(actor, limit)
    require_version(row, version)
    require_running(row)
    changed = set_fields(row, {"facts": dict(facts)}) + relink(row, document)
    if end_on != row.typed_on:
        row.typed_on, row.end_on = end_on, min(end_on, row.end_on)
        row.recorded_by, row.checked_on, row.checked_by = actor, None, None
        changed.append("end_on")
    if changed:
        save_version(row)
        _watch(actor, row)
        record(actor, Tag.LIMIT_EDIT, row, case_id=row.case_id, changed=changed)
    return changed


@atomic
def check_limit(*, actor: User, limit: LegalLimit, end_on: date, version: int | None = None) -> bool:
    """A second person, who may open the case, read the day in the document. Whether both read the same.

    If they did, that day counts. If not, the earlier counts, and it goes on saying so until somebody enters it anew.
    Refused: whoever typed it (CheckerIsTheFirst), checked already (LimitChecked), over (LimitOver), a day before that of
    the document (LimitBeforeService).
    """
    row = _locked(actor, limit)
    require_version(row, version)
    require_running(row)
    if row.checked_on is not None:
        raise LimitChecked
    if row.recorded_by_id == actor.pk:
        raise CheckerIsTheFirst
    require(may_write(row, "facts"))
    _require_order(end_on, row.facts.reveal("check") or {})
    row.checked_on, row.checked_by = end_on, actor
    row.end_on = end_on if row.is_checked else min(row.end_on, end_on)
    save_version(row)
    _watch(actor, row)
    record(actor, Tag.LIMIT_CHECK, row, case_id=row.case_id, changed=["checked_on", "end_on"])
    return row.is_checked


@atomic
def end_limit(*, actor: User, limit: LegalLimit, outcome: Mapping[str, Any], version: int | None = None) -> None:
    """What was done about it; from now on nothing is due. Refused: recorded already (LimitOver)."""
    row = _locked(actor, limit)
    require_version(row, version)
    require_running(row)
    require(may_write(row, "outcome"))
    row.outcome = dict(outcome)
    row.ended_at, row.ended_by = timezone.now(), actor
    save_version(row)
    settle(actor, row, *due_kinds.LIMITS, due_kinds.LIMIT_UNCHECKED, due_kinds.LIMIT_CHECK)
    record(actor, Tag.LIMIT_END, row, case_id=row.case_id, changed=["outcome"])


def _locked(actor: User, limit: LegalLimit) -> LegalLimit:
    case = locked_case(actor, limit.case, Act.LEGAL_EDIT)
    row: LegalLimit = LegalLimit.objects.select_for_update().get(pk=limit.pk, case=case)
    row.case = case
    return row


def _require_order(end_on: date, facts: Mapping[str, Any]) -> None:
    served_on = day_of(facts.get("served_on"))
    if served_on is not None and end_on < served_on:
        raise LimitBeforeService


def _watch(actor: User, row: LegalLimit) -> None:
    """What is due about a running day: itself, as checked or not, and that a second person looks at it."""
    settle(actor, row, due_kinds.LIMIT_CHECK)
    if row.is_checked:
        said = (row.facts.reveal("watch") or {}).get("kind", "")
        kind = WATCHED_AS.get(said, due_kinds.LIMIT)
        settle(actor, row, due_kinds.LIMIT_UNCHECKED, *(other for other in due_kinds.LIMITS if other != kind))
        make_due(actor, row, kind, row.end_on)
        return
    settle(actor, row, *due_kinds.LIMITS)
    make_due(actor, row, due_kinds.LIMIT_UNCHECKED, row.end_on)
    # Where two days were read, whoever typed the first looks into the document once more.
    last = row.recorded_by if row.checked_by is None else row.checked_by
    make_due(actor, row, due_kinds.LIMIT_CHECK, timezone.localdate(), has_detail=False, but=last)

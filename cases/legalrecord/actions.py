"""Recording protection, notices of release, claims and acts that were compelled, and watching over their days."""

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, TypeVar

from django.utils import timezone

from accounts.matrix import Act
from accounts.models import User
from audit.record import atomic, record
from audit.tags import Tag
from cases import due_kinds as case_kinds
from cases.case.states import require_version
from cases.document.linking import Link, relink
from cases.legal import due_kinds
from cases.legal.dues import make_due, settle
from cases.legalrecord.choices import RecordEnd
from cases.legalrecord.models import LegalRecord
from cases.legalrecord.queries import sums_from
from cases.legalrecord.states import NothingPaid, NoticeBefore, PaidInFuture, require_watched
from cases.models import Case, Claim, Protection, Release
from cases.sheets import locked_case, may_write, save_version, set_fields
from common.access import require
from reminders.actions import schedule_due
from reminders.models import DueThing

R = TypeVar("R", bound=LegalRecord)

WATCHED: Mapping[type[LegalRecord], str] = {
    Protection: due_kinds.PROTECTION_ENDS,
    Release: due_kinds.RELEASE_DAY,
    Claim: due_kinds.CLAIM_UNPAID,
}
# Source: legal, sections 4 and 6 (defaults).
ASK_AGAIN_IN_DAYS = 365
UNPAID_AGAIN_IN_DAYS = 182


@atomic
def create_legalrecord(
    *,
    actor: User,
    case: Case,
    model: type[R],
    facts: Mapping[str, Any],
    document: Link = None,
    **days: date | None,
) -> R:
    """A new one of its kind. `days`: `watch_on`, and `filed_on` of a notice of release."""
    case = locked_case(actor, case, Act.LEGAL_EDIT)
    row: Any = model.of(case, recorded_by=actor, **days)
    require(may_write(row, "facts"))
    row.facts = dict(facts)
    linked = relink(row, document)
    _set_claim_day(row, facts, [])
    row.save(force_insert=True)
    _watch(actor, row)
    changed = ["facts", *linked, *(name for name, day in days.items() if day)]
    record(actor, Tag.LEGALRECORD_CREATE, row, case_id=case.pk, changed=changed)
    made: R = row
    return made


@atomic
def edit_legalrecord(
    *,
    actor: User,
    row: LegalRecord,
    facts: Mapping[str, Any],
    document: Link = ...,
    version: int | None = None,
    **days: date | None,
) -> list[str]:
    """Other facts, days or document. Refused once it is ended (RecordOver)."""
    held = _locked(actor, row, version)
    changed = set_fields(held, {"facts": dict(facts)}) + relink(held, document)
    for name, day in days.items():
        if getattr(held, name) != day:
            setattr(held, name, day)
            changed.append(name)
    if changed:
        if isinstance(held, Claim):
            _set_claim_day(held, facts, held.payments.reveal("edit") or [])
        save_version(held)
        _watch(actor, held)
        record(actor, Tag.LEGALRECORD_EDIT, held, case_id=held.case_id, changed=changed)
    return changed


@atomic
def end_legalrecord(*, actor: User, row: LegalRecord, reason: RecordEnd, version: int | None = None) -> None:
    """Nothing has to be watched any more; it stays readable. Refused: ended already (RecordOver)."""
    held = _locked(actor, row, version)
    facts = dict(held.facts.reveal("end") or {}) | {"end": RecordEnd(reason).value}
    require(may_write(held, "facts"))
    held.facts = facts
    held.ended_at, held.ended_by = timezone.now(), actor
    save_version(held)
    settle(actor, held, *WATCHED.values(), due_kinds.RELEASE_FILED, due_kinds.RELEASE_TOLD)
    record(actor, Tag.LEGALRECORD_END, held, case_id=held.case_id, changed=["facts", "ended_at"])


@atomic
def pay_claim(
    *, actor: User, claim: Claim, paid_on: date, amount: Decimal, remark: str = "", version: int | None = None
) -> None:
    """A payment has arrived, in the currency of the claim. While some is missing, the question comes again in half a year.

    Refused: a day ahead (PaidInFuture), no amount (NothingPaid), an ended claim (RecordOver).
    """
    if paid_on > timezone.localdate():
        raise PaidInFuture
    if amount <= 0:
        raise NothingPaid
    row = _locked(actor, claim, version)
    require(may_write(row, "payments"))
    one = {"on": paid_on.isoformat(), "amount": format(amount, "f")}
    payments = [*(row.payments.reveal("pay") or []), one | ({"remark": remark.strip()} if remark.strip() else {})]
    row.payments = payments
    row.watch_on = None
    _set_claim_day(row, row.facts.reveal("pay") or {}, payments)
    save_version(row)
    _watch(actor, row)
    record(actor, Tag.CLAIM_PAY, row, case_id=row.case_id, changed=["payments"])


@atomic
def notice_release(*, actor: User, release: Release, document: Link = None, version: int | None = None) -> None:
    """A notice of release, leave or escape came: the person is called today, and the risk is looked at today.

    `document` is the notice, if it lies among the documents. What it says of the offender is no part of it. Source:
    legal, section 4. Refused: the call is still due (NoticeBefore).
    """
    row = _locked(actor, release, version)
    name = case_kinds.of_row(due_kinds.RELEASE_TOLD, row.pid)
    if DueThing.objects.open().filter(subject_id=row.case_id, kind=name).exists():
        raise NoticeBefore
    row.noticed_at = timezone.now()
    linked = relink(row, document, "notice")
    save_version(row)
    today = timezone.localdate()
    due = make_due(actor, row, due_kinds.RELEASE_TOLD, today, has_detail=False)
    schedule_due(
        actor=actor,
        owner=due.owner,
        kind=case_kinds.RISK_REVIEW,
        subject_type=case_kinds.CASE,
        subject_id=row.case_id,
        due_on=today,
    )
    record(actor, Tag.RELEASE_NOTICE, row, case_id=row.case_id, changed=["noticed_at", *linked])


def _locked(actor: User, row: Any, version: int | None) -> Any:
    case = locked_case(actor, row.case, Act.LEGAL_EDIT)
    held = type(row).objects.select_for_update().get(pk=row.pk, case=case)
    held.case = case
    require_version(held, version)
    require_watched(held)
    return held


def _set_claim_day(row: Any, facts: Mapping[str, Any], payments: list[Any]) -> None:
    """When to ask about money that is missing: as somebody chose, else in half a year; never where nothing is missing."""
    if isinstance(row, Claim):
        if sums_from(facts, payments).missing is None:
            row.watch_on = None
        elif row.watch_on is None:
            row.watch_on = timezone.localdate() + timedelta(days=UNPAID_AGAIN_IN_DAYS)


def _watch(actor: User, row: Any) -> None:
    """What is due about a row that is watched."""
    kind = WATCHED.get(type(row))
    if kind is not None:
        if row.watch_on is None:
            settle(actor, row, kind)
        else:
            make_due(actor, row, kind, row.watch_on)
    if isinstance(row, Release):
        if row.filed_on is None:
            settle(actor, row, due_kinds.RELEASE_FILED)
        else:
            again = row.filed_on + timedelta(days=ASK_AGAIN_IN_DAYS)
            make_due(actor, row, due_kinds.RELEASE_FILED, again, has_detail=False)

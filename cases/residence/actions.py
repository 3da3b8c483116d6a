"""Writing down what happens to a stay, what the person decided, and which days are watched."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils import timezone

from accounts.matrix import Act
from accounts.models import User
from audit.record import atomic, record
from audit.tags import Tag
from cases.case.states import require_version
from cases.document.linking import require_linkable
from cases.models import Case, Document, Scheme, StatusDate, StatusEvent, StatusSheet
from cases.residence.choices import (
    BY_HAND,
    INCIDENTS,
    OF_PERSON,
    Basis,
    Cooperation,
    Course,
    DateKind,
    Paper,
    Status,
    Track,
    Why,
)
from cases.residence.due_kinds import code_of
from cases.residence.queries import counts_as_child, iso
from cases.residence.standing import STAY_ENDS, save_sheet, show_again, show_house
from cases.residence.states import (
    DateEnded,
    DayAhead,
    EndBeforeStart,
    NotFromHere,
    ReasonNeeded,
    StatusNeeded,
)
from cases.residence.transitions import BY_CODE, GONE, Transition
from cases.residence.watching import (
    TELL_WITHIN,
    Day,
    extended,
    from_letter,
    from_scheme,
    is_first_counted,
    open_dates,
    paper_of,
    require_window,
    unwatch,
    watch,
    what_of,
    window_of,
    without_rule,
)
from cases.sheets import locked_case, may_write, sheet_of
from common.access import require
from common.shown import show
from reminders.actions import settle_due, withdraw_due
from reminders.choices import EndReason

SAID = (
    "end_on",
    "limit_on",
    "enforceable_on",
    "renew_from",
    "renew_by",
    "work",
    "suspensive",
    "forced",
    "family",
    "status",
    "answer",
)
WATCHED = ("standing", "in_order", "facts")


@atomic
def record_residence(
    *,
    actor: User,
    case: Case,
    event: Transition,
    on: date,
    paper: Paper,
    document: Document | None = None,
    values: Mapping[str, Any] | None = None,
    version: int | None = None,
) -> StatusEvent:
    """Something happened to the stay. It is added to the chain, and the days it brings are watched from now on.

    `values`: {"authority", "number", "conditions", "reason", "family": str, "tells": bool, "status": Status code, "scheme":
    Scheme, "end_on", "limit_on", "enforceable_on", "renew_from", "renew_by": date, "work", "suspensive", "forced": YesNo
    code}, what was said of them.
    The last day of the letter counts; without one the rule proposes it, and without a rule it is the shortest that any
    allows. What is not confirmed makes an urgent task.
    Refused: a day ahead (DayAhead), what does not follow on the present status (NotFromHere), a last day before the first
    (EndBeforeStart), no status (StatusNeeded), no words where the event needs them (ReasonNeeded), a renewal that closes before
    it opens (WindowClosesFirst).
    No event touches help, consent, the assignment or the stage of the case.
    """
    case = locked_case(actor, case, Act.RESIDENCE_RECORD)
    said = {name: value for name, value in (values or {}).items() if value not in (None, "", False)}
    sheet = sheet_of(StatusSheet, case)
    require_version(sheet, version)
    before = _status_in(sheet)
    if before not in event.sources:
        raise NotFromHere
    if on > timezone.localdate():
        raise DayAhead
    if any(said[name] < on for name in ("end_on", "limit_on", "enforceable_on", "renew_by") if name in said):
        raise EndBeforeStart
    if "status" in event.fields and "status" not in said:
        raise StatusNeeded
    if event.needs_words and not said.get("reason", "").strip():
        raise ReasonNeeded
    after = Status(said["status"]) if "status" in event.fields else event.leads_to(before)
    days = _days_of(case, event, after, on, said)
    require_linkable(case, document)
    row = _add(actor, case, event, on, (before, after), paper, said, document)
    for held in open_dates(case):
        if what_of(held) in event.ends:
            unwatch(actor, held)
    for what in OF_PERSON & set(event.ends):
        if after in GONE:
            # Nobody prepared anything for it: it counts again for whoever comes back.
            withdraw_due(actor=actor, subject_id=case.pk, kind=code_of(what), reason=EndReason.OVERTAKEN)
        else:
            settle_due(actor=actor, subject_id=case.pk, kind=code_of(what))
    for day in days:
        watch(
            actor,
            case,
            day,
            event=row,
            reason=said.get("reason", ""),
            paper=paper_of(paper, document),
            document=document,
        )
    _stand(sheet, event, after, on, said)
    record(actor, Tag.RESIDENCE_RECORD, row, case_id=case.pk, changed=WATCHED)
    return row


def _status_in(sheet: StatusSheet) -> Status:
    """The present status. A sheet that cannot be read is not written over: NotAllowed."""
    require(all(may_write(sheet, name) for name in ("standing", "cooperation", "in_order")))
    held = show(sheet.standing)
    require(bool(held) or sheet.standing.is_null)
    return Status(held.value["status"]) if held else Status.UNKNOWN


def _add(
    actor: User,
    case: Case,
    event: Transition,
    on: date,
    change: tuple[Status, Status],
    paper: Paper,
    said: Mapping[str, Any],
    document: Document | None = None,
) -> StatusEvent:
    """The next event of the chain."""
    facts: dict[str, Any] = {
        "event": event.code,
        "on": on.isoformat(),
        "from": change[0].value,
        "to": change[1].value,
        "paper": paper_of(paper, document).value,
    }
    facts |= {name: said[name] for name in ("authority", "number", "tells") if name in said}
    for name in SAID:
        if name in said:
            value = said[name]
            facts[name] = value.isoformat() if isinstance(value, date) else str(value)
    if "scheme" in said:
        facts["scheme"] = said["scheme"].pid
    last = StatusEvent.objects.filter(case=case).order_by("-number").values_list("number", flat=True).first()
    row = StatusEvent.of(case, number=(last or 0) + 1, recorded_by=actor, document=document, facts=facts)
    row.conditions, row.reason = said.get("conditions"), said.get("reason")
    row.save(force_insert=True)
    return row


def _days_of(case: Case, event: Transition, after: Status, on: date, said: Mapping[str, Any]) -> list[Day]:
    """The days to watch because of an event."""
    today = timezone.localdate()
    what, limit = event.starts, said.get("limit_on")
    days: list[Day] = []
    if "status" in event.fields and ("end_on" in said or after in {Status.REFLECTION, Status.PERMIT_ACTIVE}):
        what = DateKind.REFLECTION_END if after == Status.REFLECTION else DateKind.PERMIT_END
    if what in STAY_ENDS:
        days += _end_of_stay(case, what, after, on, said)
    elif what == DateKind.DECISION and "end_on" in said:
        days.append(from_letter(what, said["end_on"], on))
    elif what in INCIDENTS:
        days.append(Day(what, today, today, Basis.ENTERED))
    elif what == DateKind.APPEAL_LIMIT and limit is None:
        # No length is known by default: the letter has to be looked at today.
        days.append(Day(DateKind.CONFIRM_END, today, today, Basis.PROVISIONAL))
    if limit is not None:
        days.append(from_letter(DateKind.APPEAL_LIMIT, limit, on))
    return days + window_of(said.get("renew_from"), said.get("renew_by"), on)


def _end_of_stay(case: Case, what: DateKind, after: Status, on: date, said: Mapping[str, Any]) -> list[Day]:
    """The last day of a period or permit, and what has to be done because of it."""
    scheme: Scheme | None = said.get("scheme")
    if "end_on" in said:
        last = from_letter(what, said["end_on"], on, scheme)
    else:
        proposed = from_scheme(what, scheme, on, is_child=counts_as_child(case)) if scheme is not None else None
        if proposed is None:
            if scheme is not None or what == DateKind.PERMIT_END and after != Status.PERMIT_ACTIVE:
                return []
            proposed = without_rule(what, on, case.organisation_id)
        last = proposed
    days = [last]
    if last.basis == Basis.PROVISIONAL:
        today = timezone.localdate()
        days.append(Day(DateKind.CONFIRM_END, today, today, Basis.PROVISIONAL))
    if what == DateKind.REFLECTION_END:
        days.append(Day(DateKind.COOPERATION, last.on, last.on, last.basis, on))
        days.append(Day(DateKind.INFORMATION, on + TELL_WITHIN, on + TELL_WITHIN, Basis.TABLE))
    return days


def _stand(sheet: StatusSheet, event: Transition, after: Status, on: date, said: Mapping[str, Any]) -> None:
    """Where the chain stands now."""
    held = show(sheet.standing)
    tracks = dict(held.value.get("tracks", {})) if held else {}
    if event.track is not None:
        track, course = event.track
        tracks[Track(track).value] = Course(course).value
    sheet.standing = {"status": after.value, "tracks": tracks, "since": on.isoformat()}
    if event.cooperation is not None:
        sheet.cooperation = {"answer": event.cooperation.value, "on": on.isoformat()}
    show_house(sheet, after, has_suspensive_appeal=said.get("suspensive") == "yes")
    save_sheet(sheet)


@atomic
def answer_cooperation(
    *, actor: User, case: Case, answer: Cooperation, on: date, version: int | None = None
) -> StatusEvent:
    """What the person decided about working with the authorities. Added to the chain; it is a condition of nothing.

    Yes and no settle the day by which the decision is due; undecided and later leave it. Refused: a day ahead (DayAhead).
    """
    case = locked_case(actor, case, Act.RESIDENCE_RECORD)
    sheet = sheet_of(StatusSheet, case)
    require_version(sheet, version)
    status = _status_in(sheet)
    if on > timezone.localdate():
        raise DayAhead
    said = {"answer": Cooperation(answer).value}
    row = _add(actor, case, BY_CODE["cooperation_answered"], on, (status, status), Paper.NONE_YET, said)
    if answer in {Cooperation.YES, Cooperation.NO}:
        for held in open_dates(case):
            if what_of(held) == DateKind.COOPERATION:
                unwatch(actor, held)
    sheet.cooperation = {"answer": Cooperation(answer).value, "on": on.isoformat()}
    save_sheet(sheet)
    record(actor, Tag.COOPERATION_ANSWER, row, case_id=case.pk, changed=["cooperation"])
    return row


@atomic
def create_deadline(
    *,
    actor: User,
    case: Case,
    what: DateKind,
    on: date,
    paper: Paper,
    reason: str = "",
    document: Document | None = None,
) -> StatusDate:
    """One more day to watch, entered by hand. A day that has passed is taken: it is late, and says so.

    Of two limits of an appeal both are watched, so that the earlier one counts. Refused: a renewal that would close before
    it opens (WindowClosesFirst).
    """
    case = locked_case(actor, case, Act.RESIDENCE_RECORD)
    require(what in BY_HAND)
    require_linkable(case, document)
    paper = paper_of(paper, document)
    basis = Basis.ENTERED if paper == Paper.NONE_YET else Basis.LETTER
    require(may_write(StatusDate.of(case), "facts"))
    require_window(open_dates(case), what, on)
    row = watch(
        actor, case, Day(what, on, on, basis, timezone.localdate()), reason=reason, paper=paper, document=document
    )
    show_again(case)
    record(actor, Tag.DEADLINE_CREATE, row, case_id=case.pk, changed=["facts"])
    return row


@atomic
def change_deadline(
    *,
    actor: User,
    row: StatusDate,
    why: Why,
    reason: str,
    paper: Paper,
    end_on: date | None = None,
    document: Document | None = None,
    version: int | None = None,
) -> StatusDate:
    """Another last day, in a new row beside the old one. The letter overrides the table.

    Without `end_on` an extension is reckoned by the rule. While there is no letter, and for the limit of an appeal until a
    second person has read it, the earlier of the two days is watched.
    Refused: no reason (ReasonNeeded), a day that is not watched any more (DateEnded), a last day before the first
    (EndBeforeStart), an extension of which the rule says no number (NothingToExtend), a renewal that would close before it
    opens (WindowClosesFirst).
    """
    case = locked_case(actor, row.case, Act.RESIDENCE_RECORD)
    row = StatusDate.objects.select_for_update(of=("self",)).select_related("due__owner").get(pk=row.pk, case=case)
    require(may_write(row, "facts"))
    require_version(row, version)
    if row.ended_at is not None:
        raise DateEnded
    if not reason.strip():
        raise ReasonNeeded
    held = show(row.facts)
    require(bool(held))
    require_linkable(case, document)
    paper = paper_of(paper, document)
    before, start_on = date.fromisoformat(held.value["on"]), iso(held.value.get("start_on"))
    scheme = Scheme.objects.filter(pid=held.value.get("scheme", "")).first()
    first = bool(held.value.get("first")) if end_on is None else is_first_counted(scheme, start_on, end_on)
    if end_on is None:
        end_on = extended(scheme, start_on, iso(held.value["end_on"]) or before, why)
    if start_on is not None and end_on < start_on:
        raise EndBeforeStart
    what, is_sure = DateKind(held.value["what"]), paper != Paper.NONE_YET
    basis = Basis.LETTER if is_sure else Basis.PROVISIONAL
    on = end_on if is_sure and what != DateKind.APPEAL_LIMIT else min(before, end_on)
    day = Day(what, on, end_on, basis, start_on, scheme, first)
    others = [other for other in open_dates(case) if other.pk != row.pk]
    require_window(others, what, end_on)
    unwatch(actor, row)
    new = watch(actor, case, day, event=row.event, replaces=row, reason=reason.strip(), paper=paper, document=document)
    if what == DateKind.REFLECTION_END:
        _move_decision(actor, case, others, before, new, on)
    if what in STAY_ENDS:
        _confirm(actor, case, others, new, is_sure=is_sure)
    show_again(case)
    record(actor, Tag.DEADLINE_CHANGE, new, case_id=case.pk, changed=["facts", "reason"])
    return new


def _move_decision(actor: User, case: Case, others: list[StatusDate], before: date, new: StatusDate, on: date) -> None:
    """The decision on cooperation is due with the end of the period, unless the authority set another day."""
    for other in others:
        held = show(other.facts)
        if held and held.value["what"] == DateKind.COOPERATION and held.value["on"] == before.isoformat():
            day = Day(
                DateKind.COOPERATION, on, on, Basis(show(new.facts).value["basis"]), iso(held.value.get("start_on"))
            )
            unwatch(actor, other)
            watch(actor, case, day, event=other.event, replaces=other)


def _confirm(actor: User, case: Case, others: list[StatusDate], new: StatusDate, *, is_sure: bool) -> None:
    """A day without a letter is to be confirmed; a day from the letter is."""
    asked = [other for other in others if what_of(other) == DateKind.CONFIRM_END]
    if is_sure:
        # What was asked with this day; the question about the limit of an appeal stays.
        for other in asked:
            if other.event_id == new.event_id:
                unwatch(actor, other)
    elif not any(other.event_id == new.event_id for other in asked):
        today = timezone.localdate()
        watch(actor, case, Day(DateKind.CONFIRM_END, today, today, Basis.PROVISIONAL), event=new.event)

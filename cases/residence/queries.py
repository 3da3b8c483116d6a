"""Where a stay stands: the present status, the chain, the days that are watched."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import TextChoices
from django.utils import formats, timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from cases.case.deadlines import how_soon
from cases.document.choices import DocumentKind
from cases.document.linking import LinkedDocument, linked_document
from cases.jurisdiction.choices import SchemeType
from cases.jurisdiction.queries import in_force
from cases.jurisdiction.reckoning import day_of
from cases.models import Case, Document, Person, Scheme, StatusDate, StatusEvent, StatusSheet
from cases.person.queries import is_child
from cases.person.questions import PROFILE
from cases.residence.choices import (
    EXPOSED,
    SECURE,
    Basis,
    Cooperation,
    Course,
    DateKind,
    Paper,
    Status,
    Told,
    Track,
    YesNo,
)
from cases.residence.transitions import BY_CODE, Transition
from cases.today.lane import Lane, lane_of
from common.shown import Shown, State, show
from encryption.classes import FieldClass
from reminders.models import DueThing

CLASSES = frozenset({FieldClass.LEGAL})
# These say day n of m; the others say how many days are left.
COUNTED = frozenset({DateKind.REFLECTION_END})
# Rules that can propose the last day after an event; any kind after another one.
SCHEME_TYPES: Mapping[str, tuple[SchemeType, ...]] = {
    "reasonable_grounds_found": (SchemeType.REFLECTION_PERIOD,),
    "permit_granted": (SchemeType.PERMIT, SchemeType.VISA),
}


def iso(text: str | None) -> date | None:
    """A day of sealed facts; None where there is none, or where what stands there is no day."""
    try:
        return date.fromisoformat(text or "")
    except ValueError:
        return None


def word(choices: type[TextChoices], code: str) -> str | Promise:
    """The words of a code; the code itself where it is not known any more."""
    return choices(code).label if code in choices.values else code


@dataclass(frozen=True)
class Standing:
    """The present status. `held` says whether it may be read; everything else is empty if not."""

    held: Shown
    status: Status = Status.UNKNOWN
    tracks: Mapping[str, str] = field(default_factory=dict)
    cooperation: Shown = field(default_factory=lambda: Shown(State.EMPTY))
    version: int = 0

    @property
    def is_noted(self) -> bool:
        return bool(self.held)

    @property
    def words(self) -> str | Promise:
        return self.status.label if self.is_noted else ""

    @property
    def tone(self) -> str:
        """For a chip: what is not secure is never shown as calm."""
        return "late" if self.status in EXPOSED else "brand"

    @property
    def beside(self) -> list[str]:
        """Procedures in words: "Asylum: pending"."""
        return [
            _("%(track)s: %(course)s") % {"track": word(Track, track), "course": word(Course, course)}
            for track, course in self.tracks.items()
        ]

    @property
    def answer(self) -> Cooperation:
        """What the person decided, UNDECIDED if nobody wrote down anything."""
        code = self.cooperation.value["answer"] if self.cooperation else ""
        return Cooperation(code) if code in Cooperation.values else Cooperation.UNDECIDED

    @property
    def answer_words(self) -> str | Promise:
        return word(Cooperation, self.cooperation.value["answer"]) if self.cooperation else ""


def standing_of(case: Case) -> Standing:
    """Where the chain of a case stands now."""
    sheet = StatusSheet.objects.filter(case_id=case.pk).first()
    return standing_in(sheet or StatusSheet.of(case, version=0))


def standing_in(sheet: StatusSheet) -> Standing:
    """The same from a sheet at hand."""
    held, cooperation = show(sheet.standing), show(sheet.cooperation)
    if not held:
        return Standing(held, cooperation=cooperation, version=sheet.version)
    value = held.value
    status = Status(value["status"]) if value["status"] in Status.values else Status.UNKNOWN
    return Standing(held, status, value.get("tracks", {}), cooperation, sheet.version)


def papers_in_order(status: Status, *, has_suspensive_appeal: bool = False) -> str:
    """Yes, no or unknown: as much as a shelter may be told. Source: residence, section 3, "Removal possible?"."""
    if status in SECURE or (status == Status.APPEAL_PENDING and has_suspensive_appeal):
        return "yes"
    return "no" if status in EXPOSED else "unknown"


@dataclass(frozen=True)
class WatchedDate:
    """A watched day in words. `label`: what runs out; `words`: "Day 30 of 45" or "64 days left"; `chip`: where it is late.

    `value` of `most` is the bar, None where there is none.
    """

    row: StatusDate
    held: Shown
    label: str | Promise = ""
    what: str = ""
    on: date | None = None
    end_on: date | None = None
    start_on: date | None = None
    words: str = ""
    tone: str = ""
    value: int | None = None
    most: int = 0
    basis: str | Promise = ""
    is_confirmed: bool = True
    reason: Shown = field(default_factory=lambda: Shown(State.EMPTY))
    outcome: Shown = field(default_factory=lambda: Shown(State.EMPTY))

    @property
    def document(self) -> LinkedDocument | None:
        """Where the day is read."""
        return linked_document(self.row.document)

    @property
    def is_twice_read(self) -> bool:
        """A second person read it in the document."""
        return self.row.checked_by_id is not None

    @property
    def is_checked(self) -> bool:
        """Two persons read the same day."""
        return self.is_twice_read and iso(self.held.value.get("checked_on")) == self.end_on

    @property
    def check(self) -> str:
        """Whether two persons have read the limit of an appeal, in words; empty for other days."""
        if self.what != DateKind.APPEAL_LIMIT:
            return ""
        first = self.row.recorded_by.display_name
        if self.row.checked_by is None:
            return _("Not yet checked, entered by %(name)s") % {"name": first}
        second = self.row.checked_by.display_name
        if self.is_checked:
            return _("Checked by %(name)s") % {"name": second}
        one, other = self.end_on, iso(self.held.value.get("checked_on"))
        return _("%(first)s read %(one)s, %(second)s read %(other)s: the earlier counts") % {
            "first": first,
            "one": formats.date_format(one, "DATE_FORMAT") if one else "",
            "second": second,
            "other": formats.date_format(other, "DATE_FORMAT") if other else "",
        }

    @property
    def told(self) -> str:
        """Who was told of an incident, and when, in words; empty for other days."""
        facts = self.held.value if self.held else {}
        codes = facts.get("told", [])
        if not codes:
            return ""
        who = ", ".join(str(word(Told, code)) for code in codes)
        on = iso(facts.get("told_on"))
        if on is None:
            return _("Told: %(who)s") % {"who": who}
        return _("Told on %(day)s: %(who)s") % {"who": who, "day": formats.date_format(on, "DATE_FORMAT")}

    @property
    def is_own_reason(self) -> bool:
        """Whether the reason belongs to this day; that of an event stands with the event."""
        return self.row.replaces_id is not None or self.row.event_id is None

    @property
    def is_in_doubt(self) -> bool:
        """Whether the day by the rule is later than the one that is watched."""
        return self.on != self.end_on


def watched_in(row: StatusDate, today: date) -> WatchedDate:
    """One watched day as a page shows it."""
    held = show(row.facts)
    if not held:
        return WatchedDate(row, held)
    facts = held.value
    what, on = facts["what"], iso(facts["on"]) or row.due.due_on
    end_on, start_on = iso(facts.get("end_on")) or on, iso(facts.get("start_on"))
    words, tone, value, most = _in_words(what, start_on, on, today, is_first=bool(facts.get("first")))
    return WatchedDate(
        row, held, word(DateKind, what), what, on, end_on, start_on, words, tone, value, most,
        word(Basis, facts["basis"]), facts["basis"] != Basis.PROVISIONAL, show(row.reason), show(row.outcome),
    )  # fmt: skip


def _in_words(
    what: str, start_on: date | None, on: date, today: date, *, is_first: bool
) -> tuple[str, str, int | None, int]:
    """Words, tone, and the two numbers of the bar."""
    left = (on - today).days
    if what == DateKind.RENEWAL_OPENS:
        # Nothing runs out on this day, and nobody is late after it.
        return (*(how_soon(on, today) if left > 0 else (_("It can be asked for now"), "soon")), None, 0)
    if left < 0 or start_on is None or start_on >= on:
        words, tone = how_soon(on, today)
        return words, tone, None, 0
    tone = "soon" if left <= 7 else ""
    count = day_of(start_on, on, today, count_first_day=is_first)
    if what in COUNTED:
        told = _("Day %(day)s of %(total)s") % {"day": count.day, "total": count.total}
    else:
        told = ngettext("%(days)s day left", "%(days)s days left", left) % {"days": left}
    return told, tone, min(count.day, count.total), count.total


def watched_of(case: Case) -> list[WatchedDate]:
    """The days that are watched now, the earliest first."""
    rows = StatusDate.objects.filter(case_id=case.pk, ended_at__isnull=True).select_related(
        "due", "recorded_by", "checked_by", "document"
    )
    today = timezone.localdate()
    return [watched_in(row, today) for row in rows.order_by("due__due_on", "created_at")]


def ended_of(case: Case) -> list[WatchedDate]:
    """The days that were watched before, with what was done; the last ended first."""
    rows = StatusDate.objects.filter(case_id=case.pk, ended_at__isnull=False).select_related(
        "due", "ended_by", "document"
    )
    today = timezone.localdate()
    return [watched_in(row, today) for row in rows.order_by("-ended_at")]


@dataclass(frozen=True)
class ChainLine:
    """One event of the chain in words."""

    row: StatusEvent
    held: Shown
    label: str | Promise = ""
    on: date | None = None
    change: str = ""
    facts: tuple[tuple[str, str], ...] = ()
    conditions: Shown = field(default_factory=lambda: Shown(State.EMPTY))
    reason: Shown = field(default_factory=lambda: Shown(State.EMPTY))
    is_incident: bool = False

    @property
    def document(self) -> LinkedDocument | None:
        """What was served or shown."""
        return linked_document(self.row.document)


def chain_of(case: Case) -> list[ChainLine]:
    """Every event, the newest first."""
    rows = StatusEvent.objects.filter(case_id=case.pk).select_related("recorded_by", "document")
    return [line_of(row) for row in rows.order_by("-number")]


def line_of(row: StatusEvent) -> ChainLine:
    """The words of one event."""
    held = show(row.facts)
    if not held:
        return ChainLine(row, held)
    facts = held.value
    event = BY_CODE.get(facts["event"])
    before, after = word(Status, facts["from"]), word(Status, facts["to"])
    # Before the first event nothing was known, and no contact was lost.
    is_first = row.number == 1 and facts["from"] == Status.UNKNOWN
    change = "" if before == after or is_first else _("%(before)s → %(after)s") % {"before": before, "after": after}
    return ChainLine(
        row, held, event.label if event else facts["event"], iso(facts["on"]), change, tuple(_told(facts)),
        show(row.conditions), show(row.reason), event is not None and event.is_incident,
    )  # fmt: skip


def _told(facts: Mapping[str, Any]) -> Iterable[tuple[str, str]]:
    for name, label in (
        ("authority", _("Authority")),
        ("number", _("Number of the decision")),
        ("family", _("Family")),
    ):
        if facts.get(name):
            yield label, facts[name]
    for name, label in (
        ("end_on", _("Last day")),
        ("renew_from", _("A renewal can be asked for from")),
        ("renew_by", _("Last day to ask for a renewal")),
        ("limit_on", _("Limit of the appeal")),
        ("enforceable_on", _("Enforceable from")),
    ):
        if day := iso(facts.get(name)):
            yield label, formats.date_format(day, "DATE_FORMAT")
    for name, label in (
        ("work", _("May work")),
        ("suspensive", _("Removal waits for the appeal")),
        ("forced", _("The contact was forced")),
    ):
        if facts.get(name):
            yield label, str(word(YesNo, facts[name]))
    if facts.get("answer"):
        yield _("The person decided"), str(word(Cooperation, facts["answer"]))
    if not facts.get("answer"):
        yield _("Document"), str(word(Paper, facts["paper"]))
    if facts.get("tells"):
        yield _("Shown to others"), _("It discloses the status: talk about who sees it")


def lane_of_case(case: Case) -> Lane | None:
    """What is due on a case in the next thirty days, whoever it belongs to; None if nothing is."""
    return lane_of(DueThing.objects.open().filter(subject_id=case.pk).with_day())


def counts_as_child(case: Case) -> bool:
    """Whether the person is a child for certain, as far as the reader may know."""
    person = Person.objects.filter(case=case).first()
    if person is None or not (profile := show(person.profile)):
        return False
    return is_child(PROFILE.named(profile.value), timezone.localdate())


def schemes_for(user: User, event: Transition) -> list[Scheme]:
    """Rules in force today that may propose the last day after `event`; none if it asks for no rule."""
    if "scheme" not in event.fields:
        return []
    kinds = SCHEME_TYPES.get(event.code, tuple(SchemeType))
    rows = in_force(Scheme.objects.visible_to(user), timezone.localdate())
    return [row for row in rows if row.type in kinds]


def documents_of(case: Case) -> list[tuple[Document, str]]:
    """Legal documents of a case that count and may be read, each with words to tell it by, the newest first."""
    rows = Document.objects.filter(case_id=case.pk, withdrawn_at__isnull=True).order_by("-created_at")
    found = [(row, show(row.legal_facts)) for row in rows]
    return [(row, _document_words(held.value)) for row, held in found if held]


def _document_words(facts: Mapping[str, Any]) -> str:
    kind = DocumentKind(facts["kind"]).label
    return _("%(kind)s: %(name)s") % {"kind": kind, "name": facts.get("name", "")}

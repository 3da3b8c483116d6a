"""What one request, command or task has read so far: the buffer from which its one row is written."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from audit.chain import Entry, canonical_detail
from audit.tags import Outcome, Tag

# Long lists of ids are cut here; the count beside them stays true.
MOST_IDS = 1000
_CODE = re.compile(r"[A-Za-z0-9_.:/+-]{0,64}\Z")


@dataclass(frozen=True, slots=True)
class Reading:
    """What a page is about to show, or what was refused."""

    tag: str
    subject_type: str = ""
    subject_id: str = ""
    case_id: UUID | None = None


@dataclass(slots=True)
class Pending:
    """Everything read or refused and not yet written."""

    readings: list[Reading] = field(default_factory=list)
    refusals: list[Reading] = field(default_factory=list)
    reveals: Counter[tuple[str, str]] = field(default_factory=Counter)  # by outcome and label
    touched: dict[UUID, None] = field(default_factory=dict)  # cases of reveals and refused tries, in order
    last_touched: UUID | None = None
    purposes: set[str] = field(default_factory=set)
    damaged: set[str] = field(default_factory=set)  # ids of rows whose cell did not open

    def __bool__(self) -> bool:
        return bool(self.readings or self.refusals or self.reveals)

    def merge(self, other: "Pending") -> None:
        """Take over what `other` holds, before what is here."""
        self.readings[:0] = other.readings
        self.refusals[:0] = other.refusals
        self.reveals.update(other.reveals)
        self.touched.update(other.touched)
        self.purposes |= other.purposes
        self.damaged |= other.damaged

    def name_only(self, case_ids: Iterable[UUID]) -> None:
        """Keep the names of these cases among those touched: what was opened to compare, and told to nobody, is counted."""
        told = set(case_ids)
        self.touched = {case_id: None for case_id in self.touched if case_id in told}
        self.last_touched = None

    def case_ids(self) -> list[UUID]:
        """The cases that readings name and reveals touched, each once, readings first."""
        named = [reading.case_id for reading in self.readings if reading.case_id]
        return list(dict.fromkeys([*named, *self.touched])) if named else list(self.touched)

    def detail(self, lead: Reading | None = None, case_id: UUID | None = None) -> dict[str, Any]:
        """What the row says beside its own columns.

        `{"revealed": {label: count}, "refused"|"tampered"|...: {label: count}, "damaged_rows": [id],
        "purposes": [code], "also": [tag], "cases": [id], "case_count": int}`; `also` and `cases` leave out what
        the columns say.
        """
        detail: dict[str, Any] = {}
        for (outcome, label), count in self.reveals.items():
            part = detail.setdefault("revealed" if outcome == Outcome.OK else code(outcome), {})
            part[label] = part.get(label, 0) + count
        if self.damaged:
            detail["damaged_rows"] = sorted(self.damaged)[:MOST_IDS]
        if self.purposes:
            detail["purposes"] = sorted(self.purposes)
        tags = [read.tag for read in [*self.readings, *self.refusals] if lead is None or read.tag != lead.tag]
        if tags:
            detail["also"] = list(dict.fromkeys(tags))
        cases = self.case_ids()
        if case_id is not None:
            cases = [case for case in cases if case != case_id]
        if cases:
            detail["cases"] = [str(case) for case in cases[:MOST_IDS]]
            detail["case_count"] = len(cases)
        return detail


@dataclass(slots=True)
class Scope:
    """One request, command or task. Without an open scope nothing is revealed.

    `on_first_record` is called once, in the transaction of the first change that is recorded and before its row; if that
    transaction is rolled back, the next change calls it again.
    """

    actor_id: UUID | None = None
    organisation_id: UUID | None = None
    session_digest: str = ""
    via: str = "web"
    purpose: str = ""
    pending: Pending = field(default_factory=Pending)
    is_open: bool = True
    on_first_record: Callable[[], None] | None = None

    def take_reads(self) -> Pending:
        """Hand out what was read, for a row that absorbs it. Refusals stay and get a row of their own."""
        taken, self.pending = self.pending, Pending(refusals=self.pending.refusals)
        taken.refusals = []
        return taken


_current: ContextVar[Scope | None] = ContextVar("audit_scope", default=None)


def current_scope() -> Scope | None:
    """The open scope of this request, command or task. Threads of a pool have none."""
    scope = _current.get()
    return scope if scope is not None and scope.is_open else None


@contextmanager
def entered(scope: Scope) -> Iterator[Scope]:
    """Make `scope` the current one. Afterwards it is closed: what runs later reveals nothing."""
    token = _current.set(scope)
    try:
        yield scope
    finally:
        scope.is_open = False
        _current.reset(token)


def code(text: str) -> str:
    """`text` if it looks like a code, else the word `stated`: free text may hold a person's words."""
    return text if _CODE.match(text) else "stated"


def safe(value: Any) -> Any:
    """A value that may stand in the trail: ids, counts, codes, names of fields. TypeError for anything else."""
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, str):
        if _CODE.match(value):
            return str(value)
        raise TypeError("Only codes, ids and names of fields go into the trail, never text.")
    if isinstance(value, list | tuple | set | frozenset):
        return [safe(part) for part in (sorted(value) if isinstance(value, set | frozenset) else value)][:MOST_IDS]
    if isinstance(value, dict):
        return {safe(str(key)): safe(part) for key, part in value.items()}
    raise TypeError(f"{type(value).__name__} does not go into the trail.")


def subject_of(subject: Any) -> tuple[str, str]:
    """Type and id of a row, or two empty texts."""
    if subject is None:
        return "", ""
    return str(subject._meta.label_lower), str(subject.pk)


def entry_for_reads(scope: Scope, pending: Pending) -> Entry:
    """The one row for everything that was read or refused."""
    lead = _lead(pending)
    cases = pending.case_ids()
    case_id = lead.case_id or (cases[0] if len(cases) == 1 else None)
    return entry(
        scope,
        tag=lead.tag,
        outcome=Outcome.REFUSED if pending.refusals else Outcome.OK,
        subject=(lead.subject_type, lead.subject_id),
        case_id=case_id,
        detail=pending.detail(lead, case_id),
    )


def _lead(pending: Pending) -> Reading:
    """What names the row: a refusal before a reading before bare reveals."""
    if pending.refusals:
        return pending.refusals[0]
    if pending.readings:
        return pending.readings[0]
    return Reading(Tag.FIELD_REVEAL)


def entry(
    scope: Scope | None,
    *,
    tag: str,
    outcome: str,
    subject: tuple[str, str],
    case_id: UUID | None,
    detail: dict[str, Any],
    actor_id: UUID | None = None,
    organisation_id: UUID | None = None,
) -> Entry:
    """A row with what the scope knows. Explicit actor and organisation win over the scope's."""
    if scope is not None:
        if scope.via != "web":
            detail["via"] = scope.via
        if scope.purpose:
            detail["purpose"] = code(scope.purpose)
    return Entry(
        tag=str(tag),
        outcome=str(outcome),
        actor_id=actor_id or (scope.actor_id if scope else None),
        organisation_id=organisation_id or (scope.organisation_id if scope else None),
        session_digest=scope.session_digest if scope else "",
        subject_type=subject[0],
        subject_id=subject[1],
        case_id=case_id,
        detail=canonical_detail(detail),
    )

"""Facts as lines to show: open, empty, or behind a lock."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from accounts.choices import Act
from cases.base import CaseRow
from cases.case.page import CasePage
from cases.facts.sections import DEPENDANT, EPISODE_ACCOUNT, EPISODE_FACTS, LEGAL_NAME, SECTIONS, Row, Section
from cases.models import Case, ContactSheet, Dependant, Episode, HealthSheet, LegalSheet, NeedSheet, Person
from cases.opening.choices import Way
from cases.opening.queries import Lock, Ways, ways_of
from cases.sheets import may_write
from common.errors import NotAllowed
from common.shown import Shown, State, show

MOST_LOCKS = 3
SHEETS: tuple[type[CaseRow], ...] = (Person, ContactSheet, HealthSheet, LegalSheet, NeedSheet)


@dataclass
class Line:
    """A line of a section. `code` names it where it can be opened or asked for; `lock` says how.

    `labels` are the sealed fields that the line joins: those that the reader may open, or, of one to ask for, all.
    """

    label: Any
    value: Shown
    code: str = ""
    was_opened: bool = False
    lock: Lock = Lock(Way.NONE)
    labels: tuple[str, ...] = ()

    @property
    def is_locked(self) -> bool:
        return self.value.state == State.LOCKED

    @property
    def can_reveal(self) -> bool:
        """Opens for this reader, by a click or with a reason."""
        return self.is_locked and self.lock.way in {Way.CLICK, Way.REASON}

    @property
    def can_ask(self) -> bool:
        """Opens for this reader if a coordinator says yes."""
        return self.is_locked and self.lock.way == Way.ASK

    @property
    def needs_reason(self) -> bool:
        return self.lock.way == Way.REASON


def _is_held(line: Line) -> bool:
    """A lock that this reader cannot open."""
    return line.is_locked and not line.can_reveal


@dataclass
class Group:
    """A section with its lines, ready for the template."""

    slug: str
    title: Any
    lines: list[Line] = field(default_factory=list)
    edit_url: str = ""
    unanswered_count: int = 0
    number: int = 0
    pid: str = ""

    @property
    def filled(self) -> list[Line]:
        """Lines that say something: a value, a lock or a mark; without locks that stand together in one."""
        together = self.held_labels
        return [line for line in self.lines if line.value.state != State.EMPTY and not (together and _is_held(line))]

    @property
    def held_labels(self) -> list[str]:
        """Names of what is held separately, if there are so many that one lock for all is calmer."""
        held = [str(line.label) for line in self.lines if _is_held(line)]
        return held if len(held) > MOST_LOCKS else []

    @property
    def empty_labels(self) -> list[str]:
        """Names of what is not filled in, for one quiet line."""
        return [str(line.label) for line in self.lines if line.value.state == State.EMPTY]

    @property
    def held_codes(self) -> list[str]:
        """What the one lock for all may be asked for."""
        return [line.code for line in self.lines if line.can_ask] if self.held_labels else []

    @property
    def codes(self) -> list[str]:
        """What a click on "Reveal all" asks for. An address is opened alone."""
        return [line.code for line in self.lines if line.can_reveal and not line.lock.is_confirmed]

    @property
    def needs_reason(self) -> bool:
        return any(line.can_reveal and line.needs_reason for line in self.lines)


def load_sheets(page: CasePage, models: Iterable[type[CaseRow]] = SHEETS) -> dict[type[Any], Any]:
    """The sheets of a case by model, one query each; those that nobody began are new rows. The case itself is among them."""
    known: dict[type[Any], Any] = {Case: page.case, Person: page.person, ContactSheet: page.contact}
    for model in models:
        if model not in known:
            known[model] = model.objects.filter(case_id=page.case.pk).first()
    return {model: row if row is not None else model.of(page.case) for model, row in known.items()}


def line_of(row: Row, holder: Any, opened: Collection[str], *, ways: Ways, key: str = "") -> Line:
    """One line. A person cleared for none of its fields sees the lock either way, filled or not."""
    cells = [getattr(holder, name) for name in row.fields]
    code = f"{row.code}{key}"
    readable = [cell for cell in cells if cell.may_reveal()]
    labels = tuple(cell.label for cell in readable or cells)
    if not readable:
        lock = ways.closed()
        return Line(row.label, Shown(State.LOCKED), code if lock.way == Way.ASK else "", lock=lock, labels=labels)
    lock = ways.lock_of(readable)
    if all(cell.is_null for cell in readable):
        return Line(row.label, Shown(State.EMPTY), lock=lock, labels=labels)
    if not row.is_open and code not in opened:
        return Line(row.label, Shown(State.LOCKED), code if ways.may_reveal else "", lock=lock, labels=labels)
    return Line(row.label, _joined(readable, row), code, was_opened=not row.is_open, lock=lock, labels=labels)


def _joined(cells: list[Any], row: Row) -> Shown:
    """All parts in one line; a damaged part is told before the others are."""
    parts = [show(cell, "facts") for cell in cells]
    broken = next((part for part in parts if part.state not in {State.VALUE, State.EMPTY}), None)
    if broken is not None:
        return broken
    text = " ".join(row.words(part.value) for part in parts if part)
    return Shown(State.VALUE, text) if text else Shown(State.EMPTY)


def answer_lines(section: Section, stored: Shown) -> tuple[list[Line], int]:
    """Lines of the questions that have an answer, and how many have none yet."""
    if section.among is None:
        return [], 0
    if stored.state not in {State.VALUE, State.EMPTY}:
        return [Line(section.title, stored)], 0
    answers: Mapping[str, Any] = section.among.named(stored.value)
    questions = section.among.pick(*section.questions)
    lines = [
        Line(question.label, Shown(State.VALUE, question.words(answers[question.name])))
        for question in questions
        if answers.get(question.name) not in (None, "", [])
    ]
    return lines, len(questions) - len(lines)


def group_of(
    page: CasePage,
    section: Section,
    holders: Mapping[type[Any], Any],
    opened: Collection[str],
    *,
    ways: Ways,
    edit_url: str = "",
    key: str = "",
) -> Group:
    """A section with its lines. `key` tells the rows of an episode or dependant from those of another."""
    names = [(section.model, section.answers)] if section.answers else []
    names += [(row.model, name) for row in section.rows for name in row.fields]
    can_write = any(may_write(holders[model], name) for model, name in names)
    group = Group(section.slug, section.title, edit_url=edit_url if can_write else "")
    if section.answers:
        holder = holders[section.model]
        stored = page.profile if section.answers == "profile" else show(getattr(holder, section.answers))
        group.lines, group.unanswered_count = answer_lines(section, stored)
    group.lines += [line_of(row, holders[row.model], opened, ways=ways, key=key) for row in section.rows]
    return group


def episodes_of(case_id: UUID) -> list[Episode]:
    """Episodes in their order."""
    return list(Episode.objects.filter(case_id=case_id).order_by("number"))


def dependants_of(case_id: UUID) -> list[Dependant]:
    """Dependants in the order they were recorded."""
    return list(Dependant.objects.filter(case_id=case_id).order_by("created_at"))


def all_groups(page: CasePage, opened: Collection[str], *, ways: Ways, may_edit: bool) -> Iterator[Group]:
    """The whole facts page, section by section, with the episodes before the needs and the dependants last."""
    sheets = load_sheets(page)
    for section in SECTIONS:
        if section.slug == "needs":
            yield from _episode_groups(page, opened, ways=ways, may_edit=may_edit)
        edit_url = page.url("facts_edit", section.slug) if may_edit else ""
        yield group_of(page, section, sheets, opened, ways=ways, edit_url=edit_url)
    for dependant in dependants_of(page.case.pk):
        edit_url = page.url("dependant_edit", dependant.pid) if may_edit else ""
        group = group_of(
            page,
            DEPENDANT,
            {Dependant: dependant},
            opened,
            ways=ways,
            edit_url=edit_url,
            key=f".{dependant.pid}",
        )
        group.pid = dependant.pid
        yield group


def _episode_groups(page: CasePage, opened: Collection[str], *, ways: Ways, may_edit: bool) -> Iterator[Group]:
    episodes = episodes_of(page.case.pk)
    for episode in episodes or [Episode.of(page.case)]:
        is_new = not episodes
        for section in (EPISODE_FACTS, EPISODE_ACCOUNT):
            url = page.url("episode_create") if is_new else page.url("episode_edit", episode.pid, section.slug)
            if is_new and section is EPISODE_ACCOUNT:
                continue
            group = group_of(
                page,
                section,
                {Episode: episode},
                opened,
                ways=ways,
                edit_url=url if may_edit else "",
                key=f".{episode.pid}",
            )
            group.number = episode.number if len(episodes) > 1 else 0
            group.pid = episode.pid
            yield group


_SHEET_ROWS = {row.code: row for section in SECTIONS for row in section.rows} | {LEGAL_NAME.code: LEGAL_NAME}
_MANY_ROWS = {row.code: row for section in (EPISODE_ACCOUNT, DEPENDANT) for row in section.rows}


def find_line(page: CasePage, code: str, opened: Collection[str]) -> Line | None:
    """The line that `code` asks for, opened if it is among `opened`; None if there is no such line in this case."""
    ways = ways_of(page.user, page.case)
    if row := _SHEET_ROWS.get(code):
        return line_of(row, load_sheets(page, [row.model])[row.model], opened, ways=ways)
    name, _dot, pid = code.rpartition(".")
    row = _MANY_ROWS.get(name)
    holder = row.model.objects.filter(case_id=page.case.pk, pid=pid).first() if row else None
    if row is None or holder is None:
        return None
    return line_of(row, holder, opened, ways=ways, key=f".{pid}")


def closed_lines(page: CasePage, codes: Iterable[str], ways: Collection[Way]) -> dict[str, Line]:
    """The lines that `codes` name, still closed. NotAllowed unless each opens for the reader in one of these ways.

    A line that stands open, or is known to be empty, opens by a click.
    """
    lines = {code: find_line(page, code, ()) for code in codes}
    found = {
        code: line
        for code, line in lines.items()
        if line is not None and (line.lock.way if line.is_locked else Way.CLICK) in ways
    }
    if not lines or len(found) != len(lines):
        raise NotAllowed
    return found


def line_label(code: str) -> Any:
    """The words for the line that `code` names, without the row it stands in; empty for one that no longer exists."""
    row = _SHEET_ROWS.get(code) or _MANY_ROWS.get(code.rpartition(".")[0])
    return row.label if row else ""


def facts_context(page: CasePage, opened: Collection[str]) -> dict[str, Any]:
    """What the facts page shows; `opened` are the codes of lines that were asked for."""
    may_edit = page.may_write(Act.CASE_EDIT)
    case = page.case
    return page.context(
        "facts",
        groups=list(all_groups(page, opened, ways=ways_of(page.user, case), may_edit=may_edit)),
        reveal_url=page.url("case_reveal") + "?at=facts",
        can_add_episode=may_edit and may_write(Episode.of(case), "facts"),
        can_link=page.may_write(Act.SITUATION_LINK),
        can_add_dependant=may_edit and may_write(Dependant.of(case), "relation"),
    )

"""Earlier values of a section, as lines to show."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from accounts.models import User
from cases.case.page import CasePage
from cases.facts.sections import DEPENDANT, EPISODE_ACCOUNT, EPISODE_FACTS, SECTIONS, Row, Section
from cases.models import EarlierValue
from cases.opening.queries import Lock, Ways, ways_of
from common.shown import Shown, State, show

PAGE = 100
BY_SLUG: Mapping[str, Section] = {
    section.slug: section for section in (*SECTIONS, EPISODE_FACTS, EPISODE_ACCOUNT, DEPENDANT)
}


@dataclass
class EarlierLine:
    """One value that was replaced or given up. `code` names it where it is locked and can be opened."""

    label: Any
    value: Shown
    who: User
    at: datetime
    was_saved: bool
    code: str = ""
    was_opened: bool = False


@dataclass(frozen=True)
class AskedFor:
    """A locked earlier value that somebody wants to see, and how it opens for them."""

    earlier: EarlierValue
    label: Any
    lock: Lock


def asked_for(page: CasePage, section: Section, codes: Collection[str]) -> list[AskedFor]:
    """The values of this section that `codes` name and the reader may open; others are not among them."""
    rows, ways = _rows_by_label(section), ways_of(page.user, page.case)
    found = EarlierValue.objects.filter(case_id=page.case.pk, field__in=rows, pid__in=codes)
    return [
        AskedFor(earlier, _label(rows[earlier.field], earlier), ways.lock_of([earlier.value]))
        for earlier in found
        if ways.may_reveal and earlier.value.may_reveal()
    ]


def opened_values(section: Section, asked: Iterable[AskedFor]) -> dict[str, Shown]:
    """{pid: the value in words} of what was asked for. Whether it may be opened, and how, was asked before."""
    rows = _rows_by_label(section)
    return {one.earlier.pid: _words(rows[one.earlier.field], one.earlier) for one in asked}


def _words(row: Row, earlier: EarlierValue) -> Shown:
    if earlier.value.is_null:
        return Shown(State.EMPTY)
    held = show(earlier.value, "history")
    return Shown(State.VALUE, row.words(held.value)) if held else held


def _label(row: Row, earlier: EarlierValue) -> Any:
    return row.model._meta.get_field(earlier.field.rpartition(".")[2]).verbose_name


def _rows_by_label(section: Section) -> dict[str, Row]:
    """Fields of the section by their labels."""
    return {row.model._meta.get_field(name).label: row for row in section.rows for name in row.fields}


def _answers_label(section: Section) -> str:
    return section.model._meta.get_field(section.answers).label if section.answers else ""


def earlier_lines(
    page: CasePage, section: Section, opened: Collection[str], *, before: EarlierValue | None = None
) -> tuple[list[EarlierLine], str]:
    """Lines of a section, the newest change first, and the pid from which older ones follow ("" if there are none).

    What somebody is not cleared for is left out: neither that it was changed nor how often is told.
    """
    rows, answers = _rows_by_label(section), _answers_label(section)
    found = EarlierValue.objects.filter(case_id=page.case.pk, field__in=[*rows, answers]).select_related("author")
    if before is not None:
        found = found.filter(created_at__lte=before.created_at).exclude(pk=before.pk)
    kept = list(found.order_by("-created_at", "-pk")[: PAGE + 1])
    ways = ways_of(page.user, page.case)
    lines: list[EarlierLine] = []
    for earlier in kept[:PAGE]:
        if earlier.field == answers:
            lines += _answer_lines(section, earlier)
        elif earlier.value.may_reveal():
            lines.append(_line(rows[earlier.field], earlier, opened, ways))
    return lines, kept[PAGE - 1].pid if len(kept) > PAGE else ""


def _line(row: Row, earlier: EarlierValue, opened: Collection[str], ways: Ways) -> EarlierLine:
    line = EarlierLine(_label(row, earlier), Shown(State.EMPTY), earlier.author, earlier.created_at, earlier.was_saved)
    if earlier.value.is_null:
        return line
    if not row.is_open and earlier.pid not in opened:
        line.value, line.code = Shown(State.LOCKED), earlier.pid if ways.may_reveal else ""
        return line
    line.value = _words(row, earlier)
    line.was_opened = not row.is_open
    return line


def _answer_lines(section: Section, earlier: EarlierValue) -> Iterable[EarlierLine]:
    """One line for each question of the section whose answer was changed; answers stand open, as on the page of facts."""
    held = show(earlier.value, "history")
    if held.state == State.LOCKED or section.among is None:
        return
    if not held:
        yield EarlierLine(section.title, held, earlier.author, earlier.created_at, earlier.was_saved)
        return
    for question in section.among.pick(*section.questions):
        if question.key in held.value:
            words = question.words(held.value[question.key])
            value = Shown(State.VALUE, words) if words else Shown(State.EMPTY)
            yield EarlierLine(question.label, value, earlier.author, earlier.created_at, earlier.was_saved)

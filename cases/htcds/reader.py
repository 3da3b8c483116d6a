"""Finding the tables in a file: which sheet, which row names the fields, which column is which.

Field names (row 1 of the template) win over labels (row 2), because four labels of the template are shifted.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice
from typing import IO, Protocol

from cases.choices.words import folded
from cases.htcds.delimited import Delimited
from cases.htcds.errors import HeaderRepeated, NoHeaderFound
from cases.htcds.mapping import BY_FIELD, COLUMNS, IN_WORKBOOK, OTHER_NAMES
from cases.htcds.table import Value, column_letter
from cases.htcds.workbook import Workbook, looks_like_workbook

# Heads our own column of sentences in a workbook of rows to mend; never read back.
PROBLEM = "Problem"
_LOOK_FOR_HEADER_IN = 10
_FEWEST_FIELDS = 2
# A header of labels must name one of these: the template's sheet of lists has the other labels too.
_OF_A_PERSON = frozenset({"prs_FirstName", "prs_SecondName", "prs_Birthdate", "cas_CaseOwner"})

Cells = dict[int, Value]


def _key(name: str) -> str:
    """`prs_First_Name`, `PRS_FirstName` and `prs firstname` are one name."""
    return re.sub(r"[^a-z0-9]", "", folded(name))


_NAMES = {_key(column.field): column.field for column in COLUMNS} | {_key(k): v for k, v in OTHER_NAMES.items()}
_LABELS = {
    folded(column.label): column.field
    for column in COLUMNS
    if column.field in IN_WORKBOOK or sum(1 for other in COLUMNS if other.label == column.label) == 1
}


@dataclass(frozen=True)
class Head:
    """The header of one sheet. `fields`: {column number: HTCDS field}; `unknown`: {column number: header as typed}."""

    sheet: str
    fields: dict[int, str]
    unknown: dict[int, str] = field(default_factory=dict)
    last_row: int = 1
    has_shifted_labels: bool = False

    @cached_property
    def named(self) -> frozenset[int]:
        """Numbers of the columns that have a header."""
        return frozenset(self.fields) | frozenset(self.unknown)

    @property
    def not_read(self) -> dict[int, str]:
        """Headers that are no field of the standard and not our own column of problems."""
        return {column: text for column, text in self.unknown.items() if folded(text) != folded(PROBLEM)}


@dataclass(frozen=True)
class RawRow:
    """One filled row as it stands in the file. `values`: {column number: value} of columns that have a header."""

    sheet: str
    number: int
    values: Cells
    head: Head


class Book(Protocol):
    """What a workbook and a CSV file have in common."""

    def sheets(self) -> list[str]: ...

    def rows(self, sheet: str) -> Iterator[tuple[int, Cells]]: ...


class Source:
    """The tables of a file. `heads` is known at once, `rows()` reads from the start each time.

    `nameless` collects (sheet, column number) of columns with values but no header; column A may: it numbers the rows.
    """

    def __init__(self, book: Book) -> None:
        self._book = book
        self.heads = _heads(book)
        self.nameless: set[tuple[str, int]] = set()

    def rows(self) -> Iterator[RawRow]:
        """Filled rows of all tables. Rows that hold nothing but a running number are none."""
        for head in self.heads:
            for number, cells in self._book.rows(head.sheet):
                if number <= head.last_row or not any(column in cells for column in head.fields):
                    continue
                self.nameless.update(
                    (head.sheet, column) for column in cells if column > 1 and column not in head.named
                )
                yield RawRow(head.sheet, number, {c: v for c, v in cells.items() if c in head.named}, head)


@contextmanager
def open_source(file: IO[bytes], name: str = "CSV") -> Iterator[Source]:
    """The tables of a seekable file, a workbook or CSV by its content, whatever it is called."""
    book = Workbook(file) if looks_like_workbook(file) else Delimited(file, name)
    with book:
        yield Source(book)


def _heads(book: Book) -> list[Head]:
    """Headers with field names, of every sheet that has one; else the best header with labels only."""
    named: list[Head] = []
    labelled: list[Head] = []
    for sheet in book.sheets():
        top = list(islice(book.rows(sheet), _LOOK_FOR_HEADER_IN))
        head = _named_head(sheet, top)
        if head is not None:
            named.append(head)
        else:
            labelled.extend(_labelled_heads(sheet, top))
    if named:
        return named
    if not labelled:
        raise NoHeaderFound
    return [max(labelled, key=lambda head: len(head.fields))]


def _named_head(sheet: str, top: list[tuple[int, Cells]]) -> Head | None:
    for index, (number, cells) in enumerate(top):
        found = {column: _NAMES[_key(text)] for column, text in _texts(cells).items() if _key(text) in _NAMES}
        if len(found) < min(_FEWEST_FIELDS, len(cells)) or not found:
            continue
        below_number, below = top[index + 1] if index + 1 < len(top) else (0, {})
        labels = {column: _LABELS[folded(t)] for column, t in _texts(below).items() if folded(t) in _LABELS}
        has_labels = bool(labels) and len(labels) * 2 >= len(_texts(below))
        shifted = has_labels and any(labels.get(column, name) != name for column, name in found.items())
        for column in range(1, max([*found, *labels, 0]) + 1):
            if column not in cells:
                gap = labels.get(column) if has_labels else _between(found, column)
                if gap is not None and gap not in found.values():
                    found[column] = gap
        unknown = {c: t for c, t in _texts(cells).items() if c not in found}
        return _checked(Head(sheet, found, unknown, below_number if has_labels else number, shifted))
    return None


def _labelled_heads(sheet: str, top: list[tuple[int, Cells]]) -> Iterator[Head]:
    for number, cells in top:
        texts = _texts(cells)
        found = {column: _LABELS[folded(text)] for column, text in texts.items() if folded(text) in _LABELS}
        if len(found) * 2 >= len(texts) and len(found) >= _FEWEST_FIELDS and _OF_A_PERSON & set(found.values()):
            unknown = {c: t for c, t in texts.items() if c not in found}
            yield _checked(Head(sheet, found, unknown, number))


def _texts(cells: Cells) -> dict[int, str]:
    return {column: value for column, value in cells.items() if isinstance(value, str)}


def _between(found: dict[int, str], column: int) -> str | None:
    """The field whose neighbours in the standard are also its neighbours here: the template left one header empty."""
    order = [entry.field for entry in COLUMNS]
    before, after = found.get(column - 1), found.get(column + 1)
    if before is None or after is None or order.index(after) - order.index(before) != 2:
        return None
    return order[order.index(before) + 1]


def _checked(head: Head) -> Head:
    seen: dict[str, int] = {}
    for column, name in sorted(head.fields.items()):
        if name in seen:
            raise HeaderRepeated(head.sheet, BY_FIELD[name].field, column_letter(seen[name]), column_letter(column))
        seen[name] = column
    return head

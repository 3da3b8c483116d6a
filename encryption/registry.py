"""Every sealed field there is, by label; and those that can be found by tokens."""

import math
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from encryption import normal
from encryption.classes import FieldClass

FEWEST_ROWS, MOST_ROWS = 1_000, 1 << 40


class Declared(NamedTuple):
    """One sealed column. The label goes into every stored value, so it outlives a renaming of model or field."""

    label: str
    field_class: FieldClass
    model_label: str
    field_name: str


_declared: dict[str, Declared] = {}


class LabelTaken(Exception):
    """Two columns claim one label: their values could be swapped unseen."""


def declare(declared: Declared) -> None:
    """Register a column. Raises LabelTaken when another column has the label."""
    present = _declared.setdefault(declared.label, declared)
    if present != declared:
        raise LabelTaken(f"{declared.label} is the label of {present.model_label}.{present.field_name} already.")


def sealed_fields() -> tuple[Declared, ...]:
    """All sealed columns, by label."""
    return tuple(_declared[label] for label in sorted(_declared))


def field_class_of(label: str) -> FieldClass:
    """The class of a label. Raises KeyError for a label that no column has."""
    return _declared[label].field_class


class Skew(StrEnum):
    """How often one value of a column comes back."""

    NEAR_UNIQUE = "near unique"
    # A word that was chosen to give nothing away: whoever recognises it has learnt nothing of the person.
    PSEUDONYM = "pseudonym"
    SKEWED = "skewed"
    FEW_VALUES = "few values"


ALLOWED = frozenset({Skew.NEAR_UNIQUE, Skew.PSEUDONYM})


class NotSearchable(Exception):
    """A column was declared that must not have tokens."""


@dataclass(frozen=True, slots=True)
class Searchable:
    """Declares that a sealed field can be found. `number` stands in every token of the column: never reuse one."""

    number: int
    kind: str
    expected_rows: int
    skew: Skew

    def __post_init__(self) -> None:
        if self.kind not in normal.KINDS:
            raise NotSearchable(f"{self.kind} is no kind of value that can be found.")
        if not FEWEST_ROWS <= self.expected_rows <= MOST_ROWS:
            raise NotSearchable("A searchable column needs the number of rows that it is expected to have.")
        if Skew(self.skew) not in ALLOWED:
            raise NotSearchable(f"A column whose values are {self.skew} gets no tokens.")

    @property
    def bits(self) -> int:
        """Length of a token: about one row that is not meant in two columns together, since a search asks several."""
        return round(math.log2(self.expected_rows)) + 1


@dataclass(frozen=True, slots=True)
class SearchColumn:
    """A declared column: which field of which model has which tokens."""

    label: str
    field_class: FieldClass
    model_label: str
    field_name: str
    how: Searchable


_columns: dict[int, SearchColumn] = {}


def declare_searchable(column: SearchColumn) -> None:
    """Register a column. Raises NotSearchable when another one has the number."""
    present = _columns.setdefault(column.how.number, column)
    if present != column:
        raise NotSearchable(f"Number {column.how.number} is that of {present.label} already.")


def search_columns() -> tuple[SearchColumn, ...]:
    """All searchable columns, by number."""
    return tuple(_columns[number] for number in sorted(_columns))


def search_column(label: str) -> SearchColumn:
    """The column of a field. Raises KeyError when it has no tokens."""
    for column in _columns.values():
        if column.label == label:
            return column
    raise KeyError(label)


def search_number(number: int) -> SearchColumn:
    """The column with this number. Raises KeyError when there is none."""
    return _columns[number]


def searchable_of(model_label: str) -> tuple[SearchColumn, ...]:
    """The searchable columns of a model, by its lower-case label."""
    return tuple(column for column in search_columns() if column.model_label == model_label)


def numbers_of(classes: set[FieldClass]) -> list[int]:
    """The numbers of the searchable columns of these classes."""
    return [column.how.number for column in search_columns() if column.field_class in classes]

"""What an editor began with, what stands there now, and what the editor typed."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from cases.facts.sections import Row, Section
from cases.models import EarlierValue
from common.shown import State, show


def stood_at(row: Any, version: int, *names: str) -> dict[str, Any]:
    """{name: what stood in this sealed field of `row` in its version `version`}, for a reader who may read what is there.

    What cannot be opened any more is not among them.
    """
    if not version:
        # The sheet was not there yet.
        return dict.fromkeys(names)
    cells = {name: getattr(row, name) for name in names}
    by_label = {row._meta.get_field(name).label: name for name in names}
    kept = EarlierValue.objects.since([row.pk], version).filter(case_id=row.case_id, field__in=by_label)
    for earlier in reversed(kept):
        cells[by_label[earlier.field]] = earlier.value
    shown = {name: show(cell, "compare") for name, cell in cells.items()}
    return {name: _plain(cell.value) for name, cell in shown.items() if cell.state in {State.VALUE, State.EMPTY}}


def _plain(value: Any) -> Any:
    """Empty is one thing, however a form or a column says it."""
    return None if value in (None, "", [], {}) else value


@dataclass
class Typed(ABC):
    """What a form wants to change of one sheet. `row` is the one whose version the form carries, fresh from the database.

    `version` is the one that the editor began with; `values` what was typed.
    """

    section: Section
    row: Any
    version: int
    values: Mapping[str, Any] = field(default_factory=dict)

    @property
    def is_overtaken(self) -> bool:
        """Whether somebody saved since the editor began."""
        return bool(self.row.version != self.version)

    @property
    def subjects(self) -> list[Any]:
        return [self.row]

    @cached_property
    def earlier(self) -> list[EarlierValue]:
        """What was replaced since, in this sheet, the first change first."""
        ids = [subject.pk for subject in self.subjects]
        labels = self.labels_by_column
        rows = EarlierValue.objects.since(ids, self.version).filter(case_id=self.case_id, field__in=labels)
        return list(rows.select_related("author"))

    @property
    def case_id(self) -> Any:
        return self.row.case_id

    @property
    @abstractmethod
    def labels_by_column(self) -> list[str]:
        """Labels of the sealed fields that the form is about."""

    @abstractmethod
    def before(self) -> dict[str, Any]:
        """{name: value} of what stood there when the editor began."""

    @abstractmethod
    def now(self) -> dict[str, Any]:
        """{name: value} of what stands there now."""

    @abstractmethod
    def label(self, name: str) -> Any:
        """The words for a field."""

    @abstractmethod
    def words(self, name: str, value: Any) -> str:
        """A value as people read it."""

    @abstractmethod
    def place(self, name: str) -> tuple[Any, str, Any]:
        """Row and sealed field that hold `name`, and the typed value as it would stand there."""


class TypedFields(Typed):
    """Sealed fields, one control or group of controls each. `holders` is {field name: the row that holds it}."""

    def __init__(self, section: Section, row: Any, version: int, holders: Mapping[str, Any]) -> None:
        super().__init__(section, row, version)
        self.holders = holders

    @property
    def subjects(self) -> list[Any]:
        return list({holder.pk: holder for holder in [self.row, *self.holders.values()]}.values())

    @property
    def labels_by_column(self) -> list[str]:
        return [self._field(name).label for name in self.holders]

    def _field(self, name: str) -> Any:
        return self.holders[name]._meta.get_field(name)

    def now(self) -> dict[str, Any]:
        return {name: _plain(show(getattr(holder, name), "compare").value) for name, holder in self.holders.items()}

    def before(self) -> dict[str, Any]:
        found = self.now()
        if not self.version:
            # The sheet was not there yet; what lists show stands on the case itself.
            found |= {name: None for name, holder in self.holders.items() if holder is self.row}
        names = {self._field(name).label: name for name in self.holders}
        for earlier in reversed(self.earlier):
            found[names[earlier.field]] = _plain(show(earlier.value, "compare").value)
        return found

    def label(self, name: str) -> Any:
        return self._field(name).verbose_name

    def words(self, name: str, value: Any) -> str:
        line: Row | None = next((row for row in self.section.rows if name in row.fields), None)
        return "" if value is None else str(line.words(value) if line is not None else value)

    def place(self, name: str) -> tuple[Any, str, Any]:
        return self.holders[name], name, self.values[name]


class TypedAnswers(Typed):
    """Questions whose answers lie together in one sealed value."""

    @property
    def labels_by_column(self) -> list[str]:
        return [self.row._meta.get_field(self.section.answers).label]

    def _names(self) -> Iterable[str]:
        return self.section.questions

    def _named(self, stored: Any) -> dict[str, Any]:
        assert self.section.among is not None
        return self.section.among.named(stored)

    def now(self) -> dict[str, Any]:
        held = self._named(show(getattr(self.row, self.section.answers), "compare").value)
        return {name: _plain(held.get(name)) for name in self._names()}

    def before(self) -> dict[str, Any]:
        found = self.now() if self.version else dict.fromkeys(self._names())
        for earlier in reversed(self.earlier):
            answers = self._named(show(earlier.value, "compare").value)
            found.update({name: _plain(answer) for name, answer in answers.items() if name in found})
        return found

    def label(self, name: str) -> Any:
        assert self.section.among is not None
        return self.section.among[name].label

    def words(self, name: str, value: Any) -> str:
        assert self.section.among is not None
        return self.section.among[name].words(value)

    def place(self, name: str) -> tuple[Any, str, Any]:
        assert self.section.among is not None
        return self.row, self.section.answers, {self.section.among[name].key: self.values[name]}

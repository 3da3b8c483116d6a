"""Reading a file of schemes: every fault with its line and column, in words."""

import csv
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, TextIO

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.utils.translation import gettext as _

from cases.choices import countries
from cases.jurisdiction.models import LONGEST, PAIRS, Scheme

# The table that is shipped.
SHIPPED = Path(__file__).with_name("data") / "jurisdictions.csv"
# Rules above the countries, which have no code of ISO 3166.
ABOVE = frozenset({"COE", "EU"})
# Column -> field of the model, where the two differ.
FIELD_OF = {"scheme_id": "code"}
_COLUMN_OF = {name: column for column, name in FIELD_OF.items()}

TEXTS = (
    "scheme_id", "country_code", "country", "scheme_name", "starts_from_event", "extension_rule", "child_rule",
    "legal_source", "source", "source_date", "notes",
)  # fmt: skip
CODES = ("type", "length_unit", "length_kind", "conditional_on_cooperation", "expulsion_bar", "confidence")
NEEDED = frozenset({*TEXTS, *CODES, "length_value"})
NUMBERS = tuple(f"{name}_value" for name in PAIRS)
UNITS = tuple(f"{name}_unit" for name in PAIRS)
TICKS = ("count_first_day", "roll_forward")
DATES = ("valid_from", "valid_to")
COLUMNS = NEEDED | {*NUMBERS, *UNITS, *TICKS, *DATES}
# What a version says, apart from who wrote it down and why.
CONTENT = tuple(sorted(FIELD_OF.get(column, column) for column in COLUMNS))


@dataclass(frozen=True, slots=True)
class Problem:
    """A fault in the file. `line` counts from 1, the line of names being the first; `column` is empty for a whole line."""

    line: int
    column: str
    words: str

    @property
    def sentence(self) -> str:
        """As it is shown to whoever loads the file."""
        if not self.column:
            return _("Line %(line)d: %(words)s") % {"line": self.line, "words": self.words}
        return _("Line %(line)d, column %(column)s: %(words)s") % {
            "line": self.line,
            "column": self.column,
            "words": self.words,
        }


@dataclass(slots=True)
class Table:
    """What was read: `rows` are values of the fields in CONTENT. With a problem anywhere nothing should be loaded."""

    rows: list[dict[str, Any]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def read_table(file: TextIO) -> Table:
    """Read comma-separated text whose first line names the columns. Never raises for what the file says."""
    table = Table()
    lines = _lines(file, table)
    names = next(lines, (1, []))[1]
    if not _names_are_right(names, table):
        return table
    seen: dict[str, int] = {}
    for line, cells in lines:
        if len(cells) != len(names):
            words = _("it has %(found)d cells, and there are %(wanted)d columns.")
            table.problems.append(Problem(line, "", words % {"found": len(cells), "wanted": len(names)}))
            continue
        said = {name: cell.strip() for name, cell in zip(names, cells, strict=True)}
        row = _read_row(line, said, table)
        if first := seen.get(said["scheme_id"]):
            words = _("this code stands in line %(first)d already.") % {"first": first}
            table.problems.append(Problem(line, "scheme_id", words))
        elif row is not None:
            table.rows.append(row)
        seen.setdefault(said["scheme_id"], line)
    if not table.rows and not table.problems:
        table.problems.append(Problem(1, "", _("there is no row below the names of the columns.")))
    return table


def _lines(file: TextIO, table: Table) -> Iterator[tuple[int, list[str]]]:
    """Line number where each row begins, and its cells; rows without any text are left out."""
    reader = csv.reader(file, strict=True)
    while True:
        begins = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except UnicodeDecodeError:
            table.problems.append(Problem(begins, "", _("this is not UTF-8 text. Save the file as CSV in UTF-8.")))
            return
        except csv.Error:
            table.problems.append(Problem(begins, "", _("the quotation marks do not match.")))
            return
        if begins == 1 and cells:
            cells[0] = cells[0].removeprefix("\ufeff")
        if any(cell.strip() for cell in cells):
            yield begins, cells


def _names_are_right(names: list[str], table: Table) -> bool:
    missing, unknown = sorted(NEEDED - set(names)), sorted(set(names) - COLUMNS)
    for name in missing:
        table.problems.append(Problem(1, name, _("this column is missing.")))
    for name in unknown:
        table.problems.append(Problem(1, name[:40], _("there is no such column.")))
    if len(set(names)) != len(names):
        table.problems.append(Problem(1, "", _("a column stands twice.")))
    return not table.problems


def _read_row(line: int, said: dict[str, str], table: Table) -> dict[str, Any] | None:
    """The values of a row, or None with problems added."""
    before = len(table.problems)
    values: dict[str, Any] = {}
    for column in sorted(COLUMNS):
        try:
            values[FIELD_OF.get(column, column)] = _cell(column, said.get(column, ""))
        except ValueError as fault:
            table.problems.append(Problem(line, column, str(fault)))
    if len(table.problems) == before:
        table.problems += _model_problems(line, values)
    return values if len(table.problems) == before else None


def _cell(column: str, text: str) -> Any:
    """The value of one cell. Raises ValueError with a sentence."""
    if column in NUMBERS:
        return _number(text)
    if column in TICKS:
        return _tick(text)
    if column in DATES:
        return _date(text)
    if column == "country_code" and text not in ABOVE and text not in countries.CODES:
        raise ValueError(_("this is no code of a country (two capital letters of ISO 3166, COE or EU)."))
    if column in CODES or column in UNITS:
        return _code(column, text)
    return text


def _code(column: str, text: str) -> str:
    code = text.replace(" ", "_").replace("-", "_")
    choices = [value for value, _label in getattr(Scheme._meta.get_field(column), "flatchoices", ())]
    if code not in choices and not (column in UNITS and code == ""):
        raise ValueError(
            _("“%(text)s” is not one of: %(choices)s.") % {"text": text[:40], "choices": ", ".join(choices)}
        )
    return code


def _number(text: str) -> int | None:
    if not text:
        return None
    if not re.fullmatch(r"[0-9]{1,4}", text) or not 1 <= int(text) <= LONGEST:
        raise ValueError(
            _("“%(text)s” is not a whole number from 1 to %(most)d.") % {"text": text[:20], "most": LONGEST}
        )
    return int(text)


def _tick(text: str) -> bool:
    if text not in {"", "no", "yes"}:
        raise ValueError(_("“%(text)s” is neither yes nor no.") % {"text": text[:20]})
    return text == "yes"


def _date(text: str) -> date | None:
    if not text:
        return None
    try:
        if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
            raise ValueError
        return date.fromisoformat(text)
    except ValueError:
        raise ValueError(_("“%(text)s” is not a date written like 2026-03-31.") % {"text": text[:20]}) from None


def _model_problems(line: int, values: dict[str, Any]) -> list[Problem]:
    """What the model refuses: lengths of texts, numbers without a unit, a last day before the first."""
    checked: Callable[..., None] = Scheme(**values).full_clean
    try:
        checked(exclude={"version", "pid"}, validate_unique=False)
    except ValidationError as error:
        return [
            # What a constraint refuses names its field as the code.
            Problem(line, _column(found.code or "" if name == NON_FIELD_ERRORS else name), " ".join(found.messages))
            for name, faults in error.error_dict.items()
            for found in faults
        ]
    return []


def _column(name: str) -> str:
    return _COLUMN_OF.get(name, name)

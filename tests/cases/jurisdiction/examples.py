"""The table of worked examples, read from `examples.csv`.

How its days were worked out, without the product's code and without a library of dates: on a calendar written out as a
table of the lengths of the months, with 29 February in years that 4 divides (not 100, unless 400). Days are counted one by
one, from each day to the next. Months are counted on the calendar: so many names of months further, the same number, or the
last day where that month has no such number. The earlier reading is the day before, as if the first day had counted, and
is left out where the row says that somebody checked the rule. Warnings are counted back one by one from the earlier day.
Days of the week are counted from Thursday, 1 January 2026. `test_the_database_agrees` works all ends out once more in SQL.

Columns: `given` says what differs from the shipped row, as `name=value` apart by blanks; `ladder` when to warn (days
before the end, `half`, `start`); `how` is the working; `source` the law and where it was read.
"""

import csv
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from cases.jurisdiction.table import SHIPPED
from cases.models import Scheme


@dataclass(frozen=True)
class Example:
    """One line of the table."""

    id: str
    kind: str
    scheme: str
    start_on: date
    given: dict[str, str]
    end_on: date | None
    earlier_on: date | None
    is_confirmed: bool
    needs_letter: bool
    total_days: int | None
    ladder: tuple[str, ...]
    alerts: list[date]
    how: str
    source: str

    def __str__(self) -> str:
        return self.id

    def says(self, name: str) -> bool:
        return self.given.get(name) == "yes"

    def day(self, name: str) -> date:
        return date.fromisoformat(self.given[name])


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _example(row: dict[str, str]) -> Example:
    return Example(
        id=row["id"],
        kind=row["kind"],
        scheme=row["scheme"],
        start_on=date.fromisoformat(row["start_on"]),
        given=dict(part.split("=", 1) for part in row["given"].split()),
        end_on=_day(row["end_on"]),
        earlier_on=_day(row["earlier_on"]),
        is_confirmed=row["is_confirmed"] == "yes",
        needs_letter=row["needs_letter"] == "yes",
        total_days=int(row["total_days"]) if row["total_days"] else None,
        ladder=tuple(row["ladder"].split()),
        alerts=[date.fromisoformat(part) for part in row["alerts"].split()],
        how=row["how"],
        source=row["source"],
    )


def _read() -> list[Example]:
    with Path(__file__).with_name("examples.csv").open(encoding="utf-8", newline="") as file:
        return [_example(row) for row in csv.DictReader(file)]


def _shipped() -> dict[str, dict[str, Any]]:
    """The shipped rows as values of the model, read without the product's reader."""
    rows = {}
    with SHIPPED.open(encoding="utf-8", newline="") as file:
        for said in csv.DictReader(file):
            row: dict[str, Any] = {name: text for name, text in said.items() if name != "scheme_id"}
            row |= {name: int(text) if text else None for name, text in said.items() if name.endswith("_value")}
            row |= {name: _day(said[name]) for name in ("valid_from", "valid_to")}
            row |= {name: said[name] == "yes" for name in ("count_first_day", "roll_forward")}
            row["length_kind"] = said["length_kind"].replace(" ", "_").replace("-", "_")
            rows[said["scheme_id"]] = row | {"code": said["scheme_id"]}
    return rows


EXAMPLES = _read()
ROWS = _shipped()


def scheme_of(example: Example) -> Scheme:
    """The shipped row, with what the example gives."""
    scheme = Scheme(**ROWS[example.scheme])
    scheme.count_first_day = example.says("first_day")
    scheme.roll_forward = example.says("roll")
    if example.says("checked"):
        scheme.verified_on = date(2026, 1, 15)
    return scheme

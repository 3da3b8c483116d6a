"""Loading the table: once, again, changed, corrected, and wrong."""

import csv
import io
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from audit.models import Event
from cases.jurisdiction.queries import schemes_of
from cases.jurisdiction.table import COLUMNS, NEEDED, SHIPPED, read_table
from cases.models import Scheme
from tests.cast import Cast
from tests.factories.schemes import make_scheme

pytestmark = pytest.mark.django_db


def load(file: Path | None = None, **options: Any) -> str:
    """What the command prints."""
    out = io.StringIO()
    call_command("load_jurisdictions", *([file] if file else []), stdout=out, stderr=out, **options)
    return out.getvalue()


def shipped() -> list[dict[str, str]]:
    with SHIPPED.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def few() -> list[dict[str, str]]:
    """The first rows; the last of them, in line 9, is Belgium's reflection period."""
    return shipped()[:8]


def written(tmp_path: Path, rows: list[dict[str, str]], names: list[str] | None = None) -> Path:
    path = tmp_path / "table.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, names or list(rows[0]), extrasaction="ignore")
        writer.writeheader()
        writer.writerows(rows)
    return path


def changed(rows: list[dict[str, str]], code: str, **values: str) -> list[dict[str, str]]:
    return [row | values if row["scheme_id"] == code else row for row in rows]


def test_the_shipped_table_is_loaded_once():
    assert "76 schemes new, 0 changed, 0 as before." in load()
    assert "0 schemes new, 0 changed, 76 as before." in load()
    assert Scheme.objects.count() == 76
    row = Scheme.objects.get(code="BE-RP")
    assert (row.length_value, row.length_unit, row.length_kind, row.confidence) == (45, "days", "fixed", "high")
    assert (row.count_first_day, row.roll_forward, row.verified_on, row.organisation) == (False, False, None, None)
    assert row.legal_source.startswith("Aliens Act") and row.source and row.source_date
    counts = {name: Scheme.objects.filter(confidence=name).count() for name in ("high", "medium", "low")}
    assert counts == {"high": 33, "medium": 29, "low": 14}
    assert Scheme.objects.values("country_code").distinct().count() == 46
    event = Event.objects.get(tag="scheme:load")
    assert '"count":76' in event.detail.replace(" ", "")


def test_a_changed_row_is_a_new_version(tmp_path: Path):
    load(written(tmp_path, few()))
    old = Scheme.objects.get(code="BE-RP")
    told = load(written(tmp_path, changed(few(), "BE-RP", length_value="60")))
    assert "0 schemes new, 1 changed, 7 as before." in told and "Changed: BE-RP" in told
    new = Scheme.objects.get(code="BE-RP", version=2)
    assert new.replaces == old and new.length_value == 60
    old.refresh_from_db()
    assert old.length_value == 45
    assert [row.pk for row in schemes_of("BE", date(2026, 3, 1), organisation_id=None) if row.code == "BE-RP"] == [
        new.pk
    ]


def test_a_law_that_changed_leaves_the_earlier_rule_for_earlier_starts(tmp_path: Path):
    load(written(tmp_path, few()))
    load(written(tmp_path, changed(few(), "BE-RP", length_value="60", valid_from="2027-01-01")))

    def length_on(day: date) -> int | None:
        return next(row.length_value for row in schemes_of("BE", day, organisation_id=None) if row.code == "BE-RP")

    assert length_on(date(2026, 12, 31)) == 45 and length_on(date(2027, 1, 1)) == 60


def test_what_a_coordinator_corrected_stays(cast: Cast, tmp_path: Path):
    load(written(tmp_path, few()))
    home, other = cast.coordinator.user.organisation_id, cast.outsider.user.organisation_id
    old = Scheme.objects.get(code="BE-RP")
    own = make_scheme("BE-RP", organisation_id=home, replaces=old, length_value=50)
    told = load(written(tmp_path, changed(few(), "BE-RP", length_value="60")))
    assert "1 changed" in told and "Corrected here, so your own version goes on to count: BE-RP" in told

    def counting(organisation_id: Any) -> list[int | None]:
        rows = schemes_of("BE", date(2026, 3, 1), organisation_id=organisation_id)
        return [row.length_value for row in rows if row.code == "BE-RP"]

    assert counting(home) == [50] and counting(other) == [60] and counting(None) == [60]
    own.refresh_from_db()
    assert own.length_value == 50 and Scheme.objects.filter(code="BE-RP").count() == 3
    # The same file once more does nothing.
    assert "0 schemes new, 0 changed, 8 as before." in load(tmp_path / "table.csv")


def test_a_row_that_left_the_file_stays(tmp_path: Path):
    load(written(tmp_path, few()))
    told = load(written(tmp_path, [row for row in few() if row["scheme_id"] != "EU-RP"]))
    assert "Not in the file, left as they are: EU-RP" in told
    assert Scheme.objects.filter(code="EU-RP").count() == 1


def test_only_the_columns_of_the_design_are_needed(tmp_path: Path):
    path = written(tmp_path, few(), [name for name in shipped()[0] if name in NEEDED])
    assert "8 schemes new" in load(path)
    assert len(NEEDED) == 18 and set(shipped()[0]) == set(COLUMNS)


BAD = [
    ({"country_code": "be"}, "Line 9, column country_code: this is no code of a country"),
    ({"length_value": "about 45"}, "Line 9, column length_value: “about 45” is not a whole number from 1 to 3660."),
    ({"length_value": "0"}, "Line 9, column length_value: “0” is not a whole number from 1 to 3660."),
    ({"length_value": "4e1"}, "Line 9, column length_value: “4e1” is not a whole number"),
    ({"length_value": "٤٥"}, "Line 9, column length_value: “٤٥” is not a whole number"),
    ({"length_unit": "month"}, "Line 9, column length_unit: “month” is not one of: days, weeks, months, years."),
    ({"length_unit": ""}, "Line 9, column length_value: Give both, the number and the unit, or neither."),
    ({"length_kind": "sometimes"}, "Line 9, column length_kind: “sometimes” is not one of: fixed,"),
    ({"length_kind": "unlimited"}, "Line 9, column length_kind: A fixed, least or greatest length needs its number"),
    ({"confidence": ""}, "Line 9, column confidence: “” is not one of: high, medium, low."),
    ({"type": "holiday"}, "Line 9, column type: “holiday” is not one of: reflection_period"),
    ({"conditional_on_cooperation": "maybe"}, "Line 9, column conditional_on_cooperation: “maybe” is not one of"),
    ({"expulsion_bar": "1"}, "Line 9, column expulsion_bar: “1” is not one of"),
    ({"valid_from": "1/3/2026"}, "Line 9, column valid_from: “1/3/2026” is not a date written like 2026-03-31."),
    ({"valid_from": "2026-02-30"}, "Line 9, column valid_from: “2026-02-30” is not a date"),
    ({"valid_from": "2026-03-02", "valid_to": "2026-03-01"}, "Line 9, column valid_to: The last day lies before"),
    ({"count_first_day": "sometimes"}, "Line 9, column count_first_day: “sometimes” is neither yes nor no."),
    ({"scheme_id": "BE RP"}, "Line 9, column scheme_id: Enter a valid value."),
    ({"scheme_id": "NL-RP"}, "Line 9, column scheme_id: this code stands in line 6 already."),
    ({"scheme_name": ""}, "Line 9, column scheme_name: This field cannot be blank."),
    ({"scheme_name": "x" * 121}, "Line 9, column scheme_name: Ensure this value has at most 120 characters"),
    ({"child_value": "4"}, "Line 9, column child_value: Give both, the number and the unit, or neither."),
]


@pytest.mark.parametrize(("values", "sentence"), BAD, ids=lambda part: str(part)[:40])
def test_a_bad_row_is_refused_with_its_line_and_column(values: dict[str, str], sentence: str, tmp_path: Path):
    path = written(tmp_path, changed(few(), "BE-RP", **values))
    out = io.StringIO()
    with pytest.raises(CommandError, match="Nothing was loaded"):
        call_command("load_jurisdictions", path, stderr=out)
    assert sentence in out.getvalue()
    assert not Scheme.objects.exists() and not Event.objects.filter(tag="scheme:load").exists()


def problems_of(text: str) -> list[str]:
    return [problem.sentence for problem in read_table(io.StringIO(text, newline="")).problems]


def test_a_bad_file_is_refused_in_words(tmp_path: Path):
    lines = SHIPPED.read_text(encoding="utf-8").splitlines(keepends=True)
    assert problems_of("")[:1] == ["Line 1, column child_rule: this column is missing."]
    assert "Line 1, column colour: there is no such column." in problems_of(lines[0].replace("notes", "colour"))
    assert problems_of(lines[0]) == ["Line 1: there is no row below the names of the columns."]
    assert problems_of(lines[0] + "BE-RP,BE\n") == ["Line 2: it has 2 cells, and there are 30 columns."]
    assert problems_of(lines[0] + '"BE-RP,BE\n') == ["Line 2: the quotation marks do not match."]
    assert "Line 1: a column stands twice." in problems_of(lines[0].replace("notes", "notes,notes"))
    path = tmp_path / "latin.csv"
    path.write_bytes("".join(lines[:8]).encode() + "Türkiye".encode("latin-1"))
    with pytest.raises(CommandError):
        load(path)
    with pytest.raises(CommandError, match="cannot be opened"):
        load(tmp_path / "none.csv")


def test_a_mark_at_the_beginning_and_empty_lines_do_no_harm():
    text = SHIPPED.read_text(encoding="utf-8")
    table = read_table(io.StringIO("\ufeff" + text.replace("\nNL-RP", "\n\n,,\n,\nNL-RP"), newline=""))
    assert not table.problems and len(table.rows) == 76


def test_a_fault_after_a_cell_of_several_lines_names_its_own_line():
    head, first, second = SHIPPED.read_text(encoding="utf-8").splitlines()[:3]
    text = "\n".join(
        [head, first.replace("may be refused", '"may be\nrefused').replace("13(3)),", '13(3))",', 1), second]
    )
    assert problems_of(text.replace("COE-PERMIT,COE", "COE-PERMIT,EOC")) == [
        "Line 4, column country_code: this is no code of a country (two capital letters of ISO 3166, COE or EU)."
    ]

"""A large workbook is imported in little memory."""

import json
import subprocess
from pathlib import Path

import openpyxl
import pytest

from tests.cases.htcds.test_import_concurrently import command, prepared
from tests.data import DATA


def large_workbook(path: Path, rows: int) -> None:
    """The sample's rows over and over, each with names, a phone and a text of its own."""
    sample = openpyxl.load_workbook(DATA / "sample-caseload.xlsx", read_only=True)["Case Sheet"]
    names, labels, *body = sample.iter_rows(min_row=1, max_row=302, values_only=True)
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("Case Sheet")
    sheet.append(names)
    sheet.append(labels)
    for number in range(rows):
        row = list(body[number % len(body)])
        row[0], row[4], row[12] = number + 1, f"{row[4]} {number}", f"+43660{number:07d}"
        row[32] = f"Invented text {number}. " + "It goes on for a while. " * 4
        sheet.append(row)
    book.save(path)


@pytest.mark.once  # It has a database of its own, always SQLite.
@pytest.mark.parametrize("rows", [3_000, pytest.param(50_000, marks=pytest.mark.slow)])
def test_peak_memory_stays_below_400_megabytes(tmp_path: Path, rows: int) -> None:
    environment = prepared(tmp_path)
    large_workbook(tmp_path / "large.xlsx", rows)
    done = subprocess.run(
        command("import", str(tmp_path / "large.xlsx")), env=environment, capture_output=True, check=True, timeout=1800
    )
    took = json.loads(done.stdout)
    assert (took["created"], took["known"], took["bad"]) == (rows, 0, 0)
    assert took["peak_mb"] < 400

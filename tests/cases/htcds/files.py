"""Small files made for one test: workbooks and CSV in memory, and archives that mean harm."""

import io
import zipfile
from typing import Any

import openpyxl

from cases.htcds.check import BadRow, GoodRow, checked
from cases.htcds.reader import open_source
from tests.data import DATA

TEMPLATE = "htcds-single-select-v2.0.xlsx"
SAMPLE = "sample-caseload.xlsx"


def bytes_of(name: str) -> bytes:
    return (DATA / name).read_bytes()


def workbook(*rows: list[Any], title: str = "Cases") -> io.BytesIO:
    """One sheet with these rows."""
    book = openpyxl.Workbook()
    book.active.title = title
    for row in rows:
        book.active.append(row)
    return saved(book)


def saved(book: openpyxl.Workbook) -> io.BytesIO:
    stream = io.BytesIO()
    book.save(stream)
    stream.seek(0)
    return stream


def filled_template(**cells: Any) -> io.BytesIO:
    """The standard's own template with one row (row 3) filled in, by HTCDS field name."""
    book = openpyxl.load_workbook(DATA / TEMPLATE)
    sheet = book["Case Sheet"]
    columns = {cell.value: cell.column for cell in sheet[1] if cell.value}
    columns["vic_TraffickingStatusDecisionMakingOrg"] = columns["vic_TraffickinStatusDecisionMakingOrg"]
    columns["cas_ReasonForOutgoingReferral"] = columns["cas_OutgoingReferralDate"] - 1
    for name, value in cells.items():
        sheet.cell(3, columns[name], value)
    return saved(book)


def csv(text: str, encoding: str = "utf-8") -> io.BytesIO:
    return io.BytesIO(text.encode(encoding))


def changed_archive(name: str, part: str, old: bytes, new: bytes) -> io.BytesIO:
    """A workbook of the test data with some bytes of one part replaced."""
    stream = io.BytesIO()
    with zipfile.ZipFile(DATA / name) as before, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as after:
        for info in before.infolist():
            content = before.read(info)
            if info.filename == part:
                assert old in content
                content = content.replace(old, new, 1)
            after.writestr(info.filename, content)
    stream.seek(0)
    return stream


def read(file: io.BytesIO, name: str = "CSV") -> list[GoodRow | BadRow]:
    with open_source(file, name) as source:
        return list(checked(source))


def good(file: io.BytesIO) -> list[dict[str, Any]]:
    """Values of all rows; fails if one of them is bad."""
    rows = read(file)
    assert [problem.sentence for row in rows if isinstance(row, BadRow) for problem in row.problems] == []
    return [dict(row.values) for row in rows if isinstance(row, GoodRow)]


def problems(file: io.BytesIO) -> list[str]:
    return [problem.sentence for row in read(file) if isinstance(row, BadRow) for problem in row.problems]


def one(**cells: Any) -> io.BytesIO:
    """A workbook with one row under field names."""
    return workbook(list(cells), list(cells.values()))

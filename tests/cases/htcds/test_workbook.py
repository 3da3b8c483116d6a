"""Workbooks: what is in the cells, and files that mean harm."""

import io
import tracemalloc
import zipfile
from datetime import date, datetime

import pytest

from cases.htcds.errors import FileLocked, FileNotReadable, FileTooLarge
from common.errors import DomainError
from tests.cases.htcds import files

SHEET = "xl/worksheets/sheet1.xml"


def test_names_in_all_scripts_arrive_exactly_as_typed() -> None:
    names = ["ใจดี", "الأحمد", "ሰላም", "Шевченко", "सीता", "Trần", "Márcia", "Ірина", "王小明", "თამარ"]
    decomposed = "Tra\u0302\u0300n"
    rows = [[name, "x"] for name in [*names, decomposed]]
    found = files.good(files.workbook(["prs_FirstName", "prs_SecondName"], *rows))
    assert [row["prs_FirstName"] for row in found] == [*names, decomposed]


def test_a_formula_stays_text() -> None:
    (row,) = files.good(files.one(prs_FirstName="=1+1", prs_SecondName='=HYPERLINK("http://x.example","y")'))
    assert row == {"prs_FirstName": "=1+1", "prs_SecondName": '=HYPERLINK("http://x.example","y")'}
    assert "Expected a date" in files.problems(files.one(prs_FirstName="Mira", prs_Birthdate="=TODAY()"))[0]


def test_numbers_dates_and_blanks() -> None:
    (row,) = files.good(
        files.one(
            prs_FirstName="Mira",
            prs_MobilePhone=436601234567,
            prs_HomePhone=4366012345.0,
            prs_IdentityNumber="007",
            prs_Birthdate=datetime(1999, 3, 4),
            prs_SecondName="   ",
            cco_CaseComment="one\r\ntwo",
        )
    )
    assert row == {
        "prs_FirstName": "Mira",
        "prs_MobilePhone": "436601234567",
        "prs_HomePhone": "4366012345",
        "prs_IdentityNumber": "007",
        "prs_Birthdate": date(1999, 3, 4),
        "cco_CaseComment": "one\ntwo",
    }


def test_a_workbook_with_macros_is_read_and_the_macro_is_not() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(files.bytes_of(files.SAMPLE))) as before, zipfile.ZipFile(stream, "w") as after:
        for info in before.infolist():
            content = before.read(info).replace(
                b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
                b"application/vnd.ms-excel.sheet.macroEnabled.main+xml",
            )
            after.writestr(info.filename, content)
        after.writestr("xl/vbaProject.bin", b"\xd0\xcf\x11\xe0 not a program at all")
    stream.seek(0)
    assert len(files.good(stream)) == 300


def test_an_old_or_locked_workbook_says_so() -> None:
    with pytest.raises(FileLocked):
        files.read(io.BytesIO(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600))


@pytest.mark.parametrize("content", [b"PK\x03\x04 and no more", b"PK", files.bytes_of(files.SAMPLE)[:40_000]])
def test_a_damaged_workbook_says_so(content: bytes) -> None:
    with pytest.raises(FileNotReadable):
        files.read(io.BytesIO(content))


def test_another_kind_of_archive_says_so() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("content.xml", "<office/>")
    with pytest.raises(FileNotReadable):
        files.read(stream)


def bomb(inside: bytes, part: str = SHEET) -> io.BytesIO:
    """The template with `inside` in the place of all rows but the header."""
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(files.bytes_of(files.TEMPLATE))) as before,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as after,
    ):
        for info in before.infolist():
            content = before.read(info)
            if info.filename == part:
                start, end = content.index(b'<row r="3"'), content.index(b"</sheetData>")
                content = content[:start] + inside + content[end:]
            after.writestr(info.filename, content)
    return stream


@pytest.mark.parametrize(
    "inside",
    [
        b"<row/>" * 1_300_000,
        b"<row><c/></row>" * 250_000,
        b"<row>" + b"<c/>" * 10_000 + b"</row>",
        b"<other/>" * 150_000,
        b'<row r="1"><c r="A1" t="inlineStr"><is><t>x</t></is></c></row><row r="99999999999"><c r="A1"/></row>',
        b"<row>" + b"A" * 20_000_000 + b"</row>",
    ],
)
def test_a_small_file_that_unpacks_to_a_large_one_is_refused(inside: bytes) -> None:
    with pytest.raises(FileTooLarge):
        files.read(bomb(inside))


def test_the_memory_for_a_row_without_end_has_an_end() -> None:
    file = bomb(b"<row>" + b"<c/>" * 5_000_000 + b"</row>")
    tracemalloc.start()
    try:
        with pytest.raises(FileTooLarge):
            files.read(file)
        assert tracemalloc.get_traced_memory()[1] < 20_000_000
    finally:
        tracemalloc.stop()


def test_a_cell_far_to_the_right_costs_nothing() -> None:
    near = b'<row r="3"><c r="D3" t="inlineStr"><is><t>Mira</t></is></c>'
    assert files.good(bomb(near + b'<c r="XFD3"><v>1</v></c></row>')) == [{"prs_FirstName": "Mira"}]
    with pytest.raises(FileNotReadable):
        files.read(bomb(near + b'<c r="ZZZZZZ3"><v>1</v></c></row>'))


@pytest.mark.parametrize("start", range(0, 2000, 97))
def test_a_damaged_file_is_refused_with_a_sentence(start: int) -> None:
    content = bytearray(files.one(prs_FirstName="Mira").getvalue())
    for place in range(start % len(content), len(content), 331):
        content[place] ^= 0xA5
    with pytest.raises(DomainError):
        files.read(io.BytesIO(bytes(content)))


def test_entities_are_refused() -> None:
    prolog = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa">]>'
    with pytest.raises(FileNotReadable):
        files.read(files.changed_archive(files.TEMPLATE, SHEET, b"<worksheet", prolog + b"<worksheet"))


def test_too_large_a_file_is_refused_before_it_is_read() -> None:
    with pytest.raises(FileTooLarge):
        files.read(io.BytesIO(b"PK\x03\x04" + bytes(30 * 1024 * 1024)))
    with pytest.raises(FileTooLarge):
        files.read(io.BytesIO(bytes(30 * 1024 * 1024 + 1)))

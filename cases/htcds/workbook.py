"""Rows of an Excel workbook, one at a time. Macros are never touched, links never followed, formulas stay text.

What a file may unpack to is limited before and while it is read: a small file can hold a very large one.
"""

import warnings
import zipfile
import zlib
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import IO, Any
from xml.etree.ElementTree import ParseError, iterparse

import openpyxl
from openpyxl.worksheet._reader import WorkSheetParser
from openpyxl.worksheet.formula import ArrayFormula, DataTableFormula

from cases.htcds.errors import FileLocked, FileNotReadable, FileTooLarge
from cases.htcds.table import MAX_COLUMNS, MAX_ROWS, Value, clean

MAX_BYTES = 30 * 1024 * 1024
_MEGABYTE = 1024 * 1024
# Largest unpacked size of a part that is read: the sheets, the table of texts, everything else.
_MAX_SHEET, _MAX_TEXTS, _MAX_PART = 250 * _MEGABYTE, 48 * _MEGABYTE, 16 * _MEGABYTE
_MAX_PARTS = 500
# No honest sheet packs better than this.
_MAX_RATIO, _RATIO_FROM = 300, 8 * _MEGABYTE
# Elements of a sheet that are neither rows nor cells: formats, filters, lists to choose from.
_MAX_OTHER_ELEMENTS = 100_000

# What a damaged or made-up file makes the readers below raise.
_DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    ParseError,
    EOFError,
    OSError,
    KeyError,
    IndexError,
    ValueError,
    TypeError,
    AttributeError,
    OverflowError,
    NotImplementedError,
)

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def looks_like_workbook(file: IO[bytes]) -> bool:
    """True for a zip or an old Office container; the stream is back at its start."""
    file.seek(0)
    head = file.read(8)
    file.seek(0)
    return head.startswith(b"PK") or head == _OLE


def _refuse_bombs(archive: zipfile.ZipFile) -> None:
    """Raise if what the archive says of itself is too much. `zipfile` reads no more of a part than it says."""
    parts = archive.infolist()
    if len(parts) > _MAX_PARTS:
        raise FileTooLarge
    for part in parts:
        name = part.filename.lower()
        if part.flag_bits & 1:
            raise FileLocked
        if not name.endswith((".xml", ".rels")):
            continue
        limit = _MAX_SHEET if "worksheets/" in name else _MAX_TEXTS if "sharedstrings" in name else _MAX_PART
        ratio = part.file_size / max(part.compress_size, 1)
        if part.file_size > limit or (part.file_size > _RATIO_FROM and ratio > _MAX_RATIO):
            raise FileTooLarge
        with archive.open(part) as stream:
            # A document type is where entities that swell are declared; no spreadsheet has one.
            if b"<!DOCTYPE" in stream.read(4096).replace(b"\0", b"").upper():
                raise FileNotReadable


class _Parser(WorkSheetParser):  # type: ignore[misc]
    """openpyxl's reading of cells, with an end to how many rows, columns and other elements are taken."""

    row_counter: int
    col_counter: int

    def parse(self) -> Iterator[tuple[int, list[dict[str, Any]]]]:
        """(row number, cells) in the order of the file; memory holds one row."""
        rows = others = inside = 0
        cells: list[dict[str, Any]] = []
        for event, element in iterparse(self.source, events=("start", "end")):  # noqa: S314
            if event == "start":
                if element.tag == f"{_MAIN}row":
                    rows, cells, self.col_counter = rows + 1, [], 0
                    self.row_counter = int(element.get("r") or self.row_counter + 1)
                elif element.tag == f"{_MAIN}c":
                    inside += 1
                    if inside > MAX_COLUMNS * 4:
                        raise FileTooLarge
                else:
                    others += 1
                if rows > MAX_ROWS or self.row_counter > MAX_ROWS * 4 or others > _MAX_OTHER_ELEMENTS:
                    raise FileTooLarge
            elif element.tag == f"{_MAIN}c":
                others -= sum(1 for _ in element.iter()) - 1
                cell = self.parse_cell(element)
                if cell["value"] is not None and cell["column"] <= MAX_COLUMNS:
                    cells.append(cell)
                element.clear()
            elif element.tag == f"{_MAIN}row":
                inside = 0
                element.clear()
                yield self.row_counter, cells


def _plain(value: object) -> Value:
    """What stands in the cell as text, date or yes/no; numbers are written out, a formula is its own text."""
    if isinstance(value, bool):
        return value
    if isinstance(value, datetime):
        return value.date() if value.time() == time(0) else value.isoformat(" ", "minutes")
    if isinstance(value, date):
        return value
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, (ArrayFormula, DataTableFormula)):
        return clean(str(getattr(value, "text", None) or "="))
    if isinstance(value, (time, timedelta, int, float)):
        return str(value)
    return clean(str(value))


class Workbook:
    """An .xlsx or .xlsm file. Use as a context manager."""

    def __init__(self, file: IO[bytes]) -> None:
        file.seek(0, 2)
        if file.tell() > MAX_BYTES:
            raise FileTooLarge
        file.seek(0)
        if file.read(8) == _OLE:
            raise FileLocked
        file.seek(0)
        try:
            with zipfile.ZipFile(file) as archive:
                _refuse_bombs(archive)
            file.seek(0)
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                self._book = openpyxl.load_workbook(
                    file, read_only=True, data_only=False, keep_vba=False, keep_links=False
                )
        except _DAMAGED as error:
            raise FileNotReadable from error

    def __enter__(self) -> "Workbook":
        return self

    def __exit__(self, *_args: object) -> None:
        self._book.close()

    def sheets(self) -> list[str]:
        """Names of the sheets that are not hidden."""
        return [sheet.title for sheet in self._book.worksheets if sheet.sheet_state == "visible"]

    def rows(self, sheet: str) -> Iterator[tuple[int, dict[int, Value]]]:
        """(row number, {column number: value}), both from 1; blank cells are left out."""
        found = self._book[sheet]
        with found._get_source() as source:
            parser = _Parser(
                source,
                found._shared_strings,
                data_only=False,
                epoch=self._book.epoch,
                date_formats=self._book._date_formats,
                timedelta_formats=self._book._timedelta_formats,
            )
            try:
                for number, cells in parser.parse():
                    values = {cell["column"]: _plain(cell["value"]) for cell in cells}
                    yield number, {column: value for column, value in values.items() if value != ""}
            except _DAMAGED as error:
                raise FileNotReadable from error

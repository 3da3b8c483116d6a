"""A workbook of the rows that were not imported, to mend and try again: the same columns, and what to mend.

Written by hand into memory: a library would write its parts to temporary files in the clear. Every cell is text.
"""

import io
import zipfile
from collections.abc import Iterable, Iterator
from datetime import date
from xml.sax.saxutils import escape

from django.utils.translation import gettext as _

from cases.htcds.check import BadRow
from cases.htcds.mapping import BY_FIELD
from cases.htcds.reader import PROBLEM, Head
from cases.htcds.table import Value, column_letter, shielded

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPES = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

# Style 1: text, kept as text when somebody edits the cell. Style 2: the same, bold.
_STYLES = (
    f'{_XML}<styleSheet xmlns="{_MAIN}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>'
    '<font><b/><sz val="11"/><name val="Calibri"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="1"><border/></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    '<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" quotePrefix="1" applyNumberFormat="1"/>'
    '<xf numFmtId="49" fontId="1" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1"/></cellXfs>'
    "</styleSheet>"
)


class BadRowsWriter:
    """Collects bad rows of one import, packed, a sheet for each sheet of the file. `count` says how many there are."""

    def __init__(self) -> None:
        self.count = 0
        self._stream = io.BytesIO()
        self._archive = zipfile.ZipFile(self._stream, "w", zipfile.ZIP_DEFLATED)
        self._heads: list[Head] = []
        self._part: io.BufferedIOBase | None = None
        self._rows = 0

    def add(self, row: BadRow) -> None:
        """Write one row. Rows of a sheet come one after the other."""
        head = row.raw.head
        if not self._heads or self._heads[-1] != head:
            self._end_sheet()
            self._begin_sheet(head)
        sentences = " ".join(
            f"{problem.field}: {problem.expected}" if problem.field else problem.expected for problem in row.problems
        )
        self._write_row([*(row.raw.values.get(column, "") for column in _columns(head)), sentences], 1)
        self.count += 1

    def finished(self) -> bytes:
        """The whole workbook; nothing can be added afterwards."""
        if not self._heads:
            self._begin_sheet(Head(_("Rows"), {}))
        self._end_sheet()
        for name, content in self._frame():
            self._archive.writestr(name, content)
        self._archive.close()
        return self._stream.getvalue()

    def _begin_sheet(self, head: Head) -> None:
        self._heads.append(head)
        self._part = self._archive.open(f"xl/worksheets/sheet{len(self._heads)}.xml", "w", force_zip64=True)  # type: ignore[assignment]
        self._rows = 0
        self._write(f'{_XML}<worksheet xmlns="{_MAIN}"><sheetData>')
        columns = _columns(head)
        self._write_row([*(head.fields.get(c) or head.unknown[c] for c in columns), PROBLEM], 2)
        if head.fields:
            labels = (BY_FIELD[head.fields[c]].label if c in head.fields else head.unknown[c] for c in columns)
            self._write_row([*labels, _("Problem")], 2)

    def _end_sheet(self) -> None:
        if self._part is not None:
            self._write("</sheetData></worksheet>")
            self._part.close()
            self._part = None

    def _write(self, text: str) -> None:
        assert self._part is not None
        self._part.write(text.encode())

    def _write_row(self, values: Iterable[Value], style: int) -> None:
        self._rows += 1
        cells = "".join(
            f'<c r="{column_letter(number)}{self._rows}" s="{style}" t="inlineStr">'
            f'<is><t xml:space="preserve">{escape(text)}</t></is></c>'
            for number, text in enumerate(map(_text, values), start=1)
            if text
        )
        self._write(f'<row r="{self._rows}">{cells}</row>')

    def _frame(self) -> Iterator[tuple[str, str]]:
        """The parts that hold the sheets together."""
        numbers = range(1, len(self._heads) + 1)
        sheets = "".join(
            f'<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType="{_TYPES}.worksheet+xml"/>' for n in numbers
        )
        yield (
            "[Content_Types].xml",
            f'{_XML}<Types xmlns="{_PACKAGE}/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Default Extension="xml" ContentType="application/xml"/>'
            f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPES}.sheet.main+xml"/>'
            f'<Override PartName="/xl/styles.xml" ContentType="{_TYPES}.styles+xml"/>{sheets}</Types>',
        )
        yield (
            "_rels/.rels",
            f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships">'
            f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        )
        named = "".join(
            f'<sheet name="{escape(_sheet_name(self._heads, n), {chr(34): "&quot;"})}" sheetId="{n}" r:id="rId{n}"/>'
            for n in numbers
        )
        yield (
            "xl/workbook.xml",
            f'{_XML}<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>{named}</sheets></workbook>',
        )
        links = "".join(
            f'<Relationship Id="rId{n}" Type="{_OFFICE}/worksheet" Target="worksheets/sheet{n}.xml"/>' for n in numbers
        )
        yield (
            "xl/_rels/workbook.xml.rels",
            f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships">{links}'
            f'<Relationship Id="rId0" Type="{_OFFICE}/styles" Target="styles.xml"/></Relationships>',
        )
        yield "xl/styles.xml", _STYLES


def _columns(head: Head) -> list[int]:
    """Columns of the file in its order, without an earlier column of problems."""
    return sorted(head.fields.keys() | head.not_read.keys())


def _text(value: Value) -> str:
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    return value.isoformat() if isinstance(value, date) else shielded(value)


def _sheet_name(heads: list[Head], number: int) -> str:
    """The sheet's own name as Excel allows it: 31 characters, none of `[]:*?/\\`."""
    name = "".join(" " if letter in "[]:*?/\\" else letter for letter in heads[number - 1].sheet)[:31].strip("' ")
    taken = {head.sheet[:31] for head in heads[: number - 1]}
    return name if name and name not in taken else f"{name[:26]} {number}".strip()

"""Rows of a CSV file: UTF-8 or UTF-16, with commas, semicolons, tabs or bars."""

import codecs
import csv
import io
from collections.abc import Iterator
from typing import IO

from cases.htcds.errors import FileNotReadable, FileTooLarge, TextNotUnicode
from cases.htcds.table import MAX_COLUMNS, MAX_ROWS, Value, clean
from cases.htcds.workbook import MAX_BYTES

_DELIMITERS = ",;\t|"
_MAX_CELL = 100_000


class Delimited:
    """A CSV file as a workbook of one sheet. Use as a context manager."""

    def __init__(self, file: IO[bytes], name: str) -> None:
        file.seek(0, 2)
        if file.tell() > MAX_BYTES:
            raise FileTooLarge
        file.seek(0)
        head = file.read(4)
        wide = head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
        self._encoding = "utf-16" if wide else "utf-8-sig"
        self._file, self._name = file, name

    def __enter__(self) -> "Delimited":
        return self

    def __exit__(self, *_args: object) -> None:
        return None

    def sheets(self) -> list[str]:
        """One sheet, called by the file's name."""
        return [self._name]

    def rows(self, _sheet: str) -> Iterator[tuple[int, dict[int, Value]]]:
        """(row number, {column number: value}), as a spreadsheet would number them; blank cells are left out."""
        csv.field_size_limit(_MAX_CELL)
        self._file.seek(0)
        text = io.TextIOWrapper(self._file, encoding=self._encoding, errors="strict", newline="")
        try:
            first = text.readline(_MAX_CELL)
            shift, delimiter = 0, max(_DELIMITERS, key=first.count)
            if first.lower().startswith("sep=") and len(first.strip("\r\n")) == 5:
                # A line for Excel only: it names the delimiter and is no row of the table.
                shift, delimiter = 1, first[4]
            else:
                text.seek(0)
            for number, cells in enumerate(csv.reader(text, delimiter=delimiter, strict=False), start=1 + shift):
                if number > MAX_ROWS or len(cells) > MAX_COLUMNS * 4:
                    raise FileTooLarge
                values = {column: clean(cell) for column, cell in enumerate(cells[:MAX_COLUMNS], start=1)}
                yield number, {column: value for column, value in values.items() if value}
        except UnicodeError as error:
            raise TextNotUnicode from error
        except csv.Error as error:
            raise FileNotReadable from error
        finally:
            text.detach()

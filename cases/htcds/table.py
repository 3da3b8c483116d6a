"""What every kind of file gives: rows of cells that hold text, a date or yes/no."""

import re
from datetime import date

Value = str | date | bool

MAX_ROWS = 200_000
MAX_COLUMNS = 300
_NO_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ufeff]")
_SHIELDED = re.compile(r"'[=+\-@\t\r]")


def clean(text: str) -> str:
    """`text` as typed, without control characters and outer blanks. A shield against formulas is taken off again."""
    plain = _NO_TEXT.sub("", text).replace("\r\n", "\n").replace("\r", "\n").strip()
    return plain[1:] if _SHIELDED.match(plain) else plain


def shielded(text: str) -> str:
    """`text` so that no spreadsheet takes it for a formula, also after somebody saved it as CSV. `clean` undoes it."""
    if text[:1] in {"=", "@", "\t", "\r"} or (text[:1] in {"+", "-"} and not re.fullmatch(r"[+-]?[\d ()./-]+", text)):
        return f"'{text}"
    return text


def column_letter(number: int) -> str:
    """1 -> A, 27 -> AA, as a spreadsheet names its columns."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters

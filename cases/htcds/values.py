"""Reading one cell: from what was typed to what we hold, or a sentence about what was expected."""

import re
from collections.abc import Callable
from datetime import date
from functools import cache
from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from cases.choices import countries, languages
from cases.choices.words import folded
from cases.htcds.mapping import Column, Kind
from cases.htcds.table import Value

STATELESS = "stateless"
_FIRST_DAY, _LAST_DAY = date(1900, 1, 1), date(2100, 1, 1)
_SHOWN_OPTIONS = 6
_YES = frozenset({"yes", "y", "true", "1", "oui", "vrai", "x", "نعم"})
_NO = frozenset({"no", "n", "false", "0", "non", "faux", "لا"})
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]00:00(?::00(?:\.0+)?)?)?")
_DAY_FIRST = re.compile(r"(\d{1,2})([./ -])(\d{1,2})\2(\d{4})")


class Unreadable(Exception):
    """The cell does not hold what its column needs; `expected` is a sentence without the value."""

    def __init__(self, expected: str) -> None:
        self.expected = expected
        super().__init__("unreadable cell")


@cache
def _spellings(options: type[models.TextChoices]) -> dict[str, str]:
    """{folded code or label: code}, with labels in every language of the product; codes win."""
    found: dict[str, str] = {}
    for language, _name in reversed(settings.LANGUAGES):
        with override(language):
            found.update({folded(str(label)): code for code, label in options.choices})
    return found | {folded(code): code for code in options.values}


def _wanted(options: type[models.TextChoices]) -> str:
    labels = [str(label) for label in options.labels]
    if len(labels) <= _SHOWN_OPTIONS:
        return _("Expected one of: %(list)s.") % {"list": "; ".join(labels)}
    return _("Expected one of: %(list)s, or %(count)s more of this list.") % {
        "list": "; ".join(labels[: _SHOWN_OPTIONS - 1]),
        "count": len(labels) - _SHOWN_OPTIONS + 1,
    }


def _text(value: Value) -> str:
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    return value.isoformat() if isinstance(value, date) else value


def pieces(text: str, known: Callable[[str], str | None]) -> list[str] | None:
    """Codes of the parts between semicolons; None if a part is unknown. A label may hold semicolons itself."""
    parts = [part.strip() for part in text.split(";")]
    codes: list[str] = []
    start = 0
    while start < len(parts):
        if not parts[start]:
            start += 1
            continue
        for end in range(len(parts), start, -1):
            code = known("; ".join(parts[start:end])) or known(";".join(parts[start:end]))
            if code is not None:
                break
        else:
            return None
        if code not in codes:
            codes.append(code)
        start = end
    return codes


def read_text(column: Column, value: Value) -> str:
    """Text as typed."""
    text = _text(value)
    if len(text) > column.limit:
        raise Unreadable(
            _("Expected at most %(limit)s characters, there are %(count)s.")
            % {"limit": column.limit, "count": len(text)}
        )
    return text


def read_choice(column: Column, value: Value) -> str:
    """One code of the column's list."""
    codes = read_choices(column, value)
    if len(codes) != 1:
        raise Unreadable(_("Expected one value, there are several."))
    return codes[0]


def read_choices(column: Column, value: Value) -> list[str]:
    """Codes of the column's list."""
    options = column.options
    assert options is not None
    codes = pieces(_text(value), lambda part: _spellings(options).get(folded(part)))
    if not codes:
        raise Unreadable(_wanted(options))
    return codes


def read_date(_column: Column, value: Value) -> date:
    """A day: an Excel date, ISO, or day first where it cannot be month first. Dots are day first everywhere."""
    day = value if isinstance(value, date) else _date_from_text(_text(value))
    if not _FIRST_DAY <= day <= _LAST_DAY:
        raise Unreadable(_("Expected a day between 1900 and 2100."))
    return day


def _date_from_text(text: str) -> date:
    iso, other = _ISO.fullmatch(text), _DAY_FIRST.fullmatch(text)
    try:
        if iso:
            return date(*(int(part) for part in iso.groups()[:3]))
        if other:
            first, second, year = int(other[1]), int(other[3]), int(other[4])
            if other[2] != "." and first <= 12 and second <= 12 and first != second:
                raise Unreadable(_("Expected a date such as 2024-05-31. Day and month cannot be told apart here."))
            return date(year, second, first)
    except ValueError:
        raise Unreadable(_("Expected a date that exists, such as 2024-05-31.")) from None
    raise Unreadable(_("Expected a date such as 2024-05-31."))


def read_yes_no(_column: Column, value: Value) -> bool:
    """Yes or no, also as true and false or 1 and 0."""
    word = folded(_text(value))
    if word in _YES:
        return True
    if word in _NO:
        return False
    raise Unreadable(_("Expected Yes, No, or an empty cell."))


def read_number(column: Column, value: Value) -> int:
    """A whole number from 0 to the column's limit."""
    text = _text(value)
    if re.fullmatch(r"[0-9]{1,4}", text) and int(text) <= column.limit:
        return int(text)
    raise Unreadable(_("Expected a whole number from 0 to %(limit)s.") % {"limit": column.limit})


def read_country(_column: Column, value: Value) -> str:
    """An ISO 3166 code."""
    code = countries.find(_text(value))
    if code is None:
        raise Unreadable(_("Expected a country, as its name or its ISO code, such as %(name)s or MD.") % _example())
    return code


def read_countries(_column: Column, value: Value) -> list[str]:
    """ISO 3166 codes, and STATELESS where the cell says that there is no citizenship."""
    codes = pieces(_text(value), lambda part: STATELESS if countries.means_stateless(part) else countries.find(part))
    if not codes:
        raise Unreadable(_("Expected a country, as its name or its ISO code, such as %(name)s or MD.") % _example())
    return codes


def _example() -> dict[str, str]:
    return {"name": countries.name("MD")}


def read_place(_column: Column, value: Value) -> str:
    """The country, if the cell names one. "" for any other place: those are not kept by an import."""
    return countries.find(_text(value)) or ""


def read_language(_column: Column, value: Value) -> str:
    """An ISO 639-2 code."""
    code = languages.find(_text(value))
    if code is None:
        raise Unreadable(_("Expected a language, as its name or its ISO 639 code, such as English or eng."))
    return code


def read_phone(column: Column, value: Value) -> str:
    """A number as typed; at least three digits and nothing that no phone number has."""
    text = read_text(column, value)
    if len(re.findall(r"\d", text)) < 3 or not re.fullmatch(r"[\d\s()+./*#,;x-]+", text.lower()):
        raise Unreadable(_("Expected a phone number, such as +43 660 1234567."))
    return text


def read_email(column: Column, value: Value) -> str:
    """An address as typed."""
    text = read_text(column, value)
    if not re.fullmatch(r"[^@\s]+@[^@\s]+", text):
        raise Unreadable(_("Expected an e-mail address."))
    return text


READERS: dict[Kind, Callable[[Column, Value], Any]] = {
    Kind.TEXT: read_text,
    Kind.CHOICE: read_choice,
    Kind.CHOICES: read_choices,
    Kind.DATE: read_date,
    Kind.YES_NO: read_yes_no,
    Kind.NUMBER: read_number,
    Kind.COUNTRY: read_country,
    Kind.COUNTRIES: read_countries,
    Kind.PLACE: read_place,
    Kind.LANGUAGE: read_language,
    Kind.PHONE: read_phone,
    Kind.EMAIL: read_email,
    Kind.OWNER: read_text,
}


def read_value(column: Column, value: Value) -> Any:
    """What `column` holds for `value`. Raises Unreadable."""
    return READERS[column.kind](column, value)


def today() -> date:
    """The local day; a birth cannot be later."""
    return timezone.localdate()

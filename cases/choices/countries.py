"""Countries by ISO 3166-1 alpha-2 code, named in the language of the screen. Stateless is a fact of its own."""

import re
from functools import cache

from babel import Locale
from babel.core import get_global

from cases.choices.country_labels import WORKBOOK_LABELS
from cases.choices.names import NamedCodes
from cases.choices.words import folded

# Not in ISO 3166-1; the user-assigned code that the EU, IMF and CLDR use.
KOSOVO = "XK"
CODES: tuple[str, ...] = (*WORKBOOK_LABELS, KOSOVO)

# What people type who hold no citizenship. HTCDS has no code for it.
_STATELESS_WORDS = frozenset({"stateless", "stateless person", "no citizenship", "apatride", "apatrida", "xxa"})

# Spellings seen in forms beside the names of the standard and of CLDR.
_OTHER_NAMES: dict[str, str] = {
    "england": "GB", "great britain": "GB", "scotland": "GB", "uk": "GB", "united kingdom": "GB", "wales": "GB",
    "america": "US", "usa": "US", "u.s.a.": "US", "united states": "US",
    "russia": "RU", "moldova": "MD", "republic of moldova": "MD", "transnistria": "MD",
    "macedonia": "MK", "fyrom": "MK", "the former yugoslav republic of macedonia": "MK",
    "vietnam": "VN", "laos": "LA", "burma": "MM", "syria": "SY", "iran": "IR", "tanzania": "TZ", "bolivia": "BO",
    "venezuela": "VE", "north korea": "KP", "south korea": "KR", "korea": "KR", "republic of korea": "KR",
    "ivory coast": "CI", "cape verde": "CV", "swaziland": "SZ", "east timor": "TL", "the gambia": "GM",
    "czech republic": "CZ", "slovak republic": "SK", "holland": "NL", "the netherlands": "NL",
    "turkey": "TR", "turkiye": "TR", "bosnia": "BA", "bosnia-herzegovina": "BA", "brunei": "BN",
    "palestine": "PS", "palestinian territories": "PS", "occupied palestinian territory": "PS", "taiwan": "TW",
    "dr congo": "CD", "drc": "CD", "democratic republic of congo": "CD", "democratic republic of the congo": "CD",
    "republic of the congo": "CG", "congo-brazzaville": "CG", "congo-kinshasa": "CD", "vatican": "VA",
    "people's republic of china": "CN", "uae": "AE", "kosovo": KOSOVO, "kosova": KOSOVO, "xkx": KOSOVO,
}  # fmt: skip


def _names(language: str) -> dict[str, str]:
    territories = Locale.parse(language, sep="-").territories
    return {code: str(territories.get(code) or WORKBOOK_LABELS.get(code, code)) for code in CODES}


_named = NamedCodes(_names)
name = _named.name
choices = _named.choices


@cache
def _lookup() -> dict[str, str]:
    found = _named.by_label()
    found.update({folded(label): code for label, code in _OTHER_NAMES.items()})
    found.update({folded(label): code for code, label in WORKBOOK_LABELS.items()})
    for three, codes in get_global("territory_aliases").items():
        if re.fullmatch("[A-Z]{3}", three) and len(codes) == 1 and codes[0] in CODES:
            found[three.lower()] = codes[0]
    return found | {code.lower(): code for code in CODES}


def find(text: str) -> str | None:
    """The code for a code (two or three letters) or a name in any language of the product; None if there is none."""
    return _lookup().get(folded(text))


def means_stateless(text: str) -> bool:
    """True if `text` says that the person has no citizenship."""
    return folded(text) in _STATELESS_WORDS

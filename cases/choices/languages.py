"""Languages by ISO 639-2 code (terminological form), named in the language of the screen."""

from functools import cache

from babel import Locale
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from cases.choices.language_codes import ALONE, PAIRED
from cases.choices.names import NamedCodes
from cases.choices.words import folded

# Spoken by many whom we meet, but without a code in ISO 639-2: code of ISO 639-3, and the key of CLDR.
_SPOKEN: dict[str, str] = {
    "ckb": "ckb", "cmn": "zh", "pcm": "pcm", "prs": "fa_AF", "rif": "rif", "shi": "shi", "yue": "yue"
}  # fmt: skip
# CLDR has no name for these.
_OWN_NAMES: dict[str, Promise] = {
    "ber": _("Berber languages"),
    "cmn": _("Mandarin Chinese"),
    "cnr": _("Montenegrin"),
    "kar": _("Karen languages"),
    "kmr": _("Kurmanji (Northern Kurdish)"),
    "sgn": _("Sign language"),
}
_OTHER_NAMES: dict[str, str] = {
    "dari": "prs", "farsi": "fas", "sorani": "ckb", "kurmanji": "kmr", "edo": "bin", "bini": "bin", "pidgin": "pcm",
    "nigerian pidgin english": "pcm", "mandarin": "cmn", "tagalog": "tgl", "filipino": "fil", "castilian": "spa",
    "moldovan": "ron", "flemish": "nld", "romani": "rom", "romanes": "rom", "burmese": "mya", "twi": "twi",
    "fula": "ful", "fulani": "ful", "mandinka": "man", "serbo-croatian": "srp", "sign language": "sgn",
}  # fmt: skip
CODES: tuple[str, ...] = tuple(sorted({*PAIRED, *ALONE, *_SPOKEN, *_OWN_NAMES}))


def _names(language: str) -> dict[str, str]:
    known = Locale.parse(language, sep="-").languages
    named: dict[str, str] = {}
    with override(language):
        for code in CODES:
            key = PAIRED.get(code, ("", ""))[0] or _SPOKEN.get(code, code)
            named[code] = str(_OWN_NAMES.get(code) or known.get(key) or code)
    return named


_named = NamedCodes(_names)
name = _named.name
choices = _named.choices


@cache
def _lookup() -> dict[str, str]:
    found = _named.by_label()
    found.update({folded(label): code for code, label in _names("en").items()})
    found.update({folded(label): code for label, code in _OTHER_NAMES.items()})
    for code, (two, bibliographic) in PAIRED.items():
        found.update({short: code for short in (two, bibliographic) if short})
    return found | {code: code for code in CODES}


def find(text: str) -> str | None:
    """The code for a code (ISO 639-1 or 639-2, also `en-GB`) or a name in a language of the product; None if none."""
    plain = folded(text)
    return _lookup().get(plain) or _lookup().get(plain.split("-")[0] if len(plain.split("-")[0]) in {2, 3} else "")

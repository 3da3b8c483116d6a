"""The text of the sheet that is read with the person, in the languages that have one, a file each."""

from collections.abc import Mapping
from types import MappingProxyType

from django.conf import settings

from cases.choices import languages
from cases.consent.texts.albanian import ALBANIAN
from cases.consent.texts.arabic import ARABIC
from cases.consent.texts.base import VERSION, SheetText
from cases.consent.texts.bulgarian import BULGARIAN
from cases.consent.texts.chinese import CHINESE
from cases.consent.texts.dutch import DUTCH
from cases.consent.texts.english import ENGLISH
from cases.consent.texts.french import FRENCH
from cases.consent.texts.german import GERMAN
from cases.consent.texts.hungarian import HUNGARIAN
from cases.consent.texts.italian import ITALIAN
from cases.consent.texts.persian import PERSIAN
from cases.consent.texts.polish import POLISH
from cases.consent.texts.portuguese import PORTUGUESE
from cases.consent.texts.romanian import ROMANIAN
from cases.consent.texts.russian import RUSSIAN
from cases.consent.texts.spanish import SPANISH
from cases.consent.texts.tagalog import TAGALOG
from cases.consent.texts.thai import THAI
from cases.consent.texts.turkish import TURKISH
from cases.consent.texts.ukrainian import UKRAINIAN
from cases.consent.texts.vietnamese import VIETNAMESE

__all__ = ["ENGLISH", "FRENCH", "TEXTS", "VERSION", "SheetText", "is_checked", "text_choices", "text_for", "text_words"]

# In the order in which they are offered.
TEXTS: Mapping[str, SheetText] = MappingProxyType(
    {
        text.language: text
        for text in (
            ENGLISH,
            FRENCH,
            ALBANIAN,
            ARABIC,
            BULGARIAN,
            CHINESE,
            DUTCH,
            GERMAN,
            HUNGARIAN,
            ITALIAN,
            PERSIAN,
            POLISH,
            PORTUGUESE,
            ROMANIAN,
            RUSSIAN,
            SPANISH,
            TAGALOG,
            THAI,
            TURKISH,
            UKRAINIAN,
            VIETNAMESE,
        )
    }
)
# What is written alike: language of a person -> language of the text.
_ALIKE: Mapping[str, str] = MappingProxyType({"cmn": "zho", "fil": "tgl"})
_BY_VERSION = {text.version: text for text in TEXTS.values()}


def text_for(language: str) -> SheetText | None:
    """The text in this language (ISO 639-2), if there is one."""
    return TEXTS.get(_ALIKE.get(language, language))


def is_checked(text: SheetText) -> bool:
    """Whether somebody who speaks the language has read this version: English, French, and what CONSENT_SHEETS_READ names."""
    return text in (ENGLISH, FRENCH) or text.version in settings.CONSENT_SHEETS_READ


def text_choices() -> list[tuple[str, str]]:
    """(version, words) of the texts there are now."""
    return [(text.version, text_words(text.version)) for text in TEXTS.values()]


def text_words(version: str) -> str:
    """ "French, 2026-11": the language of a version in the language of the screen; what is not known stays as it is."""
    text = _BY_VERSION.get(version)
    return f"{languages.name(text.language)}, {VERSION}" if text else version

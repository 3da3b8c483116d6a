"""The texts of the sheet: every language says every sentence, and says who has not read it yet."""

import re
import unicodedata
from dataclasses import fields

import pytest
from django.test import override_settings

from cases.choices import languages
from cases.consent.choices import ConsentKind
from cases.consent.texts import ENGLISH, FRENCH, TEXTS, SheetText, is_checked, text_choices, text_for
from cases.models import Case
from tests.cast import Cast

ALL = sorted(TEXTS)
# What fills a sentence in elsewhere; here nothing does, in any language.
FILLED_IN = re.compile(r"[{}%$]|__")
SCRIPTS = {
    "ara": "ARABIC", "fas": "ARABIC", "bul": "CYRILLIC", "rus": "CYRILLIC", "ukr": "CYRILLIC", "tha": "THAI", "zho": "CJK",
}  # fmt: skip
# Marks that end a sentence. Thai writes none.
ENDS = tuple(".?？。؟")


def sentences(text: SheetText) -> list[str]:
    return [*text.before, *text.asks.values(), *text.after]


@pytest.mark.parametrize("language", ALL)
def test_every_language_says_every_sentence(language: str) -> None:
    text = TEXTS[language]
    assert list(text.asks) == list(ENGLISH.asks) and set(text.asks) == set(ConsentKind)
    for part in ("before", "answers", "after", "signs"):
        assert len(getattr(text, part)) == len(getattr(ENGLISH, part)), part
    for field in fields(SheetText):
        value = getattr(text, field.name)
        assert value and (not isinstance(value, tuple) or all(value)), field.name
    assert len(set(sentences(text))) == len(sentences(text)) and len(set(text.answers)) == 3
    assert languages.name(language) != language


@pytest.mark.parametrize("language", ALL)
def test_nothing_is_filled_into_a_sentence_and_none_is_left_in_another_language(language: str) -> None:
    text = TEXTS[language]
    every = [*sentences(text), *text.answers, *text.signs, text.title, text.to_whom, text.until, text.limits]
    assert not [sentence for sentence in every if FILLED_IN.search(sentence) or sentence != sentence.strip()]
    if language != "eng":
        assert not set(sentences(text)) & set(sentences(ENGLISH))
    letters = {unicodedata.name(letter).split()[0] for letter in "".join(every) if letter.isalpha()}
    assert letters == {SCRIPTS.get(language, "LATIN")}
    if language != "tha":
        assert all(sentence.rstrip('»”"').endswith(ENDS) for sentence in sentences(text))


@pytest.mark.parametrize("language", ALL)
def test_what_must_be_heard_is_there(language: str) -> None:
    """Seven days before a picture goes out of hand; a question for each kind."""
    text = TEXTS[language]
    marks = {"?", "？", "؟"}
    if language != "tha":
        assert all(marks & set(question) for question in text.asks.values())
    assert text.direction == ("rtl" if SCRIPTS.get(language) == "ARABIC" else "ltr")


def test_versions_are_told_apart_and_alike_languages_share_a_text() -> None:
    versions = [version for version, _words in text_choices()]
    assert len(set(versions)) == len(TEXTS) >= 21
    assert text_for("fil") is TEXTS["tgl"] and text_for("cmn") is TEXTS["zho"] and text_for("lin") is None


def test_who_has_read_a_text_is_a_setting_and_a_new_version_begins_anew() -> None:
    spanish = TEXTS["spa"]
    assert is_checked(ENGLISH) and is_checked(FRENCH) and not is_checked(spanish)
    with override_settings(CONSENT_SHEETS_READ=[spanish.version]):
        assert is_checked(spanish) and not is_checked(TEXTS["ara"])
    with override_settings(CONSENT_SHEETS_READ=["2020-01-es"]):
        assert not is_checked(spanish)


@pytest.mark.django_db
@pytest.mark.parametrize("language", ALL)
def test_the_screen_says_that_no_speaker_has_checked_it_and_the_paper_does_not(
    cast: Cast, case: Case, language: str
) -> None:
    address = f"/c/{case.pid}/consent/sheet/"
    body = cast.caseworker.client.get(address, {"language": language, "kind": ["share"]}).content.decode()
    frame, _open, rest = body.partition('<article class="sheet"')
    sheet = rest.partition("</article>")[0]
    text = TEXTS[language]
    assert sheet.startswith(f' lang="{text.code}" dir="{text.direction}"') and text.before[0] in sheet.replace(
        "&#x27;", "'"
    )
    words = "no speaker has checked this text yet"
    assert (words in frame) is (language not in {"eng", "fra"}) and words not in sheet
    note = frame.rpartition("<p ")[2]
    assert words not in frame or "no-print" in note.partition(">")[0]

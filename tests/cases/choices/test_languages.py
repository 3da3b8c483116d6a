"""Languages are found by code or name, and named in the language of the screen."""

import pytest
from django.utils.translation import override

from cases.choices import languages


@pytest.mark.parametrize(
    ("text", "code"),
    [("eng", "eng"), ("EN", "eng"), ("fre", "fra"), ("fra", "fra"), ("fr-BE", "fra"), ("Tigrinya", "tir"),
     ("dari", "prs"), ("Roumain", "ron"), ("Edo", "bin"), ("Kurmanji", "kmr"),
     ("English", "eng"), ("Ukrainian", "ukr")],
)  # fmt: skip
def test_codes_and_names_are_found(text: str, code: str) -> None:
    assert languages.find(text) == code


def test_what_is_no_language_is_not_found() -> None:
    for text in ("", "Klingonese", "xx", "-"):
        assert languages.find(text) is None


def test_every_code_has_a_name_in_each_language() -> None:
    # A few languages are called by their own code, such as lao in French.
    for language in ("en", "fr", "ar"):
        with override(language):
            assert len([code for code in languages.CODES if languages.name(code) == code]) <= 8
    with override("ar"):
        assert languages.name("kmr") != "kmr" and languages.name("ukr") == "الأوكرانية"
    with override("fr"):
        assert languages.name("amh") == "amharique"
        assert ("amh", "amharique") in languages.choices()
    with override("en"):
        assert languages.name("??") == "??"

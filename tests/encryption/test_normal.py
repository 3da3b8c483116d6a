"""What people write in many ways is found in one: golden forms. Whoever changes one raises `normal.VERSION`."""

import pytest
from django.test.utils import override_settings
from hypothesis import given
from hypothesis import strategies as st

from encryption import normal


def test_the_version_is_raised_when_a_form_changes():
    """The forms below belong to this version."""
    assert normal.VERSION == 1
    assert normal.recipe() == "1:32:0"


@pytest.mark.parametrize(
    ("written", "form"),
    [
        ("  Mali   Suk ", "mali suk"),
        ("MÁRCIA", "marcia"),
        ("Straße", "strasse"),
        ("İrem", "irem"),
        ("ﬁnch", "finch"),
        ("Ёлка Майская", "елка маиская"),
        ("Олена Ї", "олена і"),
        ("مُحَمَّد\u200f", "محمد"),
        ("آمنة", "امنة"),
        ("ሰላም ፍቅር", "ሰላም ፍቅር"),
        ("สุดา ๑๒", "สดา 12"),
        ("অনিতা ৪২", "অনিতা 42"),
        ("अनीता १२", "अनीता 12"),
        ("မြ ၃", "မြ 3"),
        ("۰۱۲۳ ٤٥", "0123 45"),
        ("김 민지", "김 민지"),
        ("ｆｕｌｌ １２", "full 12"),
        ("C–2026‑0042", "c-2026-0042"),
        ("zero\u200bwidth\u00ad", "zerowidth"),
    ],
)
def test_words(written: str, form: str):
    assert normal.fold(written) == normal.fold(form)
    assert normal.fold(normal.fold(written)) == normal.fold(written)


# Exactly as they are stored under tokens of version 1.
GOLDEN = {
    "Ёлка": "елка",
    "Márcia ﬁ ß": "marcia fi ss",
    "مُحَمَّد": "محمد",
    "ሰላም": "ሰላም",
    "๑๒๓ ٤٥٦ ७८९ ۰": "123 456 789 0",
    "C–2026": "c-2026",
}


@pytest.mark.parametrize("written", GOLDEN)
def test_golden_words(written: str):
    assert normal.fold(written) == GOLDEN[written]


@pytest.mark.parametrize(
    ("written", "numbers"),
    [
        ("+32 470 12 34 56", ["+32470123456"]),
        ("0470/12.34.56", ["+32470123456"]),
        ("0032 (0)470-12-34-56", ["+32470123456"]),
        ("0032470/12.34.56", ["+32470123456"]),
        ("32470123456", ["+32470123456"]),
        ("٠٤٧٠ ١٢ ٣٤ ٥٦", ["+32470123456"]),
        ("๐๔๗๐๑๒๓๔๕๖", ["+32470123456"]),
        ("०४७० १२३४५६", ["+32470123456"]),
        ("\u202a+32 470 12 34 56\u202c", ["+32470123456"]),
        ("+66 81 234 5678", ["+66812345678"]),
        ("0470123456 / 0470123457", ["+32470123456", "+32470123457"]),
        ("0470123456, call after 18:00", ["+32470123456"]),
        ("sister: 0470 12 34 56 (evenings)", ["+32470123456"]),
        ("12345", []),
        ("none", []),
        ("", []),
        ("1234567890123456789", []),
    ],
)
def test_phones(written: str, numbers: list[str]):
    assert normal.phones(written) == numbers


def test_a_country_of_its_own_reads_numbers_of_its_own():
    with override_settings(PHONE_COUNTRY_CODE="39", PHONE_TRUNK_PREFIX=""):
        assert normal.phones("06 1234 5678") == ["+390612345678"]
        assert normal.recipe() != "1:32:0"
    with override_settings(PHONE_COUNTRY_CODE="1", PHONE_TRUNK_PREFIX="1"):
        assert normal.phones("(212) 555-0100") == normal.phones("1 212 555 0100") == ["+12125550100"]


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("ab 123-4567", "AB1234567"),
        ("AB O1I 4567", "AB0114567"),
        ("аб123456", "АБ123456"),
        ("أب١٢٣٤٥٦", "اب123456"),
        ("unknown", ""),
        ("None yet 26", ""),
        ("123", ""),
    ],
)
def test_a_document(written: str, number: str):
    assert normal.document(written) == number


def test_the_country_stands_before_the_number():
    assert normal.document("ab 123 4567", "be") == "BE:AB1234567"


def test_documents_in_a_sentence():
    text = "Passport AB 123 456O held by the employer; permit B-77 888 999. Since 2026-03-14, law 40/1998, 12.4.2026."
    assert normal.documents_in(text) == ["AB1234560", "B77888999"]
    assert normal.documents_in("No papers. Asked on 3 May, 14 rooms.") == []


@given(st.text(max_size=200))
def test_any_text_has_a_form_and_a_form_is_its_own(text: str):
    folded = normal.fold(text)
    assert normal.fold(folded) == folded
    for number in normal.phones(text):
        assert normal.phones(number) == [number]
    for number in normal.documents_in(text):
        assert normal.document(number) == number

"""Partial dates: shown, stored, and aged at a day."""

from datetime import date

import pytest
from django import forms
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from common.partial_dates import PartialDate, PartialDateField

WORDS = [
    (PartialDate(1998, is_about=True), "About 1998"),
    (PartialDate(2024, 3), "March 2024"),
    (PartialDate(2024, 3, 4), "4 March 2024"),
    (PartialDate(1998), "1998"),
]


@pytest.mark.parametrize(("value", "words"), WORDS)
def test_words(value, words):
    assert value.words == str(value) == words


def test_words_in_another_language():
    with translation.override("fr"):
        assert "mars 2024" in PartialDate(2024, 3).words


@given(
    st.dates(min_value=date(1900, 1, 1), max_value=date(2200, 1, 1)),
    st.sampled_from(["y", "m", "d"]),
    st.booleans(),
)
def test_what_is_stored_comes_back(day, precision, is_about):
    month = day.month if precision != "y" else None
    value = PartialDate(day.year, month, day.day if precision == "d" else None, is_about)
    assert PartialDate.from_json(value.as_json()) == value
    assert value.first <= day <= value.last
    assert (value.first == value.last) == (precision == "d")


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.dates(date(1900, 1, 1), date(2100, 1, 1)))
def test_ages_bracket_the_true_age(born, day):
    exact = max(day.year - born.year - ((day.month, day.day) < (born.month, born.day)), 0)
    for value in (PartialDate(born.year), PartialDate(born.year, born.month), PartialDate.from_day(born)):
        youngest, oldest = value.ages_on(day)
        assert youngest <= exact <= oldest
    assert PartialDate.from_day(born).ages_on(day) == (exact, exact)


def test_a_year_alone_leaves_one_year_open():
    assert PartialDate(2008).ages_on(date(2026, 6, 1)) == (17, 18)
    assert PartialDate(2008, 6, 1).ages_on(date(2026, 5, 31)) == (17, 17)
    assert PartialDate(2008, 6, 1).ages_on(date(2026, 6, 1)) == (18, 18)


def test_born_on_leap_day():
    born = PartialDate(2008, 2, 29)
    assert born.ages_on(date(2026, 2, 28)) == (17, 17)
    assert born.ages_on(date(2026, 3, 1)) == (18, 18)


@pytest.mark.parametrize("text", ["1998", "1998-03", "1998-03-04"])
def test_text_as_workbooks_have_it(text):
    value = PartialDate.from_text(text)
    assert "-".join(f"{part:02d}" for part in (value.year, value.month, value.day) if part) == text


@pytest.mark.parametrize("text", ["", "98-", "1998-13", "1998-02-30", "1998-02-03-04", "march", "0-0"])
def test_text_that_is_no_date(text):
    with pytest.raises(ValueError):
        PartialDate.from_text(text)


@pytest.mark.parametrize("parts", [(1998, None, 4), (1998, 13), (2023, 2, 29), (0,)])
def test_days_that_never_were(parts):
    with pytest.raises(ValueError):
        PartialDate(*parts)


class Form(forms.Form):
    born = PartialDateField(required=False)


def form(day: str = "", month: str = "", year: str = "", about: str = "") -> Form:
    return Form({"born_day": day, "born_month": month, "born_year": year, "born_about": about})


@pytest.mark.parametrize(
    ("boxes", "value"),
    [
        (("", "", ""), None),
        (("", "", "", "on"), None),
        (("", "", "1998", "on"), PartialDate(1998, is_about=True)),
        (("", "3", "1998"), PartialDate(1998, 3)),
        (("4", "03", "1998"), PartialDate(1998, 3, 4)),
        (("٤", "٣", "١٩٩٨"), PartialDate(1998, 3, 4)),
    ],
)
def test_boxes(boxes, value):
    filled = form(*boxes)
    assert filled.is_valid(), filled.errors
    assert filled.cleaned_data["born"] == value


@pytest.mark.parametrize(
    "boxes",
    [
        ("4", "", "1998"),
        ("4", "3", ""),
        ("", "3", ""),
        ("30", "2", "1998"),
        ("", "", "98"),
        ("", "", "2999"),
        ("x",),
    ],
)
def test_boxes_that_make_no_date_keep_what_was_typed(boxes):
    filled = form(*boxes)
    assert not filled.is_valid()
    html = str(filled["born"])
    for typed in filter(None, boxes):
        assert f'value="{typed}"' in html


def test_a_stored_date_fills_the_boxes():
    html = str(Form(initial={"born": PartialDate(1998, 3).as_json()})["born"])
    assert 'value="1998"' in html
    assert 'value="3"' in html


def test_a_required_date_is_asked_for():
    class Required(forms.Form):
        born = PartialDateField()

    assert not Required({"born_about": "on"}).is_valid()
    assert Required({"born_year": "1998"}).is_valid()

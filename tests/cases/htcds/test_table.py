"""Cells as text: nothing that a spreadsheet would run, and back again."""

import pytest

from cases.htcds.table import clean, column_letter, shielded


@pytest.mark.parametrize("text", ["=1+1", "@SUM(A1)", "+cmd|' /C calc'!A1", "-2+3+cmd|x", "\tx=1"])
def test_what_looks_like_a_formula_is_shielded(text: str) -> None:
    assert shielded(text) == f"'{text}"
    assert clean(shielded(text)) == text


@pytest.mark.parametrize("text", ["+43 660 1234567", "-5", "Mira", "", "'Ana", "2024-05-31"])
def test_other_text_is_left_alone(text: str) -> None:
    assert shielded(text) == text
    assert clean(text) == text


def test_letters_of_columns() -> None:
    assert [column_letter(number) for number in (1, 26, 27, 39, 703)] == ["A", "Z", "AA", "AM", "AAA"]

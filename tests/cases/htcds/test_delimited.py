"""CSV files: their letters are never guessed."""

import pytest

from cases.htcds.errors import FileNotReadable, FileTooLarge, TextNotUnicode
from tests.cases.htcds import files


def test_letters_of_an_older_character_set_are_refused() -> None:
    with pytest.raises(TextNotUnicode):
        files.read(files.csv("prs_FirstName,cas_Status\nMárcia,Active\n", "latin-1"))
    with pytest.raises(TextNotUnicode):
        files.read(files.csv("prs_FirstName,cas_Status\n" + "Ana,Active\n" * 20_000 + "Márcia,Active\n", "latin-1"))


def test_codes_quotes_and_lists() -> None:
    text = (
        "prs_FirstName,prs_Citizenship,vic_MethodsOfControl,con_Consent\n"
        '"Ana ""Ani""",MD;RO,"DebtBondage;FalsePromises",true\n'
    )
    assert files.good(files.csv(text)) == [
        {
            "prs_FirstName": 'Ana "Ani"',
            "prs_Citizenship": ["MD", "RO"],
            "vic_MethodsOfControl": ["DebtBondage", "FalsePromises"],
            "con_Consent": True,
        }
    ]


def test_an_endless_cell_and_endless_rows_are_refused() -> None:
    with pytest.raises(FileNotReadable):
        files.read(files.csv("prs_FirstName,cas_Status\n" + "a" * 200_000))
    with pytest.raises(FileTooLarge):
        files.read(files.csv("prs_FirstName,cas_Status\n" + "\n" * 200_001))
    with pytest.raises(FileTooLarge):
        files.read(files.csv("prs_FirstName,cas_Status\n" + "," * 5000))


def test_a_shield_against_formulas_is_taken_off() -> None:
    assert files.good(files.csv("prs_FirstName,prs_SecondName\n'=1+1,'Ana\n"))[0] == {
        "prs_FirstName": "=1+1",
        "prs_SecondName": "'Ana",
    }

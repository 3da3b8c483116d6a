"""Countries are found under every name that a file may carry, and named in the language of the screen."""

import openpyxl
import pytest
from django.utils.translation import override

from cases.choices import countries
from tests.data import DATA


def workbook_labels() -> dict[str, str]:
    sheet = openpyxl.load_workbook(DATA / "sample-caseload.xlsx", read_only=True)["validation"]
    rows = list(sheet.iter_rows(min_row=4, min_col=4, max_col=5, values_only=True))
    return {str(code): str(label) for code, label in rows if code}


def test_every_label_of_the_workbook_is_found() -> None:
    labels = workbook_labels()
    assert len(labels) == 249
    assert {countries.find(label) for label in labels.values()} == set(labels)
    assert all(countries.find(label) == code for code, label in labels.items())


@pytest.mark.parametrize(
    ("text", "code"),
    [("MD", "MD"), ("mda", "MD"), ("moldova", "MD"), ("  Viet  nam ", "VN"), ("COTE D’IVOIRE", "CI"), ("Turkey", "TR"),
     ("Türkiye", "TR"), ("Syrie", "SY"), ("Kosovo", "XK"), ("XK", "XK"), ("XKX", "XK"), ("Congo", "CG")],
)  # fmt: skip
def test_other_spellings_are_found(text: str, code: str) -> None:
    assert countries.find(text) == code


def test_what_is_no_country_is_not_found() -> None:
    for text in ("", "Stateless", "Atlantis", "Yugoslavia", "ZZ"):
        assert countries.find(text) is None


def test_stateless_is_no_country() -> None:
    assert countries.means_stateless("Stateless") and countries.means_stateless("apatride")
    assert not countries.means_stateless("Romania")


def test_names_follow_the_language() -> None:
    with override("fr"):
        assert countries.name("DE") == "Allemagne"
        french = [name for _code, name in countries.choices()]
    with override("ar"):
        assert countries.name("UA") == "أوكرانيا"
    with override("en"):
        assert countries.name("XK") == "Kosovo"
        assert countries.name("??") == "??"
    assert len(french) == 250
    assert french.index("Égypte") < french.index("Espagne") < french.index("France")

"""One cell at a time: labels or codes, several values, dates that mean one day only."""

from datetime import date
from typing import Any

import pytest
from django.utils.translation import override

from tests.cases.htcds import files


def value(field: str, cell: Any) -> Any:
    (row,) = files.good(files.one(prs_FirstName="Mira", **{field: cell}))
    return row[field]


def problem(field: str, cell: Any) -> str:
    (sentence,) = files.problems(files.one(prs_FirstName="Mira", **{field: cell}))
    return sentence


@pytest.mark.parametrize(
    ("field", "cell", "expected"),
    [
        ("prs_Gender", "transgenderfeminine", "TransgenderFeminine"),
        ("prs_Gender", "Transgender feminine", "TransgenderFeminine"),
        ("cas_Status", "Follow up", "FollowUp"),
        ("cas_Status", "FOLLOWUP", "FollowUp"),
        ("cas_ReasonForIncomingReferral", "Migration Or Change Of Location", "MigrationOrChangeOfLocation"),
        ("vic_RelationshipToTrafficker", "Unaquainted", "Unaquainted"),
        ("vic_RelationshipToTrafficker", "Unacquainted", "Unaquainted"),
        ("prs_HighestLevelOfEducation", "Bachelor's or equivalent level", "BachelorsOrEquivalentLevel"),
        ("vic_MethodsOfControl", "Takes earnings;Debt bondage ;Other", ["TakesEarnings", "DebtBondage", "Other"]),
        ("vic_MethodsOfControl", "Debt bondage; DebtBondage;", ["DebtBondage"]),
        ("vic_MethodsOfControl", "Restricts movement", ["RestrictsMovement"]),
        (
            "vic_ForcedLabourIndustry",
            "Water supply; sewerage, waste management and remediation",
            "E_WaterSupplySewerageWasteManagement",
        ),
        ("prs_Citizenship", "Moldova, Republic of;RO", ["MD", "RO"]),
        ("prs_Citizenship", "Stateless", ["stateless"]),
        ("prs_MailingCountry", "at", "AT"),
        ("prs_PrimaryLanguage", "Tigrinya", "tir"),
        ("prs_NumberOfChildren", 2, 2),
        ("prs_NumberOfChildren", "0", 0),
        ("prs_MobilePhone", "+43 660 / 123-45 67", "+43 660 / 123-45 67"),
        ("prs_Email", "mira@home.example", "mira@home.example"),
        ("con_Consent", "yes", True),
        ("con_Consent", True, True),
        ("prs_Birthdate", "2001-02-03", date(2001, 2, 3)),
        ("prs_Birthdate", "2001-02-03T00:00:00", date(2001, 2, 3)),
        ("prs_Birthdate", "31/05/2001", date(2001, 5, 31)),
        ("prs_Birthdate", "5-5-2001", date(2001, 5, 5)),
        ("prs_Birthdate", "3.2.2001", date(2001, 2, 3)),
    ],
)
def test_what_is_understood(field: str, cell: Any, expected: Any) -> None:
    assert value(field, cell) == expected


@pytest.mark.parametrize(
    ("field", "cell", "expected"),
    [
        ("prs_Gender", "Femminine", "Expected one of: Feminine; Masculine"),
        ("vic_MethodsOfControl", "Debt bondage;Nonsense", "or 13 more of this list."),
        ("vic_MethodsOfControl", "Debt bondage,Other", "Expected one of"),
        ("cas_Status", "Active;Closed", "Expected one value, there are several."),
        ("prs_Citizenship", "Atlantis", "Expected a country"),
        ("prs_MailingCountry", "Moldova;Romania", "Expected a country"),
        ("prs_PrimaryLanguage", "Klingonese", "Expected a language"),
        ("prs_NumberOfChildren", "two", "Expected a whole number from 0 to 30."),
        ("prs_NumberOfChildren", 31, "Expected a whole number from 0 to 30."),
        ("prs_MobilePhone", "ask Ana", "Expected a phone number"),
        ("prs_Email", "none", "Expected an e-mail address."),
        ("con_Consent", "maybe", "Expected Yes, No, or an empty cell."),
        ("prs_Birthdate", "03/02/2001", "Day and month cannot be told apart here."),
        ("prs_Birthdate", "31/02/2001", "Expected a date that exists"),
        ("prs_Birthdate", "May 2001", "Expected a date such as 2024-05-31."),
        ("prs_Birthdate", "1899-12-31", "between 1900 and 2100"),
        ("prs_FirstName", "A" * 121, "Expected at most 120 characters, there are 121."),
    ],
)
def test_what_is_asked_about(field: str, cell: Any, expected: str) -> None:
    fields = {"prs_SecondName": "Zaun", field: cell}
    (sentence,) = files.problems(files.one(**fields))
    assert sentence.startswith(f"Sheet Cases, row 2, column B ({field}): ")
    assert expected in sentence
    assert f"Found: “{str(cell)[:60]}" in sentence


def test_labels_of_the_reader_s_language_are_understood_and_sentences_are_translated() -> None:
    with override("fr"):
        assert value("prs_Citizenship", "Allemagne") == ["DE"]
        assert value("prs_Gender", "Feminine") == "Feminine"
        assert value("con_Consent", "Oui") is True

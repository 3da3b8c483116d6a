"""Rows become cases or sentences; nothing in between."""

import io
from datetime import date, timedelta

import pytest
from django.utils import timezone

from cases.case.choices import ClosureReason, Stage
from cases.case.start import CaseStart
from cases.choices.htcds import CaseStatus
from cases.consent.choices import ConsentAnswer
from cases.htcds.check import BadRow, GoodRow, start_of
from tests.cases.htcds import files


def start(**cells: object) -> CaseStart:
    (row,) = files.read(files.one(**cells))
    assert isinstance(row, GoodRow)
    return start_of(row, "Heron")


def test_the_sample_is_good_in_every_row() -> None:
    rows = files.read(io.BytesIO(files.bytes_of(files.SAMPLE)))
    assert len(rows) == 300 and all(isinstance(row, GoodRow) for row in rows)
    assert {row.owner for row in rows if isinstance(row, GoodRow)} == {"caseworker", "caseworker2"}


def test_no_to_consent_asks_and_is_not_imported() -> None:
    (row,) = files.read(files.one(prs_FirstName="Mira", con_Consent="No"))
    assert isinstance(row, BadRow)
    (problem,) = row.problems
    assert problem.place == "Sheet Cases, row 2, column B (con_Consent)"
    assert "The person said no." in problem.sentence


def test_no_answer_to_consent_means_cannot_be_asked_yet() -> None:
    assert start(prs_FirstName="Mira").keep_record == ConsentAnswer.CANNOT_BE_ASKED
    assert start(prs_FirstName="Mira", con_Consent="Yes").keep_record == ConsentAnswer.YES


def test_nobody_is_contacted_until_asked() -> None:
    made = start(prs_FirstName="Mira", prs_MobilePhone="+436601234567", prs_Email="m@home.example")
    assert made.safe_contact == {"answer": "do_not_contact"}
    assert made.contact == {"phone": "+436601234567", "email": "m@home.example"}


def test_a_row_with_owner_and_status_only_is_asked_about() -> None:
    (sentence,) = files.problems(files.one(cas_CaseOwner="caseworker", cas_Status="Active", con_Consent="Yes"))
    assert sentence.startswith("Sheet Cases, row 2: Expected something about the person")


def test_every_problem_of_a_row_is_said_at_once() -> None:
    found = files.problems(files.one(prs_FirstName="Mira", prs_Gender="?", prs_Birthdate="?", cas_Status="?"))
    assert [sentence.split(":")[0] for sentence in found] == [
        "Sheet Cases, row 2, column B (prs_Gender)",
        "Sheet Cases, row 2, column C (prs_Birthdate)",
        "Sheet Cases, row 2, column D (cas_Status)",
    ]


def test_a_referral_that_lies_ahead_is_asked_about() -> None:
    tomorrow = timezone.localdate() + timedelta(days=1)
    found = files.problems(files.one(prs_FirstName="Mira", cas_IncomingReferralDate=tomorrow))
    assert len(found) == 1 and "today or an earlier day" in found[0]


def test_a_birth_after_the_referral_or_today_is_asked_about() -> None:
    tomorrow = timezone.localdate() + timedelta(days=1)
    assert "before the referral" in files.problems(files.one(prs_FirstName="Mira", prs_Birthdate=tomorrow))[0]
    cells = {"prs_FirstName": "Mira", "prs_Birthdate": "2020-01-02", "cas_IncomingReferralDate": "2020-01-01"}
    assert "before the referral" in files.problems(files.one(**cells))[0]


@pytest.mark.parametrize(
    ("cells", "status", "stage", "reason"),
    [
        ({}, CaseStatus.ACTIVE, Stage.SUPPORT, ""),
        ({"cas_Status": "Follow up"}, CaseStatus.FOLLOW_UP, Stage.FOLLOW_UP, ""),
        ({"cas_Status": "Closed"}, CaseStatus.CLOSED, Stage.CLOSED, ClosureReason.NOT_RECORDED),
        ({"cas_Status": "Closed Referred"}, CaseStatus.CLOSED_REFERRED, Stage.CLOSED, ClosureReason.TRANSFER),
        ({"cas_Status": "Closed", "prs_Deceased": "Yes"}, CaseStatus.CLOSED, Stage.CLOSED, ClosureReason.DEATH),
    ],
)
def test_status_and_stage(cells: dict[str, str], status: str, stage: str, reason: str) -> None:
    made = start(prs_FirstName="Mira", **cells)
    assert (made.status, made.stage, made.closure_reason) == (status, stage, reason)
    assert (made.closed_on is not None) == (stage == Stage.CLOSED)


def test_where_the_values_go() -> None:
    made = start(
        prs_FirstName="Mira",
        prs_SecondName="Zaun",
        prs_Birthdate="2001-02-03",
        prs_Gender="Feminine",
        prs_Citizenship="Stateless;Moldova",
        prs_PrimaryLanguage="ron",
        prs_MailingStreet="Gasse 1",
        prs_MailingPostalCode="8010",
        prs_MailingCity="Graz",
        prs_MailingCountry="AT",
        vic_TraffickingStatus="Actual victim of trafficking",
        vic_LocationOfExploitation="Austria",
        hte_Type="Transit",
        hte_Country="Hungary",
        cas_IncomingReferralDate="2024-05-31",
        cas_IncomingReferralDetails="Came with a friend.",
        cas_ReasonForIncomingReferral="Other",
        cas_OutgoingReferralDate="2024-06-30",
    )
    assert made.name_used == "Mira"
    assert made.identity == {
        "given_name": "Mira",
        "family_name": "Zaun",
        "birth_date": {"y": 2001, "m": 2, "d": 3},
    }
    assert made.profile == {
        "gender": "Feminine",
        "stateless": "yes",
        "citizenship": ["MD"],
        "languages": ["ron"],
        "birth_year": {"y": 2001},
    }
    assert made.facts == {"status": "ActualVictimOfTrafficking", "exploited_in": "AT", "transit": ["HU"]}
    assert made.contact == {"post": "Gasse 1\n8010 Graz\nAustria"}
    assert made.opened_on == date(2024, 5, 31)
    assert made.note == (
        "Incoming Referral Details: Came with a friend.\n"
        "Reason for Incoming Referral: Other\n"
        "Outgoing Referral Date: 2024-06-30"
    )


def test_what_is_not_kept_is_named() -> None:
    (row,) = files.read(
        files.one(
            prs_FirstName="Mira", vic_LocationOfRecruitment="Red House, Linz", per_RoleDetails="x", hte_City="Linz"
        )
    )
    assert isinstance(row, GoodRow)
    assert row.dropped == ("vic_LocationOfRecruitment", "per_RoleDetails", "hte_City")
    assert "Linz" not in str(start_of(row, "Heron"))


def test_the_same_content_is_the_same_row_whatever_the_file() -> None:
    labels = files.workbook(["prs_FirstName", "cas_Status", "prs_Birthdate"], ["Márcia", "Follow Up", date(2001, 2, 3)])
    codes = files.csv("prs_Birthdate,prs_FirstName,cas_Status\n2001-02-03,Ma\u0301rcia,FollowUp\n")
    other = files.csv("prs_Birthdate,prs_FirstName,cas_Status\n2001-02-03,Marcia,FollowUp\n")
    first, second, third = (files.read(file)[0] for file in (labels, codes, other))
    assert isinstance(first, GoodRow) and isinstance(second, GoodRow) and isinstance(third, GoodRow)
    assert first.identity == second.identity != third.identity


def test_too_much_text_for_one_note_is_asked_about() -> None:
    long = "a" * 4000
    cells = {"cco_CaseComment": long, "spl_Objectives": long, "spl_ActionPlan": long}
    assert "10,000 characters" in files.problems(files.one(**cells))[0]

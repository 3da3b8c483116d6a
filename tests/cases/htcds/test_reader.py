"""Tables are found in the standard's own workbooks, faults and all, and in CSV."""

import io

import openpyxl
import pytest

from cases.htcds.errors import HeaderRepeated, NoHeaderFound
from cases.htcds.reader import open_source
from tests.cases.htcds import files
from tests.data import DATA


@pytest.mark.parametrize("name", ["htcds-template-v2.0.xlsx", "htcds-single-select-v2.0.xlsx", "sample-caseload.xlsx"])
def test_all_38_fields_of_the_template_are_found(name: str) -> None:
    with (DATA / name).open("rb") as file, open_source(file) as source:
        (head,) = source.heads
        assert len(set(head.fields.values())) == 38
        assert head.not_read == {}
        assert head.last_row == 2
        assert len(list(source.rows())) == (300 if name == "sample-caseload.xlsx" else 0)


def test_shifted_labels_give_way_to_field_names() -> None:
    with (DATA / files.TEMPLATE).open("rb") as file, open_source(file) as source:
        (head,) = source.heads
    assert head.has_shifted_labels
    assert [head.fields[column] for column in range(14, 19)] == [
        "prs_MailingCity",
        "prs_MailingCountry",
        "prs_MailingState",
        "prs_MailingStreet",
        "prs_MailingPostalCode",
    ]
    (row,) = files.good(
        files.filled_template(prs_FirstName="Mira", prs_MailingCity="Graz", prs_MailingStreet="Gasse 1")
    )
    assert (row["prs_MailingCity"], row["prs_MailingStreet"]) == ("Graz", "Gasse 1")


def test_the_empty_header_is_the_reason_for_the_outgoing_referral() -> None:
    (row,) = files.good(files.filled_template(prs_FirstName="Mira", cas_ReasonForOutgoingReferral="Other"))
    assert row["cas_ReasonForOutgoingReferral"] == "Other"


def test_the_empty_header_is_known_by_its_neighbours_when_the_labels_are_gone() -> None:
    names = ["prs_FirstName", "cas_ReferredPrimaryCaseWorker", None, "cas_OutgoingReferralDate"]
    (row,) = files.good(files.workbook(names, ["Mira", "Ann", "Other", "2024-05-31"]))
    assert row["cas_ReasonForOutgoingReferral"] == "Other"


def test_the_misspelt_header_is_known() -> None:
    (row,) = files.good(files.one(prs_FirstName="Mira", vic_TraffickinStatusDecisionMakingOrg="Police"))
    assert row["vic_TraffickingStatusDecisionMakingOrg"] == "Police"


def test_names_of_the_survey_form_are_known() -> None:
    (row,) = files.good(files.one(prs_First_Name="Mira", PRS_SECOND_NAME="Zaun", vic_Methods_of_Control="Debt bondage"))
    assert row == {"prs_FirstName": "Mira", "prs_SecondName": "Zaun", "vic_MethodsOfControl": ["DebtBondage"]}


def test_labels_alone_are_enough() -> None:
    file = files.workbook(["No", "First Name", "Mailing Street", "Status"], [1, "Mira", "Gasse 1", "Follow up"])
    assert files.good(file) == [{"prs_FirstName": "Mira", "prs_MailingStreet": "Gasse 1", "cas_Status": "FollowUp"}]


def test_the_sheet_with_lists_is_not_taken_for_a_table() -> None:
    book = openpyxl.load_workbook(DATA / files.SAMPLE)
    book["Case Sheet"].delete_rows(1)
    with open_source(files.saved(book)) as source:
        assert [head.sheet for head in source.heads] == ["Case Sheet"]
        assert len(list(source.rows())) == 300
    del book["Case Sheet"]
    with pytest.raises(NoHeaderFound):
        files.read(files.saved(book))


def test_every_sheet_with_field_names_is_read_and_a_hidden_one_is_not() -> None:
    book = openpyxl.Workbook()
    for title in ("2023", "2024", "Old"):
        sheet = book.create_sheet(title)
        sheet.append(["prs_FirstName", "prs_SecondName"])
        sheet.append([f"Mira {title}", "Zaun"])
    book["Old"].sheet_state = "hidden"
    assert [row["prs_FirstName"] for row in files.good(files.saved(book))] == ["Mira 2023", "Mira 2024"]


def test_rows_with_a_running_number_only_are_no_rows() -> None:
    file = files.workbook(
        [None, "prs_FirstName", "prs_SecondName"], [1, "Mira", "Zaun"], [2], [3, None, "  "], [4, "Ana"]
    )
    assert [row.number for row in files.read(file)] == [2, 5]


def test_what_is_not_read_is_said() -> None:
    header = [None, "prs_FirstName", "prs_SecondName", "Shoe size", "Problem"]
    with open_source(files.workbook(header, [1, "Mira", "Zaun", 38, "x", "stray"])) as source:
        rows = list(source.rows())
        assert source.heads[0].not_read == {4: "Shoe size"}
        assert source.nameless == {("Cases", 6)}
    assert rows[0].values == {2: "Mira", 3: "Zaun", 4: "38", 5: "x"}


def test_a_field_in_two_columns_is_refused_by_name() -> None:
    with pytest.raises(HeaderRepeated) as caught:
        files.read(files.workbook(["prs_FirstName", "prs_SecondName", "PRS_FirstName"], ["Mira", "Zaun", "Ana"]))
    assert "column A" in str(caught.value.shown) and "column C" in str(caught.value.shown)


@pytest.mark.parametrize("rows", [[["a", "b"], [1, 2]], [[]], [["Name", "Country"], ["Mira", "MD"]]])
def test_a_file_without_header_is_refused(rows: list[list[object]]) -> None:
    with pytest.raises(NoHeaderFound):
        files.read(files.workbook(*rows))


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("prs_FirstName,cas_Status\nMira,Active\n", "utf-8"),
        ("prs_FirstName;cas_Status\r\nMira;Active\r\n", "utf-8-sig"),
        ("prs_FirstName\tcas_Status\nMira\tActive\n", "utf-16"),
        ("prs_FirstName|cas_Status\nMira|Active", "utf-8"),
        ("sep=;\nprs_FirstName;cas_Status\nMira;Active\n", "utf-8"),
    ],
)
def test_csv_of_every_delimiter_and_encoding(text: str, encoding: str) -> None:
    assert files.good(files.csv(text, encoding)) == [{"prs_FirstName": "Mira", "cas_Status": "Active"}]


def test_row_numbers_are_those_that_a_spreadsheet_shows() -> None:
    text = 'sep=,\nprs_FirstName,cco_CaseComment\nMira,"two\nlines"\nAna,\n'
    assert [(row.number, row.values["prs_FirstName"]) for row in files.read(files.csv(text))] == [
        (3, "Mira"),
        (4, "Ana"),
    ]


def test_a_source_is_read_twice_with_the_same_result() -> None:
    with open_source(io.BytesIO(files.bytes_of(files.SAMPLE))) as source:
        assert [row.values for row in source.rows()] == [row.values for row in source.rows()]
    with open_source(files.csv("prs_FirstName,cas_Status\nMira,Active\n")) as source:
        assert [row.values for row in source.rows()] == [row.values for row in source.rows()] != []

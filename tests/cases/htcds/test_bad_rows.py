"""Rows to mend come back as they were, with what to mend beside them, and go in again when they are mended."""

import io

import openpyxl

from cases.htcds.bad_rows import BadRowsWriter
from cases.htcds.check import BadRow
from tests.cases.htcds import files


def written(file: io.BytesIO) -> io.BytesIO:
    writer = BadRowsWriter()
    for row in files.read(file):
        if isinstance(row, BadRow):
            writer.add(row)
    return io.BytesIO(writer.finished())


def test_the_workbook_opens_with_the_same_columns_and_a_column_of_problems() -> None:
    book = openpyxl.load_workbook(written(files.filled_template(prs_FirstName="ሰላም", prs_Gender="?", con_Consent="No")))
    sheet = book["Case Sheet"]
    header = [cell.value for cell in sheet[1]]
    assert len(header) == 39 and header[-1] == "Problem"
    assert "cas_ReasonForOutgoingReferral" in header and "vic_TraffickingStatusDecisionMakingOrg" in header
    row = dict(zip(header, (cell.value for cell in sheet[3]), strict=True))
    assert (row["prs_FirstName"], row["prs_Gender"], row["con_Consent"]) == ("ሰላም", "?", "No")
    assert row["Problem"].startswith("prs_Gender: Expected one of: Feminine")
    assert {cell.data_type for cell in sheet[3] if cell.value} == {"s"}
    assert {cell.number_format for cell in sheet[3] if cell.value} == {"@"}


def test_mended_rows_go_in_and_others_come_back() -> None:
    first = files.workbook(
        ["prs_FirstName", "prs_SecondName", "prs_Gender", "Shoe size"],
        ["=1+1", "Zaun & <Söhne>", "?", 38],
        ["Ana", "+cmd|x", "??", None],
        ["Good", "Row", "Feminine", None],
    )
    back = openpyxl.load_workbook(written(first))
    sheet = back.active
    assert sheet.max_row == 4
    assert sheet["A3"].value == "'=1+1" and sheet["B4"].value == "'+cmd|x"
    sheet["C3"] = "Feminine"
    again = files.read(files.saved(back))
    assert [dict(row.values) for row in again if not isinstance(row, BadRow)] == [
        {"prs_FirstName": "=1+1", "prs_SecondName": "Zaun & <Söhne>", "prs_Gender": "Feminine"}
    ]
    assert [row.raw.number for row in again if isinstance(row, BadRow)] == [4]
    third = openpyxl.load_workbook(written(files.saved(back))).active
    assert [cell.value for cell in third[1]] == [
        "prs_FirstName",
        "prs_SecondName",
        "prs_Gender",
        "Shoe size",
        "Problem",
    ]


def test_sheets_keep_their_names_as_far_as_excel_allows() -> None:
    book = openpyxl.Workbook()
    for title in ("Q1 & <more>", "Q2"):
        sheet = book.create_sheet(title)
        sheet.append(["prs_FirstName", "prs_Gender"])
        sheet.append(["Mira", "?"])
    assert openpyxl.load_workbook(written(files.saved(book))).sheetnames == ["Q1 & <more>", "Q2"]
    name = "a/b[c]:" + "long " * 10 + ".csv"
    rows = files.read(files.csv("prs_FirstName,prs_Gender\nMira,?\n"), name)
    writer = BadRowsWriter()
    for row in rows:
        assert isinstance(row, BadRow)
        writer.add(row)
    (title,) = openpyxl.load_workbook(io.BytesIO(writer.finished())).sheetnames
    assert len(title) <= 31 and title.startswith("a b c")


def test_nothing_to_mend_gives_an_empty_workbook() -> None:
    assert openpyxl.load_workbook(io.BytesIO(BadRowsWriter().finished())).sheetnames == ["Rows"]

"""The table has every column of the standard once, and what it says exists."""

import csv

from cases.episode.questions import FACTS
from cases.htcds.mapping import BY_FIELD, COLUMNS, IN_WORKBOOK, Part, held, not_held
from cases.models import Case, ContactSheet, Person
from cases.person.questions import PROFILE
from tests.data import DATA

ROWS = list(csv.DictReader((DATA / "htcds.csv").open(encoding="utf-8")))


def test_every_column_of_the_standard_stands_once_in_its_order() -> None:
    assert [column.field for column in COLUMNS] == [row["full_name"] for row in ROWS]
    assert [column.label for column in COLUMNS] == [row["label"] for row in ROWS]
    assert {row["full_name"] for row in ROWS if row["in_excel_template"] == "yes"} == IN_WORKBOOK
    assert len(held()) + len(not_held()) == 84


def test_whatever_is_not_held_has_a_reason_and_every_core_field_is_held() -> None:
    assert all(str(column.why_not) for column in not_held())
    assert not any(column.why_not for column in held())
    core = {row["full_name"] for row in ROWS if row["core"] == "yes" and row["status"] != "DEPRECATED"}
    assert {column.field for column in not_held()} & core == set()


def test_every_place_exists() -> None:
    models = {Part.IDENTITY: Person, Part.CONTACT: ContactSheet, Part.CASE: Case}
    lists = {Part.PROFILE: PROFILE, Part.FACTS: FACTS}
    for column in held():
        assert column.part is not None
        if column.part in models:
            field = models[column.part]._meta.get_field(column.name)
            assert getattr(field, "field_class", None) == column.field_class
            if column.part != Part.CASE and column.kind == "text":
                assert column.limit <= field.max_length
        if column.part in lists:
            question = lists[column.part][column.name]
            assert question.options is column.options


def test_the_questions_name_the_same_columns() -> None:
    for questions, part in ((PROFILE, Part.PROFILE), (FACTS, Part.FACTS)):
        for question in questions:
            if question.htcds:
                assert (BY_FIELD[question.htcds].part, BY_FIELD[question.htcds].name) == (part, question.name)

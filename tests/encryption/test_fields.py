"""What each kind of field takes, gives back and refuses."""

import sys
from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import models
from django.db.migrations.writer import MigrationWriter
from django.test.utils import isolate_apps
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from encryption.classes import FieldClass
from encryption.fields import SealedIntField, SealedTextField
from encryption.models import SealedModel
from tests.encryption.conftest import Desk, stored
from tests.sealedapp.models import Sheet

pytestmark = pytest.mark.django_db
json_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**70), 2**70)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


def _round_trip(desk: Desk, name: str, value: object) -> object:
    row = Sheet(organisation_id=desk.organisation_id, case_id=desk.case_id, name="Heron")
    setattr(row, name, value)
    row.full_clean()
    row.save()
    return getattr(Sheet.objects.get(pk=row.pk), name).reveal()


relaxed = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@relaxed
@given(st.text())
def test_any_text_comes_back(desk, text):
    assert _round_trip(desk, "text", text) == text


@relaxed
@given(json_values)
def test_any_json_comes_back(desk, value):
    assert _round_trip(desk, "answers", value) == value


@relaxed
@given(st.dates())
def test_any_date_comes_back(desk, day):
    assert _round_trip(desk, "born_on", day) == day


@relaxed
@given(st.integers(-(2**63), 2**63 - 1))
def test_any_number_comes_back(desk, number):
    assert _round_trip(desk, "count", number) == number


@relaxed
@given(st.binary())
def test_any_bytes_come_back(desk, data):
    assert _round_trip(desk, "blob", data) == data


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("text", ""),
        ("text", "\0"),
        ("text", "a\0b" * 3),
        ("text", "ሰላም नमस्ते สวัสดี مرحبا 👩🏽‍🦱"),
        ("text", "x" * 1_000_000),
        ("blob", b""),
        ("blob", bytes(range(256)) * 4096),
        ("born_on", date(1, 1, 1)),
        ("born_on", date(1887, 3, 4)),
        ("born_on", date(9999, 12, 31)),
        ("answers", {}),
        ("answers", []),
        ("answers", ""),
        ("answers", False),
        ("answers", None),
        ("count", 0),
    ],
)
def test_edges_come_back(desk, name, value):
    assert _round_trip(desk, name, value) == value


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("text", "a lone \ud800 half"),
        ("text", b"bytes"),
        ("text", 3),
        ("text", ["list"]),
        ("name", "x" * 10_001),
        ("answers", {"a": "\udfff"}),
        ("answers", {"\ud800": 1}),
        ("answers", {"a": float("nan")}),
        ("answers", {"a": {1, 2}}),
        ("answers", {"a": b"x"}),
        ("born_on", "2020-01-01"),
        ("born_on", datetime(2020, 1, 1, tzinfo=UTC)),
        ("count", "3"),
        ("count", True),
        ("count", 1 << 63),
        ("count", -(1 << 63) - 1),
        ("count", 1.5),
        ("blob", "text"),
        ("name", models.F("text")),
    ],
)
def test_what_does_not_fit_is_refused_with_a_sentence_and_no_echo(desk, name, value):
    row = Sheet(organisation_id=desk.organisation_id, case_id=desk.case_id, name="Heron")
    setattr(row, name, value)
    with pytest.raises(ValidationError) as by_cleaning:
        row.full_clean()
    assert list(by_cleaning.value.message_dict) == [name]
    sentence = by_cleaning.value.message_dict[name][0]
    assert sentence.endswith(".")
    assert str(value) not in sentence
    with pytest.raises(ValidationError):
        row.save()
    assert not Sheet.objects.exists()


def test_json_that_refers_to_itself_or_is_too_deep_is_refused(desk):
    loop: list[object] = []
    loop.append(loop)
    deep: list[object] = []
    for _ in range(sys.getrecursionlimit() * 100):
        deep = [deep]
    for value in (loop, deep):
        row = Sheet(organisation_id=desk.organisation_id, case_id=desk.case_id, name="Heron", answers=value)
        with pytest.raises(ValidationError):
            row.full_clean()


def test_too_long_a_text_says_how_long_it_may_be(desk):
    row = Sheet(organisation_id=desk.organisation_id, case_id=desk.case_id, name="x" * 10_001)
    with pytest.raises(ValidationError, match="at most 10000 characters, and it has 10001"):
        row.full_clean()


@pytest.mark.parametrize("value", ["", None])
def test_a_field_that_may_not_be_blank_says_so(desk, value):
    row = Sheet(organisation_id=desk.organisation_id, case_id=desk.case_id, name=value)
    with pytest.raises(ValidationError, match="cannot be blank"):
        row.full_clean()


def test_a_sealed_value_is_not_cleaned_again(desk):
    row = Sheet.objects.get(pk=desk.sheet(name="Heron").pk)
    before = stored(row, "name")
    row.full_clean()
    row.save()
    assert stored(row, "name") == before


def test_the_same_text_saved_again_has_another_nonce(desk):
    row = desk.sheet(name="Heron")
    before = stored(row, "name")
    row.name = "Heron"
    row.save()
    after = stored(row, "name")
    assert before != after
    assert before[8:20] != after[8:20]


def test_null_stays_null_unless_it_is_hidden(desk):
    row = desk.sheet()
    assert stored(row, "text") is None
    assert row.text.is_null
    hidden, shown = stored(row, "hidden"), stored(desk.sheet(hidden="x"), "hidden")
    assert len(hidden) == len(shown)
    again = Sheet.objects.get(pk=row.pk)
    assert not again.hidden.is_null
    assert again.hidden.reveal() is None
    again.hidden = "now"
    again.save()
    again.hidden = None
    again.save()
    assert len(stored(again, "hidden")) == len(hidden)
    assert Sheet.objects.get(pk=row.pk).hidden.reveal() is None


def test_short_values_cannot_be_told_apart_by_length(desk):
    assert {len(stored(desk.sheet(name=name), "name")) for name in ("A", "Heron", "x" * 27)} == {68}


def test_the_label_is_a_constant_that_can_be_kept_through_a_renaming():
    assert Sheet._meta.get_field("name").label == "sealedapp.sheet.name"
    assert Sheet._meta.get_field("pinned").label == "old.name.of_it"


def test_a_sealed_value_goes_to_its_own_row_and_column_only(desk):
    one, two = desk.sheet(name="Heron", text="x"), desk.sheet(name="Egret")
    with pytest.raises(TypeError, match="reveal"):
        two.name = one.name
    with pytest.raises(TypeError):
        one.other_text = one.text
    one.name = one.name
    assert one.name.reveal() == "Heron"


def test_migrations_name_what_the_field_needs():
    text, _imports = MigrationWriter.serialize(
        SealedTextField(FieldClass.LEGAL, max_length=5, hide_null=True, label="a")
    )
    assert text == (
        "encryption.fields.SealedTextField("
        "encryption.classes.FieldClass['LEGAL'], hide_null=True, label='a', max_length=5)"
    )
    copied = SealedTextField(FieldClass.LEGAL, "verbose", max_length=5, blank=False, editable=True).clone()
    assert (copied.field_class, copied.max_length, copied.blank, copied.null) == (FieldClass.LEGAL, 5, False, True)
    assert SealedIntField(FieldClass.LEGAL).formfield() is None


@isolate_apps("tests.sealedapp")
def test_declarations_that_would_weaken_a_field_are_errors():
    class Wrong(SealedModel):
        organisation_id = models.UUIDField()
        case_id = models.UUIDField()
        unique = SealedTextField(FieldClass.LEGAL, unique=True)
        indexed = SealedTextField(FieldClass.LEGAL, db_index=True)
        given = SealedTextField(FieldClass.LEGAL, default="x")
        fine = SealedTextField(FieldClass.LEGAL)

        class Meta:
            app_label = "sealedapp"

    class Bare(models.Model):  # noqa: DJ008
        sealed = SealedTextField(FieldClass.LEGAL)

        class Meta:
            app_label = "sealedapp"

    found = [
        (error.obj.name, error.id) for model in (Wrong, Bare) for error in model.check() if "encryption" in error.id
    ]
    assert found == [
        ("unique", "encryption.E002"),
        ("indexed", "encryption.E002"),
        ("given", "encryption.E002"),
        ("sealed", "encryption.E001"),
    ]

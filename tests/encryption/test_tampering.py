"""Stored bytes that were changed, cut or moved: always Tampered, never text, never another error."""

from uuid import uuid4

import pytest
from django.db import connection, transaction

from encryption import frame, keys, suite
from encryption.classes import FieldClass
from encryption.errors import Shredded, Tampered
from encryption.key_tables import CaseKey
from tests.encryption.conftest import EVERYTHING, Desk, stored
from tests.sealedapp.models import Folder, Sheet

pytestmark = pytest.mark.django_db


def plant(row: object, name: str, value: object) -> object:
    """The row as loaded after somebody wrote `value` into a cell, past everything."""
    model = type(row)
    if isinstance(value, bytes):
        value = connection.Database.Binary(value)
    pk = row.pk if connection.features.has_native_uuid_field else row.pk.hex
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE {model._meta.db_table} SET {name} = %s WHERE id = %s", [value, pk])
    return model.objects.get(pk=row.pk)


def refused(row: object, name: str, value: bytes) -> None:
    """The planted bytes are refused. They are set in the row as a load does it, which `plant` shows to be the same."""
    row.__dict__[name] = value
    with pytest.raises(Tampered):
        getattr(row, name).reveal()


def test_every_single_flipped_bit_is_refused(desk: Desk):
    row = desk.sheet(name="Heron")
    good = stored(row, "name")
    with pytest.raises(Tampered):
        plant(row, "name", bytes([good[0] ^ 1]) + good[1:]).name.reveal()
    for bit in range(len(good) * 8):
        bad = bytearray(good)
        bad[bit // 8] ^= 1 << bit % 8
        refused(row, "name", bytes(bad))
    assert plant(row, "name", good).name.reveal() == "Heron"


def test_every_truncation_and_everything_appended_is_refused(desk):
    row = desk.sheet(name="Heron" * 10)
    good = stored(row, "name")
    with pytest.raises(Tampered):
        plant(row, "name", good[:-1]).name.reveal()
    for length in range(len(good)):
        refused(row, "name", good[:length])
        refused(row, "name", good[length + 1 :])
    for more in (b"\0", b"x", b"\0" * 16, good):
        refused(row, "name", good + more)
        refused(row, "name", more + good)


def test_swapped_nonce_and_tag_are_refused(desk):
    one, two = (stored(desk.sheet(name=name), "name") for name in ("Heron", "Egret"))
    row = desk.sheet(name="Kite")
    own = stored(row, "name")
    for bad in (one[:8] + own[8:20] + one[20:], own[:8] + one[8:20] + own[20:], own[:-16] + one[-16:], one, two):
        refused(row, "name", bad)


def test_swaps_between_rows_columns_cases_and_organisations_are_refused(desk):
    here = desk.sheet(text="of here", other_text="other column", name="Heron")
    same_case = desk.sheet(text="of another row")
    other_case = desk.sheet(text="of another case", case_id=desk.other_case_id)
    elsewhere = desk.sheet(text="of another organisation", organisation_id=uuid4())
    for source in (same_case, other_case, elsewhere):
        moved = plant(here, "text", stored(source, "text"))
        with pytest.raises(Tampered):
            moved.text.reveal()
    with pytest.raises(Tampered):
        plant(here, "text", stored(here, "other_text")).text.reveal()
    assert plant(here, "other_text", stored(here, "other_text")).other_text.reveal() == "other column"


def test_a_swap_between_models_and_classes_is_refused(desk):
    folder = desk.folder(alias="Heron", phone="0000")
    sheet = desk.sheet(case_id=folder.id, name="Egret", text="x")
    for row, name, source in (
        (sheet, "name", stored(folder, "alias")),
        (sheet, "text", stored(sheet, "name")),
        (folder, "phone", stored(folder, "alias")),
    ):
        with pytest.raises(Tampered):
            getattr(plant(row, name, source), name).reveal()


def test_a_row_moved_to_another_case_does_not_open(desk):
    row = desk.sheet(name="Heron")
    desk.sheet(name="Egret", case_id=desk.other_case_id)
    Sheet.objects.filter(pk=row.pk).update(case_id=desk.other_case_id)
    with pytest.raises(Tampered):
        Sheet.objects.get(pk=row.pk).name.reveal()


def test_a_row_with_a_new_id_does_not_open(desk):
    row = desk.sheet(name="Heron")
    row.pk = row.id = uuid4()
    with pytest.raises(Tampered):
        row.name.reveal()


@pytest.mark.parametrize(
    ("cipher_suite", "field_class", "generation", "version"),
    [(2, 1, 1, 1), (3, 1, 1, 1), (0, 1, 1, 1), (1, 2, 1, 1), (1, 999, 1, 1), (1, 1, 2, 1), (1, 1, 0, 1), (1, 1, 1, 0)],
)
def test_a_header_that_lies_is_refused(desk, cipher_suite, field_class, generation, version):
    row = desk.sheet(name="Heron")
    header = bytes((version, cipher_suite)) + field_class.to_bytes(2, "big") + generation.to_bytes(4, "big")
    refused(row, "name", header + stored(row, "name")[8:])


@pytest.mark.parametrize("text", ["Mallory", "x" * 200])
def test_plain_text_in_a_sealed_column_is_refused(desk, text):
    row = desk.sheet(name="Heron")
    if connection.vendor == "sqlite":
        planted = plant(row, "name", text)
        with pytest.raises(Tampered):
            planted.name.reveal()
        planted.title = "saved"
        planted.save()
        with pytest.raises(Tampered), transaction.atomic():
            planted.save(update_fields=["name"])
    with pytest.raises(Tampered):
        plant(row, "name", text.encode()).name.reveal()


def test_other_fields_are_saved_and_the_damaged_bytes_kept(desk):
    row = desk.sheet(name="Heron", text="kept")
    cell = stored(row, "name")
    bad = cell[:-1] + bytes([cell[-1] ^ 1])
    damaged = plant(row, "name", bad)
    damaged.title, damaged.text = "changed", "new"
    damaged.full_clean()
    damaged.save()
    assert stored(damaged, "name") == bad
    damaged.save(update_fields=["name", "title"])
    assert stored(damaged, "name") == bad
    assert Sheet.objects.get(pk=row.pk).text.reveal() == "new"


def test_a_frame_of_another_type_is_refused(desk):
    row = desk.sheet(name="Heron", count=3, born_on=None)
    column = Sheet._meta.get_field("count").sealed_column
    was = column.kind, column.encode
    try:
        column.kind, column.encode = frame.TEXT, lambda value: b"12345678"
        row.count = 3
        row.save()
        column.kind, column.encode = frame.INT, lambda value: b"123"
        row.answers = None
        other = desk.sheet(count=3)
    finally:
        column.kind, column.encode = was
    for each in (row, other):
        with pytest.raises(Tampered):
            each.count.reveal()


def _wraps(case_id, field_class=FieldClass.IDENTITY):
    return CaseKey.objects.filter(scope_id=case_id, field_class=field_class)


def test_wrapped_keys_swapped_between_cases_and_classes_are_refused(desk):
    row = desk.sheet(name="Heron", text="x")
    desk.sheet(name="Egret", case_id=desk.other_case_id)
    good = _wraps(desk.case_id).values("wrapped", "check_value").get()
    for source in (_wraps(desk.other_case_id), _wraps(desk.case_id, FieldClass.NARRATIVE)):
        _wraps(desk.case_id).update(**source.values("wrapped", "check_value").get())
        keys.forget_all()
        with pytest.raises(Tampered):
            row.name.reveal()
    _wraps(desk.case_id).update(**good)
    keys.forget_all()
    assert row.name.reveal() == "Heron"


def test_a_damaged_wrap_or_check_value_is_refused(desk):
    row = desk.sheet(name="Heron")
    good = _wraps(desk.case_id).values("wrapped", "check_value").get()
    wrapped, check = bytes(good["wrapped"]), bytes(good["check_value"])
    for change in (
        {"wrapped": wrapped[:-1]},
        {"wrapped": wrapped + b"x"},
        {"wrapped": b"\1" + wrapped[1:]},
        {"wrapped": b"\3" + wrapped[1:]},
        {"wrapped": wrapped[:-1] + bytes([wrapped[-1] ^ 1])},
        {"wrapped": b""},
        {"check_value": bytes(8)},
        {"check_value": b""},
        {"check_value": check[:-1]},
    ):
        _wraps(desk.case_id).update(**(good | change))
        keys.forget_all()
        with pytest.raises(Tampered):
            row.name.reveal()


@pytest.mark.parametrize("column", ["wrapped", "check_value"])
@pytest.mark.parametrize("text", ["Mallory", "00" * 61])
def test_text_in_place_of_a_wrapped_key_is_refused(desk, column, text):
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL takes no text into such a column")
    row = desk.sheet(name="Heron")
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE {CaseKey._meta.db_table} SET {column} = %s", [text])
    keys.forget_all()
    with pytest.raises(Tampered):
        row.name.reveal()


def test_a_wrap_that_claims_another_class_key_is_refused(desk):
    row = desk.sheet(name="Heron")
    _wraps(desk.case_id).update(class_version=2)
    keys.forget_all()
    with pytest.raises(Shredded):
        row.name.reveal()


def test_values_sealed_by_an_old_generation_open_beside_the_newest(desk):
    row = desk.sheet(name="Heron", text="x")
    old = Sheet.objects.get(pk=row.pk)
    parent = keys.newest_class_key(desk.organisation_id, FieldClass.IDENTITY)
    key = suite.new_key()
    aad = keys._case_wrap_aad(desk.organisation_id.bytes, desk.case_id.bytes, 1, 2, parent.version)
    CaseKey.objects.create(
        organisation_id=desk.organisation_id,
        scope_id=desk.case_id,
        field_class=1,
        generation=2,
        class_version=parent.version,
        wrapped=suite.wrap_key(parent.cipher, key, aad),
        check_value=suite.check_value(key),
    )
    keys.forget_all()
    newer = desk.sheet(name="Egret")
    assert stored(newer, "name")[4:8] == b"\0\0\0\2"
    assert (old.name.reveal(), newer.name.reveal()) == ("Heron", "Egret")
    keys.forget_all()
    assert old.name.reveal() == "Heron"
    swapped = plant(old, "name", stored(newer, "name"))
    with pytest.raises(Tampered):
        swapped.name.reveal()
    refused(old, "name", stored(row, "name")[:4] + b"\0\0\0\3" + stored(row, "name")[8:])


def test_two_cases_never_share_a_key(desk):
    rows = [desk.folder(alias="Heron") for _ in range(3)]
    assert len({bytes(wrapped) for wrapped in CaseKey.objects.values_list("wrapped", flat=True)}) == len(rows)
    assert {row.alias.reveal() for row in Folder.objects.all()} == {"Heron"}
    desk.principal.admit(uuid4(), EVERYTHING)

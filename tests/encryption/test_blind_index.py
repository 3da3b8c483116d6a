"""A value is found by its whole, and the tokens that find it tell nothing to whoever holds the table."""

import hashlib
import hmac
from collections.abc import Iterator
from uuid import UUID, uuid4

import pytest
from django.db import connection, transaction
from django.test.utils import override_settings
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from encryption import blind_index, keys
from encryption.blind_index import (
    IndexOutOfDate,
    begin_rebuild,
    finish_rebuild,
    is_same,
    rebuild_rows,
    tokens,
    tokens_to_find,
)
from encryption.classes import FieldClass
from encryption.errors import KeyNotHeld
from encryption.keys import shred_case_keys
from encryption.providers import LocalKeyProvider, MemoryKeyProvider
from encryption.registry import NotSearchable, Searchable, SearchColumn, Skew, declare_searchable, search_column
from encryption.token_tables import BlindIndex, BlindToken
from tests.encryption.conftest import Desk
from tests.sealedapp.models import Folder

pytestmark = pytest.mark.django_db
PHONE = "sealedapp.folder.phone"
PAPERS, MORE = "sealedapp.sheet.other_text", "old.name.of_it"


def found(desk: Desk, label: str, text: str) -> set[UUID]:
    """The rows that the tokens find."""
    return set(tokens_to_find(desk.organisation_id, [label], text).values_list("row_id", flat=True))


# -- declaring --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("skew", [Skew.SKEWED, Skew.FEW_VALUES])
def test_skewed_and_small_columns_get_no_tokens(skew: Skew):
    with pytest.raises(NotSearchable):
        Searchable(999, "words", expected_rows=1_000_000, skew=skew)


@pytest.mark.parametrize("rows", [0, 999, 2**41])
def test_a_column_needs_an_expected_number_of_rows(rows: int):
    with pytest.raises(NotSearchable):
        Searchable(999, "phone", expected_rows=rows, skew=Skew.NEAR_UNIQUE)


def test_rows_and_skew_must_be_given():
    with pytest.raises(TypeError):
        Searchable(999, "phone")  # type: ignore[call-arg]


def test_a_number_belongs_to_one_column():
    how = search_column(PHONE).how
    with pytest.raises(NotSearchable):
        declare_searchable(SearchColumn("other.label.of", FieldClass.CONTACT, "sealedapp.sheet", "text", how))


@pytest.mark.parametrize(("rows", "bits"), [(4_000, 13), (100_000, 18), (1_000_000, 21)])
def test_a_token_is_as_long_as_the_rows_ask_for(rows: int, bits: int):
    assert Searchable(999, "phone", expected_rows=rows, skew=Skew.NEAR_UNIQUE).bits == bits


# -- the tokens themselves --------------------------------------------------------------------------------------------


@pytest.fixture
def fixed() -> Iterator[None]:
    """Keys that are always the same, for known answers."""
    keys.use_provider(LocalKeyProvider({"index": {1: b"\x07" * 32}}))
    yield
    keys.use_provider(None)


ONE = UUID(int=1)


def by_hand(label: str, number: int, value: str, bits: int) -> str:
    """A token as the format says it, with the standard library alone: ONE, epoch 1."""

    def joined(*parts: bytes) -> bytes:
        return b"".join(len(part).to_bytes(2, "big") + part for part in parts)

    def mac(key: bytes, data: bytes) -> bytes:
        return hmac.new(key, data, hashlib.sha256).digest()

    root, name = b"\x07" * 32, label.encode()
    early = mac(root, joined(b"blind", b"value", ONE.bytes, name, value.encode()))
    key = mac(root, joined(b"blind", b"key", ONE.bytes, number.to_bytes(2, "big"), (1).to_bytes(4, "big")))
    digest = bin(int.from_bytes(mac(key, joined(b"token", name, early)), "big"))[2:].zfill(256)
    return int(digest[:bits], 2).to_bytes(-(-bits // 8), "big").hex()


def test_known_answers(fixed: None):
    """Stored tokens stay findable: a change here needs a new version of the normal forms, or it loses them."""
    assert [t.hex() for t in tokens(ONE, search_column(PHONE), 1, "0470 12 34 56")] == ["1006cb"]
    assert by_hand(PHONE, 901, "+32470123456", 21) == "1006cb"
    papers = [token.hex() for token in tokens(ONE, search_column(PAPERS), 1, "AB 123456")]
    assert papers == [by_hand(PAPERS, 902, value, 13) for value in ("AB123456", "123456")]


def test_equal_values_have_equal_tokens_however_they_are_written(fixed: None):
    column = search_column(PHONE)
    assert tokens(ONE, column, 1, "0470/12.34.56") == tokens(ONE, column, 1, "+32 (0)470 ١٢ ٣٤ ٥٦")


def test_tokens_differ_between_organisations_columns_and_epochs(fixed: None):
    """Over many values, so that chance meetings of short tokens do not count."""

    def series(organisation_id: UUID, label: str, epoch: int) -> list[bytes]:
        return [tokens(organisation_id, search_column(label), epoch, f"AB{n:06d}")[0] for n in range(200)]

    base = series(ONE, PAPERS, 1)
    for other in (series(UUID(int=2), PAPERS, 1), series(ONE, MORE, 1), series(ONE, PAPERS, 2)):
        meetings = sum(a == b for a, b in zip(base, other, strict=True))
        assert meetings <= 3, "200 tokens of 13 bits meet 0.02 times by chance"


def test_tokens_need_the_index_key(fixed: None):
    """Without it nobody can try values against the table."""
    with_it = tokens(ONE, search_column(PHONE), 1, "0470123456")
    keys.use_provider(LocalKeyProvider({"index": {1: b"\x08" * 32}}))
    assert tokens(ONE, search_column(PHONE), 1, "0470123456") != with_it
    keys.use_provider(LocalKeyProvider({}))
    with pytest.raises(KeyNotHeld):
        tokens(ONE, search_column(PHONE), 1, "0470123456")


def test_a_token_is_short_so_that_many_values_share_it(fixed: None):
    """Whoever holds table and key finds a crowd, not a number."""
    column = search_column(PAPERS)
    values: dict[bytes, int] = {}
    for number in range(12_000):
        token = tokens(ONE, column, 1, f"AB{number:06d}")[0]
        values[token] = values.get(token, 0) + 1
    assert len(next(iter(values))) == 2
    assert len(values) <= 2**13
    assert max(values.values()) > 1


def test_no_token_holds_the_value(desk: Desk):
    desk.folder(phone="+32 470 12 34 56")
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM encryption_blindtoken")
        stored = repr(cursor.fetchall())
    assert "470123456" not in stored and b"470123456".hex() not in stored
    token = BlindToken.objects.get()
    assert len(bytes(token.token)) == 3 and bytes(token.token)[0] < 32, "21 bits"


# -- written with the value -------------------------------------------------------------------------------------------


def test_a_saved_value_is_found(desk: Desk):
    row = desk.folder(phone="0470 12 34 56")
    desk.folder(phone="0470 99 99 99")
    assert found(desk, PHONE, "+32470123456") == {row.pk}
    assert BlindToken.objects.get(row_id=row.pk).scope_id == row.pk


def test_of_another_organisation_nothing_is_found(desk: Desk):
    desk.folder(phone="0470 12 34 56")
    assert not tokens_to_find(uuid4(), [PHONE], "0470123456").exists()


def test_a_changed_value_is_found_by_its_new_form_only(desk: Desk):
    row = desk.folder(phone="0470 12 34 56")
    row.phone = "0470 65 43 21"
    row.save()
    assert found(desk, PHONE, "0470123456") == set()
    assert found(desk, PHONE, "0470654321") == {row.pk}


@pytest.mark.parametrize("how", ["save", "update", "no number", "delete", "delete rows", "shred"])
def test_a_value_that_is_gone_is_not_found(desk: Desk, how: str):
    row = desk.folder(phone="0470 12 34 56")
    if how == "save":
        row.phone = None
        row.save(update_fields=["phone"])
    elif how == "update":
        Folder.objects.filter(pk=row.pk).update(phone=None)
    elif how == "no number":
        row.phone = "none"
        row.save()
    elif how == "delete":
        row.delete()
    elif how == "delete rows":
        Folder.objects.filter(pk=row.pk).delete()
    else:
        shred_case_keys(row.pk)
    assert not BlindToken.objects.exists()


def test_shredding_one_class_leaves_the_tokens_of_others(desk: Desk):
    row = desk.folder(phone="0470 12 34 56")
    shred_case_keys(row.pk, [FieldClass.HEALTH])
    assert found(desk, PHONE, "0470123456") == {row.pk}
    shred_case_keys(row.pk, [FieldClass.CONTACT])
    assert not BlindToken.objects.exists()


def test_a_plain_save_writes_no_token(desk: Desk, django_assert_num_queries):
    row = Folder.objects.get(pk=desk.folder(phone="0470 12 34 56").pk)
    row.number = 7
    with django_assert_num_queries(1):
        row.save()
    assert BlindToken.objects.count() == 1


def test_rows_in_bulk_have_tokens(desk: Desk, django_assert_max_num_queries):
    rows = [Folder(organisation_id=desk.organisation_id, phone=f"0470 00 00 {n:02d}") for n in range(20)]
    for row in rows:
        desk.principal.admit(row.pk, desk.principal.clearance_for(desk.case_id))
    keys.create_case_keys(desk.organisation_id, [row.pk for row in rows], [FieldClass.CONTACT])
    with django_assert_max_num_queries(7):
        Folder.objects.bulk_create(rows)
    assert found(desk, PHONE, "0470000007") == {rows[7].pk}
    rows[7].phone = "0470 11 11 11"
    Folder.objects.bulk_update([rows[7]], ["phone"])
    assert found(desk, PHONE, "0470000007") == set()
    assert found(desk, PHONE, "0470111111") == {rows[7].pk}


def test_value_and_token_are_written_together_or_not_at_all(desk: Desk):
    try:
        with transaction.atomic():
            desk.folder(phone="0470 12 34 56")
            raise RuntimeError
    except RuntimeError:
        pass
    assert not BlindToken.objects.exists() and not Folder.objects.exists()


def test_two_rows_may_have_one_token(desk: Desk):
    """That a token is taken would tell that a value is known."""
    one, other = desk.folder(phone="0470 12 34 56"), desk.folder(phone="0470 12 34 56")
    assert found(desk, PHONE, "0470123456") == {one.pk, other.pk}


def test_every_number_of_a_sentence_is_found(desk: Desk):
    sheet = desk.sheet(other_text="Passport AB123456 held by the consulate, card 77-888-999.")
    assert found(desk, PAPERS, "ab 123456") >= {sheet.pk}
    assert found(desk, PAPERS, "77888999") >= {sheet.pk}


def test_a_candidate_is_compared_in_its_normal_form():
    assert is_same(PHONE, "0470 12 34 56", "+32470123456")
    assert not is_same(PHONE, "0470 12 34 56", "0470 12 34 57")
    assert not is_same(PHONE, "none", "none")


def test_a_process_without_the_index_key_saves_nothing(desk: Desk, provider: MemoryKeyProvider):
    """It would store a value that nobody finds."""
    row = desk.folder()
    keys.use_provider(provider.without("index"))
    row.phone = "0470 12 34 56"
    with pytest.raises(KeyNotHeld, match="index"):
        row.save()
    keys.use_provider(provider)
    assert Folder.objects.get(pk=row.pk).phone.is_null
    assert not BlindToken.objects.exists()


def test_a_pickled_row_carries_no_plain_number(desk: Desk):
    row = Folder(organisation_id=desk.organisation_id)
    row.phone = "0470 12 34 56"
    assert "470" not in repr(row.__dict__)
    desk.principal.admit(row.pk, desk.principal.clearance_for(desk.case_id))
    row.save()
    assert not blind_index.has_noted(row)


@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(national=st.integers(min_value=10**7, max_value=10**9 - 1), dots=st.booleans())
def test_whatever_is_stored_is_found(desk: Desk, national: int, dots: bool):
    typed = ".".join(f"0{national}") if dots else f"0{national}"
    row = desk.folder(phone=typed)
    assert row.pk in found(desk, PHONE, f"+32{national}")


# -- another recipe, and making tokens anew ---------------------------------------------------------------------------


def test_another_recipe_is_an_error_and_no_empty_answer(desk: Desk):
    desk.folder(phone="0470 12 34 56")
    with override_settings(PHONE_COUNTRY_CODE="33"), pytest.raises(IndexOutOfDate):
        found(desk, PHONE, "0470123456")


def rebuild(desk: Desk, size: int = 2) -> int:
    """As the command does it; how many batches."""
    state = begin_rebuild(desk.organisation_id)
    batches = 0
    while state is not None:
        rows = Folder.objects.filter(organisation_id=desk.organisation_id).order_by("pk")
        if state.place_row:
            rows = rows.filter(pk__gt=state.place_row)
        batch = [(row, row.phone.reveal()) for row in rows[:size]]
        batches += 1
        if rebuild_rows(state, search_column(PHONE), lambda batch=batch: batch) < size:
            finish_rebuild(state)
            return batches
        state = begin_rebuild(desk.organisation_id)
    return batches


def test_tokens_are_made_anew_and_the_old_ones_go(desk: Desk):
    rows = [desk.folder(phone=f"0470 00 00 {n:02d}") for n in range(5)]
    with override_settings(PHONE_COUNTRY_CODE="33"):
        # Each batch begins where the one before stopped.
        assert rebuild(desk) == 3
        assert found(desk, PHONE, "+33470000003") == {rows[3].pk}
        assert set(BlindToken.objects.values_list("epoch", flat=True)) == {2}
        assert begin_rebuild(desk.organisation_id) is None


def test_what_is_saved_meanwhile_has_tokens_of_both(desk: Desk):
    desk.folder(phone="0470 00 00 01")
    assert begin_rebuild(desk.organisation_id, anew=True) is not None
    late = desk.folder(phone="0470 00 00 02")
    assert set(BlindToken.objects.filter(row_id=late.pk).values_list("epoch", flat=True)) == {1, 2}
    assert found(desk, PHONE, "0470000002") == {late.pk}
    state = BlindIndex.objects.get(pk=desk.organisation_id)
    finish_rebuild(state)
    assert found(desk, PHONE, "0470000002") == {late.pk}


def test_a_recipe_that_changes_during_a_rebuild_begins_it_again(desk: Desk):
    desk.folder(phone="0470 00 00 01")
    with override_settings(PHONE_COUNTRY_CODE="33"):
        first = begin_rebuild(desk.organisation_id)
    with override_settings(PHONE_COUNTRY_CODE="49"):
        second = begin_rebuild(desk.organisation_id)
    assert first is not None and second is not None
    assert (first.building, second.building) == (2, 3)


def test_nobody_is_shown_tokens():
    assert not BlindToken.objects.visible_to(None).exists() and not BlindIndex.objects.visible_to(None).exists()

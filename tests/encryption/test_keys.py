"""The ring: one query a page, keys made once whoever comes first, nothing kept that was rolled back."""

import threading
from uuid import uuid4

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from encryption import keys
from encryption.classes import FieldClass
from encryption.errors import KeyNotHeld, KeyUnavailable, Shredded
from encryption.key_tables import CaseKey, ClassKey
from encryption.providers import LocalKeyProvider, MemoryKeyProvider
from tests.encryption.conftest import EVERYTHING, Desk, stored
from tests.sealedapp.models import Folder, Sheet

IDENTITY, PROFILE = FieldClass.IDENTITY, FieldClass.PROFILE


@pytest.fixture
def page(db, desk: Desk) -> list[Folder]:
    """Fifty cases with keys of several classes."""
    for number in range(50):
        desk.folder(number=number, alias=f"Heron {number}", phone="0000", profile={"n": number})
    return list(Folder.objects.order_by("number"))


def _key_queries(queries: CaptureQueriesContext) -> int:
    return sum("encryption_" in query["sql"] for query in queries)


@pytest.mark.parametrize("classes", [None, [IDENTITY]])
def test_a_page_of_cold_keys_takes_one_query(page, desk, classes):
    keys.forget_data_keys()
    with CaptureQueriesContext(connection) as queries:
        keys.preload([(row.organisation_id, row.id) for row in page], classes)
        assert [row.alias.reveal() for row in page] == [f"Heron {n}" for n in range(50)]
    assert len(queries) == 1


def test_a_warm_page_takes_none(page):
    places = [(row.organisation_id, row.id) for row in page]
    keys.forget_data_keys()
    keys.preload(places)
    with CaptureQueriesContext(connection) as queries:
        keys.preload(places)
        keys.preload(places, [IDENTITY, PROFILE])
        assert page[7].profile.reveal() == {"n": 7}
    assert len(queries) == 0


def test_one_cold_case_with_many_classes_takes_one_query(page):
    keys.forget_data_keys()
    with CaptureQueriesContext(connection) as queries:
        page[0].alias.reveal(), page[0].phone.reveal(), page[0].profile.reveal()
    assert len(queries) == 1


def test_class_keys_of_an_organisation_take_one_query(page):
    keys.forget_all()
    keys.preload([(row.organisation_id, row.id) for row in page])
    with CaptureQueriesContext(connection) as queries:
        page[0].alias.reveal(), page[0].phone.reveal(), page[0].profile.reveal()
    assert len(queries) == 1


def test_the_cache_is_bounded_and_short_lived(page, monkeypatch):
    assert (keys._data_keys.limit, keys._data_keys.life) == (5000, 300)
    monkeypatch.setattr(keys._data_keys, "limit", 10)
    keys.forget_data_keys()
    keys.preload([(row.organisation_id, row.id) for row in page])
    assert len(keys._data_keys.entries) == 10
    assert [row.alias.reveal() for row in page] == [f"Heron {n}" for n in range(50)]
    assert len(keys._data_keys.entries) <= 10
    for key in keys._data_keys.entries.values():
        key.until = 0
    with CaptureQueriesContext(connection) as queries:
        page[0].alias.reveal()
    assert _key_queries(queries) == 1


@pytest.mark.django_db
def test_bulk_creation_makes_what_is_missing_and_keeps_what_is_there(desk):
    row = desk.folder(alias="Heron")
    others = [uuid4() for _ in range(20)]
    with CaptureQueriesContext(connection) as queries:
        keys.create_case_keys(desk.organisation_id, [row.id, *others, *others], [IDENTITY, PROFILE])
    # One that finds a key there already, and one that fetches it.
    assert sum("encryption_casekey" in q["sql"] for q in queries) == 2
    assert CaseKey.objects.count() == 42
    with CaptureQueriesContext(connection) as queries:
        keys.create_case_keys(desk.organisation_id, [uuid4() for _ in range(20)], [IDENTITY, PROFILE])
    assert len(queries) == 1
    CaseKey.objects.exclude(scope_id__in=[row.id, *others]).delete()
    keys.forget_all()
    assert Folder.objects.get().alias.reveal() == "Heron"
    keys.create_case_keys(desk.organisation_id, [], [IDENTITY])
    keys.create_case_keys(desk.organisation_id, others, [])
    assert CaseKey.objects.count() == 42


@pytest.mark.django_db
def test_many_cases_at_once(desk):
    keys.create_case_keys(desk.organisation_id, [uuid4() for _ in range(600)], [IDENTITY, PROFILE])
    assert CaseKey.objects.count() == 1200
    assert ClassKey.objects.count() == 2


@pytest.mark.django_db
def test_a_key_made_by_another_process_meanwhile_is_used(desk):
    """Both looked, neither found, both insert: the database lets one win, and the loser takes the winner's key."""
    row = desk.folder(alias="Heron")
    keys.forget_all()
    keys._create_class_key(desk.organisation_id, IDENTITY)
    parent = keys.newest_class_key(desk.organisation_id, IDENTITY)
    keys._create_some(desk.organisation_id, [row.id], {IDENTITY: parent})
    row.alias = "Egret"
    row.save()
    keys.forget_all()
    assert Folder.objects.get().alias.reveal() == "Egret"
    assert ClassKey.objects.filter(field_class=IDENTITY).count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_writers_of_a_new_case_agree_on_its_key(provider):
    desk = Desk()
    start = threading.Barrier(2)
    errors: list[Exception] = []

    def write(number: int) -> None:
        try:
            start.wait(5)
            keys.create_case_keys(desk.organisation_id, [desk.case_id], [IDENTITY, PROFILE])
        except Exception as error:
            errors.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=write, args=(n,)) for n in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    assert (ClassKey.objects.count(), CaseKey.objects.count()) == (2, 2)
    keys.preload([(desk.organisation_id, desk.case_id)])


@pytest.mark.django_db(transaction=True)
def test_a_key_that_was_rolled_back_does_not_stay(desk):
    class Undo(Exception):
        pass

    row = Folder(organisation_id=desk.organisation_id)
    desk.principal.admit(row.id, EVERYTHING)
    with pytest.raises(Undo), transaction.atomic():
        row.alias = "Heron"
        row.save()
        assert row.alias.reveal() == "Heron"
        raise Undo
    assert not CaseKey.objects.exists()
    assert not ClassKey.objects.exists()
    again = Folder(id=row.id, organisation_id=desk.organisation_id, alias="Egret")
    again.save()
    keys.forget_all()
    assert Folder.objects.get().alias.reveal() == "Egret"


@pytest.mark.django_db(transaction=True)
def test_a_key_rolled_back_with_a_savepoint_does_not_stay(desk):
    class Undo(Exception):
        pass

    first, second = desk.sheet(name="Heron"), None
    place = {"organisation_id": desk.organisation_id, "case_id": desk.case_id}
    with transaction.atomic():
        first.count = 1
        first.save()
        with pytest.raises(Undo), transaction.atomic():
            first.blob = b"1"
            first.save()
            keys.forget_data_keys()
            assert first.blob.reveal() == b"1"
            raise Undo
        second = Sheet(name="Egret", blob=b"2", **place)
        second.save()
        assert second.blob.reveal() == b"2"
    keys.forget_all()
    assert Sheet.objects.get(pk=second.pk).blob.reveal() == b"2"
    assert Sheet.objects.get(pk=first.pk).count.reveal() == 1


@pytest.mark.django_db(transaction=True)
def test_a_committed_key_is_kept(desk):
    with transaction.atomic(), transaction.atomic():
        row = desk.folder(alias="Heron")
    with CaptureQueriesContext(connection) as queries:
        assert row.alias.reveal() == "Heron"
    assert len(queries) == 0


@pytest.mark.django_db
def test_a_missing_key_is_shredded_and_a_new_one_opens_nothing_old(desk):
    row = desk.sheet(name="Heron")
    CaseKey.objects.all().delete()
    keys.forget_all()
    with pytest.raises(Shredded):
        row.name.reveal()


@pytest.mark.django_db
def test_missing_class_keys_are_shredded(desk):
    row = desk.sheet(name="Heron")
    ClassKey.objects.all().delete()
    keys.forget_all()
    with pytest.raises(Shredded):
        row.name.reveal()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("table", ["encryption_casekey", "encryption_classkey"])
def test_missing_key_tables_are_shredded(desk, table):
    row = desk.sheet(name="Heron")
    with connection.cursor() as cursor:
        cursor.execute(f"ALTER TABLE {table} RENAME TO away")
    try:
        keys.forget_all()
        with pytest.raises(Shredded):
            row.name.reveal()
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f"ALTER TABLE away RENAME TO {table}")
    assert row.name.reveal() == "Heron"


@pytest.mark.django_db
def test_shredding_erases_one_case_or_one_class_and_refuses_writing(desk):
    here, there = desk.sheet(name="Heron", count=1), desk.sheet(name="Egret", case_id=desk.other_case_id)
    assert keys.shred_case_keys(desk.case_id, [PROFILE]) == 1
    assert here.name.reveal() == "Heron"
    with pytest.raises(Shredded):
        here.count.reveal()
    here.count = 2
    with pytest.raises(Shredded):
        here.save()
    keys.shred_case_keys(desk.case_id)
    with pytest.raises(Shredded):
        here.name.reveal()
    assert there.name.reveal() == "Egret"
    assert {
        bytes(blob) for blob in CaseKey.objects.filter(scope_id=desk.case_id).values_list("wrapped", flat=True)
    } == {b""}
    keys.forget_all()
    with pytest.raises(Shredded):
        Sheet.objects.get(pk=here.pk).name.reveal()


@pytest.mark.django_db
def test_another_root_key_file_is_told_from_a_damaged_value(desk, provider):
    row = desk.sheet(name="Heron")
    keys.use_provider(MemoryKeyProvider())
    with pytest.raises(KeyUnavailable, match="identity.key"):
        row.name.reveal()
    keys.use_provider(LocalKeyProvider({"identity": {2: provider.keys["identity"][1]}}))
    with pytest.raises(KeyUnavailable, match="no version 1"):
        row.name.reveal()


@pytest.mark.django_db
def test_one_class_key_that_does_not_open_does_not_hide_the_others(desk, provider):
    row = desk.sheet(name="Heron", count=1)
    ClassKey.objects.filter(field_class=PROFILE).update(check_value=bytes(8))
    keys.forget_all()
    assert row.name.reveal() == "Heron"
    with pytest.raises(KeyUnavailable):
        row.count.reveal()


@pytest.mark.django_db
def test_a_key_that_is_not_held_costs_no_query(desk, provider):
    row = desk.sheet(name="Heron")
    keys.use_provider(provider.without("identity"))
    with CaptureQueriesContext(connection) as queries:
        with pytest.raises(KeyNotHeld):
            row.name.reveal()
        with pytest.raises(KeyNotHeld):
            keys.create_case_keys(desk.organisation_id, [desk.case_id], [IDENTITY])
        keys.preload([(desk.organisation_id, desk.case_id)], [IDENTITY])
    assert len(queries) == 0


@pytest.mark.django_db
def test_the_database_holds_no_key_in_the_clear(desk, provider):
    row = desk.sheet(name="Heron")
    seen = [bytes(w) for model in (CaseKey, ClassKey) for w in model.objects.values_list("wrapped", flat=True)]
    roots = [key[1] for key in provider.keys.values()]
    assert seen
    assert not [root for root in roots if any(root in blob for blob in [*seen, stored(row, "name")])]


def test_keys_are_shown_to_nobody(db, desk):
    desk.sheet(name="Heron")
    for model in (CaseKey, ClassKey):
        assert model.objects.exists()
        assert not model.objects.visible_to(object()).exists()
        assert "wrapped" not in str(model.objects.first())

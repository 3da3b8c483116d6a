"""Every way in which Django loads and writes a row: only what was assigned is sealed, the rest goes back as it was."""

import copy
import pickle
from uuid import uuid4

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, models, transaction
from django.db.migrations.state import ModelState, ProjectState
from django.db.models import Count, Exists, F, Max, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.db.models.signals import post_init
from django.test.utils import CaptureQueriesContext

from encryption import keys
from encryption.classes import FieldClass
from encryption.errors import ClearanceError, Shredded, Tampered
from encryption.key_tables import CaseKey
from encryption.principal import ALL, Clearance, Principal, acting_as
from tests.encryption.conftest import Desk, stored
from tests.sealedapp.models import Folder, Sheet

pytestmark = pytest.mark.django_db


@pytest.fixture
def row(desk: Desk) -> Sheet:
    return Sheet.objects.get(pk=desk.sheet(name="Heron", text="long", count=3, blob=b"b").pk)


def _cells(row: Sheet) -> dict[str, bytes | None]:
    return {name: stored(row, name) for name in ("name", "text", "count", "blob", "born_on", "hidden")}


def _updated(queries: CaptureQueriesContext) -> list[str]:
    return [query["sql"] for query in queries if query["sql"].startswith("UPDATE")]


def test_saving_writes_only_the_cells_that_were_assigned(row):
    before = _cells(row)
    row.title, row.text = "changed", "new"
    with CaptureQueriesContext(connection) as queries:
        row.save()
    (update,) = _updated(queries)
    assert '"text" =' in update
    assert '"name" =' not in update
    after = _cells(row)
    assert {name for name in before if before[name] != after[name]} == {"text"}
    assert Sheet.objects.get(pk=row.pk).text.reveal() == "new"


def test_an_unread_row_is_written_back_byte_for_byte(row):
    before = _cells(row)
    row.save()
    row.save(force_update=True)
    row.save(update_fields=["name", "text", "hidden"])
    Sheet.objects.bulk_update([row], ["name", "count"])
    assert _cells(row) == before


def test_update_fields_writes_what_it_names(row):
    row.name, row.text = "Egret", "new"
    row.save(update_fields=["text"])
    again = Sheet.objects.get(pk=row.pk)
    assert (again.name.reveal(), again.text.reveal()) == ("Heron", "new")
    row.save()
    assert Sheet.objects.get(pk=row.pk).name.reveal() == "Egret"


def test_null_assigned_to_a_loaded_cell_is_written_by_who_may(desk, row):
    row.text = None
    assert row.text.is_null
    assert row.text.reveal() is None
    principal = Principal("reader", None)
    principal.admit(row.case_id, Clearance(dict.fromkeys(FieldClass, ALL)))
    with acting_as(principal):
        for write in (row.save, lambda: Sheet.objects.bulk_update([row], ["text"])):
            with pytest.raises(ClearanceError), transaction.atomic():
                write()
    assert stored(row, "text") is not None
    row.full_clean()
    row.save()
    assert stored(row, "text") is None
    assert pickle.loads(pickle.dumps(row)).text.is_null
    row.text = "again"
    row.save()
    assert Sheet.objects.get(pk=row.pk).text.reveal() == "again"


def test_what_was_assigned_is_written_again_after_a_failed_save(row):
    row.text = "new"
    row.title = "x" * 41 if connection.vendor == "postgresql" else None
    with pytest.raises(DatabaseError):
        _save_in_savepoint(row)
    row.title = "short"
    row.save()
    assert Sheet.objects.get(pk=row.pk).text.reveal() == "new"


def _save_in_savepoint(row: Sheet) -> None:
    with transaction.atomic():
        row.save()


def test_deferred_cells_are_fetched_when_named(row):
    for loaded in (Sheet.objects.defer("name").get(pk=row.pk), Sheet.objects.only("title").get(pk=row.pk)):
        assert "name" not in loaded.__dict__
        assert loaded.name.reveal() == "Heron"
    loaded = Sheet.objects.only("title").get(pk=row.pk)
    before = _cells(row)
    loaded.title = "changed"
    loaded.save()
    loaded.save(update_fields=["text", "title"])
    assert _cells(row) == before
    assert Sheet.objects.get(pk=row.pk).title == "changed"


def test_refresh_takes_what_the_database_holds(row):
    other = Sheet.objects.get(pk=row.pk)
    other.name = "Egret"
    other.save()
    row.name = "never saved"
    row.refresh_from_db()
    assert row.name.reveal() == "Egret"
    row.text = "never saved"
    row.refresh_from_db(fields=["text"])
    assert row.text.reveal() == "long"
    row.save()
    assert Sheet.objects.get(pk=row.pk).name.reveal() == "Egret"


def test_bulk_create_and_bulk_update_seal(desk):
    made = Sheet.objects.bulk_create(
        [
            Sheet(organisation_id=desk.organisation_id, case_id=desk.case_id, name=f"Heron {n}", count=n)
            for n in range(5)
        ]
    )
    assert sorted(sheet.name.reveal() for sheet in made) == [f"Heron {n}" for n in range(5)]
    loaded = list(Sheet.objects.all())
    for sheet in loaded:
        sheet.name = "Egret"
        sheet.title = "new"
    Sheet.objects.bulk_update(loaded, ["name", "title"])
    again = list(Sheet.objects.all())
    assert {sheet.name.reveal() for sheet in again} == {"Egret"}
    assert sorted(sheet.count.reveal() for sheet in again) == list(range(5))
    assert {sheet.name.reveal() for sheet in loaded} == {"Egret"}


def test_get_or_create_and_update_or_create_seal(desk):
    place = {"organisation_id": desk.organisation_id, "case_id": desk.case_id}
    row, made = Sheet.objects.get_or_create(title="one", **place, defaults={"name": "Heron"})
    assert made
    again, made = Sheet.objects.update_or_create(title="one", **place, defaults={"name": "Egret"})
    assert not made
    assert again.pk == row.pk
    assert Sheet.objects.get().name.reveal() == "Egret"


def test_raw_queries_and_iterators_load_the_same(row):
    for loaded in (
        Sheet.objects.raw("SELECT * FROM sealedapp_sheet")[0],
        next(Sheet.objects.iterator()),
        Sheet.objects.raw("SELECT id, organisation_id, case_id, name FROM sealedapp_sheet")[0],
    ):
        assert loaded.name.reveal() == "Heron"
        assert loaded == row


def test_every_way_to_load_rows_opens_and_every_way_past_them_gives_ciphertext(row):
    """PostgreSQL hands cells over in another form for rows of models; nobody but the field sees that."""
    everything = Sheet.objects.all()
    inner = everything.filter(pk=OuterRef("pk"))
    for loaded in (
        everything.get(),
        everything.distinct().get(),
        everything.order_by("name").distinct()[0],
        everything.union(everything.filter(title="none"))[0],
        everything.union(everything, all=True).order_by("title")[0],
        everything.only("name").get(),
        everything.defer("name").get(),
        everything.annotate(n=Count("name")).get(),
        everything.annotate(other=F("text")).get(),
        everything.annotate(other=Coalesce("text", "name")).get(),
        everything.annotate(other=Subquery(inner.values("name")[:1])).get(),
        everything.annotate(there=Exists(inner.filter(name__isnull=False))).get(),
        everything.filter(pk__in=everything.filter(name__isnull=False)).get(),
        everything.filter(name__isnull=False)[:5][0],
        everything.in_bulk()[row.pk],
        next(everything.iterator()),
        pickle.loads(pickle.dumps(everything.get())),
        pickle.loads(pickle.dumps(everything))[0],
        copy.deepcopy(everything.get()),
    ):
        assert loaded.name.reveal() == "Heron"
        assert loaded.name.ciphertext == _cells(row)["name"]
    partly = everything.only("title").get()
    partly.refresh_from_db(fields=["name"])
    assert partly.name.reveal() == "Heron"
    for past in (
        everything.values_list("name", flat=True)[0],
        everything.distinct().values("name")[0]["name"],
        everything.union(everything).values_list("name", flat=True)[0],
        everything.annotate(copied=F("name")).get().copied,
        everything.annotate(copied=Subquery(inner.values("name")[:1])).get().copied,
        everything.aggregate(copied=Max("title")) and everything.values_list(Coalesce("name", "text"), flat=True)[0],
    ):
        assert bytes(past) == _cells(row)["name"]
    assert everything.distinct().count() == everything.aggregate(n=Count("name", distinct=True))["n"] == 1


def test_loaded_cells_are_written_back_byte_for_byte(row):
    before = _cells(row)
    for loaded in (Sheet.objects.get(), pickle.loads(pickle.dumps(Sheet.objects.get()))):
        loaded.save(update_fields=["name", "text", "title"])
        Sheet.objects.bulk_update([loaded], ["name", "text"])
        assert _cells(row) == before


def test_rows_are_loaded_alike_when_somebody_listens(row):
    def listen(**_signal: object) -> None:
        heard.append(1)

    heard: list[int] = []
    before = _cells(row)
    post_init.connect(listen, sender=Sheet)
    try:
        loaded = Sheet.objects.get(pk=row.pk)
        partly = Sheet.objects.defer("text").get(pk=row.pk)
    finally:
        post_init.disconnect(listen, sender=Sheet)
    assert len(heard) == 2
    assert (loaded.name.reveal(), partly.blob.reveal(), partly.text.reveal()) == ("Heron", b"b", "long")
    loaded.save()
    assert _cells(row) == before


def test_a_model_of_a_migration_writes_cells_back_as_they_are(row):
    state = ProjectState()
    state.add_model(ModelState.from_model(Sheet))
    old = state.apps.get_model("sealedapp", "Sheet")
    before = _cells(row)
    loaded = old.objects.get(pk=row.pk)
    loaded.title = "moved"
    loaded.save()
    assert _cells(row) == before
    assert Sheet.objects.get(pk=row.pk).title == "moved"


def test_a_row_that_is_gone_is_not_made_again(row):
    Sheet.objects.all().delete()
    with pytest.raises(DatabaseError):
        _save_in_savepoint(row)
    assert not Sheet.objects.exists()


def test_a_row_that_is_its_own_case(desk):
    folder = desk.folder(alias="Heron", profile={"a": 1})
    loaded = Folder.objects.get(pk=folder.pk)
    assert (loaded.alias.reveal(), loaded.profile.reveal()) == ("Heron", {"a": 1})


def test_a_new_case_looks_for_no_key_before_it_makes_them(desk):
    desk.folder(alias="first", phone="0", profile={})
    with CaptureQueriesContext(connection) as queries:
        desk.folder(alias="Heron", phone="0000", profile={"a": 1})
    touched = [q["sql"].split("encryption_casekey")[0] for q in queries if "encryption_casekey" in q["sql"]]
    assert len(touched) == 1
    assert touched[0].startswith("INSERT")


def test_a_sheet_of_a_warm_case_writes_with_one_query(desk):
    desk.sheet(name="Heron", text="x", hidden="x", count=1)
    with CaptureQueriesContext(connection) as queries:
        Sheet(
            organisation_id=desk.organisation_id, case_id=desk.case_id, name="Egret", text="y", hidden=None, count=2
        ).save()
    assert len(queries) == 1


def test_a_cell_whose_key_was_rolled_back_is_not_written_again(desk):
    row = Sheet(organisation_id=desk.organisation_id, case_id=uuid4(), name="Heron")
    desk.principal.admit(row.case_id, desk.principal.clearance_for(desk.case_id))
    row.save()
    Sheet.objects.all().delete()
    CaseKey.objects.filter(scope_id=row.case_id).delete()
    keys.forget_all()
    row._state.adding = True
    with pytest.raises(Shredded):
        _save_in_savepoint(row)
    assert not Sheet.objects.exists()


def test_changed_ids_are_noticed(desk, row):
    assert row.name.reveal() == "Heron"
    row.case_id = desk.other_case_id
    with pytest.raises((Tampered, Shredded)):
        row.name.reveal()


def test_nobody_writes_without_a_principal(desk):
    row = Sheet(organisation_id=desk.organisation_id, case_id=desk.case_id, name="Heron")
    with acting_as(Principal("x", None)):
        for write in (row.save, lambda: Sheet.objects.bulk_create([row])):
            with pytest.raises(ClearanceError, match="scope"), transaction.atomic():
                write()
    assert not Sheet.objects.exists()
    assert not CaseKey.objects.exists()


def test_every_sealed_model_has_an_id_made_in_python():
    for model in apps.get_models():
        if hasattr(model, "sealed_scope"):
            assert model._meta.pk.name == "id"
            assert isinstance(model._meta.pk, models.UUIDField)
            assert model._meta.pk.has_default()

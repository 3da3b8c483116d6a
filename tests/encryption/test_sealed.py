"""The clearance boundary: who is refused, in which order, and that every try is told."""

import threading
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.template import Context, Template
from django.test.utils import CaptureQueriesContext

from encryption import keys, sealed, sink
from encryption.classes import FieldClass
from encryption.errors import (
    ClearanceError,
    EncryptionError,
    KeyNotHeld,
    NoSink,
    NotSealedYet,
    Shredded,
    Tampered,
)
from encryption.principal import ALL, Clearance, Principal, acting_as
from encryption.sealed import MASK
from encryption.sink import RevealEvent
from tests.encryption.conftest import EVERYTHING, Desk
from tests.sealedapp.models import Sheet

pytestmark = pytest.mark.django_db
LABEL = "sealedapp.sheet.name"


@pytest.fixture
def sheet(desk: Desk) -> Sheet:
    """A row as the next request loads it."""
    return Sheet.objects.get(pk=desk.sheet(name="Heron").pk)


def _acting(sheet: Sheet, clearance: Clearance, **options: object) -> acting_as:
    principal = Principal("other", uuid4(), **options)
    principal.admit(sheet.case_id, clearance)
    return acting_as(principal)


def test_a_cleared_reader_gets_the_value_and_the_sink_is_told_first(desk, sheet, told):
    value = sheet.name.reveal("to greet her")
    assert value == "Heron"
    assert told == [
        RevealEvent(
            "worker", desk.organisation_id, desk.case_id, sheet.pk, LABEL, FieldClass.IDENTITY, "to greet her", "ok"
        )
    ]
    assert isinstance(told[0], RevealEvent)


def test_without_a_purpose_the_principals_own_is_told(sheet, told):
    sheet.name.reveal()
    assert told[0].purpose == "test"


def test_what_the_sink_raises_stops_the_reveal(sheet):
    def full(_event: RevealEvent) -> None:
        raise OSError("disk full")

    sink.register_sink(full)
    with pytest.raises(OSError, match="disk full"):
        sheet.name.reveal()


def test_without_a_sink_nothing_is_revealed(sheet):
    sink.register_sink(None)
    with pytest.raises(NoSink):
        sheet.name.reveal()


def test_a_sink_without_an_open_scope_reveals_nothing(sheet):
    def closed(_event: RevealEvent) -> None:
        raise NoSink("no scope")

    sink.register_sink(closed)
    with pytest.raises(NoSink):
        sheet.name.reveal()
    with acting_as(Principal("x", None)), pytest.raises(ClearanceError):
        sheet.name.reveal()


def test_nobody_is_refused_and_it_is_told(desk, told):
    row = desk.sheet()

    def bare() -> None:
        try:
            row.name.reveal()
        except ClearanceError as error:
            seen.append(error)

    seen: list[ClearanceError] = []
    thread = threading.Thread(target=bare)
    thread.start()
    thread.join()
    assert len(seen) == 1
    assert (told[0].actor_id, told[0].outcome) == (None, "refused")


REFUSALS = {
    "no class": Clearance({FieldClass.HEALTH: ALL}),
    "another label of the class": Clearance({FieldClass.IDENTITY: frozenset({"sealedapp.sheet.born_on"})}),
    "write only": Clearance(writes={FieldClass.IDENTITY: ALL}),
    "nothing": Clearance.nothing(),
}


@pytest.mark.parametrize("why", REFUSALS)
def test_whoever_is_not_cleared_is_refused_and_it_is_told(sheet, told, why):
    with _acting(sheet, REFUSALS[why]):
        assert not sheet.name.may_reveal()
        with pytest.raises(ClearanceError):
            sheet.name.reveal()
    assert [(e.actor_id, e.outcome, e.label) for e in told] == [("other", "refused", LABEL)]


def test_a_clearance_for_one_label_opens_that_label(sheet):
    with _acting(sheet, Clearance({FieldClass.IDENTITY: frozenset({LABEL})})):
        assert sheet.name.may_reveal()
        assert sheet.name.reveal() == "Heron"


def test_another_case_and_a_past_time_are_refused(sheet):
    with acting_as(Principal("x", None)), pytest.raises(ClearanceError, match="scope"):
        sheet.name.reveal()
    past = datetime.now(UTC) - timedelta(seconds=1)
    with _acting(sheet, EVERYTHING, expires_at=past), pytest.raises(ClearanceError, match="time"):
        sheet.name.reveal()


def test_expiry_is_asked_before_scope_and_scope_before_class(sheet):
    past = datetime.now(UTC) - timedelta(seconds=1)
    with acting_as(Principal("x", None, expires_at=past)), pytest.raises(ClearanceError, match="time"):
        sheet.name.reveal()


def test_a_refusal_looks_for_no_key(sheet):
    keys.forget_all()
    with CaptureQueriesContext(connection) as queries, acting_as(Principal("x", None)), pytest.raises(ClearanceError):
        sheet.name.reveal()
    assert len(queries) == 0


def test_writing_needs_a_clearance_to_write(desk, sheet):
    before = Sheet.objects.filter(pk=sheet.pk).values_list("name", "title").get()
    sheet.name, sheet.title = "Kite", "changed"
    with _acting(sheet, Clearance({FieldClass.IDENTITY: ALL})), pytest.raises(ClearanceError, match="write"):
        sheet.save()
    with acting_as(Principal("x", None)), pytest.raises(ClearanceError):
        sheet.save()
    assert Sheet.objects.filter(pk=sheet.pk).values_list("name", "title").get() == before


def test_someone_not_cleared_can_save_the_rest_of_the_row(sheet):
    with _acting(sheet, Clearance.nothing()):
        sheet.title = "changed"
        sheet.save()
    again = Sheet.objects.get(pk=sheet.pk)
    assert (again.title, again.name.reveal()) == ("changed", "Heron")


def test_with_every_check_patched_a_process_without_the_key_file_opens_nothing(
    monkeypatch, provider, sheet, desk, told
):
    """Permission is code; the key is not."""
    row = desk.sheet(blob=b"tests positive", name="Heron")
    anyone = Principal("intruder", None)
    monkeypatch.setattr(sealed, "require_clearance", lambda *_, **__: anyone)
    monkeypatch.setattr(Clearance, "may_read", lambda *_: True)
    monkeypatch.setattr(Clearance, "may_write", lambda *_: True)
    assert row.blob.reveal() == b"tests positive"
    keys.use_provider(provider.without("health"))
    row = Sheet.objects.get(pk=row.pk)
    assert row.name.reveal() == "Heron"
    with pytest.raises(KeyNotHeld):
        row.blob.reveal()
    with pytest.raises(KeyNotHeld):
        row.hidden.reveal()
    row.blob = b"planted"
    with pytest.raises(KeyNotHeld):
        row.save()
    assert [e.outcome for e in told if e.label == "sealedapp.sheet.blob"] == ["ok", "locked"]


def test_a_null_needs_a_clearance_too_and_tells_nothing(sheet, told):
    assert sheet.text.is_null
    assert sheet.text.reveal() is None
    assert told == []
    with acting_as(Principal("x", None)), pytest.raises(ClearanceError):
        sheet.text.reveal()


def test_a_value_that_is_not_saved_is_not_read_back(desk):
    row = Sheet(organisation_id=desk.organisation_id, case_id=desk.case_id, name="Heron")
    assert not row.name.is_null
    assert "Heron" not in repr(vars(row))
    with pytest.raises(NotSealedYet):
        row.name.reveal()
    with pytest.raises(NotSealedYet):
        _ = row.name.ciphertext


def test_a_row_without_its_ids_says_what_is_missing(desk):
    row = Sheet(organisation_id=None, case_id=desk.case_id, name="Heron")
    with pytest.raises(ValueError, match="organisation_id"):
        row.save()
    assert not row.name.may_reveal()


def test_a_template_shows_a_mask_and_cannot_open(sheet, told):
    page = Template("{{ row.name }}|{{ row.name.reveal }}|{{ row.text.is_null }}").render(Context({"row": sheet}))
    assert page == f"{MASK}||True"
    assert told == []


def test_one_bad_cell_does_not_spoil_the_list(desk, told):
    rows = [desk.sheet(name=f"Heron {number}") for number in range(5)]
    Sheet.objects.filter(pk=rows[2].pk).update(name=None)
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE sealedapp_sheet SET name = %s WHERE id = %s",
            [
                connection.Database.Binary(b"\1" * 80),
                rows[2].pk if connection.vendor == "postgresql" else rows[2].pk.hex,
            ],
        )
    seen = []
    for row in Sheet.objects.order_by("title"):
        try:
            seen.append(row.name.reveal())
        except Tampered:
            seen.append("!")
    assert sorted(seen) == ["!", "Heron 0", "Heron 1", "Heron 3", "Heron 4"]
    assert sorted(e.outcome for e in told) == ["ok"] * 4 + ["tampered"]


def test_every_failure_is_one_of_ours(desk, told):
    row = desk.sheet(name="Heron")
    keys.shred_case_keys(desk.case_id)
    with pytest.raises(Shredded):
        row.name.reveal()
    assert told[-1].outcome == "shredded"
    assert all(
        issubclass(error, EncryptionError)
        for error in (ClearanceError, NoSink, Shredded, KeyNotHeld, Tampered, NotSealedYet)
    )


def test_no_error_holds_the_value_or_a_key(desk, provider):
    row = desk.sheet(name="Heron")
    secrets = ["Heron", *(key[1].hex() for key in provider.keys.values())]
    for spoil in (
        lambda: keys.use_provider(provider.without("identity")),
        lambda: keys.shred_case_keys(desk.case_id),
    ):
        spoil()
        with pytest.raises(EncryptionError) as caught:
            row.name.reveal()
        assert not [secret for secret in secrets if secret in str(caught.value)]
        keys.use_provider(provider)

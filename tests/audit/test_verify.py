"""Whatever somebody does to the trail is found, and the first broken link is named."""

import pytest
from django.db import connection

from audit.chain import Entry, Link, append, link_hash
from audit.head import head_path, write_head
from audit.models import Event
from audit.verify import verify_chain, verify_with_head

pytestmark = pytest.mark.django_db


def sign_newest() -> None:
    newest = Event.objects.order_by("-seq").first()
    write_head(Link(newest.seq, newest.hash, newest.at))


def test_an_untouched_trail_holds(trail):
    sign_newest()
    verdict = verify_with_head()
    assert (verdict.rows, verdict.broken) == (12, None)
    assert verdict.last_hash == trail[-1].hash


def test_an_empty_trail_holds(db, head_folder):
    assert verify_with_head().broken is None


EDITS = {
    "at": "'2020-01-01 00:00:00+00'" if connection.vendor == "postgresql" else "'2020-01-01 00:00:00'",
    "actor_id": "NULL",
    "organisation_id": "NULL",
    "session_digest": "'00000000000000000000000000000000'",
    "tag": "'case:list'",
    "outcome": "'refused'",
    "subject_type": "'cases.note'",
    "subject_id": "'x'",
    "case_id": "NULL",
    "detail": "'{}'",
    "previous_hash": "'" + "a" * 64 + "'",
    "hash": "'" + "a" * 64 + "'",
}


@pytest.mark.parametrize("seq", [1, 2, 7, 12])
@pytest.mark.parametrize("column", EDITS)
def test_every_edit_of_every_column_is_found(trail, intruder, column, seq):
    intruder.run(f"UPDATE audit_event SET {column} = {EDITS[column]} WHERE seq = {seq}")
    broken = verify_chain().broken
    assert (broken.kind, broken.seq) == ("edited", seq)
    assert str(seq) in broken.sentence


@pytest.mark.parametrize("seq", range(1, 12))
def test_every_deleted_row_is_found(trail, intruder, seq):
    intruder.run(f"DELETE FROM audit_event WHERE seq = {seq}")
    broken = verify_chain().broken
    assert (broken.kind, broken.seq) == ("deleted", seq)


@pytest.mark.parametrize("left", range(12))
def test_a_cut_end_is_found_against_the_signed_head(trail, intruder, left):
    sign_newest()
    intruder.run(f"DELETE FROM audit_event WHERE seq > {left}")
    assert verify_chain().broken is None
    broken = verify_with_head().broken
    assert (broken.kind, broken.seq) == ("truncated", left + 1)


@pytest.mark.parametrize(("one", "two"), [(1, 2), (4, 9), (11, 12)])
def test_exchanged_rows_are_found(trail, intruder, one, two):
    intruder.run(
        f"UPDATE audit_event SET seq = -1 WHERE seq = {one}",
        f"UPDATE audit_event SET seq = {one} WHERE seq = {two}",
        f"UPDATE audit_event SET seq = {two} WHERE seq = -1",
    )
    broken = verify_chain().broken
    assert (broken.kind, broken.seq) == ("moved", one)
    assert str(two) in broken.sentence


@pytest.mark.parametrize("seq", [1, 6, 12])
def test_a_copied_row_at_the_end_is_found(trail, intruder, seq):
    columns = ", ".join(field.column for field in Event._meta.fields if field.column != "seq")
    intruder.run(f"INSERT INTO audit_event (seq, {columns}) SELECT 13, {columns} FROM audit_event WHERE seq = {seq}")
    broken = verify_chain().broken
    assert (broken.kind, broken.seq) == ("duplicated", 13)
    assert str(seq) in broken.sentence


def rewritten(event: Event, previous: str, **changes: object) -> tuple[Entry, str]:
    entry = Entry(
        **{slot: getattr(event, slot) for slot in Entry.__slots__} | changes,  # type: ignore[arg-type]
    )
    return entry, link_hash(event.seq, entry, previous)


def test_a_row_written_anew_with_a_fitting_hash_is_found(trail, intruder):
    _, new_hash = rewritten(trail[5], trail[5].previous_hash, outcome="refused")
    intruder.run(f"UPDATE audit_event SET outcome = 'refused', hash = '{new_hash}' WHERE seq = 6")
    broken = verify_chain().broken
    assert (broken.kind, broken.seq) == ("relinked", 7)


def test_a_chain_built_anew_from_one_row_on_is_found_against_the_signed_head(trail, intruder):
    sign_newest()
    statements, previous = [], trail[4].hash
    for event in trail[5:]:
        _, fresh = rewritten(event, previous, outcome="refused")
        statements.append(
            f"UPDATE audit_event SET outcome = 'refused', previous_hash = '{previous}', hash = '{fresh}' "
            f"WHERE seq = {event.seq}"
        )
        previous = fresh
    intruder.run(*statements)
    assert verify_chain().broken is None
    broken = verify_with_head().broken
    assert (broken.kind, broken.seq) == ("rebuilt", 12)


def test_rows_after_the_signed_one_are_no_fault(trail):
    sign_newest()
    append([Entry(tag="case:open", outcome="ok")])
    assert verify_with_head().broken is None


def test_a_missing_head_is_told(trail):
    assert verify_with_head().broken.kind == "unsigned"


def test_a_head_that_somebody_else_signed_is_told(trail):
    sign_newest()
    text = head_path().read_text()
    head_path().write_text(text.replace('"sequence": 12', '"sequence": 3'))
    assert verify_with_head().broken.kind == "unsigned"

"""The chain: what a hash covers, and that rows get their places in order."""

import hashlib
from dataclasses import replace
from datetime import UTC, datetime
from itertools import pairwise
from uuid import UUID

import pytest
from django.db import connection, transaction

from audit.chain import GENESIS, Entry, append, canonical_detail, link_hash
from audit.errors import AuditNotWritten
from audit.models import Event

FIXED = Entry(
    tag="case:open",
    outcome="ok",
    actor_id=UUID(int=1),
    organisation_id=UUID(int=2),
    session_digest="ab" * 16,
    subject_type="cases.case",
    subject_id=str(UUID(int=3)),
    case_id=UUID(int=3),
    detail='{"changed":["status"]}',
    at=datetime(2026, 3, 4, 5, 6, 7, 890123, tzinfo=UTC),
)


def by_hand(seq: int, entry: Entry, previous: str) -> str:
    """The same hash, written a second time from the description and with the primitives alone."""

    def field(value: object) -> bytes:
        if value is None:
            return bytes([255] * 4)
        data = str(value).encode()
        return len(data).to_bytes(4, "big") + data

    micros = int((entry.at - datetime(1970, 1, 1, tzinfo=UTC)).total_seconds()) * 10**6 + entry.at.microsecond
    data = b"daybook-audit-1" + field(previous) + seq.to_bytes(8, "big") + micros.to_bytes(8, "big", signed=True)
    for value in (
        entry.actor_id,
        entry.organisation_id,
        entry.session_digest,
        entry.tag,
        entry.outcome,
        entry.subject_type,
        entry.subject_id,
        entry.case_id,
        entry.detail,
    ):
        data += field(value)
    return hashlib.sha256(data).hexdigest()


def test_hash_is_what_the_description_says():
    assert link_hash(7, FIXED, GENESIS) == by_hand(7, FIXED, GENESIS)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("tag", "case:edit"),
        ("outcome", "refused"),
        ("actor_id", None),
        ("actor_id", UUID(int=9)),
        ("organisation_id", None),
        ("session_digest", ""),
        ("subject_type", "cases.cas"),
        ("subject_id", "e"),
        ("case_id", None),
        ("detail", "{}"),
        ("at", datetime(2026, 3, 4, 5, 6, 7, 890124, tzinfo=UTC)),
    ],
)
def test_every_field_counts(name, value):
    assert link_hash(7, replace(FIXED, **{name: value}), GENESIS) != link_hash(7, FIXED, GENESIS)


def test_moving_a_letter_from_one_field_to_the_next_changes_the_hash():
    one = Entry(tag="case:open", outcome="ok", subject_type="ab", subject_id="c", at=FIXED.at)
    two = Entry(tag="case:open", outcome="ok", subject_type="a", subject_id="bc", at=FIXED.at)
    assert link_hash(1, one, GENESIS) != link_hash(1, two, GENESIS)


def test_place_and_predecessor_count():
    hashes = {link_hash(1, FIXED, GENESIS), link_hash(2, FIXED, GENESIS), link_hash(1, FIXED, "f" * 64)}
    assert len(hashes) == 3


def test_detail_has_one_spelling():
    assert canonical_detail({"b": 1, "a": ["é"]}) == '{"a":["\\u00e9"],"b":1}'


@pytest.mark.django_db
def test_rows_stand_without_gap_and_each_names_the_one_before():
    nobody = replace(FIXED, actor_id=None)
    append([nobody])
    append([nobody, nobody, nobody])
    rows = list(Event.objects.order_by("seq"))
    assert [row.seq for row in rows] == [1, 2, 3, 4]
    assert rows[0].previous_hash == GENESIS
    assert all(after.previous_hash == before.hash for before, after in pairwise(rows))
    assert [row.hash for row in rows] == [link_hash(row.seq, nobody, row.previous_hash) for row in rows]


@pytest.mark.django_db
def test_a_row_goes_when_the_change_it_describes_goes():
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        append([FIXED])
        _ = 1 / 0
    assert not Event.objects.exists()


@pytest.mark.django_db
def test_a_table_that_takes_no_row_is_said_to_be_so():
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE audit_event RENAME TO audit_elsewhere")
    with pytest.raises(AuditNotWritten), transaction.atomic():
        append([FIXED])


@pytest.mark.django_db(transaction=True)
def test_a_row_is_on_disk_before_anybody_is_answered():
    if connection.vendor != "postgresql":
        pytest.skip("about PostgreSQL's log")
    nobody = replace(FIXED, actor_id=None)
    for _ in range(20):
        with transaction.atomic(), connection.cursor() as cursor:
            append([nobody])
            cursor.execute("SELECT pg_current_wal_insert_lsn()")
            (written,) = cursor.fetchone()
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_current_wal_flush_lsn() > %s::pg_lsn", [written])
            assert cursor.fetchone() == (True,)

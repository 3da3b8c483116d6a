"""The hash chain: who comes after whom is total, and every row vouches for the one before it.

hash = SHA-256 over the length-prefixed fields of the row, the previous hash first. Fields are never joined with a
separator, so no two different rows have the same bytes. Writers queue: on PostgreSQL at an advisory transaction lock,
on SQLite because a transaction is IMMEDIATE. The row commits with the change that it describes.
"""

import hashlib
import json
import struct
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from audit.errors import AuditNotWritten

GENESIS = "0" * 64
MAGIC = b"daybook-audit-1"
# Any fixed number; it is the name of the queue at which writers wait on PostgreSQL.
LOCK = 0x0DA7B00C
COLUMNS = (
    "seq",
    "at",
    "actor_id",
    "organisation_id",
    "session_digest",
    "tag",
    "outcome",
    "subject_type",
    "subject_id",
    "case_id",
    "detail",
    "previous_hash",
    "hash",
)
_LAST = "SELECT seq, hash FROM audit_event ORDER BY seq DESC LIMIT 1"
_INSERT = f"INSERT INTO audit_event ({', '.join(COLUMNS)}) VALUES ({', '.join(['%s'] * len(COLUMNS))})"  # noqa: S608
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Entry:
    """What a row says, before it has a place in the chain."""

    tag: str
    outcome: str
    actor_id: UUID | None = None
    organisation_id: UUID | None = None
    session_digest: str = ""
    subject_type: str = ""
    subject_id: str = ""
    case_id: UUID | None = None
    detail: str = "{}"
    at: datetime = field(default_factory=timezone.now)


@dataclass(frozen=True, slots=True)
class Link:
    """A place in the chain."""

    seq: int
    hash: str
    at: datetime


def canonical_detail(detail: dict[str, Any]) -> str:
    """JSON with sorted keys, no spaces, ASCII only: the same facts always give the same text."""
    return json.dumps(detail, sort_keys=True, separators=(",", ":"), ensure_ascii=True)


def _prefixed(value: str | None) -> bytes:
    """Length, then bytes; None has a length of its own, so it differs from empty text."""
    if value is None:
        return b"\xff\xff\xff\xff"
    data = value.encode()
    return struct.pack(">I", len(data)) + data


def link_hash(seq: int, entry: Entry, previous_hash: str) -> str:
    """The hash of a row at place `seq` after a row with `previous_hash`, as 64 hex digits."""
    micros = (entry.at - _EPOCH) // timedelta(microseconds=1)
    parts = [
        _prefixed(previous_hash),
        struct.pack(">qq", seq, micros),
        _prefixed(str(entry.actor_id) if entry.actor_id else None),
        _prefixed(str(entry.organisation_id) if entry.organisation_id else None),
        _prefixed(entry.session_digest),
        _prefixed(entry.tag),
        _prefixed(entry.outcome),
        _prefixed(entry.subject_type),
        _prefixed(entry.subject_id),
        _prefixed(str(entry.case_id) if entry.case_id else None),
        _prefixed(entry.detail),
    ]
    return hashlib.sha256(MAGIC + b"".join(parts)).hexdigest()


def _uuid(value: UUID | None) -> str | None:
    if value is None:
        return None
    return str(value) if connection.features.has_native_uuid_field else value.hex


def _last_link(cursor: Any) -> tuple[int, str]:
    """The newest place, seen only after the writers before us have committed."""
    if connection.vendor == "postgresql":
        # Three statements in one message: the last has a snapshot taken after the lock was got. The queue moves on at
        # the commit; `_flush` then waits for the disk together with whoever else is waiting.
        cursor.execute(f"SET LOCAL synchronous_commit = off; SELECT pg_advisory_xact_lock({LOCK}); {_LAST}")
        transaction.on_commit(_flush)
    else:
        cursor.execute(_LAST)
    row = cursor.fetchone()
    return (int(row[0]), str(row[1])) if row else (0, GENESIS)


def _flush() -> None:
    """Return when the commit is on disk. Nobody is answered before; writers behind us need not wait for our disk write.

    A message in the write-ahead log that nobody reads commits synchronously, and everything written before it with it.
    A transaction that writes nothing, even one with a number of its own, would not wait for the disk.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_logical_emit_message(true, 'daybook', '')")


def _rows(entries: Iterable[Entry], seq: int, previous: str) -> list[tuple[Any, ...]]:
    rows = []
    for entry in entries:
        seq += 1
        current = link_hash(seq, entry, previous)
        rows.append(
            (
                seq,
                connection.ops.adapt_datetimefield_value(entry.at),
                _uuid(entry.actor_id),
                _uuid(entry.organisation_id),
                entry.session_digest,
                entry.tag,
                entry.outcome,
                entry.subject_type,
                entry.subject_id,
                _uuid(entry.case_id),
                entry.detail,
                previous,
                current,
            )
        )
        previous = current
    return rows


def append(entries: Sequence[Entry]) -> Link:
    """Append rows in their order, within the open transaction or one of its own. Raises AuditNotWritten."""
    try:
        with transaction.atomic(savepoint=False), connection.cursor() as cursor:
            rows = _rows(entries, *_last_link(cursor))
            if len(rows) == 1:
                cursor.execute(_INSERT, rows[0])
            else:
                cursor.executemany(_INSERT, rows)
    except DatabaseError as error:
        raise AuditNotWritten("the database refused the row") from error
    return Link(rows[-1][0], rows[-1][-1], entries[-1].at)

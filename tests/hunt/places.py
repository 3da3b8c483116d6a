"""Everything that an installation leaves behind, piece by piece, each with the name of its place."""

import io
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg2
import redis

from tests.hunt.installation import Installation

DATABASE = "daybook.sqlite3"


@dataclass(frozen=True)
class Piece:
    """Some bytes, the kind of place they lie in, and where exactly."""

    place: str
    where: str
    data: bytes


def place_of(path: Path) -> str:
    """The kind of place of a file below the data folder."""
    names = {DATABASE: "database file", f"{DATABASE}-wal": "write-ahead log", f"{DATABASE}-shm": "shared memory"}
    return names.get(path.name) or (path.parts[0] if len(path.parts) > 1 else "data folder")


def of_folder(data: Path) -> Iterator[Piece]:
    """Every file of a data folder but the keys."""
    for path in sorted(data.rglob("*")):
        inner = path.relative_to(data)
        if path.is_file() and inner.parts[0] != "keys":
            yield Piece(place_of(inner), str(inner), str(inner).encode() + b"\n" + path.read_bytes())


def of_logs(installation: Installation) -> Iterator[Piece]:
    """What the processes printed."""
    for name in ("web server", "worker"):
        yield Piece("log", name, (installation.logs / name).read_bytes())
    folder = installation.database_folder
    if folder is not None and (folder / "log").is_file():
        yield Piece("log of the database", "PostgreSQL", (folder / "log").read_bytes()[installation.log_before :])


def of_temp(installation: Installation) -> Iterator[Piece]:
    """Files left in TMPDIR."""
    for path in installation.temp.rglob("*"):
        if path.is_file():
            yield Piece("temporary folder", path.name, path.name.encode() + b"\n" + path.read_bytes())


def of_processes(installation: Installation) -> Iterator[Piece]:
    """What the machine tells about running processes."""
    for name, pid in installation.processes():
        for file in ("environ", "cmdline"):
            # A child may end while we look.
            with suppress(ProcessLookupError, FileNotFoundError):
                yield Piece("process", f"{name} {file}", Path(f"/proc/{pid}/{file}").read_bytes())


def of_tables(installation: Installation, copy: Path | None = None) -> Iterator[Piece]:
    """Every table as the database gives it out: rows of SQLite, a dump of PostgreSQL."""
    if installation.database_url:
        yield from _of_postgresql(installation.database_url)
    else:
        yield from _of_sqlite((copy or installation.data) / DATABASE)


def _of_sqlite(path: Path) -> Iterator[Piece]:
    with closing(sqlite3.connect(path)) as connection:
        connection.text_factory = bytes
        query = "SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL"
        tables = connection.execute(f"{query} AND type = 'table' AND name NOT LIKE 'sqlite_%'").fetchall()
        for name, statement in tables:
            rows = connection.execute(f'SELECT * FROM "{name.decode()}"').fetchall()
            data = b"\n".join(_cell(cell) for row in rows for cell in row)
            yield Piece("table", name.decode(), statement + b"\n" + data)


def _cell(value: Any) -> bytes:
    return value if isinstance(value, bytes) else str(value).encode()


def _of_postgresql(url: str) -> Iterator[Piece]:
    with closing(psycopg2.connect(url)) as connection, connection.cursor() as cursor:
        cursor.execute("SELECT format('%I.%I', schemaname, tablename) FROM pg_tables WHERE schemaname = 'public'")
        for (name,) in cursor.fetchall():
            dump = io.BytesIO()
            cursor.copy_expert(f"COPY {name} TO STDOUT", dump)
            yield Piece("table", name.removeprefix("public."), dump.getvalue())


def of_database_files(installation: Installation) -> Iterator[Piece]:
    """Files of PostgreSQL's own, if they lie on this machine: those of our database, and its log of writes."""
    folder = installation.database_folder
    if folder is None:
        return
    with closing(psycopg2.connect(installation.database_url)) as connection, connection.cursor() as cursor:
        cursor.execute("CHECKPOINT")
        cursor.execute("SELECT oid FROM pg_database WHERE datname = current_database()")
        (oid,) = cursor.fetchone()
        cursor.execute("SELECT file_name, file_offset FROM pg_walfile_name_offset(pg_current_wal_lsn())")
        last, end = cursor.fetchone()
    for path in sorted((folder / f"base/{oid}").glob("*")):
        yield Piece("database file", path.name, path.read_bytes())
    for path in sorted((folder / "pg_wal").glob("0*")):
        if installation.writes_before < path.name <= last:
            # Files are used again: behind the end stands what others wrote long ago.
            yield Piece("write-ahead log", path.name, path.read_bytes()[: end if path.name == last else None])


def of_redis(installation: Installation) -> Iterator[Piece]:
    """Every key and value of our database, and every command that was sent."""
    if not installation.redis_url:
        return
    told = installation.monitor.read_bytes()
    yield Piece("commands to Redis", "as told", told)
    plain = re.sub(rb"\\x([0-9a-f]{2})", lambda found: bytes((int(found[1], 16),)), told)
    yield Piece("commands to Redis", "as sent", plain)
    with closing(redis.Redis.from_url(installation.redis_url)) as client:
        for key in client.scan_iter():
            yield Piece("Redis", key.decode(errors="replace"), key + b"\n" + b"\n".join(_values(client, key)))


def _values(client: Any, key: bytes) -> Iterator[bytes]:
    kind = client.type(key)
    if kind == b"string":
        yield client.get(key)
    elif kind == b"list":
        yield from client.lrange(key, 0, -1)
    elif kind == b"set":
        yield from client.smembers(key)
    elif kind == b"zset":
        yield from client.zrange(key, 0, -1)
    elif kind == b"hash":
        yield from (part for pair in client.hgetall(key).items() for part in pair)

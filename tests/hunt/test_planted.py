"""Planted copies: in each kind of place the hunter finds a marker, however it is written. Otherwise it proves nothing."""

import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import psycopg2
import pytest
import redis
from django.conf import settings

from tests.hunt import places
from tests.hunt.hunter import Hunter
from tests.hunt.markers import SEALED
from tests.hunt.scenario import Story
from tests.hunt.visitor import Answer
from tests.hunt.ways import WAYS, among_noise

pytestmark = pytest.mark.queue
HUNTER = Hunter(SEALED)
FOLDERS = ("uploads", "queue", "beat", "outbox", "static", "audit")


def planted(way: str) -> bytes:
    """A marker written that way."""
    return WAYS[way](SEALED.new("planted"))


def missed(pieces: Iterator[places.Piece], ways: dict[str, str]) -> set[str]:
    """Those of `ways` ({where: way}) whose piece shows nothing, or is not among the pieces."""
    seen = {piece.where.strip('"') for piece in pieces if HUNTER.hits(piece.data)}
    return {way for where, way in ways.items() if where not in seen}


def test_in_every_folder(story: Story, tmp_path: Path):
    ways = {}
    for number, way in enumerate(WAYS):
        for folder in FOLDERS:
            path = tmp_path / folder / f"{number}.bin"
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(among_noise(planted(way)))
            ways[f"{folder}/{number}.bin"] = f"{way} in {folder}"
    assert not missed(places.of_folder(tmp_path), ways)
    assert {piece.place for piece in places.of_folder(tmp_path)} == set(FOLDERS)


def test_in_a_name_of_a_file(tmp_path: Path):
    (tmp_path / SEALED.new("name")).touch()
    assert [piece for piece in places.of_folder(tmp_path) if HUNTER.hits(piece.data)]


def test_in_logs_and_in_the_temporary_folder(story: Story, tmp_path: Path):
    elsewhere = replace(story.installation, folder=tmp_path, database_folder=None)
    elsewhere.logs.mkdir()
    elsewhere.temp.mkdir()
    for way in WAYS:
        for name in ("web server", "worker"):
            (elsewhere.logs / name).write_bytes(b"2026-01-01 00:00:00 ERROR x " + planted(way) + b"\n")
        (elsewhere.temp / "upload").write_bytes(planted(way))
        pieces = [*places.of_logs(elsewhere), *places.of_temp(elsewhere)]
        assert [bool(HUNTER.hits(piece.data)) for piece in pieces] == [True] * 3, way


def test_in_what_the_machine_tells_about_a_process(story: Story):
    child = subprocess.Popen(
        [sys.executable, "-c", "input()", SEALED.new("argument")],
        env={"NAME": SEALED.new("variable")},
        stdin=subprocess.PIPE,
    )
    try:
        elsewhere = replace(story.installation, children={"planted": child}, inside=None)
        seen = {piece.where for piece in places.of_processes(elsewhere) if HUNTER.hits(piece.data)}
    finally:
        child.communicate(b"\n")
    assert seen == {"planted environ", "planted cmdline"}


def test_in_a_header_a_title_and_an_address():
    body = f'<title>{SEALED.new("title")}</title><a href="/c/{SEALED.new("link")}/">x</a>'.encode()
    page = Answer("GET", "/", 200, [("Content-Type", "text/html")], body)
    assert HUNTER.hits(page.head) and HUNTER.hits("\n".join(page.page.addresses).encode())
    assert HUNTER.hits(Answer("GET", "/", 302, [("Location", f"/?q={SEALED.new('header')}")], b"").head)


def test_in_tables_and_files_of_the_database(story: Story, tmp_path: Path):
    if story.installation.database_url:
        _in_postgresql(story)
    else:
        _in_sqlite(tmp_path)


def _in_sqlite(tmp_path: Path) -> None:
    """In a row, in the raw pages, in the write-ahead log."""
    for number, way in enumerate(WAYS):
        folder = tmp_path / str(number)
        folder.mkdir()
        path = folder / places.DATABASE
        with closing(sqlite3.connect(path, isolation_level=None)) as connection:
            connection.executescript(settings.DATABASES["default"]["OPTIONS"]["init_command"])
            connection.executescript("PRAGMA wal_autocheckpoint=0; CREATE TABLE planted (body BLOB)")
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
            connection.execute("INSERT INTO planted VALUES (?)", [planted(way)])
            assert [piece.place for piece in places.of_folder(folder) if HUNTER.hits(piece.data)] == ["write-ahead log"]
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
            assert [piece.place for piece in places.of_folder(folder) if HUNTER.hits(piece.data)] == ["database file"]
        assert [piece.where for piece in places._of_sqlite(path) if HUNTER.hits(piece.data)] == ["planted"], way


def _in_postgresql(story: Story) -> None:
    """In a dump, in the files of the tables, in the log of writes, in the server's log."""
    with closing(psycopg2.connect(story.installation.database_url)) as connection, connection.cursor() as cursor:
        tables, files = {}, {}
        for number, way in enumerate(WAYS):
            cursor.execute(f"CREATE TABLE planted_{number} (body bytea)")
            cursor.execute(f"INSERT INTO planted_{number} VALUES (%s)", [planted(way)])
            cursor.execute("SELECT pg_relation_filenode(%s)", [f"planted_{number}"])
            tables[f"planted_{number}"] = files[str(cursor.fetchone()[0])] = way
        connection.commit()
        try:
            assert not missed(places.of_tables(story.installation), tables)
            pieces = list(places.of_database_files(story.installation))
            if pieces:
                assert not missed(iter(pieces), files)
                writes = [hit.way for p in pieces if p.place == "write-ahead log" for hit in HUNTER.hits(p.data)]
                assert len(set(writes)) > len(WAYS) // 2
        finally:
            for name in tables:
                cursor.execute(f"DROP TABLE {name}")
            connection.commit()
        if list(places.of_logs(story.installation))[2:]:
            cursor.execute("SET log_min_error_statement = error")
            with pytest.raises(psycopg2.Error):
                cursor.execute("SELECT no_such_column, %s", [SEALED.new("statement")])
            assert [
                p for p in places.of_logs(story.installation) if p.place.startswith("log of") and HUNTER.hits(p.data)
            ]


def test_in_redis_and_in_what_it_is_told(story: Story):
    if not story.installation.redis_url:
        pytest.skip("the queue is a folder in this run; planted files are looked for above")
    ways = {f"planted {number}": way for number, way in enumerate(WAYS)}
    with closing(redis.Redis.from_url(story.installation.redis_url)) as client:
        for key, way in ways.items():
            client.set(key, planted(way))
        client.rpush("a list", SEALED.new("list"))
        client.hset("a table", "key", SEALED.new("table"))
        client.echo("all planted")
        deadline = time.monotonic() + 20
        while b"all planted" not in story.installation.monitor.read_bytes() and time.monotonic() < deadline:
            time.sleep(0.1)
        pieces = list(places.of_redis(story.installation))
        client.flushdb()
    assert not missed(iter(pieces), ways | {"a list": "in a list", "a table": "in a table"})
    told = next(piece for piece in pieces if piece.where == "as sent")
    assert len({hit.way for hit in HUNTER.hits(told.data)}) > len(WAYS) // 2


@pytest.mark.once  # SQLite's free pages; PostgreSQL keeps old rows, whose files are searched above.
@pytest.mark.parametrize(
    ("secure", "is_left"), [("", False), ("PRAGMA secure_delete=OFF", True)], ids=["ours", "control"]
)
def test_what_was_deleted_leaves_the_free_pages(tmp_path: Path, secure: str, is_left: bool):
    """Were something ever stored in the clear and deleted, SQLite as we set it up would wipe it."""
    with closing(sqlite3.connect(tmp_path / places.DATABASE, isolation_level=None)) as connection:
        connection.executescript(settings.DATABASES["default"]["OPTIONS"]["init_command"])
        connection.executescript(f"{secure}; CREATE TABLE planted (body BLOB)")
        connection.execute("INSERT INTO planted VALUES (?)", [SEALED.new("deleted") * 2000])
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        assert [piece for piece in places.of_folder(tmp_path) if HUNTER.hits(piece.data)]
        connection.execute("DELETE FROM planted")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        assert connection.execute("PRAGMA freelist_count").fetchone()[0] > 5
    left = [piece for piece in places.of_folder(tmp_path) if HUNTER.hits(piece.data)]
    assert bool(left) == is_left

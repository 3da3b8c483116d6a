"""The queue of files: whole messages only, and a torn one ends nobody."""

import json
import logging
import queue
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from kombu import Connection

from config import queue_files
from config.celery import app
from config.queue_files import DIGITS, Channel, Transport

NAME = "celery"
# Another process that puts messages one after the other: argument 1 the folder, 2 how many.
WRITER = """
import sys
from kombu import Connection
from config.queue_files import register
register()
folder, count = sys.argv[1], int(sys.argv[2])
options = {"data_folder_in": folder, "data_folder_out": folder, "control_folder": folder + "/control"}
channel = Connection("filesystem://", transport_options=options).channel()
for number in range(count):
    channel._put("celery", {"number": number, "body": "x" * 2000})
"""
COUNT = 1500


@pytest.fixture
def channel(tmp_path: Path) -> Iterator[Channel]:
    """A queue of its own."""
    (tmp_path / "control").mkdir()
    folders = {"data_folder_in": str(tmp_path), "data_folder_out": str(tmp_path)}
    options = folders | {"control_folder": str(tmp_path / "control")}
    with Connection("filesystem://", transport_options=options) as connection:
        yield connection.channel()


def test_it_is_what_the_queue_of_files_means_here(channel: Channel):
    assert isinstance(channel, Channel)
    with app.connection("filesystem://") as connection:
        assert isinstance(connection.transport, Transport)


def test_a_message_goes_through_and_is_gone(channel: Channel, tmp_path: Path):
    channel._put(NAME, {"id": "Ä1"})
    assert channel._get(NAME) == {"id": "Ä1"} and not list(tmp_path.glob("*.*"))
    with pytest.raises(queue.Empty):
        channel._get(NAME)


def test_messages_keep_their_order_however_long_the_machine_runs(channel: Channel, monkeypatch: pytest.MonkeyPatch):
    for seconds in (9.5, 10.5, 1999.5, 20_000.5, 1e9):
        monkeypatch.setattr(queue_files.time, "monotonic", lambda seconds=seconds: seconds)
        channel._put(NAME, {"seconds": seconds})
    monkeypatch.undo()
    assert [channel._get(NAME)["seconds"] for _ in range(5)] == [9.5, 10.5, 1999.5, 20_000.5, 1e9]


@pytest.mark.parametrize("torn", ["", '{"id": "A', "\x00\x00"])
def test_a_torn_message_is_thrown_away_and_the_next_one_read(channel, tmp_path: Path, caplog, torn: str):
    (tmp_path / f"{0:0{DIGITS}}_a.{NAME}.msg").write_text(torn)
    channel._put(NAME, {"id": "whole"})
    with caplog.at_level(logging.ERROR):
        assert channel._get(NAME) == {"id": "whole"}
    assert "a torn message was thrown away" in caplog.text and "id" not in caplog.text
    assert not list(tmp_path.glob("*.msg"))


def test_what_a_killed_writer_left_is_never_taken(channel: Channel, tmp_path: Path):
    (tmp_path / f"1_a.{NAME}.msg.part").write_text('{"id": "A')
    with pytest.raises(queue.Empty):
        channel._get(NAME)


def test_a_reader_beside_a_writer_reads_whole_messages_only(channel: Channel, tmp_path: Path, caplog):
    writer = subprocess.Popen([sys.executable, "-c", WRITER, str(tmp_path), str(COUNT)])
    found, until = set(), time.monotonic() + 60
    try:
        while len(found) < COUNT and time.monotonic() < until:
            try:
                found.add(channel._get(NAME)["number"])
            except queue.Empty:
                time.sleep(0.001)
    finally:
        writer.kill()
        writer.wait()
    assert len(found) == COUNT and not caplog.records


@pytest.mark.parametrize("torn", ["", '[["celery", "'])
def test_a_torn_table_is_begun_anew_when_a_worker_starts(channel: Channel, tmp_path: Path, torn: str):
    table = tmp_path / "control" / "celery.exchange"
    table.write_text(torn)
    channel._queue_bind("celery", "celery", "", "celery")
    assert json.loads(table.read_text()) == [["celery", "", "celery"]]
    assert [tuple(line) for line in channel.get_table("celery")] == [("celery", "", "celery")]

"""A whole installation of its own: database, queue, web server, worker with beat, mail folder; started as `make run` does."""

import json
import os
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, urlsplit, urlunsplit
from uuid import uuid4

import psycopg2
import redis

from scripts import serve
from scripts.private_servers import free_port
from scripts.production import MINE
from tests.hunt.shipped import database_flags
from tests.source import ROOT

# Not the number that the other tests use.
REDIS_DATABASE = 7


@dataclass
class Installation:
    """Where everything is. `database_url` and `redis_url` are empty for SQLite and for a queue of files."""

    folder: Path
    port: int
    environment: dict[str, str]
    database_url: str = ""
    redis_url: str = ""
    children: dict[str, "subprocess.Popen[bytes]"] = field(default_factory=dict)
    inside: "subprocess.Popen[str] | None" = None
    # PostgreSQL's own folder, if it lets us look; its last file of writes and the length of its log before the hunt.
    database_folder: Path | None = None
    writes_before: str = ""
    log_before: int = 0

    @property
    def data(self) -> Path:
        """DATA_DIR."""
        return self.folder / "data"

    @property
    def temp(self) -> Path:
        """TMPDIR."""
        return self.folder / "temp"

    @property
    def logs(self) -> Path:
        """What the processes print."""
        return self.folder / "logs"

    @property
    def journal(self) -> Path:
        """Calls and written files, see `watch`."""
        return self.folder / "journal"

    @property
    def monitor(self) -> Path:
        """Every command that Redis was given."""
        return self.folder / "monitor"

    def ask(self, command: str) -> Any:
        """Have a function of `tests.hunt.inside` done."""
        if self.inside is None:
            with (self.logs / "inside").open("wb") as log:
                self.inside = subprocess.Popen(
                    [sys.executable, "-m", "tests.hunt.inside"],
                    cwd=ROOT,
                    env=self.environment | {"KEY_PROFILE": "web"},
                    text=True,
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    stderr=log,
                )
        pipe = self.inside
        pipe.stdin.write(f"{command}\n")
        pipe.stdin.flush()
        answer = pipe.stdout.readline()
        if not answer:
            raise AssertionError(f"{command}: {(self.logs / 'inside').read_text()[-3000:]}")
        return json.loads(answer)

    def start(self) -> None:
        """The web server and the worker."""
        self.logs.mkdir(exist_ok=True)
        files = {name: (self.logs / name).open("wb") for name in ("web server", "worker")}
        self.children = serve.start(self.environment, self.data, files)
        for file in files.values():
            file.close()
        serve.wait_until_ready(self.port, self.children)

    def processes(self) -> Iterator[tuple[str, int]]:
        """(name, pid) of every running process."""
        if self.inside is not None:
            yield "inside", self.inside.pid
        for name, child in self.children.items():
            yield name, child.pid
            for path in Path(f"/proc/{child.pid}/task").glob("*/children"):
                yield from ((name, int(pid)) for pid in path.read_text().split())

    def stop(self) -> None:
        """End all processes; data, logs and servers of the run stay."""
        if self.inside is not None:
            self.inside.stdin.close()
            self.inside.wait(timeout=30)
            self.inside.stdout.close()
        serve.stop(self.children)
        self.inside, self.children = None, {}


@contextmanager
def installed(folder: Path) -> Iterator[Installation]:
    """A new installation under `folder`, on the engines that the test run names; nothing of it is started yet."""
    folder.chmod(0o700)
    port = free_port()
    made = Installation(folder, port, {})
    for path in (made.data, made.temp, made.logs):
        path.mkdir(mode=0o700)
    made.environment = {name: value for name, value in os.environ.items() if name in MINE} | {
        "DJANGO_SETTINGS_MODULE": "tests.hunt.settings",
        "DATA_DIR": str(made.data),
        "TMPDIR": str(made.temp),
        "PORT": str(port),
        "WEB_WORKERS": "1",
        "HUNT_JOURNAL": str(made.journal),
        "PYTHONUNBUFFERED": "1",
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    with _database(made), _redis(made):
        try:
            yield made
        finally:
            made.stop()


@contextmanager
def _database(made: Installation) -> Iterator[None]:
    """A database of the hunt's own on the PostgreSQL of the test run, logging as the shipped one does."""
    url = os.environ.get("DATABASE_URL")
    if not url:
        yield
        return
    name = f"hunt_{uuid4().hex[:10]}"
    made.database_url = made.environment["DATABASE_URL"] = urlunsplit(urlsplit(url)._replace(path=f"/{name}"))
    server = psycopg2.connect(url)
    server.autocommit = True
    with server.cursor() as cursor:
        cursor.execute(f'CREATE DATABASE "{name}"')
        for setting, value in database_flags().items():
            cursor.execute("SELECT context FROM pg_settings WHERE name = %s", [setting])
            if cursor.fetchone() in [("superuser",), ("user",)]:
                cursor.execute(f'ALTER DATABASE "{name}" SET {setting} = %s', [value])
        cursor.execute("SELECT usesuper FROM pg_user WHERE usename = current_user")
        if cursor.fetchone() == (True,):
            cursor.execute("SHOW data_directory")
            made.database_folder = Path(cursor.fetchone()[0])
            # What others wrote before is in earlier files and earlier lines.
            cursor.execute("SELECT pg_walfile_name(pg_switch_wal())")
            made.writes_before = cursor.fetchone()[0]
            log = made.database_folder / "log"
            made.log_before = log.stat().st_size if log.is_file() else 0
    try:
        yield
    finally:
        with server.cursor() as cursor:
            cursor.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
        server.close()


@contextmanager
def _redis(made: Installation) -> Iterator[None]:
    """A numbered database of the Redis of the test run, empty, with everything it is told written down."""
    url = os.environ.get("REDIS_URL")
    if not url:
        yield
        return
    made.redis_url = made.environment["REDIS_URL"] = urlunsplit(urlsplit(url)._replace(path=f"/{REDIS_DATABASE}"))
    client = redis.Redis.from_url(made.redis_url)
    client.flushdb()
    line = _monitor(urlsplit(url))
    thread = threading.Thread(target=_write_down, args=(line, made.monitor), daemon=True)
    thread.start()
    try:
        yield
    finally:
        line.shutdown(socket.SHUT_RDWR)
        thread.join(timeout=10)
        line.close()
        client.flushdb()
        client.close()


def _monitor(url: SplitResult) -> socket.socket:
    """A line on which Redis tells every command it is given. By hand: the client's own way decodes and gives up early."""
    line = socket.create_connection((url.hostname or "127.0.0.1", url.port or 6379), timeout=10)
    if url.password:
        line.sendall(f"AUTH {url.password}\r\n".encode())
        assert line.recv(100) == b"+OK\r\n"
    line.sendall(b"MONITOR\r\n")
    assert line.recv(5) == b"+OK\r\n"
    line.settimeout(None)
    return line


def _write_down(line: socket.socket, path: Path) -> None:
    """Everything that comes, until the end."""
    with path.open("wb", buffering=0) as file:
        while piece := line.recv(65536):
            file.write(piece)

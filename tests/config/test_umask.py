"""Whatever umask somebody's shell has, nothing of ours can be read by others on the machine."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

from config.celery import refuse


@pytest.fixture(autouse=True)
def open_umask():
    kept = os.umask(0o022)
    yield
    os.umask(kept)


def test_a_command_makes_nothing_that_others_can_read(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    folder.mkdir(mode=0o755)
    kept = {name: value for name, value in os.environ.items() if name not in {"DATABASE_URL", "REDIS_URL", "KEYS_DIR"}}
    asked = kept | {"DATA_DIR": str(folder), "DJANGO_SETTINGS_MODULE": "config.settings.demo"}
    script = "from django.db import connection; connection.cursor().execute('CREATE TABLE t (x)')"
    for command in (("check",), ("shell", "--no-imports", "-c", script)):
        subprocess.run([sys.executable, "manage.py", *command], cwd=settings.BASE_DIR, env=asked, check=True)
    found = {path.name: stat.S_IMODE(path.stat().st_mode) for path in folder.rglob("*")}
    assert {"daybook.sqlite3", "secret.txt", "queue"} <= set(found)
    assert not {name for name, mode in found.items() if mode & 0o077}


def test_a_worker_makes_nothing_that_others_can_read() -> None:
    refuse()
    assert os.umask(0o022) == 0o077

"""An environment for production settings: random secrets, new key files, an empty database, in one folder."""

import os
import secrets
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
MINE = ("PATH", "HOME", "LANG", "VIRTUAL_ENV", "PYTHONPATH")


def production_environment(folder: Path, **more: str) -> dict[str, str]:
    """Variables for a process with `config.settings.prod`, and the key files they name under `folder`."""
    data = folder / "data"
    data.mkdir(mode=0o700, parents=True, exist_ok=True)
    environment = {name: value for name, value in os.environ.items() if name in MINE}
    environment |= {
        "DJANGO_SETTINGS_MODULE": "config.settings.prod",
        "SECRET_KEY": secrets.token_urlsafe(64),
        "ALLOWED_HOSTS": "daybook.example",
        "DATABASE_URL": f"sqlite:///{data / 'daybook.sqlite3'}",
        "REDIS_URL": "redis://127.0.0.1:6379/0",
        "DATA_DIR": str(data),
        **more,
    }
    if not (data / "keys").exists():
        done = manage("init_keys", environment=environment | {"DJANGO_SETTINGS_MODULE": "config.settings.demo"})
        if done.returncode != 0:
            raise RuntimeError(done.stdout)
    return environment


def manage(*command: str, environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """Run one of our commands; its output is in `stdout`, errors included."""
    return subprocess.run(
        [sys.executable, "manage.py", *command],
        cwd=ROOT,
        env=environment,
        check=False,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )

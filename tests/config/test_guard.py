"""Production refuses to start unsafely, and says what to do. Each case is a real start in a process of its own."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from config.faults import key_faults, settings_faults
from scripts.production import manage, production_environment
from tests.source import ROOT

pytestmark = pytest.mark.once  # SQLite files of its own; PostgreSQL's own refusal is tested below

START = "import config.wsgi"
# Overrides on top of production's settings, as a careless deployment would write them.
CARELESS = {
    "debug": ("DEBUG = True", "Remove DEBUG"),
    "demo": ("DEMO = True", "config.settings.prod"),
    "second factor off": ("SECOND_FACTOR_REQUIRED = False", "SECOND_FACTOR_REQUIRED"),
    "cookies over http": ("SESSION_COOKIE_SECURE = False", "TLS"),
    "no redirect": ("SECURE_SSL_REDIRECT = False", "TLS"),
    "cache of one process": (
        "CACHES = {'default': {'BACKEND': 'django.core.cache.backends.locmem.LocMemCache'}}",
        "not shared",
    ),
    "deferred": ("DATABASES['default']['OPTIONS']['transaction_mode'] = 'DEFERRED'", "IMMEDIATE"),
    "no WAL": ("DATABASES['default']['OPTIONS']['init_command'] = 'PRAGMA secure_delete=ON'", "journal_mode=WAL"),
    "no secure delete": (
        "DATABASES['default']['OPTIONS']['init_command'] = 'PRAGMA journal_mode=WAL'",
        "secure_delete=ON",
    ),
    "no sync": (
        "DATABASES['default']['OPTIONS']['init_command'] = "
        "'PRAGMA journal_mode=WAL; PRAGMA secure_delete=ON; PRAGMA synchronous=OFF'",
        "power cut",
    ),
}
VARIABLES = {
    "known secret": ({"SECRET_KEY": "django-insecure-" + "x7" * 30}, "SECRET_KEY is a default one"),
    "short secret": ({"SECRET_KEY": "a1b2c3d4e5f6"}, "SECRET_KEY is too short"),
    "dull secret": ({"SECRET_KEY": "ab" * 40}, "SECRET_KEY is too short"),
    "any host": ({"ALLOWED_HOSTS": "*"}, "ALLOWED_HOSTS contains *"),
    "no host": ({"ALLOWED_HOSTS": ""}, "ALLOWED_HOSTS is empty"),
    "no secret": ({"SECRET_KEY": ""}, "Set the environment variable SECRET_KEY"),
    "no database": ({"DATABASE_URL": ""}, "Set the environment variable DATABASE_URL"),
    "no queue": ({"REDIS_URL": ""}, "Set the environment variable REDIS_URL"),
    "unknown profile": ({"KEY_PROFILE": "everything"}, "KEY_PROFILE must be one of"),
    "keys elsewhere": ({"KEYS_DIR": "/nonexistent/keys"}, "init_keys"),
}


@pytest.fixture(scope="module")
def production(tmp_path_factory) -> dict[str, str]:
    """The environment of a sound installation: migrated, with keys, without people."""
    environment = production_environment(tmp_path_factory.mktemp("production"))
    migrated = manage("migrate", "--verbosity", "0", environment=environment)
    assert migrated.returncode == 0, migrated.stdout
    return environment


def start(environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """What gunicorn does when it loads the application."""
    return subprocess.run(
        [sys.executable, "-c", START],
        cwd=ROOT,
        env=environment,
        text=True,
        capture_output=True,
        check=False,
        timeout=60,
    )


def refused(environment: dict[str, str], sentence: str) -> None:
    """The start ends with a code that is not 0 and a sentence, and without a traceback of ours if it is a refusal."""
    done = start(environment)
    assert done.returncode != 0
    assert sentence in done.stderr, done.stderr[-2000:]


def test_a_sound_installation_starts(production):
    done = start(production)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("case", CARELESS)
def test_careless_settings_are_refused(case, production, tmp_path):
    line, sentence = CARELESS[case]
    (tmp_path / "careless.py").write_text(f"from config.settings.prod import *\n{line}\n")
    refused(production | {"DJANGO_SETTINGS_MODULE": "careless", "PYTHONPATH": str(tmp_path)}, sentence)


@pytest.mark.parametrize("case", VARIABLES)
def test_careless_variables_are_refused(case, production):
    variables, sentence = VARIABLES[case]
    refused(production | variables, sentence)


def test_a_missing_and_an_open_key_file_are_refused(production, tmp_path):
    keys = tmp_path / "keys"
    keys.mkdir(mode=0o700)
    for path in Path(production["DATA_DIR"], "keys").iterdir():
        (keys / path.name).write_bytes(path.read_bytes())
        (keys / path.name).chmod(0o400)
    (keys / "health.key").unlink()
    refused(production | {"KEYS_DIR": str(keys)}, "Key files are missing: health")
    (keys / "health.key").write_bytes(b"")
    (keys / "health.key").chmod(0o440)
    assert any("health.key can be opened by others" in fault for fault in key_faults(keys, "web"))
    (keys / "health.key").chmod(0o400)
    keys.chmod(0o755)
    assert any("keys can be opened by others" in fault for fault in key_faults(keys, "web"))


def test_a_worker_needs_only_the_keys_of_its_profile(production, tmp_path):
    keys = Path(production["DATA_DIR"], "keys")
    few = tmp_path / "few"
    few.mkdir(mode=0o700)
    for name in ("profile", "outcome", "audit"):
        (few / f"{name}.key").write_bytes((keys / f"{name}.key").read_bytes())
        (few / f"{name}.key").chmod(0o400)
    assert list(key_faults(few, "reports")) == []
    assert list(key_faults(few, "web")) != []


def test_an_empty_database_is_refused(tmp_path):
    refused(production_environment(tmp_path), "Run manage.py migrate")


def test_the_worker_refuses_too(production):
    done = subprocess.run(
        [sys.executable, "-m", "celery", "-A", "config", "worker", "--pool", "solo"],
        cwd=ROOT,
        env=production | {"ALLOWED_HOSTS": "*"},
        text=True,
        capture_output=True,
        check=False,
        timeout=60,
    )
    assert done.returncode != 0
    assert "ALLOWED_HOSTS contains *" in done.stderr


def test_the_demo_is_refused_by_production(tmp_path):
    """The demo's own folder, served with production's settings."""
    environment = production_environment(tmp_path)
    demo = environment | {"DJANGO_SETTINGS_MODULE": "config.settings.demo"}
    for command in ("migrate", "load_demo"):
        done = manage(command, environment=demo)
        assert done.returncode == 0, done.stdout
    done = start(environment)
    assert done.returncode != 0
    assert "The database holds the demo's invented cases" in done.stderr
    assert "The account caseworker has the demo's password" in done.stderr
    check = manage("check", "--deploy", "--database", "default", environment=environment)
    assert check.returncode != 0
    assert "The account outsider has the demo's password" in check.stdout


def test_the_deployment_check_is_clean(production):
    done = manage("check", "--deploy", "--fail-level", "WARNING", "--database", "default", environment=production)
    assert done.returncode == 0, done.stdout


def test_a_secret_may_come_from_a_file(production, tmp_path):
    (tmp_path / "secret").write_text(production["SECRET_KEY"] + "\n")
    environment = {name: value for name, value in production.items() if name != "SECRET_KEY"}
    done = start(environment | {"SECRET_KEY_FILE": str(tmp_path / "secret")})
    assert done.returncode == 0, done.stderr
    refused(
        environment | {"SECRET_KEY_FILE": str(tmp_path / "none")}, "SECRET_KEY_FILE names a file that cannot be read"
    )


def test_every_refusal_says_what_to_do(settings):
    settings.DEBUG = True
    settings.ALLOWED_HOSTS = ["*"]
    settings.SECRET_KEY = "short"
    settings.KEYS_DIR = "/nonexistent"
    faults = list(settings_faults())
    assert len(faults) > 4
    assert all(fault.endswith(".") and fault.count(". ") >= 1 for fault in faults), faults
    assert os.sep + "nonexistent" not in "".join(faults)

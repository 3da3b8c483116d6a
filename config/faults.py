"""Why production must not start: one sentence each, which says what to do. Settings first, then the database."""

import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import LazySettings, settings
from django.contrib.auth import get_user_model
from django.contrib.auth.hashers import check_password
from django.db import connection

from accounts.demo import DEMO_ORGANISATION_SLUG, DEMO_PASSWORD, DEMO_USERNAMES
from encryption.classes import PROFILES

SECRET_LENGTH = 50
SECRET_VARIETY = 5
KNOWN_SECRETS = ("only-for-tests", "django-insecure", "change-me", "changeme", "default", "secret")
PER_PROCESS_CACHES = ("LocMemCache", "DummyCache", "FileBasedCache")


def settings_faults(config: LazySettings | Any = settings) -> Iterator[str]:
    """What is wrong with the settings and the files they name."""
    if config.DEBUG:
        yield "DEBUG is on: error pages would show data of persons. Remove DEBUG from the settings."
    if getattr(config, "DEMO", False):
        yield "The demo's settings are in use. Set DJANGO_SETTINGS_MODULE=config.settings.prod."
    if not config.SECOND_FACTOR_REQUIRED:
        yield "The second factor is off. Set SECOND_FACTOR_REQUIRED to True."
    yield from _secret_faults(config.SECRET_KEY)
    yield from _host_faults(config.ALLOWED_HOSTS)
    yield from _cookie_faults(config)
    for alias, cache in config.CACHES.items():
        if str(cache["BACKEND"]).rsplit(".", 1)[-1] in PER_PROCESS_CACHES:
            yield (
                f"The cache '{alias}' is not shared between processes, so limits on guessing would not hold. "
                "Use the database or Redis."
            )
    yield from key_faults(Path(config.KEYS_DIR), config.KEY_PROFILE)
    yield from _sqlite_faults(config.DATABASES["default"])


def _secret_faults(secret: str) -> Iterator[str]:
    if not secret or any(known in secret.lower() for known in KNOWN_SECRETS):
        yield f"SECRET_KEY is a default one. Set one of your own, of at least {SECRET_LENGTH} random characters."
    elif len(secret) < SECRET_LENGTH or len(set(secret)) < SECRET_VARIETY:
        yield f"SECRET_KEY is too short. Set one of at least {SECRET_LENGTH} random characters."


def _host_faults(hosts: list[str]) -> Iterator[str]:
    if not hosts:
        yield "ALLOWED_HOSTS is empty. Set it to the host names under which staff open Daybook."
    if any(host == "*" for host in hosts):
        yield "ALLOWED_HOSTS contains *, so anyone's host name would be accepted. Name the hosts."


def _cookie_faults(config: LazySettings | Any) -> Iterator[str]:
    if not (config.SESSION_COOKIE_SECURE and config.CSRF_COOKIE_SECURE and config.SECURE_SSL_REDIRECT):
        yield (
            "Cookies or pages would travel without TLS. Set SESSION_COOKIE_SECURE, CSRF_COOKIE_SECURE and "
            "SECURE_SSL_REDIRECT to True."
        )


def key_faults(folder: Path, profile: str) -> Iterator[str]:
    """Missing key files, and key files that others on the machine can open."""
    names = sorted(PROFILES.get(profile, ()))
    if not names:
        yield f"KEY_PROFILE must be one of {', '.join(PROFILES)}."
        return
    if not folder.is_dir():
        yield "The folder of the key files is missing. Run manage.py init_keys, or set KEYS_DIR to where the keys lie."
        return
    missing = [name for name in names if not (folder / f"{name}.key").is_file()]
    if missing:
        yield (
            f"Key files are missing: {', '.join(missing)}. Restore them from the backup of the keys; "
            "only on a new installation run manage.py init_keys."
        )
    for path in (folder, *(folder / f"{name}.key" for name in names)):
        if path.exists() and stat.S_IMODE(path.stat().st_mode) & 0o077:
            yield f"{path.name} can be opened by others on this machine. Run chmod -R u=rX,go= on the key folder."


def _sqlite_faults(database: dict[str, Any]) -> Iterator[str]:
    if not database["ENGINE"].endswith("sqlite3"):
        return
    options = database.get("OPTIONS", {})
    pragmas = options.get("init_command", "").replace(" ", "").lower()
    if options.get("transaction_mode") != "IMMEDIATE":
        yield "SQLite would lose writes under load. Set transaction_mode to IMMEDIATE, or use PostgreSQL."
    if "journal_mode=wal" not in pragmas:
        yield "SQLite runs without WAL, so readers would block writers. Add PRAGMA journal_mode=WAL to init_command."
    if not ("secure_delete=on" in pragmas or "secure_delete=1" in pragmas):
        yield "SQLite would keep what was erased. Add PRAGMA secure_delete=ON to init_command."
    if "synchronous=off" in pragmas or "synchronous=0" in pragmas:
        yield "SQLite would lose acknowledged writes in a power cut. Set PRAGMA synchronous to NORMAL or FULL."


def database_faults(*, every_account: bool = False) -> Iterator[str]:
    """Demo organisations, demo passwords and a database that does not keep its word.

    At a start only the demo's own account names are tried, as each try costs a password hash; the deployment check
    tries every active account.
    """
    tables = connection.introspection.table_names()
    user_model = get_user_model()
    if user_model._meta.db_table not in tables:
        yield "The database has no tables yet. Run manage.py migrate."
        return
    organisations = user_model._meta.get_field("organisation").related_model._base_manager
    if organisations.filter(slug=DEMO_ORGANISATION_SLUG).exists():
        yield "The database holds the demo's invented cases. Start with an empty database."
    accounts = user_model._base_manager.filter(is_active=True)
    if not every_account:
        accounts = accounts.filter(username__in=DEMO_USERNAMES)
    for username, password in accounts.values_list("username", "password").iterator():
        if check_password(DEMO_PASSWORD, password):
            yield f"The account {username} has the demo's password. Deactivate it or have it changed."
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SHOW fsync")
            if cursor.fetchone()[0] != "on":
                yield "PostgreSQL runs with fsync off and would lose acknowledged writes. Set fsync = on."

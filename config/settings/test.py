"""Settings of the test run: SQLite unless DATABASE_URL names another engine; keys and data in a folder of its own."""

import os
import tempfile
from pathlib import Path

import dj_database_url

os.environ.setdefault("DATA_DIR", tempfile.mkdtemp(prefix="daybook-test-"))

from config.settings.base import *  # noqa: E402, F403
from config.settings.base import DATA_DIR, DATABASES, STORAGES  # noqa: E402

SECRET_KEY = "only-for-tests-and-never-anywhere-else"  # noqa: S105
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
KEYS_DIR = DATA_DIR / "keys"
SECOND_FACTOR_REQUIRED = False
STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"

if os.environ.get("DATABASE_URL"):
    DATABASES["default"] = dj_database_url.parse(os.environ["DATABASE_URL"])
else:
    DATABASES["default"]["TEST"] = {"NAME": str(Path(DATA_DIR) / "test.sqlite3")}

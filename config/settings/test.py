"""Settings of the test run: SQLite unless DATABASE_URL names another engine; keys and data in a folder of its own."""

import atexit
import os
import shutil
import tempfile

import dj_database_url

if "DATA_DIR" not in os.environ:
    os.environ["DATA_DIR"] = tempfile.mkdtemp(prefix="daybook-test-")
    atexit.register(shutil.rmtree, os.environ["DATA_DIR"], ignore_errors=True)

from config.settings.base import *  # noqa: F403
from config.settings.base import DATA_DIR, DATABASES, INSTALLED_APPS, STORAGES

STATIC_ROOT = DATA_DIR / "static"
STATIC_ROOT.mkdir(parents=True, exist_ok=True)
SECRET_KEY = "only-for-tests-and-never-anywhere-else"  # noqa: S105
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
KEYS_DIR = DATA_DIR / "keys"
# Rows with sealed columns of every kind.
INSTALLED_APPS = [*INSTALLED_APPS, "tests.sealedapp"]
SECOND_FACTOR_REQUIRED = False
# Real Argon2 with the least work: a test run hashes thousands of passwords.
PASSWORD_HASHERS = ["tests.hashers.QuickArgon2"]
STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"

if os.environ.get("DATABASE_URL"):
    DATABASES["default"] = dict(dj_database_url.parse(os.environ["DATABASE_URL"]))
else:
    DATABASES["default"]["TEST"] = {"NAME": str(DATA_DIR / "test.sqlite3")}

if os.environ.get("REDIS_URL"):
    CELERY_BROKER_URL = os.environ["REDIS_URL"]
else:
    QUEUE_DIR = DATA_DIR / "queue"
    CELERY_BROKER_URL = "filesystem://"
    CELERY_BROKER_TRANSPORT_OPTIONS = {
        "data_folder_in": str(QUEUE_DIR / "messages"),
        "data_folder_out": str(QUEUE_DIR / "messages"),
        "control_folder": str(QUEUE_DIR / "control"),
        "store_processed": False,
    }
    for _folder in ("messages", "control"):
        (QUEUE_DIR / _folder).mkdir(mode=0o700, parents=True, exist_ok=True)

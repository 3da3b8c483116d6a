"""Settings of the hunted installation: those of the demo, with everything turned up that could give something away.

All loggers at their most talkative; every page can be made to break; handled messages stay in the queue's folder; SQLite's
log is never folded back, so that it holds whatever was written; mail lies in a folder. PostgreSQL and Redis if named.
"""

import os
from pathlib import Path

import dj_database_url

from config.logs import LOGGING as LOGGING
from config.settings.demo import *  # noqa: F403
from config.settings.demo import CELERY_BROKER_TRANSPORT_OPTIONS, DATA_DIR, DATABASES, QUEUE_DIR
from tests.hunt.watch import watch

watch(Path(os.environ["HUNT_JOURNAL"]))

ROOT_URLCONF = "tests.hunt.urls"
# Real Argon2 with the least work.
PASSWORD_HASHERS = ["tests.hashers.QuickArgon2"]
EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = DATA_DIR / "outbox"

for _logger in (LOGGING["root"], *LOGGING["loggers"].values()):
    _logger["level"] = "DEBUG"

if os.environ.get("DATABASE_URL"):
    DATABASES["default"] = dict(dj_database_url.parse(os.environ["DATABASE_URL"]))
else:
    DATABASES["default"]["OPTIONS"]["init_command"] += " PRAGMA wal_autocheckpoint=0;"

if os.environ.get("REDIS_URL"):
    CELERY_BROKER_URL = os.environ["REDIS_URL"]
    CELERY_BROKER_TRANSPORT_OPTIONS = {}
else:
    CELERY_BROKER_TRANSPORT_OPTIONS |= {"store_processed": True, "processed_folder": str(QUEUE_DIR / "processed")}
    (QUEUE_DIR / "processed").mkdir(mode=0o700, exist_ok=True)

"""Settings of `make bench`: the product as it runs, with plaintext twins of its pages beside it."""

import os

import dj_database_url

from config.settings.base import *  # noqa: F403
from config.settings.base import DATABASES, INSTALLED_APPS, STORAGES

SECRET_KEY = "only-for-measuring-and-never-anywhere-else"  # noqa: S105
ALLOWED_HOSTS = ["testserver"]
SECOND_FACTOR_REQUIRED = False
SESSION_COOKIE_SECURE = False
# A bench reads more than anybody may.
CASES_PER_HOUR = HITS_PER_HOUR = 1_000_000
INSTALLED_APPS = [*INSTALLED_APPS, "benches.twin", "encrypted_model_fields"]
ROOT_URLCONF = "benches.urls"
STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
LOGGING_CONFIG = None
# Of the two packages that `scan` is compared with; a key for invented rows.
FIELD_ENCRYPTION_KEY = "c2VjcmV0LWZvci1tZWFzdXJpbmctaW52ZW50ZWQtMDE="
SALT_KEY = "only-for-measuring"

if os.environ.get("DATABASE_URL"):
    DATABASES["default"] = dict(dj_database_url.parse(os.environ["DATABASE_URL"], conn_max_age=None))

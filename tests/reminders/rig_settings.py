"""The demo's settings on the engines that the rig names, with a mail server of the rig's."""

import os

import dj_database_url

from config.settings.demo import *  # noqa: F403
from config.settings.demo import DATABASES

if os.environ.get("DATABASE_URL"):
    DATABASES["default"] = dict(dj_database_url.parse(os.environ["DATABASE_URL"], conn_max_age=60))
if os.environ.get("REDIS_URL"):
    CELERY_BROKER_URL = os.environ["REDIS_URL"]
    CELERY_BROKER_TRANSPORT_OPTIONS = {"socket_timeout": 5, "socket_connect_timeout": 5}
EMAIL_HOST, EMAIL_PORT, EMAIL_TIMEOUT = "127.0.0.1", int(os.environ["RIG_SINK_PORT"]), 1
DEFAULT_FROM_EMAIL = "Office <office@post.example>"
MAIL_PER_MINUTE = 100_000
if not os.environ.get("REDIS_URL"):
    CELERY_BROKER_TRANSPORT_OPTIONS = CELERY_BROKER_TRANSPORT_OPTIONS | {"polling_interval": 0.05}

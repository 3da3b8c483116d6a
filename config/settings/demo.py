"""The demo on one's own machine: invented people, plain http on localhost, no second factor. Never for real persons."""

import os
import secrets
from pathlib import Path

from config import env
from config.settings.base import *  # noqa: F403
from config.settings.base import DATA_DIR

DEMO = True
PORT = env.number("PORT", 8000, low=1, high=65535)


def _kept_secret(path: Path) -> str:
    """A secret of this folder's own: made at the first start, read ever after."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text()
    with os.fdopen(handle, "w") as file:
        file.write(secrets.token_urlsafe(64))
    return path.read_text()


SECRET_KEY = _kept_secret(DATA_DIR / "secret.txt")
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]"]
PUBLIC_URL = f"http://localhost:{PORT}"
# The demo sends no mail, unless a port of this machine is named on which somebody listens to look at it.
MAIL_SINK_PORT = env.number("MAIL_SINK_PORT", 0, low=0, high=65535)
if MAIL_SINK_PORT:
    EMAIL_HOST, EMAIL_PORT = "127.0.0.1", MAIL_SINK_PORT
SECOND_FACTOR_REQUIRED = False
SESSION_COOKIE_SECURE = False
CSRF_COOKIE_SECURE = False

# The queue is a folder, so the demo needs no other server.
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

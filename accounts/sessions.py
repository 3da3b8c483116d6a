"""The session store: Django's database sessions, with their contents sealed.

A session row holds flash messages, half-finished sign-ins and, while somebody sets up a code generator, its secret.
A stolen database must not give these away. The engine is named in the settings (`SESSION_ENGINE`).
"""

import json
from typing import Any

from django.contrib.sessions.backends.db import SessionStore as DatabaseSessionStore
from django.contrib.sessions.models import Session

from encryption.errors import EncryptionError
from encryption.secrets_box import open_staff_secret, seal_staff_secret


class SessionStore(DatabaseSessionStore):
    """Seals what the row holds; an unreadable row is an ended session."""

    @classmethod
    def get_model_class(cls) -> type[Session]:
        return Session

    def encode(self, session_dict: dict[str, Any]) -> str:
        return seal_staff_secret(json.dumps(session_dict, separators=(",", ":")))

    def decode(self, session_data: bytes | str) -> dict[str, Any]:
        try:
            opened: dict[str, Any] = json.loads(open_staff_secret(str(session_data)))
        except (EncryptionError, ValueError):
            return {}
        return opened

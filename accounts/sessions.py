"""Sessions that a stolen database does not give away: rows are sealed, and their key is only a digest of the cookie.

A session row holds flash messages, half-finished sign-ins and, while somebody sets up a code generator, its secret; so
its contents are sealed. And whoever reads a row's key must not be able to come back with it as a cookie: the browser
holds a secret, the database its digest. The engine and the middleware are named in the settings.
"""

import json
from hashlib import sha256
from secrets import token_urlsafe
from typing import Any

from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore as DatabaseSessionStore
from django.contrib.sessions.middleware import SessionMiddleware as DjangoSessionMiddleware
from django.contrib.sessions.models import Session
from django.http import HttpRequest, HttpResponse

from accounts.signin.browsers import mark_browser
from encryption.errors import EncryptionError
from encryption.secrets_box import open_staff_secret, seal_staff_secret

KEY_LENGTH = 40


def key_of(secret: str) -> str:
    """The key of the row for the secret in a cookie. The secret has 256 random bits, so a plain digest is enough."""
    return sha256(secret.encode()).hexdigest()[:KEY_LENGTH]


class SessionStore(DatabaseSessionStore):
    """Opened by the key of the row. `secret` is known only to a store made from a cookie or just created."""

    secret: str | None = None

    @classmethod
    def from_cookie(cls, secret: str | None) -> "SessionStore":
        """The session of a browser."""
        store = cls(key_of(secret) if secret else None)
        store.secret = secret
        return store

    @classmethod
    def get_model_class(cls) -> type[Session]:
        return Session

    def _get_new_session_key(self) -> str:
        self.secret = token_urlsafe(32)
        return key_of(self.secret)

    def encode(self, session_dict: dict[str, Any]) -> str:
        return seal_staff_secret(json.dumps(session_dict, separators=(",", ":")))

    def decode(self, session_data: bytes | str) -> dict[str, Any]:
        """What the row holds; one that does not open is an ended session."""
        try:
            opened: dict[str, Any] = json.loads(open_staff_secret(str(session_data)))
        except (EncryptionError, ValueError):
            return {}
        return opened


class SessionMiddleware(DjangoSessionMiddleware):
    """Django's, with the secret in the cookie where Django has the key of the row."""

    def process_request(self, request: HttpRequest) -> None:
        request.session = SessionStore.from_cookie(request.COOKIES.get(settings.SESSION_COOKIE_NAME))

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        answered = super().process_response(request, response)
        cookie = answered.cookies.get(settings.SESSION_COOKIE_NAME)
        session = request.session
        if cookie is not None and cookie.value and isinstance(session, SessionStore):
            secret = session.secret or ""
            cookie.set(settings.SESSION_COOKIE_NAME, secret, secret)
        mark_browser(request, answered)
        return answered

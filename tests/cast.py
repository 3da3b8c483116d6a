"""The cast: the eleven demo accounts as signed-in clients, by name.

`cast.caseworker.get("cases:case_detail", case)` opens a page by its URL name; rows stand for their public id.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.conf import settings
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from accounts.demo import DEMO_PASSWORD, DEMO_USERNAMES
from accounts.models import User
from accounts.sessions import SessionStore
from cases.demo.cast import make_cast

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def address(name: str, /, *rows: Any, **named: Any) -> str:
    """The path of a page. A row with a public id is given as it is."""
    if named:
        return reverse(name, kwargs={key: getattr(value, "pid", value) for key, value in named.items()})
    return reverse(name, args=[getattr(row, "pid", row) for row in rows])


def _session_of(client: Client) -> SessionStore:
    """As Django's test client does it, with the secret in the cookie."""
    cookie = client.cookies.get(settings.SESSION_COOKIE_NAME)
    if cookie:
        return SessionStore.from_cookie(cookie.value)
    session = SessionStore()
    session.save()
    client.cookies[settings.SESSION_COOKIE_NAME] = session.secret
    return session


def _set_sign_in_cookie(client: Client, request: Any) -> None:
    client.cookies[settings.SESSION_COOKIE_NAME] = request.session.secret


# `force_login` and `client.session` would put the key of the row into the cookie, which opens nothing here.
Client.session = property(_session_of)
Client._set_login_cookies = _set_sign_in_cookie


@dataclass
class Member:
    """One of the cast, signed in."""

    user: User
    client: Client = field(default_factory=Client)

    @property
    def username(self) -> str:
        return str(self.user.username)

    def fresh(self) -> User:
        """The row as it is in the database now."""
        return User.objects.get(pk=self.user.pk)

    def get(self, name: str, /, *rows: Any, htmx: bool = False, **query: Any) -> HttpResponse:
        """GET the page `name`."""
        return self.client.get(address(name, *rows), query, headers={"HX-Request": "true"} if htmx else None)

    def post(self, name: str, /, *rows: Any, htmx: bool = False, **data: Any) -> HttpResponse:
        """POST the fields `data` to the page `name`."""
        return self.client.post(address(name, *rows), data, headers={"HX-Request": "true"} if htmx else None)

    def sign_in(self) -> None:
        """Sign in without the form, as a session of its own."""
        self.client.force_login(self.user, backend=BACKEND)

    def confirm(self) -> None:
        """Prove anew who it is, as dangerous acts ask for."""
        answer = self.client.post(reverse("account_reauthenticate"), {"password": DEMO_PASSWORD})
        assert answer.status_code == 302, answer.content


class Cast:
    """The cast by name, each signed in at first use."""

    caseworker: Member
    caseworker2: Member
    shelter: Member
    coordinator: Member
    coordinator2: Member
    legal: Member
    health: Member
    auditor: Member
    administrator: Member
    partner: Member
    outsider: Member

    def __init__(self, users: dict[str, User]) -> None:
        self._users = users
        self.anonymous = Client()

    def __getattr__(self, name: str) -> Member:
        if name.startswith("_") or name not in self._users:
            raise AttributeError(name)
        member = Member(self._users[name])
        member.sign_in()
        setattr(self, name, member)
        return member

    def __iter__(self) -> Iterator[Member]:
        return (getattr(self, name) for name in DEMO_USERNAMES)


@pytest.fixture
def cast(db: None) -> Cast:
    """Three organisations, two teams in the first, and everybody of the demo."""
    return Cast(make_cast())

"""Whole requests: a signed-in client, the product's address and the twin's, and a check that both show the same."""

import re
from collections.abc import Callable
from typing import Any

from django.test import Client
from django.urls import path

from accounts.models import User
from benches.measure import ratio
from benches.twin.copies import twin_views
from benches.world import PASSWORD
from encryption.keys import forget_data_keys

# Tokens, and the mark of the present place in the navigation, which goes by the address.
_SECRETS = re.compile(rb' aria-current="page"|name="csrfmiddlewaretoken" value="[^"]*"|twin/|name="once" value="[^"]*"')


def twin_patterns() -> list[Any]:
    """Addresses of the twin pages."""
    views = twin_views()
    return [
        path("twin/c/", views["cases.caseload.views"].case_list),
        path("twin/c/<pid:pid>/", views["cases.case.views"].case_detail),
        path("find/twin/", views["cases.find.views"].case_find),
        path("twin/", views["cases.today.views"].today),
        path("twin/api/v1/cases/", views["cases.case.api"].CaseListApi.as_view()),
    ]


def signed_in(user: User) -> Client:
    """A client with a session of its own, after signing in at the door."""
    client = Client()
    answer = client.post("/in/", {"login": user.username, "password": PASSWORD})
    if answer.status_code != 302:
        raise RuntimeError(f"sign-in answered {answer.status_code}")
    return client


def fetch(client: Client, address: str) -> bytes:
    """The body of a page that answered 200."""
    response = client.get(address)
    if response.status_code != 200:
        raise RuntimeError(f"{address} answered {response.status_code}")
    return bytes(response.content)


def same(one: bytes, other: bytes) -> bool:
    """Whether two pages differ in nothing but tokens."""
    return _SECRETS.sub(b"", one) == _SECRETS.sub(b"", other)


def page_ratio(user: User, address: str, *, rounds: int, before: Callable[[], object] = forget_data_keys) -> float:
    """The product's request through the twin's, keys cold."""
    client = signed_in(user)
    ours, theirs = fetch(client, address), fetch(client, f"/twin{address}")
    if not same(ours, theirs):
        raise RuntimeError(f"{address} and its twin do not show the same")
    return ratio(lambda: fetch(client, address), lambda: fetch(client, f"/twin{address}"), rounds=rounds, before=before)

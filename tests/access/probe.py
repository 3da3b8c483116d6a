"""One request of the matrix: asked within a savepoint that is rolled back, so that no cell sees another's doing."""

import copy
import json
import re
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.test import Client

from audit.models import Event

TOKEN = re.compile(r'(name="(?:csrfmiddlewaretoken|once)" value=|"X-CSRFToken": ?|csrf[-_a-z]*" content=)"[^"]*"')
# Differ by themselves, whatever was asked.
OWN_HEADERS = frozenset({"Set-Cookie", "Content-Length"})


@dataclass(frozen=True)
class Answer:
    """What came back, and the events that it left as (tag, outcome)."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: str
    cookies: tuple[str, ...]
    events: tuple[tuple[str, str], ...]

    @property
    def outside(self) -> tuple[Any, ...]:
        """All that can be told from outside."""
        return self.status, self.headers, self.body, self.cookies


def last_seq() -> int:
    """The newest row of the trail."""
    return Event.objects.order_by("-seq").values_list("seq", flat=True).first() or 0


def ask(client: Client, method: str, path: str, body: dict[str, Any] | None = None, *, keep: bool = False) -> Answer:
    """Ask, look at what it left, and undo it all unless `keep`."""
    cookies = copy.copy(client.cookies)
    is_api = path.startswith("/api/")
    options: dict[str, Any] = {}
    if method in {"post", "put", "patch", "delete"}:
        options["data"] = json.dumps(body or {}, default=str) if is_api else (body or {})
        if is_api or method != "post":
            options["content_type"] = "application/json"
            options["data"] = json.dumps(body or {}, default=str)
    with transaction.atomic():
        before = last_seq()
        response = getattr(client, method)(path, **options)
        events = tuple(Event.objects.filter(seq__gt=before).order_by("seq").values_list("tag", "outcome"))
        content = b"".join(response.streaming_content) if response.streaming else response.content
        if not keep:
            transaction.set_rollback(True)
    if not keep:
        client.cookies = cookies
    return Answer(
        response.status_code,
        tuple(sorted((name, value) for name, value in response.headers.items() if name not in OWN_HEADERS)),
        TOKEN.sub(r'\1"-"', content.decode("utf-8", "replace")),
        tuple(sorted(response.cookies)),
        events,
    )

"""What holds for every answer that any test gets: nothing inline, nothing from elsewhere, and the closing headers.

Loaded by `tests/conftest.py`; each request of Django's test client is looked at, so no page can be forgotten.
"""

from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.http.response import HttpResponseBase
from django.test import Client

ADDRESSES = {
    "src",
    "href",
    "action",
    "formaction",
    "poster",
    "data",
    "srcset",
    "hx-get",
    "hx-post",
    "hx-put",
    "hx-delete",
}
EXPECTED_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
FORBIDDEN_HEADERS = ("Server", "X-Powered-By")
FORBIDDEN_IN_POLICY = ("unsafe-inline", "unsafe-eval", "http:", "https:", " *", "data:")
NEEDED_IN_POLICY = ("default-src 'none'", "frame-ancestors 'none'", "form-action 'self'", "base-uri 'none'")


class InlineFinder(HTMLParser):
    """Gathers a sentence for each thing that a strict policy refuses, and for each address of another host."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.faults: list[str] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        """One element."""
        names = dict(attributes)
        if tag == "script" and "src" not in names and names.get("type") not in {"application/json"}:
            self.faults.append("a script without src")
        if tag == "style":
            self.faults.append("a style element")
        if tag in {"iframe", "object", "embed", "base"}:
            self.faults.append(f"an element {tag}")
        for name, value in attributes:
            if name == "style":
                self.faults.append(f"a style attribute on {tag}")
            elif name.startswith("on") or name.startswith("hx-on"):
                self.faults.append(f"an attribute {name} on {tag}")
            elif name in ADDRESSES:
                self._look_at_address(tag, name, (value or "").strip())

    handle_startendtag = handle_starttag

    def _look_at_address(self, tag: str, name: str, value: str) -> None:
        if value.lower().startswith(("javascript:", "data:", "vbscript:")):
            self.faults.append(f"an address {value[:20]} on {tag}")
        elif urlsplit(value).netloc or value.startswith("//"):
            self.faults.append(f"the address of another host in {name} on {tag}: {value[:60]}")


def inline_faults(html: str) -> list[str]:
    """A sentence for each inline script, style, event attribute or foreign address in a page."""
    finder = InlineFinder()
    finder.feed(html)
    finder.close()
    return finder.faults


def header_faults(response: HttpResponseBase) -> list[str]:
    """A sentence for each header that is missing or says too much."""
    headers = response.headers
    faults = [
        f"{name} is {headers.get(name)!r}, not {value!r}"
        for name, value in EXPECTED_HEADERS.items()
        if headers.get(name) != value
    ]
    faults += [f"{name} is sent" for name in FORBIDDEN_HEADERS if name in headers]
    if headers.get("Referrer-Policy") not in {"no-referrer", "same-origin"}:
        faults.append(f"Referrer-Policy is {headers.get('Referrer-Policy')!r}")
    if "no-store" not in headers.get("Cache-Control", ""):
        faults.append("Cache-Control lacks no-store")
    if "Permissions-Policy" not in headers:
        faults.append("Permissions-Policy is missing")
    policy = headers.get("Content-Security-Policy", "")
    faults += [f"the policy lacks {part}" for part in NEEDED_IN_POLICY if part not in policy]
    faults += [f"the policy allows {part}" for part in FORBIDDEN_IN_POLICY if part in policy]
    return faults


def answer_faults(response: HttpResponseBase) -> list[str]:
    """All of the above for one answer."""
    faults = header_faults(response)
    if not response.streaming and "text/html" in response.headers.get("Content-Type", ""):
        faults += inline_faults(response.content.decode(response.charset or "utf-8"))  # type: ignore[attr-defined]
    return faults


@pytest.fixture(scope="session", autouse=True)
def look_at_every_answer() -> Iterator[None]:
    """Fail the test whose request got a faulty answer."""
    original = Client.request

    def request(self: Client, **environment: Any) -> Any:
        response = original(self, **environment)
        if not environment.get("PATH_INFO", "").startswith("/static/"):
            faults = answer_faults(response)
            assert not faults, f"{environment.get('PATH_INFO')}: " + "; ".join(dict.fromkeys(faults))
        return response

    Client.request = request  # type: ignore[method-assign]
    yield
    Client.request = original  # type: ignore[method-assign]

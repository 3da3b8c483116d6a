"""A real server and a real browser for tests marked `browser`.

`browser` opens pages in Debian's Chromium. Each page reports what breaks our content security policy and every request
to another host; either fails the test. `make run`'s own server is tried in tests/config/test_serve.py.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Error,
    Page,
    Playwright,
    Request,
    sync_playwright,
)
from pytest_django.live_server_helper import LiveServer

from accounts.demo import DEMO_PASSWORD
from tests.counting import CHROMIUM

DESKTOP = {"width": 1366, "height": 768}
PHONE = {"width": 390, "height": 844}
NARROW = {"width": 320, "height": 640}
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
# Runs before the page's own scripts; tells this test of every violation.
LISTEN = """
document.addEventListener('securitypolicyviolation', event =>
  window.reportViolation(`${event.violatedDirective}: ${event.blockedURI || event.sourceFile} ${event.sample}`));
"""


@dataclass
class BrowserOfTest:
    """Opens pages of the live server and gathers what must not happen."""

    chromium: Browser
    url: str
    faults: list[str] = field(default_factory=list)
    contexts: list[BrowserContext] = field(default_factory=list)

    def open(
        self, path: str = "/", *, viewport: dict[str, int] | None = None, script: bool = True, **more: Any
    ) -> Page:
        """A page in a browser profile of its own, at `path`. `more` goes to Playwright's `new_context`."""
        context = self.chromium.new_context(
            base_url=self.url,
            viewport=viewport or DESKTOP,  # type: ignore[arg-type]
            java_script_enabled=script,
            reduced_motion="reduce",
            **{"locale": "en-GB", **more},
        )
        context.set_default_timeout(10_000)
        context.expose_binding("reportViolation", lambda _, text: self.faults.append(f"policy violated: {text}"))
        context.add_init_script(LISTEN)
        context.on("request", self._look_at_request)
        context.on("weberror", lambda error: self.faults.append(f"error in a script: {error.error}"))
        context.on("console", self._look_at_message)
        self.contexts.append(context)
        page = context.new_page()
        page.goto(path)
        return page

    def sign_in(self, username: str, path: str = "/", *, password: str = DEMO_PASSWORD, **more: Any) -> Page:
        """A page signed in through the sign-in form, then at `path`."""
        page = self.open("/in/", **more)
        page.fill("input[name=login]", username)
        page.fill("input[name=password]", password)
        with page.expect_navigation():
            page.click("main form button[type=submit], main form button:not([type])")
        if urlsplit(page.url).path.startswith("/in/"):
            raise AssertionError(f"{username} could not sign in: {page.inner_text('main')}")
        if path != "/":
            page.goto(path)
        return page

    def _look_at_request(self, request: Request) -> None:
        address = urlsplit(request.url)
        if address.scheme in ("http", "https", "ws", "wss") and not self.url.endswith(address.netloc):
            self.faults.append(f"request to another host: {request.url}")

    def _look_at_message(self, message: ConsoleMessage) -> None:
        """What a browser complains of. That an answer was a refusal is for the test to judge."""
        if message.type == "error" and not message.text.startswith("Failed to load resource"):
            self.faults.append(f"complaint of the browser: {message.text}")

    def close(self) -> None:
        """Close all profiles."""
        for context in self.contexts:
            try:
                context.close()
            except Error as error:
                self.faults.append(f"the browser did not close: {error}")


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """Playwright without a browser of its own."""
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="session")
def chromium(playwright: Playwright) -> Iterator[Browser]:
    """Debian's Chromium, headless, once for all browser tests."""
    started = playwright.chromium.launch(executable_path=str(CHROMIUM), args=list(QUIET))
    yield started
    started.close()


@pytest.fixture
def live(live_server: LiveServer) -> LiveServer:
    """The application on a port of this machine, in a thread of the test process; `live.url` is its address."""
    return live_server


@pytest.fixture
def browser(live: LiveServer, chromium: Browser) -> Iterator[BrowserOfTest]:
    """Pages of the live server. The test fails if one broke the policy, reached out, or threw in a script."""
    opened = BrowserOfTest(chromium, live.url)
    yield opened
    opened.close()
    assert not opened.faults, "\n".join(opened.faults)

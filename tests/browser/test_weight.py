"""How much a page weighs on a thin line, measured at the running demo."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page

from tests.live import BrowserOfTest

pytestmark = [pytest.mark.browser, pytest.mark.once]  # the demo is SQLite by nature

FIRST_VISIT, FIRST_REQUESTS = 100 * 1024, 8
LATER, WITH_LISTS = 20 * 1024, 45 * 1024


@dataclass
class Traffic:
    """What came over the line: {request: (address, bytes with headers)}; what the browser had already is not counted."""

    addresses: dict[str, str] = field(default_factory=dict)
    sizes: dict[str, float] = field(default_factory=dict)
    held: set[str] = field(default_factory=set)

    @property
    def total(self) -> float:
        """Of what was asked for here: the end of an answer to the page before may still come in."""
        return sum(self.sizes.get(request, 0) for request in self.addresses if request not in self.held)

    @property
    def requests(self) -> list[str]:
        return [address for request, address in self.addresses.items() if request not in self.held]

    def __str__(self) -> str:
        lines = [f"{self.total / 1024:.1f} KB in {len(self.requests)} requests"]
        return "\n  ".join(
            lines
            + [
                f"{self.sizes.get(request, 0) / 1024:6.1f} {urlsplit(address).path}"
                for request, address in self.addresses.items()
                if request not in self.held
            ]
        )


@contextmanager
def counted(page: Page) -> Iterator[Traffic]:
    """Count all that the page asks for while the block runs."""
    session, traffic = page.context.new_cdp_session(page), Traffic()

    def asked(event: dict[str, Any]) -> None:
        traffic.addresses[event["requestId"]] = event["request"]["url"]

    def ended(event: dict[str, Any]) -> None:
        traffic.sizes[event["requestId"]] = event["encodedDataLength"]

    session.on("Network.requestWillBeSent", asked)
    session.on("Network.requestServedFromCache", lambda event: traffic.held.add(event["requestId"]))
    session.on("Network.loadingFinished", ended)
    session.send("Network.enable")
    yield traffic
    session.detach()


def test_first_visit_to_sign_in(demo: BrowserOfTest) -> None:
    page = demo.open("about:blank")
    with counted(page) as traffic:
        page.goto("/in/", wait_until="networkidle")
    assert traffic.total <= FIRST_VISIT, traffic
    assert len(traffic.requests) <= FIRST_REQUESTS, traffic


def test_first_visit_to_today(demo: BrowserOfTest) -> None:
    """With an empty cache, as on a new phone that is signed in."""
    state = demo.sign_in("caseworker").context.storage_state()
    page = demo.open("about:blank", storage_state=state)
    with counted(page) as traffic:
        page.goto("/", wait_until="networkidle")
    assert page.get_by_role("heading", level=1, name="Today").is_visible()
    assert traffic.total <= FIRST_VISIT, traffic
    assert len(traffic.requests) <= FIRST_REQUESTS, traffic


def weights(page: Page, paths: Iterable[str], most: int) -> list[str]:
    """Those of `paths` that weigh more than `most` when styles, scripts and letters are in the browser already."""
    heavy = []
    for path in paths:
        with counted(page) as traffic:
            page.goto(path)
            page.wait_for_timeout(50)
        if traffic.total > most:
            heavy.append(f"{path}: {traffic}")
    return heavy


def test_later_pages(demo: BrowserOfTest) -> None:
    page = demo.sign_in("caseworker", "/c/")
    page.get_by_role("row").get_by_role("link").first.click()
    case = urlsplit(page.url).path
    paths = ["/", "/c/", "/c/?list=team", "/me/", "/drafts/", "/n/", "/l/", "/h/"]
    paths += [f"{case}{rest}" for rest in ("t/", "facts/", "consent/", "services/", "log/", "n/", "stage/")]
    heavy = weights(page, paths, LATER)
    # The composer carries the list of services; the page of imports all names of columns.
    heavy += weights(page, [case, "/i/"], LATER)
    assert not heavy, "\n".join(heavy)


def test_pages_of_a_case_that_is_full(demo: BrowserOfTest) -> None:
    """The case that has the most of everything, and the lists that hold what is due and what the law says."""
    page = demo.sign_in("caseworker", "/c/")
    case = page.get_by_role("row").get_by_role("link", name="Heron").get_attribute("href")
    paths = ["/d/news/", "/o/rules/", "/o/rules/?country=BE", "/o/rules/?confidence=low"]
    paths += [
        f"{case}{rest}" for rest in ("papers/", "papers/8/", "papers/day/", "papers/answer/", "l/", "d/", "d/new/")
    ]
    paths += [f"{case}{rest}" for rest in ("t/", "consent/", "services/", "with/")]
    page.goto(f"{case}l/")
    paths += [str(one.get_attribute("href")) for one in page.locator("#main .bit a").all()]
    heavy = weights(page, [path for path in dict.fromkeys(paths) if not path.endswith("told/")], LATER)
    # What the person was told in which of all languages.
    heavy += weights(page, [f"{case}l/told/", f"{case}l/new/"], WITH_LISTS)
    assert not heavy, "\n".join(heavy)


def test_forms_with_long_lists(demo: BrowserOfTest) -> None:
    """All languages and countries stand in the page, so that choosing one works without script and without a request.

    Pages are not compressed: the length of a compressed page would say something about what is in it.
    """
    page = demo.sign_in("caseworker", "/c/")
    page.get_by_role("row").get_by_role("link").first.click()
    case = urlsplit(page.url).path
    heavy = weights(page, ["/c/new/", f"{case}facts/talking/", f"{case}facts/person/", f"{case}facts/e/"], WITH_LISTS)
    assert not heavy, "\n".join(heavy)


def test_a_fragment_weighs_little_and_is_no_page(demo: BrowserOfTest) -> None:
    page = demo.sign_in("caseworker", "/c/")
    page.get_by_role("link", name="Heron").click()
    page.get_by_role("navigation", name="Case sections").get_by_role("link", name="Facts").click()
    lock = page.locator(".lock").first
    with counted(page) as traffic, page.expect_response(lambda answer: answer.request.method == "POST") as answered:
        lock.get_by_role("button", name="Reveal").click()
        page.locator(".revealed").first.wait_for()
    assert "<html" not in answered.value.text()
    assert answered.value.request.headers["hx-request"] == "true"
    assert traffic.total < 2 * 1024, traffic

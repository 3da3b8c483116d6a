"""Every page, in every state: accessibility rules on a desktop, on a phone and mirrored; no sideways scrolling; neutral."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from urllib.parse import urlsplit

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, resolve, reverse
from playwright.sync_api import Error
from playwright.sync_api import Page as BrowserPage

from accounts.demo import DEMO_PASSWORD, DEMO_USERNAMES
from tests.browser.looking import VIEWS, frame_faults, is_known, look
from tests.browser.page import Page, no_arguments
from tests.browser.pages import (
    GROUPS,
    LOCKED,
    NO_PAGE,
    NO_PAGE_ARGUMENTS,
    PAGES,
    SAME_FOR_ALL,
    WALKED,
)
from tests.browser.world import World
from tests.cast import BACKEND, address
from tests.live import BrowserOfTest

pytestmark = [pytest.mark.browser, pytest.mark.once]  # what a browser shows does not depend on the database

VISITS = sorted({(group, page.who) for group, pages in GROUPS.items() for page in pages})


def names_of(resolver: URLResolver, space: str = "") -> Iterator[str]:
    """The name of each address of the project but those of the API."""
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            if entry.namespace != "api":
                yield from names_of(entry, f"{entry.namespace}:" if entry.namespace else space)
        elif isinstance(entry, URLPattern):
            yield f"{space}{entry.name}"


def test_every_page_is_in_the_list() -> None:
    listed = {page.name for page in PAGES} | WALKED | LOCKED | set(NO_PAGE)
    there = set(names_of(get_resolver()))
    assert not there - listed, f"not looked at: {sorted(there - listed)}"
    assert not listed - there, f"no such address: {sorted(listed - there)}"


def send_wrong(page: BrowserPage, wrong: dict[str, str]) -> None:
    """Type what is wrong and press the button of the form."""
    form = page.locator("main form:has(.btn.go), main form:has(.btn.warn)").first
    with page.expect_navigation():
        form.evaluate(
            """(form, wrong) => {
              form.noValidate = true;
              for (const [name, text] of Object.entries(wrong)) {
                const field = form.elements[name];
                if (field instanceof RadioNodeList && !text) field.forEach(one => { one.checked = false; });
                else field.value = text;
              }
              // Afterwards: a page that goes away does not answer.
              setTimeout(() => form.requestSubmit(form.querySelector('.btn.go') || form.querySelector('.btn.warn')), 0);
            }""",
            wrong,
        )


def look_at(page: BrowserPage, listed: Page, world: World, *, only_new: bool = False) -> list[str]:
    """What is wrong with a page as it opens, and after its form was got wrong."""
    hidden = (world.filled.reference, world.users[listed.who].display_name)
    answer = page.goto(address(listed.name, *listed.arguments(world)) + listed.query)
    if answer is None or answer.status != 200:
        return [f"{listed}: {answer and answer.status}"]
    if "/in/again/" in page.url and listed.name != "account_reauthenticate":
        page.fill("input[name=password]", DEMO_PASSWORD)
        page.click("main .btn.go")
    name = resolve(urlsplit(page.url).path).view_name
    if name != listed.name:
        return [f"{listed}: led to {name}"]
    if only_new and is_known(page):
        return [f"{listed}: {fault}" for fault in frame_faults(page, *hidden)]
    faults = look(page, str(listed), *hidden, views=("phone",) if only_new else tuple(VIEWS))
    if listed.wrong is not None:
        send_wrong(page, listed.wrong)
        what = f"{listed.name} (error, {listed.who})"
        if not page.locator("main .errors, main .err, main [role=alert]").first.is_visible():
            faults.append(f"{what}: nothing says what was wrong")
        faults += look(page, what, *hidden)
    return faults


def look_at_all(page: BrowserPage, pages: Iterable[Page], world: World, *, only_new: bool = False) -> None:
    """Fail with a line for each fault on any of these pages."""
    faults: list[str] = []
    for listed in pages:
        try:
            faults += look_at(page, listed, world, only_new=only_new)
        except Error as error:
            faults.append(f"{listed}: {error.message.splitlines()[0]}")
    assert not faults, "\n".join(dict.fromkeys(faults))


@pytest.mark.parametrize(("group", "who"), VISITS)
def test_pages(browser: BrowserOfTest, world: World, group: str, who: str) -> None:
    page = browser.sign_in(who)
    look_at_all(page, (listed for listed in GROUPS[group] if listed.who == who), world)


@pytest.mark.parametrize("who", [name for name in DEMO_USERNAMES if not name.endswith("2")])
def test_whatever_else_a_role_can_open(browser: BrowserOfTest, world: World, who: str) -> None:
    """Asked of the server, not of the list: each page that answers this role is looked at.

    With the axe only where another role did not look at a page of the same make.
    """
    client = Client()
    client.force_login(world.users[who], backend=BACKEND)
    client.post(reverse("account_reauthenticate"), {"password": DEMO_PASSWORD})
    listed = {page.name for page in PAGES if page.who == who} | SAME_FOR_ALL
    known = {(page.name, address(page.name, *page.arguments(world))): page for page in PAGES if page.name not in listed}
    opened = [page for (_name, path), page in known.items() if client.get(path).status_code == 200]
    others = [replace(page, who=who, wrong=None) for page in opened]
    look_at_all(browser.sign_in(who), others, world, only_new=True)


@pytest.mark.parametrize("name", sorted(NO_PAGE))
def test_other_answers_are_no_pages(world: World, name: str) -> None:
    client, kind = Client(headers={"Accept": "application/json"}), NO_PAGE[name]
    if kind != "json":
        client.force_login(world.users["caseworker"], backend=BACKEND)
    answer = client.get(address(name, *NO_PAGE_ARGUMENTS.get(name, no_arguments)(world)))
    if kind == "post":
        assert answer.status_code == 405
    elif kind == "redirect":
        assert answer.status_code == 302
    else:
        assert answer.status_code == 200
        assert not answer.headers["Content-Type"].startswith("text/html")

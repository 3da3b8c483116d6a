"""A file that goes up slowly: how far it is stands there, is said at each quarter, and it can be stopped."""

import random

import pytest
from playwright.sync_api import Page, expect

from cases.models import Document, DocumentChunk
from tests.browser.world import World
from tests.cast import address
from tests.factories.documents import pdf
from tests.live import BrowserOfTest

pytestmark = [pytest.mark.browser, pytest.mark.once]  # what is kept is tried on both databases in tests/cases

LARGE = pdf(random.Random(1).randbytes(4 * 1024 * 1024))
# Bytes a second of a slow line.
SLOW = 2 * 1024 * 1024
# Gathers what was shown and what was said, in order.
WATCH = """() => {
  window.seen = []; window.heard = []; window.uncertain = false;
  const bar = document.querySelector('progress'), said = document.querySelector('[data-upload-said]');
  new MutationObserver(() => { if (bar.hasAttribute('value')) window.seen.push(bar.value); else window.uncertain = true; })
    .observe(bar, {attributes: true});
  new MutationObserver(() => { if (said.textContent) window.heard.push(said.textContent); })
    .observe(said, {childList: true, characterData: true, subtree: true});
}"""


def choose(page: Page, data: bytes = LARGE, name: str = "large.pdf") -> None:
    page.get_by_label("What it is").select_option("letter")
    page.locator("input[type=file]").set_input_files({"name": name, "mimeType": "application/pdf", "buffer": data})


def slow_down(page: Page) -> None:
    line = page.context.new_cdp_session(page)
    line.send("Network.enable")
    line.send(
        "Network.emulateNetworkConditions",
        {"offline": False, "latency": 0, "downloadThroughput": -1, "uploadThroughput": SLOW},
    )


def test_how_far_it_is_is_shown_and_said(browser: BrowserOfTest, world: World) -> None:
    page = browser.sign_in("caseworker", address("cases:document_add", world.bare))
    before = Document.objects.count()
    choose(page)
    expect(page.get_by_role("progressbar")).to_be_hidden()
    page.evaluate(WATCH)
    slow_down(page)
    page.get_by_role("button", name="Add this document").click()
    expect(page.get_by_role("progressbar", name="Sending the file")).to_be_visible()
    expect(page.get_by_role("heading", level=2, name="Documents")).to_be_visible(timeout=30_000)
    seen, heard = page.evaluate("window.seen"), page.evaluate("window.heard")
    assert seen == sorted(seen) and len([value for value in seen if 0 < value < 100]) >= 3
    assert page.evaluate("window.uncertain"), "after the way up nothing is measured"
    assert heard[-1] == "Sent. It is being checked and sealed." and 2 <= len(heard) <= 5
    assert all(words.endswith("percent sent") for words in heard[:-1])
    assert page.url.endswith(address("cases:document_list", world.bare))
    expect(page.get_by_role("main")).to_be_focused()
    expect(page.get_by_role("main")).to_contain_text("Document added.")
    expect(page.get_by_role("main")).to_contain_text("large.pdf")
    assert Document.objects.count() == before + 1
    assert browser.faults == []


def test_it_can_be_stopped_and_sent_again(browser: BrowserOfTest, world: World) -> None:
    page = browser.sign_in("caseworker", address("cases:document_add", world.bare))
    documents, chunks = Document.objects.count(), DocumentChunk.objects.count()
    choose(page)
    slow_down(page)
    page.get_by_role("button", name="Add this document").click()
    page.get_by_role("button", name="Stop sending").click()
    expect(page.get_by_role("progressbar")).to_be_hidden()
    again = page.get_by_role("button", name="Add this document")
    expect(again).to_be_enabled()
    assert (Document.objects.count(), DocumentChunk.objects.count()) == (documents, chunks)
    again.click()
    expect(page.get_by_role("heading", level=2, name="Documents")).to_be_visible(timeout=30_000)
    assert Document.objects.count() == documents + 1
    # htmx says in the console that it was stopped. Nothing else is said there.
    assert all("sendAbort" in fault or "afterRequest" in fault for fault in browser.faults)
    browser.faults.clear()


def test_what_is_refused_says_why_where_one_is(browser: BrowserOfTest, world: World) -> None:
    page = browser.sign_in("caseworker", address("cases:document_add", world.bare))
    choose(page, b"MZ" + bytes(100_000))
    page.get_by_role("button", name="Add this document").click()
    expect(page.get_by_role("main")).to_contain_text("This kind of file is not taken")
    expect(page.get_by_label("What it is")).to_have_value("letter")
    choose(page)
    page.get_by_role("button", name="Add this document").click()
    expect(page.get_by_role("main")).to_contain_text("Document added.", timeout=30_000)


def test_without_script_it_goes_up_all_the_same(browser: BrowserOfTest, world: World) -> None:
    page = browser.sign_in("caseworker", address("cases:document_add", world.bare), script=False)
    expect(page.get_by_role("progressbar")).to_be_hidden()
    choose(page)
    page.get_by_role("button", name="Add this document").click()
    expect(page.get_by_role("main")).to_contain_text("Document added.", timeout=30_000)

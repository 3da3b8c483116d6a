"""Twice pressed is once done; and a session that ended in another tab loses no typed text."""

import re
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from playwright.sync_api import Page, expect

from accounts.demo import DEMO_PASSWORD
from cases.models import Case, Note
from common.models import Draft
from tests.browser.world import World
from tests.cast import address
from tests.live import BrowserOfTest

pytestmark = [pytest.mark.browser, pytest.mark.once]  # the actions are tried on both databases in tests/cases

SCRIPT = pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])


def press_twice(page: Page, words: str) -> None:
    """As an impatient finger does, before the answer has come."""
    box = page.get_by_role("main").get_by_role("button", name=words).bounding_box()
    assert box
    page.mouse.dblclick(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.wait_for_load_state("networkidle")


def end_session(page: Page) -> None:
    """As when it ended on the server: the browser has everything else still."""
    page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)


@SCRIPT
def test_a_note_sent_twice_is_one(browser: BrowserOfTest, world: World, script: bool) -> None:
    page = browser.sign_in("caseworker", address("cases:case_detail", world.filled), script=script)
    before = Note.objects.count()
    page.get_by_role("textbox", name="Note").fill("Sent by an impatient finger.")
    page.get_by_role("button", name="Add to timeline").scroll_into_view_if_needed()
    press_twice(page, "Add to timeline")
    expect(page.get_by_role("main")).to_contain_text("Sent by an impatient finger.")
    assert Note.objects.count() == before + 1


@SCRIPT
def test_an_intake_saved_twice_is_one_case(browser: BrowserOfTest, world: World, script: bool) -> None:
    page = browser.sign_in("caseworker", address("cases:intake_step", world.draft, 5), script=script)
    before = Case.objects.count()
    page.get_by_role("group", name="Does the person agree").locator("label", has_text=re.compile("^\\s*Yes")).click()
    page.get_by_role("button", name="Save and open").scroll_into_view_if_needed()
    press_twice(page, "Save and open")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Zqheron2")
    assert Case.objects.count() == before + 1


def test_the_button_says_that_it_is_under_way(browser: BrowserOfTest, world: World) -> None:
    page = browser.sign_in("caseworker", address("cases:case_detail", world.filled))
    told: list[list[object]] = []
    page.expose_function("tell", lambda words: told.append(words))
    page.evaluate(
        """() => document.addEventListener('submit', event =>
          setTimeout(() => tell([event.submitter.textContent, event.submitter.disabled]), 5))"""
    )
    page.get_by_role("textbox", name="Note").fill("On a thin line.")
    page.get_by_role("button", name="Add to timeline").click()
    expect(page.get_by_role("main")).to_contain_text("Note added.")
    assert told == [["Saving…", True]]


def test_signing_out_in_one_tab_ends_the_other(browser: BrowserOfTest, world: World) -> None:
    page = browser.sign_in("caseworker", address("cases:case_detail", world.filled))
    other = page.context.new_page()
    other.goto(address("cases:facts_list", world.filled))
    page.get_by_role("link", name="Your account").click()
    page.get_by_role("main").get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Sign in")
    other.get_by_role("navigation", name="Case sections").get_by_role("link", name="Timeline").click()
    expect(other.get_by_role("heading", level=1)).to_have_text("Sign in")


def test_a_fragment_after_the_end_asks_to_sign_in_in_its_place(browser: BrowserOfTest, world: World) -> None:
    page = browser.sign_in("caseworker", address("cases:case_detail", world.filled))
    page.get_by_role("textbox", name="Note").fill("Half a sentence that must not be lo")
    end_session(page)
    page.get_by_role("button", name=re.compile("Reveal phone", re.IGNORECASE)).click()
    alert = page.get_by_role("main").get_by_role("alert")
    expect(alert).to_contain_text("You were signed out")
    expect(alert).to_be_focused()
    expect(page.get_by_role("textbox", name="Note")).to_have_value("Half a sentence that must not be lo")
    assert "+32 400 000 001" not in page.content()
    with page.expect_popup() as opened:
        alert.get_by_role("link").click()
    expect(opened.value.get_by_role("heading", level=1)).to_have_text("Sign in")


def test_a_fragment_that_is_refused_or_lost_says_so(browser: BrowserOfTest, world: World) -> None:
    page = browser.sign_in("caseworker", address("cases:case_detail", world.filled))
    page.get_by_role("textbox", name="Note").fill("Half a sentence that must not be lo")
    page.route("**/show/**", lambda route: route.abort())
    page.get_by_role("button", name=re.compile("Reveal phone", re.IGNORECASE)).click()
    expect(page.locator("#banner")).to_contain_text("No connection.")
    page.unroute("**/show/**")
    # Signed in again in another tab: the token of this page is an old one.
    page.context.clear_cookies(name=settings.CSRF_COOKIE_NAME)
    page.get_by_role("button", name=re.compile("Reveal phone", re.IGNORECASE)).click()
    expect(page.locator("#banner")).to_contain_text("This did not work.")
    expect(page.get_by_role("textbox", name="Note")).to_have_value("Half a sentence that must not be lo")
    # htmx tells the console of both, which is as it should be here.
    assert all("htmx" in fault or "Status Error Code 403" in fault for fault in browser.faults), browser.faults
    browser.faults.clear()


def test_a_form_sent_after_the_end_keeps_its_text(browser: BrowserOfTest, world: World) -> None:
    """Whoever types on after the session ended in another tab gets the text back after signing in."""
    path = address("cases:case_detail", world.filled)
    page = browser.sign_in("caseworker", path)
    page.get_by_role("textbox", name="Note").fill("Typed before the end of the session.")
    expect(page.locator("[data-draft-line]").first).to_contain_text("Draft saved at")
    assert Draft.objects.visible_to(world.users["caseworker"]).exists()
    end_session(page)
    page.get_by_role("button", name="Add to timeline").click()
    page.wait_for_load_state("networkidle")
    page.goto("/in/")
    page.get_by_label("User name").fill("caseworker")
    page.get_by_label("Password").fill(DEMO_PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Sign in", exact=True).click()
    page.goto(path)
    expect(page.get_by_role("textbox", name="Note")).to_have_value("Typed before the end of the session.")
    assert not Note.objects.filter(case=world.bare).exists()


def test_a_colleague_on_the_same_browser_does_not_find_the_text(browser: BrowserOfTest, world: World) -> None:
    path = address("cases:case_detail", world.filled)
    page = browser.sign_in("caseworker", path)
    page.get_by_role("textbox", name="Note").fill("For my eyes only.")
    expect(page.locator("[data-draft-line]").first).to_contain_text("Draft saved at")
    end_session(page)
    page.goto("/in/")
    page.get_by_label("User name").fill("coordinator")
    page.get_by_label("Password").fill(DEMO_PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Sign in", exact=True).click()
    page.goto(path)
    assert urlsplit(page.url).path == path
    assert "For my eyes only." not in page.content()

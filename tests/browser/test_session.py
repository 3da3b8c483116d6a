"""A session that nears its end, locks, or is over; and a line that breaks: the text stays on the page and is saved."""

import re

import pytest
from django.conf import settings
from playwright.sync_api import Page, expect

from accounts.clock import BEGAN, SEEN
from accounts.demo import DEMO_PASSWORD
from accounts.sessions import SessionStore
from common.models import Draft
from tests.accounts.test_passkeys import plug_in_key
from tests.browser.looking import look
from tests.browser.world import ALIAS, World
from tests.cast import address
from tests.live import BrowserOfTest

pytestmark = [pytest.mark.browser, pytest.mark.once]  # what a browser shows does not depend on the database

TYPED = "Half a sentence that must not be lo"
AWAY = settings.SESSION_IDLE_SECONDS + 60


def idle(page: Page, seconds: int) -> None:
    """Nobody used this session for so long, as the server has it."""
    key = next(c["value"] for c in page.context.cookies() if c["name"] == settings.SESSION_COOKIE_NAME)
    session = SessionStore.from_cookie(key)
    session[SEEN] = session[SEEN] - seconds
    session.save()


@pytest.fixture
def page(browser: BrowserOfTest, world: World) -> Page:
    """A case with half a sentence in it, and hands on the clock of the browser."""
    opened = browser.sign_in("caseworker")
    opened.clock.install()
    opened.goto(address("cases:case_detail", world.filled))
    opened.get_by_role("textbox", name="Note").fill(TYPED)
    opened.clock.run_for(2500)
    expect(opened.locator("[data-draft-line]").first).to_contain_text("Draft saved at")
    return opened


def test_two_minutes_before_it_is_said_and_one_button_stays(page: Page) -> None:
    idle(page, settings.SESSION_IDLE_SECONDS - 110)
    page.clock.run_for(1000 * (settings.SESSION_IDLE_SECONDS - 115))
    stay = page.get_by_role("button", name="Stay signed in")
    expect(stay).to_be_visible()
    expect(page.get_by_role("textbox", name="Note")).to_have_value(TYPED)
    stay.click()
    expect(stay).to_have_count(0)
    # Asked of the server: the session goes on.
    page.clock.run_for(1000 * 130)
    expect(page.locator("#veil")).to_be_hidden()


def test_the_warning_is_announced_and_answered_by_keys_alone(page: Page) -> None:
    """It takes nothing away from whoever types, a screen reader says it, and the whole time is there again."""
    note, veil = page.get_by_role("textbox", name="Note"), page.locator("#veil")
    idle(page, settings.SESSION_IDLE_SECONDS - 110)
    page.clock.run_for(1000 * (settings.SESSION_IDLE_SECONDS - 115))
    said = page.get_by_role("status").filter(has_text="It locks in two minutes; your text is kept.")
    expect(said).to_be_visible()
    expect(note).to_be_focused()
    said.get_by_role("button", name="Stay signed in").focus()
    page.keyboard.press("Enter")
    expect(said.get_by_role("button")).to_have_count(0)
    page.clock.run_for(1000 * (settings.SESSION_IDLE_SECONDS - 150))
    expect(veil).to_be_hidden()
    expect(page.get_by_role("button", name="Stay signed in")).to_have_count(0)
    # As often as one likes.
    idle(page, settings.SESSION_IDLE_SECONDS - 110)
    page.clock.run_for(60_000)
    expect(page.get_by_role("button", name="Stay signed in")).to_be_visible()
    expect(note).to_have_value(TYPED)


def test_the_end_after_the_longest_time_is_announced_too(page: Page) -> None:
    key = next(c["value"] for c in page.context.cookies() if c["name"] == settings.SESSION_COOKIE_NAME)
    session = SessionStore.from_cookie(key)
    session[BEGAN] = session[BEGAN] - settings.SESSION_ABSOLUTE_SECONDS + 110
    session.save()
    page.clock.run_for(1000 * (settings.SESSION_IDLE_SECONDS - 115))
    said = page.get_by_role("status").filter(has_text="This session ends in two minutes")
    expect(said).to_be_visible()
    expect(said.get_by_role("button")).to_have_count(0)
    expect(page.get_by_role("textbox", name="Note")).to_have_value(TYPED)


def test_the_veil_opens_by_one_password_with_the_text_still_there(page: Page, browser: BrowserOfTest) -> None:
    idle(page, AWAY)
    page.clock.run_for(1000 * AWAY)
    veil = page.locator("#veil")
    expect(veil.get_by_role("heading", name="Locked")).to_be_visible()
    assert page.evaluate("document.body.classList.contains('veiled')")
    expect(page.get_by_role("heading", name=re.compile(ALIAS))).not_to_be_in_viewport()
    veil.get_by_label("Password").fill("not it")
    veil.get_by_role("button", name="Continue").click()
    expect(veil).to_contain_text("does not fit")
    veil.get_by_label("Password").fill(DEMO_PASSWORD)
    veil.get_by_role("button", name="Continue").click()
    expect(veil).to_be_hidden()
    expect(page.get_by_role("textbox", name="Note")).to_have_value(TYPED)
    page.get_by_role("button", name="Add to timeline").click()
    expect(page.get_by_role("main")).to_contain_text("Note added.")
    assert "/in/" not in page.url, "a second factor, or a whole sign-in, was asked for"
    browser.faults[:] = [fault for fault in browser.faults if "Status Error Code 422" not in fault]


def test_the_veil_opens_by_one_passkey_with_the_text_still_there(page: Page, world: World) -> None:
    here = page.url
    page.goto(address("mfa_add_webauthn"))
    plug_in_key(page)
    page.get_by_label("Password").fill(DEMO_PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Confirm").click()
    page.get_by_role("button", name="Add the key").click()
    page.wait_for_url("**/codes/")
    page.goto(here)
    note = page.get_by_role("textbox", name="Note")
    note.fill(TYPED)
    page.clock.run_for(2500)
    expect(page.locator("[data-draft-line]").first).to_contain_text("Draft saved at")
    idle(page, AWAY)
    # The lock comes before this is saved.
    note.fill(f"{TYPED} now")
    page.clock.run_for(1000 * AWAY)
    veil = page.locator("#veil")
    expect(veil.get_by_role("heading", name="Locked")).to_be_visible()
    expect(page.get_by_role("heading", name=re.compile(ALIAS))).not_to_be_in_viewport()
    veil.get_by_role("button", name="Continue with a passkey").click()
    expect(veil).to_be_hidden(timeout=20_000)
    assert page.url == here
    expect(note).to_have_value(f"{TYPED} now")
    page.get_by_role("button", name="Add to timeline").click()
    expect(page.get_by_role("main")).to_contain_text("Note added.")
    expect(page.get_by_role("main")).to_contain_text(f"{TYPED} now")
    assert "/in/" not in page.url, "a second factor, or a whole sign-in, was asked for"


def test_a_passkey_opens_the_locked_page_and_leads_back(page: Page, world: World) -> None:
    here = page.url
    page.goto(address("mfa_add_webauthn"))
    plug_in_key(page)
    page.get_by_label("Password").fill(DEMO_PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Confirm").click()
    page.get_by_role("button", name="Add the key").click()
    page.wait_for_url("**/codes/")
    idle(page, AWAY)
    page.goto(here)
    expect(page.get_by_role("heading", level=1)).to_have_text("Locked")
    page.get_by_role("button", name="Continue with a passkey").click()
    page.wait_for_url(here)
    expect(page.get_by_role("textbox", name="Note")).to_have_value(TYPED)


def test_a_locked_session_without_script(browser: BrowserOfTest, world: World) -> None:
    page = browser.sign_in("caseworker", address("cases:case_detail", world.filled), script=False)
    page.get_by_role("textbox", name="Note").fill(TYPED)
    idle(page, AWAY)
    page.get_by_role("button", name="Add to timeline").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Locked")
    assert ALIAS not in page.content()
    page.get_by_label("Password").fill(DEMO_PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Continue").click()
    page.goto(address("cases:case_detail", world.filled))
    expect(page.get_by_role("textbox", name="Note")).to_have_value(TYPED)


def test_the_locked_page_is_as_accessible_as_the_others(browser: BrowserOfTest, world: World) -> None:
    page = browser.sign_in("caseworker")
    idle(page, AWAY)
    page.goto(address("cases:case_detail", world.filled))
    expect(page.get_by_role("heading", level=1)).to_have_text("Locked")
    expect(page.get_by_role("link", name="Leave page")).to_be_visible()
    faults = look(page, "locked", world.filled.reference)
    assert not faults, "\n".join(faults)


def test_signed_in_again_in_another_tab_the_page_saves_what_it_holds(page: Page, world: World) -> None:
    page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    page.get_by_role("textbox", name="Note").press_sequentially("st")
    page.clock.run_for(3000)
    panel = page.locator("[data-signed-out]")
    expect(panel).to_contain_text("You were signed out to protect the record.")
    expect(page.locator("[data-draft-line]").first).to_contain_text("Not saved yet, trying again")
    with page.context.expect_page() as opened:
        panel.get_by_role("link").click()
    door = opened.value
    door.get_by_label("User name").fill("caseworker")
    door.get_by_label("Password").fill(DEMO_PASSWORD)
    door.get_by_role("main").get_by_role("button", name="Sign in", exact=True).click()
    door.wait_for_url("**/in/back/")
    page.clock.run_for(6000)
    expect(panel).to_have_count(0)
    expect(page.get_by_role("textbox", name="Note")).to_have_value(TYPED + "st")
    expect(page.locator("[data-draft-line]").first).to_contain_text("Draft saved at")
    assert Draft.objects.visible_to(world.users["caseworker"]).filter(kind="note", key=world.filled.pid).exists()


def test_somebody_else_signed_in_sees_nothing_of_it(page: Page) -> None:
    page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    page.get_by_role("textbox", name="Note").press_sequentially("st")
    page.clock.run_for(3000)
    with page.context.expect_page() as opened:
        page.locator("[data-signed-out]").get_by_role("link").click()
    door = opened.value
    door.get_by_label("User name").fill("coordinator")
    door.get_by_label("Password").fill(DEMO_PASSWORD)
    door.get_by_role("main").get_by_role("button", name="Sign in", exact=True).click()
    door.wait_for_url("**/in/back/")
    page.on("dialog", lambda dialog: dialog.accept())
    page.clock.run_for(6000)
    expect(page.get_by_role("heading", level=1)).to_have_text("Today")
    assert TYPED not in page.content()


def test_the_line_under_a_text_says_where_it_stands(page: Page) -> None:
    line = page.locator("[data-draft-line]").first
    held: list = []
    page.route("**/n/keep/**", lambda route: held.append(route))
    page.get_by_role("textbox", name="Note").press_sequentially("st")
    page.clock.run_for(2500)
    expect(line).to_have_text("Saving…")
    held[0].continue_()
    expect(line).to_contain_text(re.compile(r"Draft saved at \d"))


def test_without_a_line_the_text_is_sent_when_it_is_back(page: Page, browser: BrowserOfTest) -> None:
    line = page.locator("[data-draft-line]").first
    page.context.set_offline(True)
    page.get_by_role("textbox", name="Note").press_sequentially("st")
    page.clock.run_for(2500)
    expect(line).to_contain_text("Not saved yet, trying again")
    page.get_by_role("button", name="Add to timeline").click()
    expect(page.locator("#banner")).to_contain_text("No connection. Your text is here on this page.")
    expect(page.get_by_role("textbox", name="Note")).to_have_value(TYPED + "st")
    page.context.set_offline(False)
    page.clock.run_for(20_000)
    expect(line).to_contain_text("Draft saved at")
    page.get_by_role("button", name="Add to timeline").click()
    expect(page.get_by_role("main")).to_contain_text("Note added.")


HIDE_TAB = """() => {
  Object.defineProperty(document, 'hidden', {configurable: true, get: () => true});
  document.dispatchEvent(new Event('visibilitychange'));
}"""
PHONE_NUMBER = "+32 400 000 001"


def reveal_phone(page: Page, world: World) -> None:
    page.goto(address("cases:facts_list", world.filled))
    page.get_by_role("button", name=re.compile("Reveal phone", re.IGNORECASE)).click()


def test_what_was_revealed_by_a_click_hides_with_the_tab(page: Page, world: World) -> None:
    reveal_phone(page, world)
    expect(page.get_by_role("main")).to_contain_text(PHONE_NUMBER)
    page.evaluate(HIDE_TAB)
    assert PHONE_NUMBER not in page.content()


def test_what_was_revealed_for_a_reason_hides_after_a_minute(browser: BrowserOfTest, world: World) -> None:
    """Of the coordinator, who works on no case, a reason is asked; the caseworker's own case stays open for ten minutes."""
    for who, seconds in (("coordinator", 60), ("caseworker", 600)):
        page = browser.sign_in(who)
        page.clock.install()
        reveal_phone(page, world)
        main = page.get_by_role("main")
        if who == "coordinator":
            assert PHONE_NUMBER not in page.content()
            main.get_by_role("button", name="To help the person now").first.click()
        expect(main).to_contain_text(PHONE_NUMBER)
        page.clock.run_for(1000 * (seconds - 10))
        assert PHONE_NUMBER in page.content()
        page.clock.run_for(11_000)
        assert PHONE_NUMBER not in page.content()

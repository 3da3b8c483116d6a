"""Cases of one situation, by keys alone and on a phone: linked, taken out, put back, and another one begun beside it."""

import pytest
from playwright.sync_api import expect

from tests.browser.looking import axe_faults, width_faults
from tests.browser.test_keys import Keys
from tests.browser.world import ALIAS, World
from tests.cast import address
from tests.live import DESKTOP, PHONE, BrowserOfTest

pytestmark = [pytest.mark.browser, pytest.mark.once]  # what a browser shows does not depend on the database


def test_by_keys_alone(browser: BrowserOfTest, world: World) -> None:
    page = browser.sign_in("caseworker", address("cases:situation_link", world.filled), viewport=DESKTOP)
    keys, main = Keys(page), page.get_by_role("main")
    keys.go_to("Take out")
    keys.press("Enter")
    expect(main).to_contain_text("Take this case out")
    keys.go_to("Take out")
    keys.press("Enter")
    expect(main).to_contain_text("Taken out.")
    expect(page.get_by_role("button", name="Undo")).to_be_focused()
    keys.press("Enter")
    expect(main).to_contain_text("The cases belong together as before.")
    keys.go_to("Number of the other case")
    keys.type(world.bare.reference)
    keys.go_to("What they share", most=2)
    keys.type("The same journey")
    keys.press("Tab", "Enter")
    expect(main).to_contain_text("Linked. Only who may open both cases sees it.")
    expect(page.locator(".card", has=page.locator("#linked"))).to_contain_text("The same journey")
    keys.go_to("New case from the same situation")
    keys.press("Enter")
    expect(main).to_contain_text("Never taken over")
    keys.go_to("What they share")
    keys.type("A raid")
    keys.press("Tab", "Enter")
    expect(page.locator(".step-head")).to_contain_text("Step 1 of 5")
    expect(page.get_by_label("Day of first contact")).to_have_value(world.filled.opened_on.isoformat())


def test_on_a_phone(browser: BrowserOfTest, world: World) -> None:
    page = browser.sign_in("caseworker", address("cases:case_detail", world.filled), viewport=PHONE)
    card = page.locator(".card", has=page.locator("#together"))
    expect(card).to_contain_text(world.bare.reference)
    card.get_by_role("link", name="Change").click()
    page.get_by_role("main").get_by_role("link", name="Take out").click()
    page.get_by_role("button", name="Take out").click()
    undo = page.get_by_role("button", name="Undo")
    expect(undo).to_be_in_viewport(ratio=1)
    assert not axe_faults(page) and not width_faults(page)
    undo.click()
    expect(page.get_by_role("main")).to_contain_text("Undone.")
    page.goto(address("cases:case_detail", world.bare))
    expect(card).to_contain_text(ALIAS)
    expect(card).to_contain_text(world.filled.reference)

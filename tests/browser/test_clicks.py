"""The core tasks with a mouse: how many clicks each costs, beside its goal. A rise above the goal fails."""

import re
from dataclasses import dataclass

import pytest
from django.conf import settings
from playwright.sync_api import Locator, Page, expect

from accounts.demo import DEMO_PASSWORD
from tests.browser.world import ALIAS, World
from tests.live import DESKTOP, PHONE, BrowserOfTest

pytestmark = [pytest.mark.browser, pytest.mark.once]  # what a browser shows does not depend on the database

# Most clicks from Today, without typed text: the list of core tasks.
ADD_NOTE, FIND, LOG_CONTACT, NEW_CASE, REVEAL, RESUME = 2, 2, 5, 12, 3, 2


@dataclass
class Mouse:
    """Clicks and counts."""

    page: Page
    clicks: int = 0

    def click(self, target: Locator) -> None:
        target.click()
        self.clicks += 1

    def button(self, words: str | re.Pattern[str]) -> None:
        self.click(self.page.get_by_role("main").get_by_role("button", name=words).first)

    def open_case(self) -> None:
        """The case of the world, from its first line on Today."""
        row = self.page.locator("ul.todo > li", has_text=ALIAS).filter(has_text="Agree the next step").first
        self.click(row.locator("a.t"))
        expect(self.page.get_by_role("heading", level=1)).to_contain_text(ALIAS)

    def within(self, goal: int, what: str) -> None:
        """Print the count beside its goal, and hold it against it."""
        print(f"{what}  {self.clicks} clicks  goal {goal}")
        assert self.clicks <= goal


@pytest.fixture(params=[DESKTOP, PHONE], ids=["desktop", "phone"])
def mouse(browser: BrowserOfTest, world: World, request: pytest.FixtureRequest) -> Mouse:
    """On Today, signed in; on a phone the clicks are touches."""
    return Mouse(browser.sign_in("caseworker", viewport=request.param))


def test_a_note_on_a_case_that_is_due(mouse: Mouse) -> None:
    mouse.open_case()
    expect(mouse.page.get_by_role("textbox", name="Note")).to_be_focused()
    mouse.page.keyboard.type("Called. All is well.")
    mouse.button("Add to timeline")
    expect(mouse.page.get_by_role("main")).to_contain_text("Called. All is well.")
    mouse.within(ADD_NOTE, "add a note")


def test_a_note_on_an_open_case_costs_one_click(mouse: Mouse) -> None:
    mouse.open_case()
    mouse.clicks = 0
    mouse.page.keyboard.type("Called. All is well.")
    mouse.button("Add to timeline")
    expect(mouse.page.get_by_role("main")).to_contain_text("Note added.")
    mouse.within(1, "a note on an open case")


def test_a_case_by_its_number(mouse: Mouse, world: World) -> None:
    """By the box in the bar; on a phone by the glass beside it."""
    box = mouse.page.get_by_role("banner").get_by_role("searchbox")
    if box.is_visible():
        mouse.click(box)
    else:
        mouse.click(mouse.page.get_by_role("banner").get_by_role("link", name="Find"))
        box = mouse.page.get_by_role("main").get_by_role("searchbox")
        expect(box).to_be_focused()
    box.press_sequentially(world.filled.reference)
    box.press("Enter")
    expect(mouse.page.get_by_role("heading", level=1)).to_contain_text(ALIAS)
    mouse.within(FIND, "find a case by number")


def test_a_contact_with_its_outcome_and_length(mouse: Mouse) -> None:
    mouse.open_case()
    form = mouse.page.locator("form#note")
    mouse.click(form.locator("label[for=id_entry_contact]"))
    expect(form.get_by_label("Minutes")).to_be_focused()
    mouse.page.keyboard.type("15")
    mouse.click(form.get_by_role("group", name="How it went").locator("label").first)
    mouse.button("Add to timeline")
    expect(mouse.page.get_by_role("main")).to_contain_text("Contact added.")
    mouse.within(LOG_CONTACT, "log a contact")


def test_a_new_case_to_the_first_save(mouse: Mouse) -> None:
    mouse.click(mouse.page.get_by_role("main").get_by_role("link", name="New case", exact=True))
    mouse.button(re.compile("^2"))
    assert mouse.page.get_by_label("Alias").input_value(), "no alias is proposed"
    mouse.click(mouse.page.get_by_role("group", name="May we get in touch").locator("label").first)
    mouse.button(re.compile("^5"))
    mouse.click(mouse.page.get_by_role("group", name="Does the person agree").locator("label").first)
    mouse.button("Save and open")
    expect(mouse.page.get_by_role("main")).to_contain_text("Saved.")
    mouse.within(NEW_CASE, "new case")


def test_a_lock(mouse: Mouse) -> None:
    mouse.open_case()
    mouse.button(re.compile("Reveal phone", re.IGNORECASE))
    expect(mouse.page.get_by_role("main")).to_contain_text("+32 400 000 001")
    mouse.within(REVEAL, "reveal a field")


def test_going_on_after_the_end_of_a_session(mouse: Mouse) -> None:
    mouse.open_case()
    mouse.page.get_by_role("textbox", name="Note").fill("Half a sentence")
    expect(mouse.page.locator("[data-draft-line]").first).to_contain_text("Draft saved at")
    mouse.page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    mouse.button("Add to timeline")
    mouse.clicks = 0
    mouse.page.get_by_label("User name").fill("caseworker")
    mouse.page.get_by_label("Password").fill(DEMO_PASSWORD)
    mouse.button("Sign in")
    if mouse.page.get_by_role("heading", level=1).inner_text() == "Today":
        mouse.open_case()
    expect(mouse.page.get_by_role("textbox", name="Note")).to_have_value("Half a sentence")
    mouse.within(RESUME, "resume")

"""The core tasks with a mouse: how many clicks each costs, beside its goal. A rise above the goal fails."""

import re
from dataclasses import dataclass

import pytest
from django.conf import settings
from playwright.sync_api import Locator, Page, expect

from accounts.demo import DEMO_PASSWORD
from tests.browser.world import ALIAS, World
from tests.live import BrowserOfTest

pytestmark = [pytest.mark.browser, pytest.mark.once]  # what a browser shows does not depend on the database

# Most clicks from Today, without typed text: the list of core tasks.
ADD_NOTE, NEW_CASE, REVEAL, RESUME = 2, 12, 3, 2


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
        self.click(self.page.locator("ul.todo > li", has_text=ALIAS).get_by_role("link", name="Open").first)
        expect(self.page.get_by_role("heading", level=1)).to_contain_text(ALIAS)

    def within(self, goal: int, what: str) -> None:
        """Print the count beside its goal, and hold it against it."""
        print(f"{what}  {self.clicks} clicks  goal {goal}")
        assert self.clicks <= goal


@pytest.fixture
def mouse(browser: BrowserOfTest, world: World) -> Mouse:
    """On Today, signed in."""
    return Mouse(browser.sign_in("caseworker"))


def test_a_note_on_a_case_that_is_due(mouse: Mouse) -> None:
    mouse.open_case()
    expect(mouse.page.get_by_role("textbox", name="Note")).to_be_focused()
    mouse.page.keyboard.type("Called. All is well.")
    mouse.button("Add to timeline")
    expect(mouse.page.get_by_role("main")).to_contain_text("Called. All is well.")
    mouse.within(ADD_NOTE, "add a note")


def test_a_new_case_to_the_first_save(mouse: Mouse) -> None:
    mouse.click(mouse.page.get_by_role("main").get_by_role("link", name="New case"))
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

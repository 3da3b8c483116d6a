"""On a phone nothing is missing and everything is big enough for a finger."""

import pytest
from playwright.sync_api import Page, expect

from accounts.demo import DEMO_PASSWORD
from tests.browser.world import World
from tests.cast import address
from tests.live import NARROW, PHONE, BrowserOfTest

pytestmark = [pytest.mark.browser, pytest.mark.once]  # what a browser shows does not depend on the database

SIZES = pytest.mark.parametrize("viewport", [PHONE, NARROW], ids=["phone", "narrow"])
# Least heights in CSS pixels: of the main act of a page, and of everything else that is touched and no link in a text.
MAIN_ACT, OTHER = 44, 32
SMALL = """([main, other]) => [...document.querySelectorAll('.btn, .tick, .tabbar a, .seg label, input, select, textarea')]
  .filter(node => node.getClientRects().length && getComputedStyle(node).visibility === 'visible' && !node.closest('.vh, .skip')
    && !(node.matches('input[type=radio], input[type=checkbox]')))
  .map(node => [node, Math.round(node.getBoundingClientRect().height)])
  .filter(([node, height]) => height > 2 && height < (node.matches('.btn.go:not(.sm), .btn.warn') ? main : other))
  .map(([node, height]) => `${height} px: ${node.className || node.name} ${node.innerText || ''}`)"""


@SIZES
def test_acts_beside_a_line_are_there(browser: BrowserOfTest, world: World, viewport: dict[str, int]) -> None:
    page = browser.sign_in("coordinator", address("cases:assignment_give", world.filled), viewport=viewport)
    end = page.get_by_role("link", name="End Lea V.")
    end.scroll_into_view_if_needed()
    expect(end).to_be_in_viewport(ratio=1)
    page.goto(address("cases:block_set", world.filled))
    page.get_by_label("Password").fill(DEMO_PASSWORD)
    page.get_by_role("button", name="Confirm").click()
    expect(page.get_by_role("link", name="Lift Ana P.")).to_be_visible()
    page = browser.sign_in("caseworker", "/drafts/", viewport=viewport)
    for words in ("Continue", "Discard"):
        expect(page.get_by_role("main").get_by_role("link", name=words).first).to_be_visible()


@SIZES
def test_everything_is_big_enough(browser: BrowserOfTest, world: World, viewport: dict[str, int]) -> None:
    page = browser.sign_in("caseworker", viewport=viewport)
    faults = []
    for path in (
        "/",
        "/c/",
        "/c/new/",
        "/me/",
        address("cases:case_detail", world.filled),
        address("cases:facts_list", world.filled),
        address("cases:case_stage", world.filled),
        address("cases:note_create", world.filled),
    ):
        page.goto(path)
        faults += [f"{path}: {fault}" for fault in page.evaluate(SMALL, [MAIN_ACT, OTHER])]
    assert not faults, "\n".join(faults)


@SIZES
def test_the_bar_at_the_bottom_hides_nothing(browser: BrowserOfTest, world: World, viewport: dict[str, int]) -> None:
    page = browser.sign_in("caseworker", address("cases:note_create", world.filled), viewport=viewport)
    page.keyboard.press("End")
    _is_free(page, "Add to timeline")
    page.goto(address("cases:intake_step", world.draft, 5))
    page.get_by_role("button", name="Save and open").focus()
    _is_free(page, "Save and open")


def _is_free(page: Page, words: str) -> None:
    """The button can be touched in its middle."""
    button = page.get_by_role("main").get_by_role("button", name=words)
    button.scroll_into_view_if_needed()
    assert button.evaluate(
        """node => {
          const box = node.getBoundingClientRect();
          const top = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
          return node.contains(top);
        }"""
    )

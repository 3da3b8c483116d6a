"""The sheet on consent in languages that are written from right to left, on the screen and on paper."""

import pytest
from playwright.sync_api import Locator, Page

from cases.consent.texts import TEXTS
from tests.browser.test_fonts import font_faults
from tests.browser.world import World
from tests.cast import address
from tests.live import DESKTOP, PHONE, BrowserOfTest

pytestmark = [pytest.mark.browser, pytest.mark.once]  # what a browser shows does not depend on the database
DRAWN_BY = {
    "ara": "IBM Plex Sans Arabic",
    "fas": "IBM Plex Sans Arabic",
    "tha": "Noto Sans Thai",
    "bul": "Source Sans 3",
}


def open_sheet(page: Page, world: World, language: str) -> Locator:
    page.goto(address("cases:consent_sheet", world.filled) + f"?language={language}&kind=share&kind=media")
    return page.locator("article.sheet")


@pytest.mark.parametrize("language", ["ara", "fas"])
@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_it_is_drawn_from_right_to_left(
    browser: BrowserOfTest, world: World, language: str, viewport: dict[str, int]
) -> None:
    page = browser.sign_in("caseworker", viewport=viewport)
    sheet = open_sheet(page, world, language)
    for medium in ("screen", "print"):
        page.emulate_media(media=medium)
        assert sheet.evaluate("node => getComputedStyle(node).direction") == "rtl"
        first, last = (sheet.locator(".boxes").first.locator(f"> span:{place}-child") for place in ("first", "last"))
        # The boxes of yes, no and later follow each other from the right, each box right of its word; the signs too.
        assert _box(first)["x"] > _box(last)["x"] or _box(first)["y"] < _box(last)["y"]
        assert _middle(first.locator(".box")) > _middle(first)
        line = sheet.locator(":scope > p").first
        right = _box(line)["x"] + _box(line)["width"]
        assert abs(_end_of_first_line(line) - right) <= 2, "the first line does not begin at the right"
        signs = sheet.locator(".signs > div")
        assert _box(signs.first)["x"] > _box(signs.nth(1))["x"]
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    note = page.get_by_text("no speaker has checked this text yet")
    assert note.count() == 1 and not note.is_visible(), "the paper says that nobody has read it"
    page.emulate_media(media="screen")
    assert note.is_visible()


@pytest.mark.parametrize("language", sorted(DRAWN_BY))
def test_its_letters_are_ours(browser: BrowserOfTest, world: World, language: str) -> None:
    sheet = open_sheet(browser.sign_in("caseworker"), world, language)
    line = sheet.get_by_text(TEXTS[language].before[0], exact=True)
    faults = font_faults(sheet.page, line, DRAWN_BY[language], language)
    assert not faults, "\n".join(faults)


def _box(node: Locator) -> dict[str, float]:
    box = node.bounding_box()
    assert box is not None
    return dict(box)


def _middle(node: Locator) -> float:
    box = _box(node)
    return box["x"] + box["width"] / 2


def _end_of_first_line(node: Locator) -> float:
    right: float = node.evaluate(
        "node => { const range = document.createRange(); range.selectNodeContents(node);"
        " return range.getClientRects()[0].right }"
    )
    return right

"""Languages, directions and sizes of text."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.looking import MEASURE, look
from tests.browser.world import World
from tests.cast import address
from tests.live import DESKTOP, NARROW, PHONE, BrowserOfTest

pytestmark = [pytest.mark.browser, pytest.mark.once]  # what a browser shows does not depend on the database

SCRIPT = pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])


def language(page: Page) -> tuple[str | None, str | None]:
    root = page.locator("html")
    return root.get_attribute("lang"), root.get_attribute("dir")


@SCRIPT
def test_french_is_chosen_on_the_sign_in_page(browser: BrowserOfTest, world: World, script: bool) -> None:
    page = browser.open("/in/", script=script)
    assert language(page) == ("en", "ltr")
    page.get_by_role("button", name="Français").click()
    assert language(page) == ("fr", "ltr")
    expect(page.get_by_role("button", name="Français")).to_have_attribute("aria-current", "true")
    expect(page.get_by_label("Mot de passe")).to_be_visible()
    page.goto("/in/reset/")
    assert language(page) == ("fr", "ltr")


@SCRIPT
def test_french_is_chosen_in_the_account(browser: BrowserOfTest, world: World, script: bool) -> None:
    page = browser.sign_in("caseworker", "/me/", script=script)
    page.locator("select[name=language], [name=language][value=fr]").first.wait_for()
    chooser = page.locator("select[name=language]")
    chooser.select_option("fr")
    page.locator("main form:has(select[name=language]) .btn.go").click()
    assert language(page) == ("fr", "ltr")
    page.goto(address("cases:case_detail", world.filled))
    assert language(page) == ("fr", "ltr")
    # The account is asked, not the browser: the same person reads French on another machine.
    assert language(browser.sign_in("caseworker")) == ("fr", "ltr")


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE, NARROW], ids=["desktop", "phone", "narrow"])
def test_arabic_reads_from_right_to_left(browser: BrowserOfTest, world: World, viewport: dict[str, int]) -> None:
    user = world.users["caseworker"]
    user.language = "ar"
    user.save()
    page = browser.sign_in("caseworker", viewport=viewport)
    faults = []
    for path in ("/", "/c/", address("cases:case_detail", world.filled), "/c/new/"):
        page.goto(path)
        assert language(page) == ("ar", "rtl")
        if found := page.evaluate(MEASURE):
            faults.append(f"{path}: {found}")
    assert not faults, "\n".join(faults)
    page.goto(address("cases:case_detail", world.filled))
    faults = look(page, "a case in Arabic", views=("desktop", "phone"))
    assert not faults, "\n".join(faults)
    page.set_viewport_size(DESKTOP)  # type: ignore[arg-type]
    mark = page.locator("header .mark").bounding_box()
    assert mark and mark["x"] > DESKTOP["width"] / 2, "the bar is not mirrored"


def test_french_fits_at_every_width(browser: BrowserOfTest, world: World) -> None:
    user = world.users["caseworker"]
    user.language = "fr"
    user.save()
    page = browser.sign_in("caseworker")
    faults = []
    for path in (
        "/",
        "/c/",
        "/c/new/",
        "/me/",
        "/i/",
        address("cases:intake_step", world.draft, 2),
        address("cases:intake_step", world.draft, 5),
        address("cases:case_detail", world.filled),
        address("cases:facts_list", world.filled),
        address("cases:consent_list", world.filled),
        address("cases:consent_record", world.filled),
    ):
        page.goto(path)
        assert language(page) == ("fr", "ltr")
        faults += look(page, path, world.filled.reference, views=("phone",))
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize("size", ["large", "larger"])
def test_large_text_fits_a_narrow_phone(browser: BrowserOfTest, world: World, size: str) -> None:
    page = browser.sign_in("caseworker", "/me/")
    usual = page.locator("body").evaluate("node => parseFloat(getComputedStyle(node).fontSize)")
    page.get_by_role("group", name="Text size").locator(
        "label", has_text=re.compile(f"^\\s*{size.capitalize()}\\s*$")
    ).click()
    page.locator("main form:has([name=text_size]) .btn.go").click()
    assert page.locator("html").get_attribute("data-text") == size
    page.set_viewport_size(NARROW)  # type: ignore[arg-type]
    faults = []
    for path in (
        "/",
        "/c/",
        "/me/",
        "/c/new/",
        address("cases:intake_step", world.draft, 2),
        address("cases:case_detail", world.filled),
        address("cases:facts_list", world.filled),
        address("cases:consent_list", world.filled),
        address("cases:look_list", world.filled),
    ):
        page.goto(path)
        assert page.locator("body").evaluate("node => parseFloat(getComputedStyle(node).fontSize)") > usual
        if found := page.evaluate(MEASURE):
            faults.append(f"{path}: {found}")
    assert not faults, "\n".join(faults)


# Longer by two fifths, as other languages are: every piece of text in the page, but not what people typed.
LENGTHEN = """() => {
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), pieces = [];
  while (walk.nextNode()) if (walk.currentNode.data.trim() && !walk.currentNode.parentElement.closest('bdi, script, textarea, option')) pieces.push(walk.currentNode);
  for (const piece of pieces) {
    const words = piece.data.trim().split(/\\s+/), more = Math.ceil(words.length * 0.4);
    piece.data = words.concat(words.slice(0, more).map(word => word.replace(/[aeiou]/g, '$&$&'))).join(' ');
  }
}"""


def test_longer_words_fit_at_every_width(browser: BrowserOfTest, world: World) -> None:
    page = browser.sign_in("caseworker")
    faults = []
    for path in (
        "/",
        "/c/",
        "/me/",
        address("cases:case_detail", world.filled),
        address("cases:facts_list", world.filled),
        address("cases:intake_step", world.draft, 1),
        address("cases:intake_step", world.draft, 5),
    ):
        page.goto(path)
        page.evaluate(LENGTHEN)
        for viewport in (NARROW, PHONE, DESKTOP):
            page.set_viewport_size(viewport)  # type: ignore[arg-type]
            if found := page.evaluate(MEASURE):
                faults.append(f"{path} at {viewport['width']}: {found}")
    assert not faults, "\n".join(faults)

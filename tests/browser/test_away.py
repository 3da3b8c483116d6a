"""Leaving and signing out: nothing of the page comes back, nothing of it stays on the machine."""

import base64
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, Playwright, expect

from accounts.demo import DEMO_PASSWORD
from tests.browser.world import ALIAS, GIVEN, MARKS, NAME, World
from tests.cast import address
from tests.counting import CHROMIUM
from tests.live import QUIET, BrowserOfTest

pytestmark = [pytest.mark.browser, pytest.mark.once]  # what a browser shows does not depend on the database

TYPED = "Zqtyped-in-the-note"


def is_sign_in(page: Page) -> None:
    """What stands on the screen is the sign-in page, and nothing of the case."""
    expect(page.get_by_role("heading", level=1)).to_have_text("Sign in")
    assert not [mark for mark in (*MARKS, TYPED) if mark in page.content()]


def sign_out(page: Page) -> None:
    page.get_by_role("link", name="Your account").click()
    page.get_by_role("main").get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Sign in")


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_back_after_signing_out_shows_sign_in(browser: BrowserOfTest, world: World, script: bool) -> None:
    page = browser.sign_in("caseworker", address("cases:case_detail", world.filled), script=script)
    expect(page.get_by_role("heading", level=1)).to_contain_text(ALIAS)
    sign_out(page)
    for _step in range(3):
        page.go_back()
        is_sign_in(page)
        page.reload()
        is_sign_in(page)


def test_leave_page_by_button(browser: BrowserOfTest, world: World) -> None:
    page = browser.sign_in("caseworker", address("cases:case_detail", world.filled))
    page.get_by_role("link", name="Leave page").click()
    page.wait_for_url("about:blank")
    page.go_back()
    is_sign_in(page)


def test_leave_page_by_shift_three_times(browser: BrowserOfTest, world: World) -> None:
    page = browser.sign_in("caseworker", address("cases:case_detail", world.filled))
    page.keyboard.press("Shift")
    page.keyboard.press("Shift")
    page.keyboard.press("a")
    page.keyboard.press("Shift")
    expect(page.get_by_role("heading", level=1)).to_contain_text(ALIAS)
    for _press in range(3):
        page.keyboard.press("Shift")
    page.wait_for_url("about:blank")
    page.goto(address("cases:case_detail", world.filled))
    is_sign_in(page)


def test_leaving_loses_unsaved_text_without_asking(browser: BrowserOfTest, world: World) -> None:
    """A question would keep the page on the screen."""
    page = browser.sign_in("caseworker", address("cases:case_detail", world.filled))
    asked: list[str] = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.get_by_role("textbox", name="Note").fill(TYPED)
    page.get_by_role("link", name="Leave page").click()
    page.wait_for_url("about:blank")
    assert not asked


def test_leaving_a_page_with_unsaved_text_asks(browser: BrowserOfTest, world: World) -> None:
    page = browser.sign_in("caseworker", address("cases:case_detail", world.filled))
    asked: list[str] = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.get_by_role("textbox", name="Note").press_sequentially("Zq")
    page.get_by_role("link", name="Cases").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Cases")
    assert asked == ["beforeunload"]


def test_every_answer_says_not_to_keep_it(browser: BrowserOfTest, world: World) -> None:
    page = browser.sign_in("caseworker")
    kept: list[str] = []

    def look(answer) -> None:
        if "/static/" not in answer.url and "no-store" not in answer.headers.get("cache-control", ""):
            kept.append(answer.url)

    page.on("response", look)
    for name in ("cases:case_detail", "cases:facts_list", "cases:timeline_list", "cases:consent_list"):
        page.goto(address(name, world.filled))
    page.goto(address("cases:facts_list", world.filled))
    page.get_by_role("button", name=re.compile("Reveal phone", re.IGNORECASE)).click()
    expect(page.get_by_role("main")).to_contain_text("+32 400 000 001")
    sign_out(page)
    assert not kept, kept


@pytest.fixture
def kept_profile(playwright: Playwright, tmp_path: Path, live, world: World) -> Iterator[tuple[BrowserContext, Path]]:
    """A browser as on somebody's desk: with a profile on disk, which outlives it."""
    folder = tmp_path / "profile"
    context = playwright.chromium.launch_persistent_context(
        str(folder), executable_path=str(CHROMIUM), args=list(QUIET), base_url=live.url
    )
    context.set_default_timeout(10_000)
    yield context, folder
    context.close()


def traces(folder: Path, words: tuple[str, ...]) -> list[str]:
    """Which of `words` stands in which file, as UTF-8, UTF-16 or base64."""
    found = []
    for path in (path for path in folder.rglob("*") if path.is_file()):
        content = path.read_bytes()
        for word in words:
            forms = (word.encode(), word.encode("utf-16-le"), *_inside_base64(word))
            found += [f"{word} in {path.relative_to(folder)}" for form in forms if form in content]
    return found


def _inside_base64(word: str) -> list[bytes]:
    """`word` as it stands in base64 at each of the three offsets, without what depends on its neighbours."""
    return [base64.b64encode(b"\0" * shift + word.encode())[4 if shift else 0 : -4] for shift in range(3)]


def test_nothing_stays_in_the_profile(kept_profile: tuple[BrowserContext, Path], world: World) -> None:
    context, folder = kept_profile
    page = context.new_page()
    page.goto("/in/")
    page.get_by_label("User name").fill("caseworker")
    page.get_by_label("Password").fill(DEMO_PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Sign in", exact=True).click()
    page.get_by_role("link", name=ALIAS).or_(page.locator("li", has_text=ALIAS).get_by_role("link")).first.click()
    page.get_by_role("textbox", name="Note").fill(TYPED)
    page.get_by_role("button", name="Add to timeline").click()
    expect(page.get_by_role("main")).to_contain_text(TYPED)
    page.get_by_role("navigation", name="Case sections").get_by_role("link", name="Facts").click()
    page.get_by_role("button", name=re.compile("Reveal given name", re.IGNORECASE)).click()
    expect(page.get_by_role("main")).to_contain_text(GIVEN)
    control = page.url
    sign_out(page)
    context.close()
    found = traces(folder, (ALIAS, NAME, GIVEN, TYPED, DEMO_PASSWORD))
    assert not found, "\n".join(found)
    # The search finds what is there: the address of the page, which a browser keeps in its history.
    assert traces(folder, (control,)), "the search would find nothing anywhere"

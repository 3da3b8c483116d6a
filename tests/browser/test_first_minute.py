"""What has to go fast: a call into the log in a minute, and a colleague's person found again when she is ill.

Counted in clicks and keys beside a goal, as the core tasks are. No time is measured: a minute is what these counts allow.
"""

import re
from typing import NamedTuple

import pytest
from playwright.sync_api import Locator, Page, expect

from accounts.models import User
from tests.browser.test_clicks import Mouse
from tests.browser.test_keys import Keys
from tests.browser.world import World
from tests.days import ahead
from tests.factories.accounts import make_user
from tests.factories.cases import make_case
from tests.live import DESKTOP, PHONE, BrowserOfTest

pytestmark = [pytest.mark.browser, pytest.mark.once]  # what a browser shows does not depend on the database
SIZES = pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])


class Goal(NamedTuple):
    """Most clicks and most presses of keys, without typed text, from Today."""

    clicks: int
    keys: int


LOG_CALL, GIVE_COVER, FIND_BY_NAME = Goal(5, 45), Goal(8, 60), Goal(3, 10)
PASSWORD = "four invented words here"
SAFE = {"answer": "yes", "channels": ["text"], "words": "Only by text, after six."}
DENIAL = "We neither confirm nor deny that we know anybody."
SAID = "Asked for a girl."


@pytest.fixture
def helping(world: World) -> User:
    """Somebody of another team, who has no case yet."""
    made = make_user(world.users["caseworker"].organisation, display_name="Joy H.")
    made.set_password(PASSWORD)
    made.save()
    return made


@SIZES
def test_a_call_into_the_log_with_a_mouse(browser: BrowserOfTest, world: World, viewport: dict[str, int]) -> None:
    mouse = Mouse(browser.sign_in("caseworker", viewport=viewport))
    if viewport == PHONE:
        # On a phone the log is the last line of Today.
        mouse.page.goto("/l/")
        mouse.clicks = 1
    else:
        mouse.click(mouse.page.get_by_role("banner").get_by_role("link", name="Calls"))
    mouse.click(mouse.page.get_by_role("main").get_by_role("link", name="New entry"))
    expect(mouse.page.get_by_text(DENIAL)).to_be_in_viewport()
    mouse.click(_pill(mouse.page, "Who is it?", "Relative or friend"))
    mouse.click(_pill(mouse.page, "Is anybody in danger now?", "No"))
    mouse.page.get_by_label("What was said").fill(SAID)
    mouse.button("Write into the log")
    _is_logged(mouse.page)
    mouse.within(LOG_CALL.clicks, "a call into the log")


def test_a_call_into_the_log_by_keys_alone(browser: BrowserOfTest, world: World) -> None:
    keys = Keys(browser.sign_in("caseworker"))
    expect(keys.page.get_by_role("heading", level=1)).to_have_text("Today")
    keys.press("g", "l")
    keys.page.wait_for_url("**/l/")
    keys.press("n")
    keys.page.wait_for_url("**/l/new/")
    expect(keys.page.get_by_text(DENIAL)).to_be_in_viewport()
    keys.go_to("The person")
    keys.press("ArrowRight")
    keys.go_to("No", most=3)
    keys.press("Space")
    keys.go_to("What was said")
    keys.type(SAID)
    keys.press("Control+Enter")
    _is_logged(keys.page)
    keys_within(keys, LOG_CALL, "a call into the log")


@SIZES
def test_cover_for_all_cases_and_the_colleague_finds_the_person_by_the_name_she_uses(
    browser: BrowserOfTest, world: World, helping: User, viewport: dict[str, int]
) -> None:
    lark = make_case(world.users["caseworker"], alias="Zqlark", name_used="Zqsuda", safe_contact=SAFE)
    helper = browser.sign_in(helping.username, password=PASSWORD, viewport=viewport)
    _find(Mouse(helper), "Zqsuda")
    assert "Zqlark" not in helper.content() and lark.reference not in helper.content()

    mouse = Mouse(browser.sign_in("coordinator", viewport=viewport))
    if viewport == PHONE:
        mouse.page.goto("/o/")
        mouse.clicks = 1
    else:
        mouse.click(mouse.page.get_by_role("banner").get_by_role("link", name="Overview"))
    mouse.click(mouse.page.get_by_role("main").get_by_role("link", name="Cover", exact=True))
    mouse.click(mouse.page.get_by_role("main").get_by_role("link", name="Give cover").first)
    absent, colleague = world.users["caseworker"].display_name, helping.display_name
    mouse.page.get_by_label("Who is away").select_option(label=_option(mouse.page, absent))
    mouse.clicks += 2
    mouse.click(mouse.page.get_by_role("group", name="Who stands in").locator("label", has_text=colleague))
    mouse.page.get_by_label("Last day").fill(ahead(7).isoformat())
    mouse.button("Give cover")
    expect(mouse.page.get_by_role("main")).to_contain_text(f"covered by {colleague}")
    mouse.within(GIVE_COVER.clicks, "cover for all cases")

    helper.goto("/")
    mouse = Mouse(helper)
    _find(mouse, "Zqsuda")
    if "/c/" not in helper.url:
        mouse.click(helper.get_by_role("main").get_by_role("link", name=re.compile("Zqlark|Open")).first)
    expect(helper.get_by_role("heading", level=1)).to_contain_text("Zqlark")
    mouse.within(FIND_BY_NAME.clicks, "find by the name used")
    _rule_is_read_first(helper)


def test_cover_and_finding_by_keys_alone(browser: BrowserOfTest, world: World, helping: User) -> None:
    make_case(world.users["caseworker"], alias="Zqlark", name_used="Zqsuda", safe_contact=SAFE)
    keys = Keys(browser.sign_in("coordinator"))
    keys.press("g", "v")
    keys.page.wait_for_url("**/o/")
    keys.go_to("Cover")
    keys.press("Enter")
    keys.page.wait_for_url("**/o/cover/")
    keys.go_to("Give cover")
    keys.press("Enter")
    keys.page.wait_for_url("**/o/cover/new/")
    absent, colleague = world.users["caseworker"].display_name, helping.display_name
    keys.go_to("Who is away")
    keys.type(absent)
    keys.go_to(re.escape(colleague))
    keys.press("Space")
    keys.go_to("Last day")
    # Typed in the order of the machine; as text it counts for nothing.
    keys.page.locator(":focus").fill(ahead(7).isoformat())
    keys.press("Control+Enter")
    expect(keys.page.get_by_role("main")).to_contain_text(f"covered by {colleague}")
    keys_within(keys, GIVE_COVER, "cover for all cases")

    keys = Keys(browser.sign_in(helping.username, password=PASSWORD))
    keys.press("/")
    keys.type("Zqsuda")
    keys.press("Enter")
    keys.page.wait_for_url(lambda url: not url.endswith(":0/"))
    expect(keys.page.get_by_role("main")).to_contain_text("Zqlark")
    if "/c/" not in keys.page.url:
        keys.go_to("Zqlark|Open")
        keys.press("Enter")
    expect(keys.page.get_by_role("heading", level=1)).to_contain_text("Zqlark")
    keys_within(keys, FIND_BY_NAME, "find by the name used")
    _rule_is_read_first(keys.page)


def keys_within(keys: Keys, goal: Goal, what: str) -> None:
    """Print the count beside its goal, and hold it against it."""
    print(f"{what}  {keys.pressed} keys  goal {goal.keys}")
    assert keys.pressed <= goal.keys


def _find(mouse: Mouse, term: str) -> None:
    """By the box in the bar; on a phone by the glass beside it."""
    box = mouse.page.get_by_role("banner").get_by_role("searchbox")
    if box.is_visible():
        mouse.click(box)
    else:
        mouse.click(mouse.page.get_by_role("banner").get_by_role("link", name="Find"))
        box = mouse.page.get_by_role("main").get_by_role("searchbox")
        expect(box).to_be_focused()
    box.fill(term)
    with mouse.page.expect_navigation():
        box.press("Enter")


def _rule_is_read_first(page: Page) -> None:
    """The rule on contact is in sight at once, before anything that could be acted on but the way back."""
    rule = page.locator(".safe", has_text="Safe contact:")
    expect(rule).to_contain_text("Only by text")
    expect(rule).to_be_in_viewport(ratio=1)
    text = page.get_by_role("main").inner_text()
    others = [text.find(words) for words in ("Timeline", "Note", "Next steps", "Phone") if words in text]
    assert text.index("Safe contact:") < min(others), text[:400]


def _option(page: Page, name: str) -> str:
    found: list[str] = page.get_by_label("Who is away").locator("option", has_text=name).all_inner_texts()
    return found[0]


def _pill(page: Page, group: str, words: str) -> Locator:
    return page.get_by_role("group", name=group).locator("label", has_text=re.compile(f"^\\s*{words}")).first


def _is_logged(page: Page) -> None:
    page.wait_for_url(re.compile("/l/[0-9A-Z]{10}/"))
    expect(page.get_by_role("main")).to_contain_text(SAID)

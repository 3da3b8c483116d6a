"""Without a mouse: the core tasks by keys alone, what has the focus is seen, and the counts stay within their goals."""

import re
from dataclasses import dataclass

import pytest
from django.conf import settings
from playwright.sync_api import Page, expect

from accounts.demo import DEMO_PASSWORD
from tests.browser.world import ALIAS, World
from tests.live import DESKTOP, PHONE, BrowserOfTest

pytestmark = [pytest.mark.browser, pytest.mark.once]  # what a browser shows does not depend on the database

# Most presses of keys, without typed text: the list of core tasks.
ADD_NOTE, FIND, FIND_TERM, LOG_CONTACT, NEW_CASE, REVEAL, RESUME = 3, 6, 4, 10, 40, 6, 4
FOCUS = """() => {
  const node = document.activeElement;
  if (!node || node === document.body) return 'nothing has the focus';
  const label = node.id && document.querySelector(`label[for="${CSS.escape(node.id)}"]`);
  const lit = [node, label, node.parentElement].filter(Boolean).some(one => {
    const style = getComputedStyle(one);
    return (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2) || style.boxShadow.includes('0px 0px 0px');
  });
  const name = node.tagName + ' ' + (node.name || '') + ' ' + (node.innerText || node.value || '').slice(0, 30);
  if (!lit) return `no ring around ${name}`;
  const box = (node.offsetWidth > 2 ? node : label || node).getBoundingClientRect();
  if (box.bottom <= 0 || box.top >= innerHeight) return `out of sight: ${name}`;
  const x = Math.min(innerWidth - 1, Math.max(0, box.left + box.width / 2)), y = box.top + Math.min(box.height / 2, 12);
  const top = document.elementFromPoint(x, Math.max(1, Math.min(innerHeight - 1, y)));
  const bar = top && top.closest('header.top, nav.tabbar');
  return bar && !bar.contains(node) ? `under the bar: ${name}` : '';
}"""


@dataclass
class Keys:
    """Presses keys and counts them; typing is not counted."""

    page: Page
    pressed: int = 0

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)
            self.pressed += 1

    def type(self, text: str) -> None:
        self.page.keyboard.type(text)

    def go_to(self, name: str, *, role: str = "", most: int = 60) -> None:
        """Tab until what is called `name` has the focus."""
        for _step in range(most):
            self.press("Tab")
            here = self.page.locator(":focus")
            said = here.evaluate(
                "node => (node.getAttribute('aria-label') || (node.labels && node.labels[0] && node.labels[0].innerText)"
                " || node.innerText || node.value || '').trim()"
            )
            if re.match(name, said):
                return
        raise AssertionError(f"{name} is not reached by Tab, {said} is")


def test_signing_in(browser: BrowserOfTest, world: World) -> None:
    keys = Keys(browser.open("/in/"))
    expect(keys.page.get_by_label("User name")).to_be_focused()
    keys.type("caseworker")
    keys.press("Tab")
    keys.type(DEMO_PASSWORD)
    keys.press("Enter")
    expect(keys.page.get_by_role("heading", level=1)).to_have_text("Today")


def test_a_note_on_a_case_that_is_due(browser: BrowserOfTest, world: World) -> None:
    keys = Keys(browser.sign_in("caseworker"))
    expect(keys.page.get_by_role("heading", level=1)).to_have_text("Today")
    keys.press("j", "Enter")
    keys.page.wait_for_url("**/c/**")
    expect(keys.page.get_by_role("textbox", name="Note")).to_be_focused()
    keys.type("Called. All is well.")
    keys.press("Control+Enter")
    expect(keys.page.get_by_role("main")).to_contain_text("Note added.")
    expect(keys.page.get_by_role("main")).to_contain_text("Called. All is well.")
    print(f"add a note  {keys.pressed} keys  goal {ADD_NOTE}")
    assert keys.pressed <= ADD_NOTE


def test_a_new_case_to_the_first_save(browser: BrowserOfTest, world: World) -> None:
    keys = Keys(browser.sign_in("caseworker"))

    def step(number: int) -> None:
        """The page of this step is open, and reading begins at its heading."""
        expect(keys.page.locator(".step-head")).to_contain_text(f"Step {number} of 5")
        expect(keys.page.locator(".step-head h2")).to_be_focused()

    keys.press("c")
    step(1)
    keys.press("Control+Enter")
    step(2)
    keys.go_to("Alias", most=3)
    keys.press("Control+a")
    keys.type("Zqkeys")
    keys.go_to("Yes, as agreed|No, the person|Do not contact")
    keys.press("Space", "Control+Enter")
    step(3)
    keys.press("Control+Enter")
    step(4)
    keys.press("Control+Enter")
    step(5)
    keys.go_to("Yes", most=3)
    keys.press("Space", "Control+Enter")
    expect(keys.page.get_by_role("main")).to_contain_text("Saved.")
    print(f"new case  {keys.pressed} keys  goal {NEW_CASE}")
    assert keys.pressed <= NEW_CASE


def test_a_case_by_its_number(browser: BrowserOfTest, world: World) -> None:
    """The four characters of the term count here, as the list of core tasks says."""
    keys = Keys(browser.sign_in("caseworker"))
    keys.press("/")
    expect(keys.page.get_by_role("banner").get_by_role("searchbox")).to_be_focused()
    keys.type(world.filled.reference)
    keys.press("Enter")
    expect(keys.page.get_by_role("heading", level=1)).to_contain_text(ALIAS)
    print(f"find a case  {keys.pressed + FIND_TERM} keys  goal {FIND}")
    assert keys.pressed + FIND_TERM <= FIND


def test_a_contact_with_its_outcome_and_length(browser: BrowserOfTest, world: World) -> None:
    keys = Keys(browser.sign_in("caseworker"))
    keys.press("j", "Enter")
    keys.page.wait_for_url("**/c/**")
    expect(keys.page.locator("#id_text")).to_be_focused()
    keys.press("Shift+Tab", "ArrowRight")
    expect(keys.page.locator("#id_entry_contact")).to_be_checked()
    keys.press("Tab", "Tab", "Space", "Tab")
    expect(keys.page.get_by_label("Minutes")).to_be_focused()
    keys.type("15")
    keys.press("Control+Enter")
    expect(keys.page.get_by_role("main")).to_contain_text("Contact added.")
    print(f"log a contact  {keys.pressed} keys  goal {LOG_CONTACT}")
    assert keys.pressed <= LOG_CONTACT


def test_a_lock_opens_by_key(browser: BrowserOfTest, world: World) -> None:
    """The key for the next lock goes through them in the order of the page."""
    keys = Keys(browser.sign_in("caseworker"))
    keys.press("j", "Enter")
    keys.page.wait_for_url("**/c/**")
    expect(keys.page.locator("#id_text")).to_be_focused()
    keys.press("Escape", "l")
    first = keys.page.locator(":focus")
    expect(first).to_contain_text("Reveal")
    keys.press("Enter")
    expect(keys.page.locator(".revealed").first).to_be_visible()
    print(f"reveal a field  {keys.pressed} keys  goal {REVEAL}")
    assert keys.pressed <= REVEAL


def test_going_on_after_the_end_of_a_session(browser: BrowserOfTest, world: World) -> None:
    keys = Keys(browser.sign_in("caseworker", f"/c/{world.filled.pid}/"))
    keys.press("n")
    expect(keys.page.locator("#id_text")).to_be_focused()
    keys.type("Half a sentence")
    expect(keys.page.locator("[data-draft-line]").first).to_contain_text("Draft saved at")
    keys.page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    keys.press("Control+Enter")
    keys.pressed = 0
    expect(keys.page.get_by_label("User name")).to_be_focused()
    keys.type("caseworker")
    keys.press("Tab")
    keys.type(DEMO_PASSWORD)
    keys.press("Enter")
    expect(keys.page.locator("#id_text")).to_have_value("Half a sentence")
    print(f"resume  {keys.pressed} keys  goal {RESUME}")
    assert keys.pressed <= RESUME


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_what_has_the_focus_is_seen(browser: BrowserOfTest, world: World, viewport: dict[str, int]) -> None:
    faults = focus_faults(browser.open("/in/", viewport=viewport))
    page = browser.sign_in("caseworker", viewport=viewport)
    for path in ("/", "/c/", "/c/{case}/", "/c/{case}/facts/", "/c/new/", "/me/"):
        page.goto(path.format(case=world.filled.pid))
        faults += focus_faults(page)
    assert not faults, "\n".join(dict.fromkeys(faults))


def focus_faults(page: Page) -> list[str]:
    """Go through the page by Tab: a line for each stop that cannot be seen."""
    faults = []
    for _step in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement === document.body"):
            break
        if fault := page.evaluate(FOCUS):
            faults.append(f"{page.title()}: {fault}")
    return faults


def test_the_first_tab_leads_past_the_bar(browser: BrowserOfTest, world: World) -> None:
    page = browser.sign_in("caseworker")
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("Skip to main content")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.locator(":focus").evaluate("node => !!node.closest('main')")


def test_errors_have_the_focus_and_lead_to_their_answer(browser: BrowserOfTest, world: World) -> None:
    page = browser.sign_in("caseworker", f"/c/{world.filled.pid}/consent/new/")
    page.get_by_role("button", name="Record answer").click()
    expect(page.locator(".errors")).to_be_focused()
    page.locator(".errors a").first.click()
    expect(page.get_by_label("About")).to_be_focused()


def test_single_keys_can_be_switched_off(browser: BrowserOfTest, world: World) -> None:
    user = world.users["caseworker"]
    user.has_single_keys = False
    user.save()
    page = browser.sign_in("caseworker")
    page.keyboard.press("c")
    page.keyboard.press("?")
    expect(page.get_by_role("heading", level=1)).to_have_text("Today")
    assert page.locator("dialog[open]").count() == 0

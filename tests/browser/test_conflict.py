"""A second editor's change is never overwritten unseen: before, theirs and yours stand side by side."""

import pytest
from playwright.sync_api import Page, expect

from cases.models import NeedSheet
from tests.browser.looking import look
from tests.browser.world import World
from tests.cast import address
from tests.factories.reading import opened
from tests.live import BrowserOfTest

pytestmark = [pytest.mark.browser, pytest.mark.once]  # the actions are tried on both databases in tests/cases

THEIRS, YOURS = "A room above the ground floor.", "A room with a key of her own."


def held(world: World) -> str:
    """What stands in the sheet."""
    found: str = opened(world.users["coordinator"], NeedSheet.objects.get(case=world.filled), "wishes")
    return found


def save(page: Page, text: str) -> None:
    page.locator("[name=wishes]").fill(text)
    page.get_by_role("main").get_by_role("button", name="Save", exact=True).click()


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
@pytest.mark.parametrize("choice", ["theirs", "yours"])
def test_whoever_saves_second_sees_both_texts(browser: BrowserOfTest, world: World, script: bool, choice: str) -> None:
    path = address("cases:facts_edit", world.filled, "needs")
    before = held(world)
    second = browser.sign_in("caseworker", path, script=script)
    first = browser.sign_in("coordinator", path, script=script)
    save(first, THEIRS)
    expect(first.get_by_role("main")).to_contain_text("Saved.")
    save(second, YOURS)
    main = second.get_by_role("main")
    expect(main).to_contain_text("changed this while you were writing")
    for text in (before, THEIRS, YOURS):
        expect(main).to_contain_text(text)
    assert held(world) == THEIRS
    if script:
        faults = look(second, "conflict", world.filled.reference)
        assert not faults, "\n".join(faults)
    # Without a choice nothing is saved: neither is chosen beforehand.
    main.get_by_role("button", name="Save", exact=True).click()
    expect(main.get_by_role("alert")).to_contain_text("Choose one text")
    assert held(world) == THEIRS
    second.locator(f"label:has(input[value={choice}])").click()
    main.get_by_role("button", name="Save", exact=True).click()
    expect(main).to_contain_text("Saved.")
    assert held(world) == {"theirs": THEIRS, "yours": YOURS}[choice]
    second.goto(address("cases:facts_history", world.filled, "needs"))
    expect(second.get_by_role("main")).to_contain_text(YOURS if choice == "theirs" else THEIRS)

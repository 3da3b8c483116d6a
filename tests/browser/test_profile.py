"""What stays on the computer: the browser's own folder after signing out and after leaving, searched for markers."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, Playwright, expect

from accounts.choices import Relation
from accounts.demo import DEMO_PASSWORD
from cases.access import admit
from cases.note.actions import create_note
from tests.browser.world import World
from tests.cast import address
from tests.counting import CHROMIUM
from tests.factories.cases import acting, make_case
from tests.hunt.hunter import Hit, Hunter
from tests.hunt.markers import PLAIN, SEALED
from tests.live import DESKTOP, QUIET, LiveServer

pytestmark = [pytest.mark.browser, pytest.mark.once]  # what a browser keeps does not depend on the database


def sign_out(page: Page) -> None:
    """By the button of the account page."""
    page.goto("/me/")
    page.get_by_role("button", name="Sign out").first.click()
    page.wait_for_url("**/in/**")


def leave(page: Page) -> None:
    """By the button that is on every page. Where it leads lies outside of this test."""
    page.route("https://**", lambda route: route.fulfill(body="<!doctype html><title>Dull</title>"))
    page.locator("a.leave").click()
    page.wait_for_load_state()


@pytest.mark.parametrize("way_out", [sign_out, leave])
def test_nothing_of_the_work_stays_in_the_browser(
    playwright: Playwright, live: LiveServer, world: World, tmp_path: Path, way_out: Callable[[Page], None]
) -> None:
    worker = world.users["caseworker"]
    case = make_case(worker, alias=SEALED.new("alias"), name_used=SEALED.new("name"))
    with acting(worker):
        admit(worker, [case.pk], Relation.GRANT)
        create_note(actor=worker, case=case, text=SEALED.new("note"))
    shown = PLAIN.new("address")
    context = playwright.chromium.launch_persistent_context(
        tmp_path / "profile", executable_path=str(CHROMIUM), args=list(QUIET), base_url=live.url, viewport=DESKTOP
    )
    page = context.pages[0] if context.pages else context.new_page()
    page.goto("/in/")
    page.fill("input[name=login]", "caseworker")
    page.fill("input[name=password]", DEMO_PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url(live.url + "/")
    # The control: what stands in an address is kept by the browser, which is why nothing of ours ever stands there.
    page.goto(f"/help/{shown}")
    page.goto(address("cases:case_detail", case))
    expect(page.get_by_role("main")).to_contain_text(SEALED.head)
    page.get_by_role("textbox", name="Note").fill(SEALED.new("typed"))
    page.get_by_role("main").get_by_role("button", name="Add to timeline").click()
    expect(page.get_by_role("main")).to_contain_text("Note added.")
    page.goto(address("cases:facts_list", case))
    page.goto(address("cases:facts_edit", case, "identity"))
    page.locator("[name=name_used]").fill(SEALED.new("unsent"))
    page.go_back()
    page.goto("/c/new/")
    page.get_by_role("button", name="2.").click()
    page.get_by_label("Alias").fill(SEALED.new("intake"))
    page.get_by_role("button", name="Save and finish later").click()
    page.goto("/")
    way_out(page)
    context.close()
    hits = _search(tmp_path / "profile")
    kinds = {hit.kind for _where, hit in hits}
    assert PLAIN in kinds, "the search did not even find what is known to be there"
    assert SEALED not in kinds, [f"{where}: {hit}" for where, hit in hits if hit.kind == SEALED]


def _search(folder: Path) -> list[tuple[str, Hit]]:
    hunter = Hunter(SEALED, PLAIN)
    files = [path for path in sorted(folder.rglob("*")) if path.is_file() and not path.is_symlink()]
    return [(str(path.relative_to(folder)), hit) for path in files for hit in hunter.hits(path.read_bytes())]

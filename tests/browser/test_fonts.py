"""Names in many scripts are drawn with the letters we ship, and plain English asks for none but the Latin file."""

import re
from typing import Any

import pytest
from django.core.management import call_command
from playwright.sync_api import Locator, Page

from tests.browser.world import World
from tests.data import DATA
from tests.live import BrowserOfTest

pytestmark = [pytest.mark.browser, pytest.mark.once]  # what a browser shows does not depend on the database

# {script: (letters of it, family that must draw them)}
SCRIPTS = {
    "Thai": ("\u0e01-\u0e5b", "Noto Sans Thai"),
    "Arabic": ("\u0620-\u06ff", "IBM Plex Sans Arabic"),
    "Ethiopic": ("\u1200-\u137f", "Noto Sans Ethiopic"),
    "Cyrillic": ("\u0400-\u04ff", "Source Sans 3"),
    "Devanagari": ("\u0900-\u097f", "Noto Sans Devanagari"),
}
MARK = "node => { document.querySelectorAll('[data-asked]').forEach(n => n.removeAttribute('data-asked')); node.dataset.asked = ''; }"


def fonts_of(page: Page, node: Locator) -> list[dict[str, Any]]:
    """The fonts that the browser used for the text of `node`, by its own account."""
    node.scroll_into_view_if_needed()
    page.evaluate("document.fonts.ready")
    node.evaluate(MARK)
    session = page.context.new_cdp_session(page)
    session.send("DOM.enable")
    session.send("CSS.enable")
    root = session.send("DOM.getDocument")["root"]["nodeId"]
    found = session.send("DOM.querySelector", {"nodeId": root, "selector": "[data-asked]"})["nodeId"]
    fonts: list[dict[str, Any]] = session.send("CSS.getPlatformFontsForNode", {"nodeId": found})["fonts"]
    session.detach()
    return fonts


def font_faults(page: Page, node: Locator, family: str, where: str) -> list[str]:
    """A line for each font of the machine, or none of ours at all."""
    fonts = fonts_of(page, node)
    names = {font["familyName"] for font in fonts}
    faults = [f"{where}: {font['familyName']} is the machine's own" for font in fonts if not font["isCustomFont"]]
    if not any(name.startswith(family) for name in names):
        faults.append(f"{where}: drawn with {sorted(names)}, not {family}")
    return faults


def test_names_of_the_sample_use_our_letters(browser: BrowserOfTest, world: World) -> None:
    call_command(
        "import_htcds", str(DATA / "sample-caseload.xlsx"), "--organisation", "demo", "--as", "caseworker", verbosity=0
    )
    user = world.users["coordinator"]
    user.has_names_in_lists = True
    user.save()
    page = browser.sign_in("coordinator", "/c/")
    faults: list[str] = []
    wanted = dict(SCRIPTS)
    cases: dict[str, str] = {}
    while wanted:
        for script, (letters, family) in list(wanted.items()):
            names = page.locator("tbody th bdi.muted").filter(has_text=re.compile(f"[{letters}]"))
            if names.count():
                faults += font_faults(page, names.first, family, f"{script} in the list")
                link = names.first.locator("xpath=ancestor::tr").get_by_role("link").first
                cases[script] = str(link.get_attribute("href"))
                del wanted[script]
        older = page.get_by_role("link", name="Older cases")
        if not older.count():
            break
        older.click()
    assert not wanted, f"no name in {sorted(wanted)}"
    for script, path in cases.items():
        page.goto(path)
        letters, family = SCRIPTS[script]
        name = page.locator("h1 bdi").filter(has_text=re.compile(f"[{letters}]")).first
        faults += font_faults(page, name, family, f"{script} on the case")
    assert not faults, "\n".join(faults)


def test_plain_english_asks_for_the_latin_file_only(browser: BrowserOfTest, world: World) -> None:
    page = browser.open("about:blank")
    asked: list[str] = []
    page.on(
        "request", lambda request: asked.append(request.url.rpartition("/")[2]) if "/fonts/" in request.url else None
    )
    page.goto("/in/")
    page.get_by_label("User name").fill("caseworker")
    page.evaluate("document.fonts.ready")
    assert set(asked) == {"source-sans-3-latin.woff2"}
    names = {font["familyName"] for font in fonts_of(page, page.locator("h1"))}
    assert all(name.startswith("Source Sans 3") for name in names), names

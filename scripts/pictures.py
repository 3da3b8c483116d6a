"""`make pictures`: draws the pages of docs/pictures/ anew, from a demo of its own. Needs Debian's Chromium.

The demo counts its days back from today, so the pictures differ in dates only.
"""

import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from accounts.demo import DEMO_PASSWORD
from scripts.private_servers import free_port
from scripts.serve import ROOT, environment, prepare, start, stop, wait_until_ready

CHROMIUM = Path("/usr/bin/chromium")
OPTIONS = ("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking")
PICTURES = ROOT / "docs" / "pictures"
SIZES = ((1366, 768), (390, 844))
MOST_BYTES = 150 * 1024


def sign_in_page(page: Page) -> None:
    """Before anybody has signed in."""
    page.context.clear_cookies()
    page.goto("/in/")


def today(page: Page) -> None:
    """What is due, and an intake that waits."""
    page.goto("/")


def case(page: Page) -> None:
    """A case in the middle of the work."""
    page.goto("/c/")
    page.get_by_role("link", name="Heron").first.click()
    page.wait_for_load_state("networkidle")


def intake(page: Page) -> None:
    """The second of five steps."""
    page.goto("/drafts/")
    page.locator("main").get_by_role("link", name="Avocet").first.click()
    page.get_by_role("button", name="2.").click()
    page.wait_for_load_state("networkidle")


SHOWN: dict[str, Callable[[Page], None]] = {"today": today, "case": case, "intake": intake, "sign-in": sign_in_page}


@contextmanager
def demo() -> Iterator[str]:
    """The demo on a free port, with a data folder that goes away."""
    with tempfile.TemporaryDirectory(prefix="daybook-pictures-") as folder:
        port = free_port()
        settings = environment(port, Path(folder))
        prepare(settings)
        children = start(settings, Path(folder))
        try:
            wait_until_ready(port, children)
            yield f"http://localhost:{port}"
        finally:
            stop(children)


def begin(page: Page) -> None:
    """Sign in, and leave an intake half done."""
    page.goto("/in/")
    page.get_by_label("User name").fill("caseworker")
    page.get_by_label("Password").fill(DEMO_PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Sign in", exact=True).click()
    page.goto("/c/new/")
    page.get_by_role("button", name="2.").click()
    page.get_by_label("Alias").fill("Avocet")
    page.get_by_label("Name the person wants to be called by").fill("Ji")
    page.get_by_role("group", name="May we get in touch").locator("label", has_text="Yes, as agreed").click()
    page.get_by_role("button", name="Save and finish later").click()
    page.wait_for_load_state("networkidle")


def draw(browser: Browser, address: str) -> list[str]:
    """Write all pictures; a line for each that is too heavy."""
    context = browser.new_context(base_url=address, locale="en-GB", reduced_motion="reduce")
    page = context.new_page()
    begin(page)
    heavy = []
    for name, show in SHOWN.items():
        for width, height in SIZES:
            page.set_viewport_size({"width": width, "height": height})
            show(page)
            page.evaluate("document.activeElement.blur(); scrollTo(0, 0)")
            page.evaluate("document.fonts.ready")
            path = PICTURES / f"{name}-{width}x{height}.png"
            page.screenshot(path=path)
            size = path.stat().st_size
            sys.stdout.write(f"{path.relative_to(ROOT)}  {size // 1024} KB\n")
            if size > MOST_BYTES:
                heavy.append(path.name)
    context.close()
    return heavy


def main() -> int:
    """Draw, and say what is too heavy."""
    if not CHROMIUM.exists():
        raise SystemExit(f"{CHROMIUM} is missing (Debian: chromium).")
    os.umask(0o022)
    PICTURES.mkdir(parents=True, exist_ok=True)
    with demo() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=list(OPTIONS))
        heavy = draw(browser, address)
        browser.close()
    if heavy:
        sys.stdout.write(f"Over {MOST_BYTES // 1024} KB: {', '.join(heavy)}\n")
    return 1 if heavy else 0


if __name__ == "__main__":
    sys.exit(main())

"""What has a day, by keys alone: an event of a stay, a hearing that moves, a letter that is added."""

from datetime import timedelta

import pytest
from django.utils import formats, timezone
from playwright.sync_api import Locator, expect

from tests.browser.test_keys import Keys
from tests.browser.world import World
from tests.cast import address
from tests.factories.documents import PDF
from tests.live import BrowserOfTest

AT_IT = "node => node === document.activeElement"


def reach(keys: Keys, wanted: Locator, most: int = 80) -> None:
    """Tab until `wanted` has the focus. The boxes of a day are several stops."""
    for _step in range(most):
        keys.press("Tab")
        if wanted.evaluate(AT_IT):
            return
    raise AssertionError(f"{wanted} is not reached by Tab")


pytestmark = [pytest.mark.browser, pytest.mark.once]  # what a browser shows does not depend on the database


def test_an_event_of_a_stay_is_recorded(browser: BrowserOfTest, world: World) -> None:
    page = browser.sign_in("caseworker", address("cases:residence_list", world.filled))
    keys, main = Keys(page), page.get_by_role("main")
    keys.go_to("Recovery period suspended", most=80)
    keys.press("Enter")
    expect(main.get_by_role("heading", level=2)).to_have_text("Recovery period suspended")
    reach(keys, page.locator("[name=paper]").first)
    keys.press("Space")
    reach(keys, page.locator("[name=reason]"))
    keys.type("The office waits for a doctor.")
    reach(keys, main.get_by_role("button", name="Write down"))
    keys.press("Enter")
    chain = page.locator(".card", has=page.locator("#chain"))
    expect(chain.locator("li").first).to_contain_text("Recovery period suspended")
    expect(chain).to_contain_text("The office waits for a doctor.")


def test_a_hearing_is_moved(browser: BrowserOfTest, world: World) -> None:
    page = browser.sign_in("caseworker", address("cases:legal_list", world.filled))
    keys, main = Keys(page), page.get_by_role("main")
    # The number of its month too: which box comes first does not matter.
    ahead = (timezone.localdate() + timedelta(days=days) for days in range(21, 60))
    day = next(one for one in ahead if one.day == one.month)
    keys.go_to("Move", most=80)
    keys.press("Enter")
    expect(main).to_contain_text("Move to another day")
    field = page.locator("[name=held_on]")
    reach(keys, field)
    # The keys go on from box to box by themselves.
    keys.type(day.strftime("%d%m%Y"))
    expect(field).to_have_value(day.isoformat())
    reach(keys, main.get_by_role("button", name="Move"))
    keys.press("Enter")
    expect(main).to_contain_text(formats.date_format(day, "DATE_FORMAT"))
    expect(main).to_contain_text("The person is to be told")


def test_a_document_is_added(browser: BrowserOfTest, world: World) -> None:
    page = browser.sign_in("caseworker", address("cases:document_list", world.filled))
    keys, main = Keys(page), page.get_by_role("main")
    keys.go_to("Add a document")
    keys.press("Enter")
    expect(main.get_by_role("heading", level=2)).to_have_text("Add a document")
    kind = page.get_by_label("What it is")
    reach(keys, kind)
    keys.type("Letter")
    expect(kind).to_have_value("letter")
    # Listened for before the way there: a key may overtake the word to the browser that somebody listens.
    with page.expect_file_chooser() as chosen:
        reach(keys, page.locator("[name=file]"))
        keys.press("Space")
    chosen.value.set_files({"name": "By keys.pdf", "mimeType": "application/pdf", "buffer": PDF})
    reach(keys, main.get_by_role("button", name="Add this document"))
    keys.press("Enter")
    expect(main.get_by_role("table")).to_contain_text("By keys.pdf")

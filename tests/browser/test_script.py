"""The main acts, with script and without: every one is a plain link or form, script only makes it faster."""

import re
from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from accounts.demo import DEMO_PASSWORD
from cases.htcds.tasks import check_sent_import, run_started_import
from cases.models import Case
from tests.browser.world import ALIAS, FILE, NOTE, World
from tests.cast import address
from tests.live import BrowserOfTest

pytestmark = [
    pytest.mark.browser,
    pytest.mark.once,  # what a browser shows does not depend on the database
    pytest.mark.parametrize("script", [True, False], ids=["script", "no script"]),
]


@pytest.fixture
def page(browser: BrowserOfTest, world: World, script: bool) -> Page:
    """Today of the caseworker."""
    return browser.sign_in("caseworker", script=script)


def button(page: Page, words: str | re.Pattern[str]) -> None:
    """Press the button of the page that says `words`."""
    page.get_by_role("main").get_by_role("button", name=words).first.click()


def link(page: Page, words: str, *, under: str = "main") -> None:
    """Follow the link that says `words`."""
    page.locator(under).get_by_role("link", name=words).first.click()


def says(page: Page, words: str | re.Pattern[str]) -> None:
    """The page says `words` where its user looks."""
    expect(page.get_by_role("main")).to_contain_text(words)


def pill(page: Page, question: str, answer: str) -> None:
    """Choose an answer as a finger does: on its words, for the button itself may be hidden beneath them."""
    page.get_by_role("group", name=question).locator("label").filter(has_text=re.compile(f"^\\s*{answer}")).click()


def test_intake_to_the_first_save(page: Page) -> None:
    link(page, "New case")
    expect(page.get_by_role("heading", level=1)).to_have_text("New case")
    pill(page, "What cannot wait until tomorrow", "A safe place to sleep")
    button(page, "Next step")
    page.get_by_label("Alias").fill("Zqtern")
    page.get_by_label("Name the person wants to be called by").fill("Ji Sample")
    pill(page, "May we get in touch", "Yes, as agreed")
    pill(page, "By which ways", "House phone")
    button(page, re.compile("^5"))
    pill(page, "Does the person agree", "Yes")
    button(page, "Save and open")
    says(page, "Saved.")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Zqtern")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Ji Sample")
    assert "House phone" in page.inner_text(".safe")


def test_what_is_missing_is_said_and_nothing_typed_is_lost(page: Page) -> None:
    link(page, "New case")
    button(page, re.compile("^2"))
    page.get_by_label("Name the person wants to be called by").fill("Ji Sample")
    button(page, re.compile("^5"))
    button(page, "Save and open")
    says(page, "We kept your draft")
    button(page, re.compile("^2"))
    expect(page.get_by_label("Name the person wants to be called by")).to_have_value("Ji Sample")


def test_an_intake_can_wait(page: Page) -> None:
    link(page, "New case")
    button(page, re.compile("^2"))
    page.get_by_label("Alias").fill("Zqlater")
    button(page, "Save and finish later")
    expect(page.get_by_role("heading", level=1)).to_have_text("Drafts")
    link(page, "Zqlater")
    expect(page.get_by_label("Alias")).to_have_value("Zqlater")


def test_list_and_case(page: Page) -> None:
    link(page, "Cases", under="header")
    link(page, ALIAS)
    expect(page.get_by_role("heading", level=1)).to_contain_text(ALIAS)
    page.get_by_role("navigation", name="Case sections").get_by_role("link", name="Timeline").click()
    says(page, NOTE)
    for section in ("Timeline", "Facts", "Consent and safety", "Who looked", "Overview"):
        page.get_by_role("navigation", name="Case sections").get_by_role("link", name=section).click()
        expect(page.get_by_role("navigation", name="Case sections").locator("[aria-current=page]")).to_have_text(
            section
        )


def test_a_note_is_added_and_corrected(page: Page, world: World) -> None:
    page.goto(address("cases:case_detail", world.filled))
    page.locator("#id_text").fill("She wants to start the sewing course.")
    button(page, "Add to timeline")
    says(page, "Note added.")
    says(page, "She wants to start the sewing course.")
    page.locator("ol.tl").get_by_role("link", name="Note").first.click()
    link(page, "Correct")
    page.get_by_label("Corrected text").fill("She wants to start the cooking course.")
    button(page, "Save correction")
    says(page, "She wants to start the cooking course.")
    page.locator("summary").filter(has_text="Earlier text").click()
    says(page, "She wants to start the sewing course.")


def test_facts_are_edited(page: Page, world: World) -> None:
    page.goto(address("cases:facts_list", world.filled))
    link(page, "Edit Needs and wishes")
    page.get_by_label("In the person's own words").or_(page.get_by_label(re.compile("[Ww]ishes"))).last.fill(
        "To call home on Sundays."
    )
    button(page, "Save")
    says(page, "Saved.")
    says(page, "To call home on Sundays.")


def test_a_lock_opens_in_its_place(page: Page, world: World) -> None:
    page.goto(address("cases:facts_list", world.filled))
    assert "+32 400 000 001" not in page.content()
    button(page, re.compile("Reveal phone", re.IGNORECASE))
    says(page, "+32 400 000 001")
    assert "Allergic to penicillin" not in page.content()


def test_a_colleague_is_assigned(browser: BrowserOfTest, world: World, script: bool) -> None:
    page = browser.sign_in("coordinator", address("cases:case_detail", world.bare), script=script)
    link(page, "Assign")
    page.get_by_label("Colleague", exact=True).select_option(label="Lea V. (Legal adviser)")
    button(page, "Assign")
    says(page, "Lea V.")
    page.goto(address("cases:case_detail", world.bare))
    says(page, "Lea V.")


def test_a_yes_is_taken_back(page: Page, world: World) -> None:
    page.goto(address("cases:consent_list", world.filled))
    answer = page.locator("ul.answers > li").filter(has_text="Be contacted")
    answer.get_by_role("link").first.click()
    says(page, "do not contact until asked")
    button(page, "Record withdrawal")
    says(page, "Withdrawn. It counts from now on")
    expect(page.locator(".safe")).to_contain_text(re.compile("not contact|Do not", re.IGNORECASE))


def test_a_due_thing_is_ticked_and_brought_back(page: Page) -> None:
    rows = page.locator("ul.todo > li").filter(has_text="Agree the next step")
    before = rows.count()
    rows.first.get_by_role("button", name=re.compile("Mark done")).click()
    says(page, "Ticked off.")
    expect(rows).to_have_count(before - 1)
    button(page, "Undo")
    expect(rows).to_have_count(before)


def test_an_import_from_the_file_to_the_cases(page: Page, script: bool) -> None:
    before = Case.objects.count()
    link(page, "Cases", under="header")
    link(page, "Import")
    content = FILE.replace("Márcia", "Aïcha").encode()
    page.get_by_label("File", exact=True).set_input_files(
        {"name": "cases.csv", "mimeType": "text/csv", "buffer": content}
    )
    button(page, "Send and look")
    _work_is_done(page, script, check_sent_import)
    says(page, "row 3")
    button(page, "Import one case")
    _work_is_done(page, script, run_started_import)
    assert Case.objects.count() == before + 1


def _work_is_done(page: Page, script: bool, task: Callable[[str], None]) -> None:
    """The worker does its work while the page waits: with script it finds out by itself, else by asking again."""
    expect(page.get_by_role("heading", level=1)).to_have_text("Work in the background")
    task(urlsplit(page.url).path.strip("/").split("/")[-1])
    if not script:
        link(page, "Look again")
    link(page, "See the result")
    expect(page.get_by_role("heading", level=1)).to_have_text("Import")


def test_signing_out(page: Page) -> None:
    link(page, "Your account", under="header")
    button(page, "Sign out")
    expect(page.get_by_role("heading", level=1)).to_have_text("Sign in")
    page.goto("/c/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Sign in")
    page.get_by_label("User name").fill("caseworker")
    page.get_by_label("Password").fill(DEMO_PASSWORD)
    button(page, "Sign in")
    expect(page.get_by_role("heading", level=1)).to_have_text("Cases")


def test_leaving(page: Page, script: bool) -> None:
    link(page, "Leave page", under="header")
    page.wait_for_url("about:blank" if script else "**/leave/quiet/")
    assert "Daybook" not in page.content()
    page.goto("/c/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Sign in")

"""When something breaks: a generic page with a reference, a trace without values in the log, and nothing shown or saved."""

import re

import pytest

from tests.hunt.hunter import Hunter
from tests.hunt.markers import PLAIN, SEALED, TYPED
from tests.hunt.scenario import Story
from tests.hunt.visitor import FROM

pytestmark = pytest.mark.queue
HUNTER = Hunter(SEALED, TYPED, PLAIN)
REFERENCE = re.compile(r"\b([0-9A-HJKMNP-TV-Z]{6})\b")
INTERNALS = ("Traceback", "urlpatterns", "site-packages", "Exception Type", "hunt_full", "Broken", "IntegrityError")


@pytest.fixture(scope="module")
def logs(story: Story) -> str:
    """What web server and worker printed, with every logger at its most talkative."""
    return "\n".join(piece.data.decode(errors="replace") for piece in story.left if piece.place == "log")


def test_many_pages_broke(story: Story):
    broken = {(a.method, a.path.partition("?")[0]) for a in story.broken if a.status == 500}
    assert len(broken) > 40


def test_an_error_page_is_generic(story: Story):
    shown = [*(a for a in story.broken if a.status == 500), *story.unavailable]
    for answer in shown:
        assert not HUNTER.hits(answer.body), answer.path
        assert not [word for word in INTERNALS if word in answer.text], answer.path


def test_its_reference_leads_to_the_log(story: Story, logs: str):
    for answer in (a for a in story.broken if a.status == 500):
        references = set(REFERENCE.findall(answer.text))
        assert any(f"ref={reference}" in logs for reference in references), answer.path


def test_the_log_says_where_it_broke_and_nothing_else(logs: str):
    assert logs.count("tests.hunt.urls.Broken") > 40
    assert "builtins.KeyError" in logs
    assert re.search(r'File ".*tests/hunt/urls\.py", line \d+, in run', logs)
    assert re.search(r"django\.db\.utils\.(Integrity|Data)Error", logs)


def test_so_it_does_where_no_page_is(logs: str):
    """A thread, and what is thrown away: Python itself would print the message there."""
    assert logs.count("ERROR daybook.uncaught nobody caught this") >= 2
    assert re.search(r"in fail\ntests\.hunt\.urls\.Broken", logs)
    assert re.search(r"in __del__\ntests\.hunt\.urls\.Broken", logs)
    assert "Traceback (most recent call last)" not in logs


def test_without_a_row_of_the_trail_nothing_is_shown_or_saved(story: Story):
    assert [a.status for a in story.unavailable] == [503] * len(story.unavailable)
    # What was typed is kept for its writer and nowhere else.
    kept = [label for label, values in story.read.items() if f"{SEALED.head}unsaved" in " ".join(values)]
    assert kept == ["common.draft.content"]
    assert story.is_whole


def test_the_logs_hold_no_value_name_or_mail_address(logs: str):
    assert not [str(hit) for hit in HUNTER.hits(logs.encode())]
    assert not re.findall(r"[\w.+-]+@[\w-]+\.[\w.]+", logs)


def test_the_logs_hold_no_address_of_a_person_or_a_machine(logs: str):
    assert FROM not in logs
    assert not set(re.findall(r"\b\d{1,3}(?:\.\d{1,3}){3}\b", logs))


def test_the_logs_hold_no_address_of_a_page_cookie_or_header(story: Story, logs: str):
    paths = {a.path.partition("?")[0] for a in story.record if re.match(r"/(c|i|j|d|api/v1/cases)/\w{10}", a.path)}
    assert len(paths) > 30
    assert not [path for path in paths if path in logs]
    assert not [secret for secret in story.secrets if secret in logs]
    assert not re.findall(r"(?i)\b(?:cookie|referer|user-agent|x-csrftoken|authorization)\s*[:=]", logs)
    assert "?q=" not in logs and "?worker=" not in logs


def test_the_log_is_not_simply_empty(logs: str):
    assert "daybook.request" in logs and "cases:case_detail" in logs

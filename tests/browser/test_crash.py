"""Sessions end, the server is killed, and buttons are pressed twice while people type: at random moments, on real parts.

The server is a process of its own that is ended with SIGKILL and started again on the same data. What was typed more
than three seconds before is in the draft or in the record; nothing is stored twice. CRASH_SEED repeats a run. Several
people type at once, so that one start of the server serves many moments: a session ends and a button is pressed twice at
a moment of each writer's own, and the server is killed once for all of a round.
"""

import os
import random
import re
import secrets
import signal
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from shutil import copytree
from subprocess import Popen
from typing import Any

import pytest
from django.conf import settings
from playwright.sync_api import Browser, BrowserContext, Page, Request, expect

from accounts.demo import DEMO_PASSWORD
from scripts import serve
from scripts.private_servers import free_port
from tests.live import DESKTOP

pytestmark = [
    pytest.mark.browser,
    pytest.mark.once,
]  # the demo is SQLite by nature; drafts are tried on both elsewhere

SEED = int(os.environ.get("CRASH_SEED") or secrets.randbelow(1_000_000))
FEWEST_MOMENTS = 30
SAFE_AFTER = 3.0
# The rule is meant for a server that answers within half a second. What a slower one took longer is added.
PROMPT = 0.5
# What happens in each round, and to how many writers.
ROUNDS = [("session", 7), ("session", 7), ("twice", 7), ("twice", 7), *[("server", 3)] * 3]
FIELDS = {"note": "textarea#id_text", "intake": "textarea#id_wishes"}


class Machine:
    """The web server of the demo, as `make run` starts it, without a worker."""

    def __init__(self, folder: Path) -> None:
        self.port = free_port()
        self.folder = folder
        self.settings = serve.environment(self.port, folder) | {"WEB_WORKERS": "1", "WEB_THREADS": "8"}
        self.process: Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"http://localhost:{self.port}"

    def start(self) -> None:
        both = serve.start(self.settings, self.folder, only="web server")
        self.process = both["web server"]
        serve.wait_until_ready(self.port, both)

    def kill(self) -> None:
        """As when the power goes: no goodbye, all of its children at once."""
        assert self.process is not None
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


@pytest.fixture(scope="module")
def machine(tmp_path_factory: pytest.TempPathFactory, prepared_demo: Path) -> Iterator[Machine]:
    made = Machine(copytree(prepared_demo, tmp_path_factory.mktemp("crash") / "var"))
    made.start()
    yield made
    made.kill()


@dataclass
class Writer:
    """Somebody who types into one form, and what was typed when."""

    context: BrowserContext
    page: Page
    case: str
    kind: str
    address: str
    rest: float
    stays: bool
    mark: str
    typed: list[tuple[float, str]] = field(default_factory=list)
    sent: dict[Request, float] = field(default_factory=dict)
    slowest: float = 0.0

    @property
    def box(self) -> Any:
        return self.page.locator(FIELDS[self.kind])

    @property
    def text(self) -> str:
        return self.typed[-1][1] if self.typed else ""

    def type(self, chance: random.Random) -> None:
        """One more word."""
        word = f" {self.mark}{len(self.typed)}-{chance.choice(('house', 'train', 'sister', 'é', 'Sunday'))}"
        if not self.typed:
            self.box.fill("")
            self.box.focus()
            word = word.strip()
        self.page.keyboard.type(word)
        self.typed.append((time.monotonic(), self.text + word))

    def listen(self) -> None:
        """How long a save takes, for the rule is about what lies more than three seconds back."""
        self.page.on("request", lambda asked: self.sent.update({asked: time.monotonic()}))
        self.page.on("requestfinished", self._answered)

    def _answered(self, asked: Request) -> None:
        if asked.method == "POST" and asked in self.sent:
            self.slowest = max(self.slowest, time.monotonic() - self.sent[asked])

    def safe(self, moment: float) -> str:
        """What must be found whatever happened at `moment`."""
        before = moment - SAFE_AFTER - max(0.0, self.slowest - PROMPT)
        return next((text for at, text in reversed(self.typed) if at <= before), "")


def sign_in(page: Page) -> None:
    page.fill("input[name=login]", "caseworker")
    page.fill("input[name=password]", DEMO_PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url(lambda address: "/in/" not in address or "/in/back/" in address)


@dataclass
class Round:
    """Several people at once, and one fate."""

    chromium: Browser
    machine: Machine
    chance: random.Random
    state: Any = None

    def context(self) -> BrowserContext:
        made = self.chromium.new_context(
            base_url=self.machine.url,
            viewport=DESKTOP,
            locale="en-GB",
            storage_state=self.state,  # type: ignore[arg-type]
        )
        made.set_default_timeout(20_000)
        return made

    def begin(self, count: int, cases: list[str]) -> list[Writer]:
        """Notes and intakes by turns, each at its own pace."""
        door = self.context()
        page = door.new_page()
        page.goto("/in/")
        sign_in(page)
        self.state = door.storage_state()
        door.close()
        # An intake makes its own case; each note is about another one.
        notes = self.chance.sample(cases, (count + 1) // 2)
        return [self._writer(place, "" if place % 2 else notes[place // 2]) for place in range(count)]

    def _writer(self, place: int, case: str) -> Writer:
        context = self.context()
        page = context.new_page()
        mark, kind = f"w{self.chance.randrange(10**6)}", "intake" if place % 2 else "note"
        if kind == "intake":
            case = f"Zq{mark}"
            page.goto("/c/new/")
            page.get_by_role("main").get_by_role("button", name=re.compile("^2")).click()
            page.get_by_label("Alias").fill(case)
            page.get_by_role("group", name="May we get in touch").locator("label").first.click()
            page.get_by_role("main").get_by_role("button", name=re.compile("^4")).click()
            expect(page.locator(".step-head")).to_contain_text("Step 4 of 5")
        else:
            page.goto(case)
        writer = Writer(
            context, page, case, kind, page.url, self.chance.uniform(0, 2.0), self.chance.random() < 0.5, mark
        )
        writer.listen()
        return writer

    def write(self, writers: list[Writer], until: dict[str, float]) -> Iterator[Writer]:
        """Everybody types by turns. Gives each writer back when the own moment has come."""
        began, waiting = time.monotonic(), list(writers)
        while waiting:
            for writer in list(waiting):
                now = time.monotonic() - began
                if now >= until[writer.mark]:
                    waiting.remove(writer)
                    yield writer
                elif now >= writer.rest:
                    writer.type(self.chance)
                    writer.page.wait_for_timeout(self.chance.uniform(5, 120))


def find_again(page: Page, writer: Writer) -> str:
    """What stands in the form when it is opened again."""
    page.goto(writer.address)
    if "/in/" in page.url:
        sign_in(page)
        page.goto(writer.address)
    found: str = page.locator(FIELDS[writer.kind]).input_value()
    return found


def cases_of(machine: Machine, chromium: Browser) -> list[str]:
    """Open cases of the caseworker's."""
    context = chromium.new_context(base_url=machine.url, locale="en-GB")
    page = context.new_page()
    page.goto("/in/")
    sign_in(page)
    page.goto("/c/?list=mine")
    links = page.locator("tr:not(:has-text('Closed')) th a[href^='/c/']")
    found: list[str] = links.evaluate_all("nodes => nodes.map(node => node.getAttribute('href'))")
    context.close()
    return found


@pytest.fixture(scope="module")
def caseload(machine: Machine, chromium: Browser) -> list[str]:
    """Asked for once."""
    found = cases_of(machine, chromium)
    assert len(found) >= (max(count for _fate, count in ROUNDS) + 1) // 2, found
    return found


def finish(page: Page, writer: Writer, text: str) -> int:
    """Store what was written, for good. How often it stands in the record afterwards."""
    if writer.kind == "note":
        page.get_by_role("main").get_by_role("button", name="Add to timeline").click()
        expect(page.get_by_role("main")).to_contain_text("Note added.")
        return times_in_timeline(page, writer, text)
    page.get_by_role("main").get_by_role("button", name=re.compile("^5")).click()
    page.get_by_role("group", name="Does the person agree").locator("label", has_text=re.compile("^\\s*Yes")).click()
    page.get_by_role("main").get_by_role("button", name="Save and open").click()
    expect(page.get_by_role("main")).to_contain_text("Saved.")
    return times_in_list(page, writer)


def times_in_timeline(page: Page, writer: Writer, text: str) -> int:
    page.goto(f"{writer.case.rstrip('/')}/t/?kind=note")
    return page.locator("ol.tl li", has_text=text).count() if text else 0


def times_in_list(page: Page, writer: Writer) -> int:
    page.goto("/c/?list=mine")
    return page.get_by_role("link", name=writer.case).count()


def moments_of(fate: str, count: int) -> int:
    """How many moments a round is: the server is killed once for all."""
    return 1 if fate == "server" else count


def test_there_are_thirty_moments_of_three_kinds_and_both_forms() -> None:
    assert sum(moments_of(*round_) for round_ in ROUNDS) >= FEWEST_MOMENTS
    assert {fate for fate, _count in ROUNDS} == set(ACTS) and all(count >= len(FIELDS) for _fate, count in ROUNDS)


@pytest.mark.parametrize("number", range(len(ROUNDS)), ids=[f"{n}-{fate}" for n, (fate, _count) in enumerate(ROUNDS)])
def test_nothing_typed_is_lost_and_nothing_stored_twice(
    machine: Machine, chromium: Browser, caseload: list[str], number: int
) -> None:
    fate, count = ROUNDS[number]
    seed = f"{SEED}-{fate}-{number}"
    print(f"CRASH_SEED={SEED}")
    chance = random.Random(seed)
    this = Round(chromium, machine, chance)
    writers = this.begin(count, caseload)
    moment = chance.uniform(3.5, 8.0)
    until = {w.mark: moment if fate == "server" else chance.uniform(3.5, 8.0) for w in writers}
    print(f"{fate} at " + ", ".join(f"{at:.2f}" for at in sorted(set(until.values()))) + " s")
    try:
        ACTS[fate](this, writers, until)
    finally:
        for writer in writers:
            writer.context.close()


def kill_the_server(this: Round, writers: list[Writer], until: dict[str, float]) -> None:
    """Some browsers are closed with it; the others stay, and send what they hold when the server is back."""
    for _writer in this.write(writers, until):
        pass
    moment = time.monotonic()
    this.machine.kill()
    for writer in writers:
        if writer.stays:
            writer.page.keyboard.type(" and on")
            writer.typed.append((time.monotonic(), writer.text + " and on"))
        else:
            writer.context.close()
    this.machine.start()
    _compare(this, writers, moment=dict.fromkeys(until, moment))


def end_the_session(this: Round, writers: list[Writer], until: dict[str, float]) -> None:
    """Some go on typing and sign in again in another tab; of the others the browser is closed."""
    moments: dict[str, float] = {}
    for writer in this.write(writers, until):
        writer.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
        moments[writer.mark] = time.monotonic()
        if not writer.stays:
            writer.context.close()
            continue
        writer.page.keyboard.type(" and on")
        writer.typed.append((time.monotonic(), writer.text + " and on"))
    for writer in (one for one in writers if one.stays):
        again = writer.page.locator("[data-signed-out]").get_by_role("link")
        expect(again).to_be_visible()
        with writer.context.expect_page() as opened:
            again.click()
        sign_in(opened.value)
        opened.value.close()
    _compare(this, writers, moment=moments)


def _compare(this: Round, writers: list[Writer], *, moment: dict[str, float]) -> None:
    """What is found again holds all that had to be safe; where the page stayed open, everything."""
    lost, twice = [], []
    for writer in writers:
        what = f"{writer.kind} of {writer.case}, {'open' if writer.stays else 'closed'}, slowest {writer.slowest:.2f} s"
        if writer.stays:
            page = writer.page
            _wait_until_all_is_sent(page)
            expect(page.locator("[data-draft-line]").first).to_contain_text("Draft saved at", timeout=40_000)
            due = writer.text
            with_all = page.context.new_page()
            found = find_again(with_all, writer)
        else:
            with_all = this.context().new_page()
            due = writer.safe(moment[writer.mark])
            found = find_again(with_all, writer)
        print(f"{what}: {len(writer.text)} typed, {len(due)} due, {len(found)} found")
        if not (found.startswith(due) and writer.text.startswith(found)):
            lost.append(f"{what}: due {due!r}, found {found!r}")
        elif found and (count := finish(with_all, writer, found)) != 1:
            twice.append(f"{what}: {count} times")
        if not writer.stays:
            with_all.context.close()
    assert not lost, "\n".join(lost)
    assert not twice, "\n".join(twice)


def _wait_until_all_is_sent(page: Page) -> None:
    """The line may still speak of a save that ended while one typed on: what counts is that nothing waits to be sent."""
    waits = "() => [...document.forms].some(form => form.draft && (form.draft.dirty || form.draft.busy))"
    until = time.monotonic() + 40
    while page.evaluate(waits):
        assert time.monotonic() < until, "what was typed is still not sent"
        page.wait_for_timeout(100)


def press_twice(this: Round, writers: list[Writer], until: dict[str, float]) -> None:
    """At a random moment, without waiting for the draft."""
    wrong = []
    for writer in this.write(writers, until):
        page = writer.page
        if writer.kind == "note":
            button = page.get_by_role("main").get_by_role("button", name="Add to timeline")
        else:
            page.get_by_role("main").get_by_role("button", name=re.compile("^5")).click()
            yes = page.get_by_role("group", name="Does the person agree").locator("label")
            yes.filter(has_text=re.compile("^\\s*Yes")).click()
            button = page.get_by_role("main").get_by_role("button", name="Save and open")
        button.scroll_into_view_if_needed()
        box = button.bounding_box()
        assert box
        x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        page.mouse.dblclick(x, y)
        expect(page.get_by_role("main")).to_contain_text(re.compile("Note added|Saved"))
        page.wait_for_load_state("networkidle")
        if writer.kind == "note":
            count = times_in_timeline(page, writer, writer.text)
        else:
            expect(page.get_by_role("heading", level=1)).to_contain_text(writer.case)
            page.goto(page.url.split("?")[0].rstrip("/") + "/facts/")
            expect(page.get_by_role("main")).to_contain_text(writer.text)
            count = times_in_list(page, writer)
        print(f"{writer.kind} of {writer.case}: {len(writer.text)} typed, stored {count} times")
        if count != 1:
            wrong.append(f"{writer.kind} of {writer.case}: {count} times")
    assert not wrong, "\n".join(wrong)


ACTS = {"session": end_the_session, "server": kill_the_server, "twice": press_twice}

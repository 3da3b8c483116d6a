"""What happens in the hunted installation: five persons and everything that goes wrong around them.

A is kept through the intake and edited on every page, B comes by the API, C has markers where pages take codes only
(`inside.seal_below`), D comes in a workbook, E is left unfinished.
"""

import re
import time
from dataclasses import dataclass, field
from urllib.parse import quote

from cases.facts.sections import SECTIONS
from cases.htcds.mapping import COLUMNS, Kind
from tests.cases.htcds.files import workbook
from tests.days import TODAY
from tests.hunt.errors import everything_goes_wrong, no_row_of_the_trail
from tests.hunt.factors import enrol
from tests.hunt.installation import Installation
from tests.hunt.markers import SEALED, TYPED
from tests.hunt.places import Piece
from tests.hunt.visitor import Answer, Visitor
from tests.hunt.work import a_day_of_work, handed_over, links

# Cookies up to this length are choices, such as the language.
SHORT = 16
TEXTS = {
    "identity": {
        *("given_name", "family_name", "other_names", "salutation", "documents", "identity_number"),
    },
    "contact": {"phone", "other_phone", "email", "messenger", "post", "trusted", "must_not_know"},
}


@dataclass
class Story:
    """What the scenario did, for the tests to look at."""

    installation: Installation
    controls: dict[str, str] = field(default_factory=dict)
    record: list[Answer] = field(default_factory=list)
    visitors: dict[str, Visitor] = field(default_factory=dict)
    cases: dict[str, str] = field(default_factory=dict)
    # Secrets of the second factor and of sessions, made by the program itself.
    secrets: set[str] = field(default_factory=set)
    # Answers that were errors, by what went wrong; pages that somebody without a right to them got.
    broken: list[Answer] = field(default_factory=list)
    refused: list[Answer] = field(default_factory=list)
    unavailable: list[Answer] = field(default_factory=list)
    jobs: list[str] = field(default_factory=list)
    # Keys of drafts that were discarded.
    dropped: list[str] = field(default_factory=list)
    # {label: values that `reveal` gave}, and whether the trail holds.
    read: dict[str, list[str]] = field(default_factory=dict)
    is_whole: bool = False
    # What there was while everything ran, and what was left after the stop.
    live: list[Piece] = field(default_factory=list)
    left: list[Piece] = field(default_factory=list)

    def visitor(self, name: str) -> Visitor:
        """One of the cast, signed in at first use."""
        if name not in self.visitors:
            fresh = Visitor(self.installation.port, name, self.record)
            self.visitors[name] = fresh.sign_in()
        return self.visitors[name]


def play(story: Story) -> None:
    """The whole scenario, in order."""
    story.controls = story.installation.ask("prepare")
    story.installation.start()
    sign_in_badly(story)
    person_by_intake(story)
    drafts_left_and_dropped(story)
    edited_everywhere(story)
    by_other_roles(story)
    a_day_of_work(story)
    person_by_api(story)
    handed_over(story)
    story.cases["C"] = story.installation.ask("seal_below")["pid"]
    person_by_workbook(story)
    enrol(story.visitor("legal"), story.secrets)
    seen_by_all(story)
    everything_goes_wrong(story)
    no_row_of_the_trail(story)
    for visitor in story.visitors.values():
        story.secrets |= {secret for secret in visitor.secrets if len(secret) > SHORT}
    story.read = story.installation.ask("read_back")
    story.is_whole = story.installation.ask("check_chain")


def sign_in_badly(story: Story) -> None:
    """Wrong names and passwords, and a link for a new password."""
    stranger = Visitor(story.installation.port, "stranger", story.record)
    stranger.get("/in/")
    for _time in range(2):
        stranger.post("/in/", {"login": TYPED.new("username"), "password": TYPED.new("password")}, 200)
    stranger.post("/in/", {"login": "caseworker", "password": TYPED.new("password")}, 200)
    stranger.get("/in/reset/")
    for mail in (story.controls["mail"], f"{TYPED.head}nobody1@daybook.example"):
        stranger.post("/in/reset/", {"email": mail})
    stranger.get(f"/c/{quote(TYPED.new('address'))}/?q={quote(TYPED.new('query'))}", None)


def person_by_intake(story: Story) -> None:
    """A: five steps, kept half done on the way, then saved."""
    worker = story.visitor("caseworker")
    key = next(c.value for c in worker.get("/c/new/").page.form("/c/new/") if c.name == "key")
    worker.fill("/c/new/", SEALED.new, {"key": key, "do": "next", "level": "medium"})
    safe: dict[str, str | list[str]] = {"answer": "yes", "channels": ["house_phone"]}
    kept = {"alias": SEALED.new("alias"), "phone": SEALED.new("phone"), **safe}
    worker.post(f"/c/new/{key}/2/keep/", kept, 204)
    worker.fill(f"/c/new/{key}/2/", SEALED.new, {"do": "next", **safe})
    worker.fill(f"/c/new/{key}/3/", SEALED.new, {"do": "next", "exploitation": ["ForcedLabour"]})
    worker.fill(f"/c/new/{key}/4/", SEALED.new, {"do": "next", "add": ["bed", "doctor"]})
    answer = worker.fill(f"/c/new/{key}/5/", SEALED.new, {"do": "save", "keep": "cannot_be_asked", "why": "unwell"})
    story.cases["A"] = answer.location.split("/")[2]


def drafts_left_and_dropped(story: Story) -> None:
    """E is left unfinished, with boxes filled in wrongly too; another draft is discarded."""
    worker = story.visitor("caseworker")
    for ending in ("left", "discarded"):
        key = next(c.value for c in worker.get("/c/new/").page.form("/c/new/") if c.name == "key")
        worker.fill("/c/new/", SEALED.new, {"key": key, "do": "stay", "opened_on": SEALED.new("openedon")})
        wrong: dict[str, str | list[str]] = {
            "do": "stay",
            "age": SEALED.new("age"),
            "languages_0": SEALED.new("language"),
            "answer": SEALED.new("answer"),
        }
        worker.fill(f"/c/new/{key}/2/", SEALED.new, wrong)
        worker.post(f"/c/new/{key}/5/", {"do": "save"}, 422)
        if ending == "discarded":
            worker.post(f"/c/new/{key}/discard/")
            story.dropped.append(key)
        else:
            story.cases["E"] = key


def edited_everywhere(story: Story) -> None:
    """Every section of the facts, episodes, dependants, consent, risk, assessment, notes with a correction."""
    worker, pid = story.visitor("caseworker"), story.cases["A"]
    for section in SECTIONS:
        if section.slug != "health":
            worker.fill(f"/c/{pid}/facts/{section.slug}/", SEALED.new, {"safe_answer": "yes"})
    worker.fill(f"/c/{pid}/facts/identity/", SEALED.new)
    worker.post(f"/c/{pid}/facts/identity/", {"alias": SEALED.new("alias"), "version": "0"}, 409)
    worker.fill(f"/c/{pid}/facts/e/", SEALED.new, {"exploitation": ["SexualExploitation"]})
    for episode in links(worker.get(f"/c/{pid}/facts/"), rf"/c/{pid}/facts/e/\w+/account/"):
        worker.fill(episode, SEALED.new)
    worker.fill(f"/c/{pid}/facts/d/", SEALED.new)
    worker.fill(f"/c/{pid}/consent/new/", SEALED.new, {"kind": "share", "basis": "consent", "answer": "yes"})
    worker.fill(f"/c/{pid}/risk/", SEALED.new, {"level": "high"})
    elements: dict[str, str | list[str]] = {"child": "no", "acts": ["recruitment"], "means": ["threat"]}
    elements |= {"purposes": ["forced_labour"], "result": "presumed", "second_reader": ""}
    worker.fill(f"/c/{pid}/id/new/", SEALED.new, {"prompt": "1"}, 200)
    worker.fill(f"/c/{pid}/id/new/", SEALED.new, elements)
    for decision in links(worker.get(f"/c/{pid}/id/"), rf"/c/{pid}/id/(?!new)\w+/"):
        worker.fill(decision, SEALED.new, {"level": "reasonable", "on": TODAY})
    worker.fill(f"/c/{pid}/n/", SEALED.new)
    worker.post("/n/", {"case": pid, "text": SEALED.new("notetext"), "once": ""})
    worker.post("/n/", {"case": pid, "text": SEALED.new("notetext"), "happened_on": TYPED.new("day")}, 200)
    note = links(worker.get(f"/c/{pid}/t/"), rf"/c/{pid}/n/\w+/")[0]
    worker.fill(f"{note}edit/", SEALED.new)


def by_other_roles(story: Story) -> None:
    """Places, suspects and a block by the coordinator; health by the nurse; law by the lawyer."""
    coordinator, pid = story.visitor("coordinator"), story.cases["A"]
    for role in ("health", "legal"):
        coordinator.post(f"/c/{pid}/assign/", {"user": story.controls[f"pid {role}"]})
    for episode in links(coordinator.get(f"/c/{pid}/facts/"), rf"/c/{pid}/facts/e/\w+/account/"):
        coordinator.fill(episode, SEALED.new)
    coordinator.confirm()
    coordinator.fill(f"/c/{pid}/block/", SEALED.new, {"user": story.controls["pid caseworker2"]})
    nurse, lawyer = story.visitor("health"), story.visitor("legal")
    nurse.fill(f"/c/{pid}/facts/health/", SEALED.new)
    nurse.fill(f"/c/{pid}/n/", SEALED.new)
    lawyer.fill(f"/c/{pid}/facts/legal/", SEALED.new)


def person_by_api(story: Story) -> None:
    """B: made, read, changed and noted by a program, with mistakes on the way."""
    worker = story.visitor("caseworker")
    texts = {group: {name: SEALED.new(name) for name in names} for group, names in TEXTS.items()}
    start = {
        "alias": SEALED.new("alias"),
        "name_used": SEALED.new("nameused"),
        "safe_contact": {"answer": "yes", "hours": SEALED.new("hours"), "words": SEALED.new("words")},
        "keep_record": "yes",
        "opened_on": TODAY,
        "profile": {"sex": "female", "citizenship": ["TH"], "ethnicity": SEALED.new("ethnicity")},
        "facts": {"exploitation": ["ForcedLabour"]},
        "account": SEALED.new("account"),
        "wishes": SEALED.new("wishes"),
        "legal": {"notes": SEALED.new("legalnotes")},
        "note": SEALED.new("note"),
        **texts,
    }
    pid = story.cases["B"] = worker.api("POST", "cases/", start, 201)["pid"]
    worker.api("PATCH", f"cases/{pid}/", {"contact": {"phone": SEALED.new("phone")}, "wrong": SEALED.new("x")}, 400)
    worker.api("PATCH", f"cases/{pid}/", {"contact": {"phone": SEALED.new("phone")}}, 428)
    worker.api("PATCH", f"cases/{pid}/", {"contact": {"phone": SEALED.new("phone"), "version": 9}}, 409)
    worker.api("PATCH", f"cases/{pid}/", {"contact": {"phone": SEALED.new("phone"), "version": 1}})
    worker.api("PATCH", f"cases/{pid}/", {"profile": {"sex": SEALED.new("sex")}}, 400)
    worker.api("PATCH", f"cases/{pid}/", f'{{"alias": "{SEALED.new("alias")}", '.encode(), 400)
    note = worker.api("POST", f"cases/{pid}/notes/", {"text": SEALED.new("note")}, 201)["pid"]
    worker.api("PATCH", f"cases/{pid}/notes/{note}/", {"text": SEALED.new("note")})
    worker.get(f"/api/v1/cases/{pid}/notes/")
    worker.get(f"/api/v1/cases/{pid}/?open=identity,contact,account,legal,needs")
    worker.get(f"/api/v1/cases/?worker={quote(TYPED.new('worker'))}", 400)


def person_by_workbook(story: Story) -> None:
    """D: a good row and a bad one in a workbook, done by the real worker; a second file is discarded."""
    worker = story.visitor("caseworker")
    texts = [column for column in COLUMNS if column.is_held and column.kind == Kind.TEXT and column.limit >= 40]
    names = [*(column.field for column in texts), "prs_Gender", "con_Consent", "Shoe size"]
    rows = [
        [*(SEALED.new(column.field) for column in texts), gender, "Yes", SEALED.new("shoe")] for gender in _genders()
    ]
    file = workbook(names, *rows, title=SEALED.new("sheet")[:31]).getvalue()
    address = _done(story, worker.upload("/i/", f"{SEALED.new('filename')}.xlsx", file).location)
    worker.get(address)
    _done(story, worker.post(f"{address}start/").location)
    worker.get(address)
    assert worker.get(f"{address}rows/").body.startswith(b"PK")
    sheet = f"prs_FirstName,prs_Gender\n{SEALED.new('firstname')},Feminine\n".encode()
    address = _done(story, worker.upload("/i/", "list.csv", sheet).location)
    worker.post(f"{address}discard/")
    worker.upload("/i/", f"{SEALED.new('filename')}.pdf", SEALED.new("nofile").encode(), None)
    # A file that nobody says yes to yet, so that one lies there.
    _done(story, worker.upload("/i/", "later.csv", sheet).location)


def _genders() -> tuple[str, str]:
    return "Feminine", SEALED.new("gender")


def _done(story: Story, job: str) -> str:
    """Wait for a job as a page does; where its result is."""
    visitor = story.visitor("caseworker")
    story.jobs.append(job.split("/")[2])
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline:
        page = visitor.get(job, None, **{"X-Background": "1"})
        found = re.search(r'"(/i/\w+/)"', page.text)
        if found:
            return found[1]
        time.sleep(0.3)
    log = (story.installation.logs / "worker").read_text(errors="replace")
    raise AssertionError(f"the worker did not finish {job}: {log[-2000:]}")


def seen_by_all(story: Story) -> None:
    """Every page of every case by those who may, and by those who may not; lists, Today and all else that shows names."""
    pages = (
        "",
        "t/",
        "facts/",
        "consent/",
        "id/",
        "log/",
        "consent/new/",
        "stage/",
        "assign/",
        "safety/",
        "safety/from/",
    )
    pages += ("consent/sheet/", "services/", "asked/", "facts/contact/history/", "give/", "close/")
    for name in ("caseworker", "coordinator"):
        visitor = story.visitor(name)
        visitor.post("/me/", _own_settings(visitor))
        for path in ("/", "/c/", "/c/?list=team", "/c/?state=all", "/drafts/", "/n/", "/i/", "/me/", "/me/sessions/"):
            visitor.get(path, None)
        for case in ("A", "B", "C"):
            pid = story.cases[case]
            for page in pages:
                answer = visitor.get(f"/c/{pid}/{page}", None)
                assert answer.status in {200, 404, 409}, (name, case, page, answer.status)
            forms = visitor.get(f"/c/{pid}/facts/").text.split("<form")
            locked = re.findall(r'name="field" value="([\w.]+)"', "".join(form for form in forms if "/show/" in form))
            assert locked, (name, case)
            visitor.confirm()
            asked: dict[str, str | list[str]] = {"field": sorted(set(locked)), "reason": "check"}
            opened = visitor.post(f"/c/{pid}/show/?at=facts", asked, 200)
            assert SEALED.found_in(opened.text), (name, case)
    staff = story.visitor("administrator")
    for path in ("/o/staff/", "/o/teams/", "/me/factor/"):
        staff.get(path)
    story.visitor("auditor").get("/a/", None)
    for name in ("outsider", "partner", "auditor", "administrator", "shelter"):
        visitor = story.visitor(name)
        for path in sorted(
            {answer.path for answer in story.record if answer.path.startswith(("/c/", "/api/v1/c", "/i/"))}
        ):
            if answer_is_ours(story, path):
                story.refused.append(visitor.get(path, None))


def answer_is_ours(story: Story, path: str) -> bool:
    """Whether the path names one of the cases of the scenario."""
    return any(pid in path for pid in story.cases.values())


def _own_settings(visitor: Visitor) -> dict[str, str | list[str]]:
    """The own settings as they are, with names in lists switched on."""
    shown = visitor.get("/me/").page.form("/me/")
    sent: dict[str, str | list[str]] = {c.name: c.value for c in shown if c.is_chosen}
    return sent | {"has_names_in_lists": "on"}

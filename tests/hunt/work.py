"""A day's work on the person A: composer, tasks, contact log, safety, search, locks, an emergency, a hand-over."""

import json
import re
from typing import TYPE_CHECKING

from tests.days import TODAY, ahead
from tests.hunt.markers import SEALED, TYPED
from tests.hunt.visitor import Answer

if TYPE_CHECKING:
    from tests.hunt.scenario import Story

CONTACT = {"kind": "call", "outcome": "reached"}
TALK = {"language": "tha", "understood": "yes"}
# Codes and days; all else that the forms of legal records ask is filled with marks.
RECORDS = {
    "a": {"kind": "escort", "state": "granted", "watch_on": ""},
    "b": {"wish": "yes", "filed_on": "", "watch_on": ""},
    "c": {"head": "wages", "route": "civil", "currency": "EUR", "claimed": "50", "awarded": "5", "watch_on": ""},
    "d": {"act": "papers", "consequence": "fine", "raised_by": "lawyer", "result": "pending"},
}
SERVICE = {"service": "food", "units": "2"}


def links(answer: Answer, pattern: str) -> list[str]:
    """Paths on a page that fit, each once."""
    paths = (re.sub(r"[?#].*", "", address) for address in answer.page.addresses)
    found = list(dict.fromkeys(path for path in paths if re.fullmatch(pattern, path)))
    assert found, f"{answer.path} has no address like {pattern}"
    return found


def a_day_of_work(story: "Story") -> None:
    """All of it, in order."""
    written_down(story)
    kept_safe(story)
    before_court(story)
    at_the_door(story)
    looked_for(story)
    behind_locks(story)
    in_an_emergency(story)
    by_program(story)


def written_down(story: "Story") -> None:
    """Each kind of entry by the composer and on its own page, with mistakes; tasks on Today."""
    worker, nurse, pid = story.visitor("caseworker"), story.visitor("health"), story.cases["A"]
    for entry in ({"entry": "note"}, {"entry": "contact", **CONTACT}, {"entry": "service", **SERVICE}):
        worker.post(f"/c/{pid}/add/", {**entry, "text": SEALED.new("entry")})
    worker.post(f"/c/{pid}/add/", {"entry": "task", "words": SEALED.new("task"), "due_on": TODAY})
    worker.post(
        f"/c/{pid}/add/", {"entry": "contact", "text": SEALED.new("entry"), "minutes": TYPED.new("minutes")}, 200
    )
    worker.fill(f"/c/{pid}/contact/", SEALED.new, CONTACT)
    worker.fill(f"/c/{pid}/service/", SEALED.new, SERVICE)
    worker.fill(f"/c/{pid}/task/", SEALED.new, {"due_on": TODAY})
    nurse.fill(f"/c/{pid}/contact/", SEALED.new, CONTACT)
    nurse.fill(f"/c/{pid}/service/", SEALED.new, {"service": "dental", "units": "1"})
    nurse.fill(f"/c/{pid}/task/", SEALED.new, {"due_on": TODAY})
    dues = [worker.get(path) for path in links(worker.get("/"), r"/d/\w+/")]
    tasks = [path for due in dues for path in due.page.addresses if re.fullmatch(r"/t/\w+/", path)]
    worker.fill(tasks[0], SEALED.new, {"due_on": TODAY})
    note = links(worker.get(f"/c/{pid}/t/"), rf"/c/{pid}/n/\w+/")[0]
    worker.fill(f"{note}add/", SEALED.new)
    worker.post(f"/drafts/note/{pid}/", {"text": SEALED.new("draft")}, 204)
    for path in (f"/c/{pid}/services/", f"/c/{pid}/facts/identity/history/", "/drafts/"):
        worker.get(path)


def kept_safe(story: "Story") -> None:
    """The safety plan, who must not know, and the sheet to print."""
    worker, pid = story.visitor("caseworker"), story.cases["A"]
    worker.fill(f"/c/{pid}/safety/", SEALED.new)
    worker.fill(f"/c/{pid}/safety/from/", SEALED.new, {"kin_0": "sibling"})
    worker.get(f"/c/{pid}/consent/sheet/")


def before_court(story: "Story") -> None:
    """A proceeding with its days, talks, protection and claims, on pages and by the API, with mistakes."""
    worker, coordinator, pid = story.visitor("caseworker"), story.visitor("coordinator"), story.cases["A"]
    law, soon = f"/c/{pid}/l/", ahead(9)
    worker.fill(f"{law}new/", SEALED.new, {"type": "criminal", "country": "BE"})
    one = links(worker.get(law), rf"{law}p/\w+/")[0]
    worker.fill(f"{one}edit/", SEALED.new, {"type": "labour"})
    worker.fill(f"{one}stage/", SEALED.new, {"stage": "trial", "happened_on": TODAY})
    worker.fill(f"{one}wish/", SEALED.new, {"decision": "later", "happened_on": TODAY})
    worker.fill(f"{one}link/", TYPED.new, {"reference": TYPED.new("number")[:20]}, 200)
    worker.fill(f"{one}day/", SEALED.new, {"kind": "hearing", "held_on": soon, "hour": ""})
    worker.fill(f"{one}last/", SEALED.new, {"kind": "appeal", "end_on": soon, "served_on": TODAY})
    worker.fill(f"{one}last/", SEALED.new, {"kind": "appeal", "end_on": TYPED.new("day")}, 200)
    coordinator.fill(f"{one}x/", SEALED.new)
    listed = worker.get(law)
    hearing, limit = links(listed, rf"{law}h/\w+/")[0], links(listed, rf"{law}d/\w+/")[0]
    worker.fill(hearing, SEALED.new, {"screen": "asked"})
    worker.fill(f"{hearing}told/", SEALED.new, {"topics": ["hearing"], "told_on": TODAY, **TALK})
    worker.fill(f"{hearing}move/", SEALED.new, {"held_on": TODAY, "hour": ""})
    coordinator.fill(f"{limit}check/", SEALED.new, {"end_on": soon})
    worker.fill(f"{limit}end/", SEALED.new, {"outcome": "filed"})
    worker.fill(f"{hearing}end/", SEALED.new, {"state": "held"})
    worker.fill(f"{law}told/", SEALED.new, {"topics": ["rights"], "told_on": TODAY, **TALK})
    for kind, codes in RECORDS.items():
        worker.fill(f"{law}r/{kind}/new/", SEALED.new, codes)
    claim = links(worker.get(law), rf"{law}r/c/\w{{10}}/")[0]
    worker.fill(f"{claim}paid/", SEALED.new, {"paid_on": TODAY, "amount": "5"})
    worker.api("POST", f"cases/{pid}/legal/proceedings/", {"type": "civil", "number": SEALED.new("number")}, 201)
    worker.api("POST", f"cases/{pid}/legal/proceedings/", {"type": SEALED.new("type")}, 400)
    worker.get(f"/api/v1/cases/{pid}/legal/")
    for visitor in (worker, coordinator):
        for path in (law, one, f"{one}x/", f"/c/{pid}/t/?kind=legal"):
            visitor.get(path, None)


def at_the_door(story: "Story") -> None:
    """Entries of the contact log; one becomes an intake."""
    worker, shelter = story.visitor("caseworker"), story.visitor("shelter")
    shelter.fill("/l/new/", SEALED.new, {"caller": "relative", "danger": "no"})
    worker.fill("/l/new/", SEALED.new, {"caller": "person", "danger": "yes"})
    worker.fill("/l/new/", SEALED.new, {"caller": "", "danger": SEALED.new("danger")}, 200)
    for call in links(worker.get("/l/"), r"/l/(?!new)\w+/"):
        worker.get(call)
    worker.fill(f"{links(worker.get('/l/'), r'/l/(?!new)[0-9A-Z]+/')[0]}begin/", SEALED.new, {"agreed": "yes"})


def looked_for(story: "Story") -> None:
    """Searched by what is there and by what is not."""
    worker, pid = story.visitor("caseworker"), story.cases["A"]
    alias = SEALED.found_in(worker.get(f"/c/{pid}/").text)[0]
    for term in (alias, SEALED.new("term"), f"0400 {SEALED.new('phone')}"):
        worker.post("/find/", {"term": term}, None)
    worker.post("/find/", {"term": ""}, None)


def behind_locks(story: "Story") -> None:
    """Asked and answered both ways, opened with a reason, and earlier values."""
    worker, coordinator, pid = story.visitor("caseworker"), story.visitor("coordinator"), story.cases["A"]
    for minutes in ("", "15"):
        asked = {"field": "healthsheet.details", "reason": "care", "words": SEALED.new("asked")}
        worker.post(f"/c/{pid}/ask/", asked)
        question = links(coordinator.get(f"/c/{pid}/asked/"), rf"/c/{pid}/asked/\w+/")[0]
        sent = {"minutes": minutes} if minutes else {"do": "refuse", "minutes": "15"}
        coordinator.fill(question, SEALED.new, sent)
        worker.get(f"/c/{pid}/asked/")
        worker.get(f"/c/{pid}/facts/")
    reason = {"field": "contactsheet.phone", "reason": "check", "words": SEALED.new("reason")}
    coordinator.post(f"/c/{pid}/show/?at=facts", reason, 200)
    coordinator.post(f"/c/{pid}/show/?at=facts", reason | {"reason": TYPED.new("reason")}, 200)
    history = f"/c/{pid}/facts/contact/history/"
    earlier = re.findall(r'name="field" value="(\w+)"', coordinator.get(history).text)
    assert earlier
    coordinator.post(history, {"field": earlier, "reason": "check", "words": SEALED.new("reason")}, 200)
    coordinator.get(f"/c/{pid}/asked/")


def in_an_emergency(story: "Story") -> None:
    """Opened by somebody on duty, after a wrong number; judged by a coordinator."""
    shelter, coordinator, pid = story.visitor("shelter"), story.visitor("coordinator"), story.cases["A"]
    number = story.visitor("caseworker").api("GET", f"cases/{pid}/", {})["reference"]
    shelter.confirm()
    why = {"reason": "danger", "words": SEALED.new("emergency")}
    shelter.post("/emergency/", {"number": TYPED.new("number")[:30], **why}, 200)
    opened = shelter.post("/emergency/", {"number": number, **why})
    shown = shelter.get(opened.location)
    assert SEALED.found_in(shown.text)
    for review in links(coordinator.get("/o/review/"), r"/o/review/\w+/"):
        coordinator.fill(review, SEALED.new, {"verdict": "not_justified"})
    coordinator.get(f"/c/{pid}/asked/")


def handed_over(story: "Story") -> None:
    """B is offered to a colleague, who says no; and the pages of whoever coordinates."""
    coordinator, pid = story.visitor("coordinator"), story.cases["B"]
    worker, lawyer = story.visitor("caseworker"), story.visitor("legal")
    receivers = re.findall(r'<option value="([0-9A-Z]{10})"', worker.get(f"/c/{pid}/give/").text)
    assert receivers
    worker.fill(f"/c/{pid}/give/", SEALED.new, {"receiver": receivers[0]})
    worker.fill(f"/c/{pid}/give/", SEALED.new, {"receiver": ""}, None)
    for visitor in (worker, lawyer):
        visitor.get("/h/")
    names = {pid: name.removeprefix("pid ") for name, pid in story.controls.items() if name.startswith("pid ")}
    receiver = story.visitor(names[receivers[0]])
    offer = links(receiver.get("/h/"), r"/h/\w+/")[0]
    receiver.get(offer)
    receiver.post(f"{offer}no/")
    for path in ("/o/", "/o/assign/", "/o/cover/", "/h/"):
        coordinator.get(path)


def by_program(story: "Story") -> None:
    """The same by the API, with mistakes."""
    worker, pid = story.visitor("caseworker"), story.cases["A"]
    worker.api("POST", f"cases/{pid}/contacts/", {**CONTACT, "minutes": 3, "text": SEALED.new("contact")}, 201)
    worker.api("POST", f"cases/{pid}/contacts/", {**CONTACT, "minutes": SEALED.new("minutes")}, 400)
    worker.api("POST", f"cases/{pid}/services/", {"kind": "food", "units": "1", "remark": SEALED.new("remark")}, 201)
    worker.api("POST", f"cases/{pid}/tasks/", {"words": SEALED.new("task"), "due_on": TODAY}, 201)
    worker.api("POST", f"cases/{pid}/tasks/", {"words": SEALED.new("task"), "due_on": SEALED.new("day")}, 400)
    plan = json.loads(worker.get(f"/api/v1/cases/{pid}/safety/").body)
    worker.api("PATCH", f"cases/{pid}/safety/", {"safe_word": SEALED.new("safeword")}, 428)
    worker.api("PATCH", f"cases/{pid}/safety/", {"safe_word": SEALED.new("safeword"), "version": plan["version"]})
    worker.api("POST", "find/", {"term": SEALED.new("term")}, None)
    worker.api(
        "POST", "calls/", {"caller": "client", "channel": "phone", "danger": "no", "words": SEALED.new("call")}, 201
    )
    for path in ("contacts/", "services/", "safety/", "consents/", "asks/"):
        worker.get(f"/api/v1/cases/{pid}/{path}")
    for path in ("calls/", "dues/"):
        worker.get(f"/api/v1/{path}")

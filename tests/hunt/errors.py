"""Everything that can go wrong in front of a person: pages that break, rules of the database, a trail that is full."""

import socket
from typing import TYPE_CHECKING
from urllib.parse import quote

from tests.hunt.markers import PLAIN, SEALED, TYPED
from tests.hunt.visitor import FROM, Visitor

if TYPE_CHECKING:
    from tests.hunt.scenario import Story


def everything_goes_wrong(story: "Story") -> None:
    """Broken views, forged and unreadable requests, and a way out that is refused."""
    worker = story.visitor("caseworker")
    break_every_page(story)
    for path in ("/hunt/constraint/", "/hunt/long/", "/hunt/outward/", "/hunt/aside/"):
        # The names of teams are plain in the database, but not in a log.
        story.broken.append(worker.post(path, {"name": PLAIN.new("constraint")}, 500))
    unknown(story, worker)
    unreadable(story)


def break_every_page(story: "Story") -> None:
    """Each address that somebody has opened breaks once by GET and once by POST, after its work was done."""
    for name in ("caseworker", "coordinator"):
        visitor = story.visitor(name)
        seen = {answer.path.partition("?")[0] for answer in story.record if answer.status in {200, 302}}
        for path in sorted(path for path in seen if not path.startswith(("/static/", "/leave", "/in/out", "/hunt/"))):
            story.broken.append(visitor.get(f"{path}?q={quote(TYPED.new('query'))}", None, Break="1"))
            texts = {"text": SEALED.new("text"), "alias": SEALED.new("alias"), "name": TYPED.new("name")}
            story.broken.append(visitor.post(path, texts, None, Break="1"))
        # Some of them ended the session or changed who one is.
        visitor.cookies.clear()
        visitor.sign_in()


def unknown(story: "Story", worker: Visitor) -> None:
    """Addresses that lead nowhere, forms without their token, headers with texts."""
    mark = quote(TYPED.new("address"))
    for path in (f"/{mark}", f"/c/{mark}/", f"/c/AAAAAAAAAA/?q={mark}", f"/api/v1/cases/{mark}/", f"/in/i/{mark}/"):
        story.refused.append(worker.get(path, None))
    forged = Visitor(story.installation.port, "forged", story.record, dict(worker.cookies))
    pid = story.cases["A"]
    body = f"text={quote(SEALED.new('forged'))}".encode()
    for site in ("same-origin", "cross-site"):
        # The page that refused the first one gave out a token, which another site cannot read.
        forged.cookies.pop("csrftoken")
        answer = forged.send("POST", f"/c/{pid}/n/", body, {"Sec-Fetch-Site": site})
        assert answer.status == 403
        story.refused += [answer] if site == "cross-site" else []
    headers = {name: TYPED.new("header") for name in ("User-Agent", "Referer", "X-Forwarded-For", "Accept-Language")}
    odd = Visitor(story.installation.port, "odd", story.record, dict(worker.cookies))
    odd.get("/c/", 200, **headers)
    odd.get("/c/", 400, Host="zq.example")
    odd.get("/c/", 302, Cookie=f"sessionid={quote(TYPED.new('cookie'))}")


def unreadable(story: "Story") -> None:
    """Requests that the web server itself refuses, before any page of ours."""
    marks = [TYPED.new("raw").encode() for _number in range(4)]
    for raw in (
        b"GET /" + marks[0] + b"?q=" + marks[0] + b" NONSENSE\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: localhost\r\n" + marks[1] + b"\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: localhost\r\nBad Name " + marks[2] + b": " + marks[2] + b"\r\n\r\n",
        b"POST /in/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + marks[3] + b"\r\n\r\n",
        b"GET /?" + b"q" * 9000 + b" HTTP/1.1\r\nHost: localhost\r\n\r\n",
    ):
        with socket.create_connection(
            ("127.0.0.1", story.installation.port), timeout=20, source_address=(FROM, 0)
        ) as line:
            line.sendall(raw)
            line.recv(4096)


def no_row_of_the_trail(story: "Story") -> None:
    """The database takes no row of the trail: nothing is shown or saved; a text becomes a draft."""
    worker, pid = story.visitor("caseworker"), story.cases["A"]
    story.installation.ask("break_audit")
    try:
        for path in (f"/c/{pid}/", f"/c/{pid}/facts/", "/c/", f"/api/v1/cases/{pid}/"):
            story.unavailable.append(worker.get(path, None))
        story.unavailable.append(worker.post(f"/c/{pid}/n/", {"text": SEALED.new("unsaved"), "once": ""}, None))
        story.unavailable.append(worker.post(f"/c/{pid}/show/", {"field": ["contactsheet.phone"]}, None))
    finally:
        story.installation.ask("mend_audit")
    worker.get(f"/c/{pid}/")

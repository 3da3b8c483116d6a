"""A browser without a screen, for a real server: cookies, forms filled in as the page offers them, and a full record."""

import http.client
import json
import re
import uuid
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urlencode, urlsplit

from accounts.demo import DEMO_PASSWORD

# An address that is nobody else's, so that it would be known again in a log.
FROM = "127.0.0.77"
Fields = dict[str, str | list[str]]


@dataclass
class Control:
    """One control of a form."""

    name: str
    kind: str
    value: str = ""
    is_chosen: bool = True
    takes_text: bool = False


@dataclass
class Answer:
    """What came back."""

    method: str
    path: str
    status: int
    headers: list[tuple[str, str]]
    body: bytes

    @property
    def text(self) -> str:
        """The body as text."""
        return self.body.decode(errors="replace")

    @property
    def location(self) -> str:
        """Where it leads, as a path."""
        return dict(self.headers).get("Location", "")

    @property
    def head(self) -> bytes:
        """Everything but the body: status, headers, and of a page its title."""
        lines = [f"{self.status}", *(f"{name}: {value}" for name, value in self.headers)]
        return "\n".join([*lines, *self.page.titles]).encode()

    @property
    def page(self) -> "Page":
        """The forms, links and titles of a page."""
        page = Page()
        if "text/html" in dict(self.headers).get("Content-Type", ""):
            page.feed(self.text)
            page.close()
        return page


class Page(HTMLParser):
    """Forms, links and titles."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.forms: list[tuple[str, list[Control]]] = []
        self.addresses: list[str] = []
        self.titles: list[str] = []
        self._open: list[str] = []
        self._select = ""

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        """One element."""
        names = {name: value or "" for name, value in attributes}
        self.addresses += [
            value for name, value in names.items() if name in {"href", "src", "action"} or name.startswith("hx-")
        ]
        if tag == "title":
            self._open.append("title")
        elif tag == "form":
            self.forms.append((names.get("action", ""), []))
        elif not self.forms:
            return
        elif tag == "input":
            self._add_input(names)
        elif tag == "textarea":
            self.forms[-1][1].append(Control(names.get("name", ""), "textarea", takes_text=True))
            self._open.append("textarea")
        elif tag == "select":
            self._select = names.get("name", "")
        elif tag == "option" and self._select:
            self.forms[-1][1].append(Control(self._select, "option", names.get("value", ""), "selected" in names))

    handle_startendtag = handle_starttag

    def _add_input(self, names: dict[str, str]) -> None:
        kind = names.get("type", "text")
        is_text = kind in {"text", "email", "tel", "search"} and not names.get("inputmode") and "list" not in names
        is_chosen = kind not in {"radio", "checkbox"} or "checked" in names
        usual = "on" if kind in {"radio", "checkbox"} else ""
        control = Control(names.get("name", ""), kind, names.get("value", usual), is_chosen, is_text)
        if kind not in {"submit", "file"}:
            self.forms[-1][1].append(control)

    def handle_endtag(self, tag: str) -> None:
        """The end of one."""
        if self._open and self._open[-1] == tag:
            self._open.pop()
        if tag == "select":
            self._select = ""

    def handle_data(self, data: str) -> None:
        """Text of a title or a box."""
        if self._open == ["title"]:
            self.titles.append(data)
        elif self._open and self.forms[-1][1]:
            self.forms[-1][1][-1].value += data.removeprefix("\n")

    def form(self, path: str) -> list[Control]:
        """The controls of the form that goes to `path`; the longest, if a page has several."""
        own = [controls for action, controls in self.forms if not action or urlsplit(action).path == path]
        return max(own, key=len, default=[])


@dataclass
class Visitor:
    """One browser. `record` is shared by all of them."""

    port: int
    name: str
    record: list[Answer]
    cookies: dict[str, str] = field(default_factory=dict)
    secrets: set[str] = field(default_factory=set)

    def send(
        self, method: str, path: str, body: bytes = b"", headers: dict[str, str] | None = None, *, is_form: bool = True
    ) -> Answer:
        """One request. Headers may hold any letters: they go out as UTF-8."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=90, source_address=(FROM, 0))
        sent = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())} if self.cookies else {}
        if method in {"POST", "PATCH"} and "csrftoken" in self.cookies:
            sent["X-CSRFToken"] = self.cookies["csrftoken"]
        if body and is_form:
            sent["Content-Type"] = "application/x-www-form-urlencoded"
        wanted = sent | (headers or {})
        try:
            bytes_of = {key: value.encode() for key, value in wanted.items()}
            connection.request(method, path, body or None, bytes_of)  # type: ignore[arg-type]
            got = connection.getresponse()
            answer = Answer(method, path, got.status, got.getheaders(), got.read())
        finally:
            connection.close()
        for name, value in answer.headers:
            if name == "Set-Cookie":
                key, _equals, rest = value.partition("=")
                self.cookies[key] = rest.partition(";")[0]
                self.secrets.add(self.cookies[key])
        self.record.append(answer)
        return answer

    def get(self, path: str, expect: int | None = 200, **headers: str) -> Answer:
        """GET; fails unless the status is the one expected."""
        return self._checked(self.send("GET", path, headers=headers), expect)

    def post(self, path: str, fields: Fields | None = None, expect: int | None = 302, **headers: str) -> Answer:
        """POST a form."""
        body = urlencode({"csrfmiddlewaretoken": self.cookies.get("csrftoken", "")} | (fields or {}), doseq=True)
        return self._checked(self.send("POST", path, body.encode(), headers), expect)

    def api(self, method: str, path: str, data: Any, expect: int | None = 200) -> Any:
        """A request of a program; the answer's JSON. `data` as bytes goes out as it is."""
        body = data if isinstance(data, bytes) else json.dumps(data, ensure_ascii=False, default=str).encode()
        answer = self.send(method, f"/api/v1/{path}", body, {"Content-Type": "application/json"})
        return json.loads(self._checked(answer, expect).body)

    def upload(self, path: str, name: str, content: bytes, expect: int | None = 302) -> Answer:
        """Send a file."""
        edge = uuid.uuid4().hex
        head = f'--{edge}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n'
        body = head.encode() + content + f"\r\n--{edge}--\r\n".encode()
        return self._checked(
            self.send("POST", path, body, {"Content-Type": f"multipart/form-data; boundary={edge}"}), expect
        )

    def fill(self, path: str, marks: Any, fields: Fields | None = None, expect: int | None = 302) -> Answer:
        """Open the page, put a new marker into every free text of its form, and send it. `fields` come on top."""
        controls = self.get(path).page.form(urlsplit(path).path)
        assert controls, f"no form at {path}"
        sent: dict[str, Any] = {}
        for control in controls:
            if control.takes_text:
                sent[control.name] = marks(control.name)
            elif control.is_chosen and control.kind != "checkbox":
                sent.setdefault(control.name, control.value)
            elif control.is_chosen:
                sent.setdefault(control.name, []).append(control.value)
        return self.post(path, sent | (fields or {}), expect)

    def sign_in(self, password: str = DEMO_PASSWORD) -> "Visitor":
        """Through the form."""
        self.get("/in/")
        self.post("/in/", {"login": self.name, "password": password})
        return self

    def confirm(self) -> None:
        """Prove anew who it is, unless that was done a moment ago."""
        if self.get("/in/again/", None).status != 302:
            self.post("/in/again/", {"password": DEMO_PASSWORD})

    def _checked(self, answer: Answer, expect: int | None) -> Answer:
        if expect is not None and answer.status != expect:
            said = re.findall(r'<a href="#id_[^<]*|"detail":.*|class="err".{0,600}', answer.text)
            raise AssertionError(f"{self.name}: {answer.method} {answer.path} {answer.status}: {said[:6]}")
        return answer

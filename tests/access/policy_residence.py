"""The stay: who reads it, who writes down what happens to it. A part of `policy.py`."""

from tests.access.rules import Body, Route, Rule
from tests.days import TODAY

WRITERS = frozenset({"caseworker", "coordinator", "legal"})
EVENT = {"on": TODAY, "paper": "none_yet", "version": 1}
LOST = 39
ANSWER = {"answer": "no", "on": TODAY, "version": 1}
DAY = {"what": "report", "on": TODAY, "paper": "seen"}
CHANGE = {"why": "letter", "end_on": TODAY, "reason": "The letter came", "paper": "seen", "version": 1}
CHECK = {"on": TODAY, "version": 1}
DONE = {"outcome": "The lawyer was told", "version": 1}


def form(tag: str, body: Body, **names: int) -> Route:
    """A form of an open case."""
    return Route(
        "case",
        get=Rule(WRITERS, 200, "residence:list", 409),
        post=Rule(WRITERS, 302, tag, 409, body=body),
        names=names,
    )


def sent(method: str, status: int, tag: str, body: Body) -> Route:
    """The same over the API."""
    return Route("case", **{method: Rule(WRITERS, status, tag, 409, body=body)})


ROUTES: dict[str, Route] = {
    "cases:residence_list": Route("case", get=Rule(WRITERS, 200, "residence:list")),
    "cases:residence_record": form("residence:record", EVENT, number=LOST),
    "cases:cooperation_answer": form("cooperation:answer", ANSWER),
    "cases:deadline_create": form("deadline:create", DAY),
    "cases:deadline_change": form("deadline:change", CHANGE),
    "cases:deadline_check": form("deadline:check", CHECK),
    "cases:deadline_end": form("deadline:end", DONE),
    "api:residence_list": Route(
        "case",
        get=Rule(WRITERS, 200, "residence:list"),
        post=Rule(WRITERS, 201, "residence:record", 409, body=EVENT | {"event": "contact_lost"}),
    ),
    "api:cooperation_answer": sent("post", 201, "cooperation:answer", ANSWER),
    "api:deadline_list": sent("post", 201, "deadline:create", DAY),
    "api:deadline_detail": sent("patch", 200, "deadline:change", CHANGE),
    "api:deadline_check": sent("post", 200, "deadline:check", CHECK),
    "api:deadline_end": sent("post", 204, "deadline:end", DONE),
}

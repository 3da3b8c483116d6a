"""Notes with additions, contacts, services given, and the contact log."""

from typing import Any

from tests.access.rules import Route, Rule
from tests.access.world import World
from tests.days import TODAY

READERS = frozenset({"caseworker", "coordinator", "legal", "health"})
TEAM = frozenset({"caseworker", "coordinator"})
DOOR = TEAM | {"shelter"}
CONTACT = {"kind": "call", "outcome": "reached", "minutes": "12"}
CALL = {"caller": "relative", "channel": "phone", "danger": "no"}
SELF, SEEN = frozenset({"self"}), frozenset({"self", "colleague"})


def add(roles: frozenset[str], tag: str, body: Any) -> Route:
    """A form page of the case: shown, sent, and a conflict on a closed case."""
    return Route("case", get=Rule(roles, 200, "case:open", 409), post=Rule(roles, 302, tag, 409, body=body))


def service(world: World, role: str) -> dict[str, str]:
    """A health worker gives health services."""
    return {"service": "dental" if role == "health" else "food", "units": "2", "given_on": TODAY}


def service_for_api(world: World, role: str) -> dict[str, str]:
    """The same in the words of the API."""
    return {"kind": "dental" if role == "health" else "food", "units": "2"}


def entry(kind: str, tag: str, body: Any, roles: frozenset[str] = READERS) -> Route:
    """The composer, with one kind chosen."""

    def filled(world: World, role: str) -> dict[str, str]:
        return {"entry": kind} | (body(world, role) if callable(body) else body)

    return Route("case", post=Rule(roles, 302, tag, 409, body=filled))


ROUTES: dict[str, Route] = {
    "cases:entry_create": entry("note", "note:create", {"text": "A note"}),
    "cases:entry_create#contact": entry("contact", "encounter:create", CONTACT),
    "cases:entry_create#service": entry("service", "service:create", service),
    "cases:entry_create#task": entry("task", "task:create", {"text": "Ring the clinic", "due_on": TODAY}),
    "cases:note_extend": Route(
        "case",
        get=Rule(READERS, 200, "note:open", 409),
        post=Rule(READERS, 302, "note:extend", 409, body={"text": "Later"}),
    ),
    "cases:encounter_create": add(READERS, "encounter:create", CONTACT),
    "cases:service_create": add(READERS, "service:create", service),
    "cases:service_list": Route("case", get=Rule(READERS, 200, "service:list")),
    "cases:service_withdraw": Route(
        "case",
        get=Rule(READERS, 200, "service:list", 409),
        post=Rule(READERS - {"health"}, 302, "service:withdraw", 409, told_closed=frozenset({"health"})),
    ),
    "cases:call_list": Route(get=Rule(DOOR, 200, "call:list")),
    "cases:call_create": Route(get=Rule(DOOR), post=Rule(DOOR, 302, "call:create", body=CALL)),
    "cases:call_detail": Route("call", get=Rule(DOOR, 200, "call:open", 0, SEEN)),
    "cases:call_begin": Route(
        "call",
        get=Rule(TEAM, 200, "call:open", 0, SEEN),
        post=Rule(TEAM, 302, "call:begin", 0, SEEN, body={"agreed": "yes"}),
    ),
    "api:encounter_list": Route(
        "case",
        get=Rule(READERS, 200, "encounter:list"),
        post=Rule(READERS, 201, "encounter:create", 409, body=CONTACT | {"minutes": 12}),
    ),
    "api:service_list": Route(
        "case",
        get=Rule(READERS, 200, "service:list"),
        post=Rule(READERS, 201, "service:create", 409, body=service_for_api),
    ),
    "api:service_withdraw": Route(
        "case", post=Rule(READERS - {"health"}, 204, "service:withdraw", 409, told_closed=frozenset({"health"}))
    ),
    "api:call_list": Route(get=Rule(DOOR, 200, "call:list"), post=Rule(DOOR, 201, "call:create", body=CALL)),
    "api:call_detail": Route("call", get=Rule(DOOR, 200, "call:open", 0, SEEN)),
    "api:call_begin": Route("call", post=Rule(TEAM, 201, "call:begin", 0, SEEN, body={"agreed": True})),
}

"""Cases of one situation. That the other case has to be open to the reader as well is in `tests/cases/test_situation_*.py`."""

from tests.access.rules import Route, Rule

READERS = frozenset({"caseworker", "coordinator", "legal", "health"})
TEAM = frozenset({"caseworker", "coordinator"})
SEEN, LINKED = "situation:open", "situation:link"
RAID = {"what": "raid"}

ROUTES: dict[str, Route] = {
    "cases:situation_link": Route("case", Rule(TEAM, 200, SEEN), Rule(TEAM, 200, SEEN, 409)),
    "cases:situation_begin": Route("case", Rule(TEAM, 200, SEEN, 409), Rule(TEAM, 302, LINKED, 409, body=RAID)),
    "cases:situation_unlink": Route("case", Rule(TEAM, 200, SEEN, 409), Rule(TEAM, 302, "situation:unlink", 409)),
    "cases:situation_restore": Route("case", post=Rule(TEAM, 409, SEEN, 409)),
    "api:situation_list": Route("case", Rule(READERS, 200, SEEN), Rule(TEAM, 400, SEEN)),
    "api:situation_begin": Route("case", post=Rule(TEAM, 201, LINKED, 409, body={"kind": "raid"})),
    "api:situation_unlink": Route("case", post=Rule(TEAM, 204, "situation:unlink", 409)),
    "api:situation_restore": Route("case", post=Rule(TEAM, 409, SEEN, 409)),
}

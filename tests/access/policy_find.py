"""Searching: for whoever works on cases; what is found is tested in tests/cases/test_case_find.py."""

from tests.access.rules import Route, Rule
from tests.access.world import World

READERS = frozenset({"caseworker", "coordinator", "legal", "health"})


def number(world: World, role: str) -> dict[str, str]:
    """The number of the case on which everybody of the organisation works."""
    return {"term": world.cases["own"].reference}


def somebody_elses(world: World, role: str) -> dict[str, str]:
    """A number that nobody but coordinators finds, and they do not open it by it."""
    return {"term": world.cases["blocked"].reference}


FOUND = "case:search"

ROUTES: dict[str, Route] = {
    "cases:case_find": Route(get=Rule(READERS), post=Rule(READERS, tag=FOUND, body={"term": "Nobody by this name"})),
    "cases:case_find#blocked": Route(get=Rule(READERS), post=Rule(READERS, tag=FOUND, body=somebody_elses)),
    "cases:case_find#name": Route(get=Rule(READERS), post=Rule(READERS, tag=FOUND, body={"term": "asha"})),
    "cases:case_find#phone": Route(get=Rule(READERS), post=Rule(READERS, tag=FOUND, body={"term": "0400 000 009"})),
    "api:case_find": Route(post=Rule(READERS, tag=FOUND, body=number)),
}

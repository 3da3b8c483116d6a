"""The life of a case over the API: who works on it, and who is kept away. A part of `policy.py`."""

from tests.access.rules import Body, Route, Rule
from tests.access.world import World

LEADS = frozenset({"coordinator"})
OPEN = "case:open"


def somebody(world: World, role: str) -> Body:
    """A colleague who has none of the cases."""
    return {"user": world.free.pid}


ROUTES: dict[str, Route] = {
    "api:assignment_list": Route("case", Rule(LEADS, 200, OPEN), Rule(LEADS, 201, "case:assign", 409, body=somebody)),
    "api:assignment_end": Route("case", post=Rule(LEADS, 204, "case:unassign")),
}

"""Who may do what in the life of a case: cover, hand-over, overview. A part of `policy.py`."""

from tests.access.rules import Body, Route, Rule
from tests.access.world import World

READERS = frozenset({"caseworker", "coordinator", "legal", "health"})
ANSWER = READERS - {"coordinator"}
TEAM = frozenset({"caseworker", "coordinator"})
LEADS = frozenset({"coordinator"})
SELF = frozenset({"self"})
ANSWERED = {"answered": 409}


def assigned(world: World, role: str) -> Body:
    """A case from the list, to a colleague who has none."""
    return {"case": world.cases["own"].pid, "user": world.free.pid}


ROUTES: dict[str, Route] = {
    "cases:cover_list": Route(get=Rule(READERS, tag="cover:list")),
    "cases:cover_create": Route(get=Rule(READERS), post=Rule(READERS)),
    "cases:cover_end": Route("cover", Rule(READERS, relations=SELF), Rule(READERS, 302, "cover:end", 0, SELF)),
    "cases:handover_offer": Route("case", Rule(READERS, 200, "case:open"), Rule(READERS, 200, "case:open", 409)),
    "cases:handover_withdraw": Route("case", post=Rule(LEADS, 302, "handover:withdraw")),
    "cases:handover_list": Route(get=Rule(READERS)),
    "cases:handover_detail": Route("offer", Rule(ANSWER, 200, "handover:open", 0, SELF)),
    "cases:handover_accept": Route("offer", post=Rule(ANSWER, 302, "handover:accept", 0, SELF, ANSWERED)),
    "cases:handover_decline": Route("offer", post=Rule(ANSWER, 302, "handover:decline", 0, SELF, ANSWERED)),
    "cases:load_detail": Route(get=Rule(LEADS, tag="load:open")),
    "cases:assignment_list": Route(
        get=Rule(LEADS, tag="load:open"), post=Rule(LEADS, 302, "case:assign", body=assigned)
    ),
}

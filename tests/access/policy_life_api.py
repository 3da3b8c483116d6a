"""The life of a case over the API: who works on it, closing, cover, hand-over, blocks, leaving. A part of `policy.py`."""

from tests.access.rules import Body, Route, Rule
from tests.access.world import World
from tests.days import TODAY

READERS = frozenset({"caseworker", "coordinator", "legal", "health"})
ANSWER = READERS - {"coordinator"}
TEAM = frozenset({"caseworker", "coordinator"})
ADMIN = frozenset({"administrator"})
LEADS = frozenset({"coordinator"})
SELF, COLLEAGUE = frozenset({"self"}), frozenset({"colleague"})
ANSWERED = {"answered": 409}
OPEN = "case:open"
CLOSING = {"reason": "goals_reached", "closed_on": TODAY, "version": 1}


def somebody(world: World, role: str) -> Body:
    """A colleague who has none of the cases."""
    return {"user": world.free.pid}


ROUTES: dict[str, Route] = {
    "api:assignment_list": Route("case", Rule(LEADS, 200, OPEN), Rule(LEADS, 201, "case:assign", 409, body=somebody)),
    "api:assignment_end": Route("case", post=Rule(LEADS, 204, "case:unassign")),
    # A day still runs on each case of the world, so it stays open.
    "api:case_close": Route("case", Rule(TEAM, 200, OPEN), Rule(TEAM, 409, OPEN, 409, body=CLOSING)),
    "api:case_reopen": Route("case", Rule(TEAM, 409, OPEN, 200), Rule(TEAM, 409, "case:reopen", 200)),
    # Whom one may name differs by organisation: what comes of it is in `tests/cases/test_api_covers.py`.
    "api:cover_list": Route(get=Rule(READERS, tag="cover:list"), post=Rule(READERS, 400)),
    "api:cover_end": Route("cover", post=Rule(READERS, 204, "cover:end", 0, SELF)),
    "api:handover_list": Route("case", Rule(READERS, 200, OPEN), Rule(READERS, 400, OPEN, 409)),
    "api:handover_withdraw": Route("case", post=Rule(LEADS, 204, "handover:withdraw")),
    "api:offer_list": Route(get=Rule(READERS)),
    "api:offer_detail": Route("offer", Rule(ANSWER, 200, "handover:open", 0, SELF)),
    "api:offer_accept": Route("offer", post=Rule(ANSWER, 200, "handover:accept", 0, SELF, ANSWERED)),
    "api:offer_decline": Route("offer", post=Rule(ANSWER, 204, "handover:decline", 0, SELF, ANSWERED)),
    "api:block_list": Route("case", Rule(LEADS, 200, OPEN), Rule(LEADS, 201, "block:create", body=somebody)),
    "api:block_lift": Route("case", post=Rule(LEADS, 204, "block:end")),
    "api:colleague_leave": Route(
        "staff",
        Rule(ADMIN, 200, "user:open", 0, SELF | COLLEAGUE),
        Rule(ADMIN, 200, "user:deactivate", 0, COLLEAGUE, {"self": 409}),
    ),
}

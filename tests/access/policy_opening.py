"""Locks: opened with a reason, on asking, in an emergency. What numbers open is in `test_emergency.py`."""

from tests.access.rules import Body, Route, Rule
from tests.access.world import World

READERS = frozenset({"caseworker", "coordinator", "legal", "health"})
# A coordinator has nobody to ask.
ASKERS = READERS - {"coordinator"}
LEADS = frozenset({"coordinator"})
DUTY = frozenset({"caseworker", "coordinator", "health", "shelter"})
WATCH = frozenset({"coordinator", "auditor", "administrator"})
SELF = frozenset({"self"})
OVER, JUDGED = {"over": 409}, {"judged": 409}
YES = {"minutes": "15", "answer": "For the clinic"}
REASON = {"fields": ["contactsheet.phone"], "reason": "care"}
# In an assigned case a click is enough; elsewhere the reason is recorded, and then what it showed.
SHOWN = dict.fromkeys(READERS, "case:open") | {"coordinator": "opening:reveal case:open"}
RIGHT = {"verdict": "justified"}


def asked(world: World, role: str) -> Body:
    """A line behind which the role may not look by itself."""
    line = "person.legal_name" if role == "health" else "healthsheet.details"
    return {"field": line, "reason": "care", "words": "The clinic asks"}


ROUTES: dict[str, Route] = {
    "cases:case_reveal#reason": Route(
        "case", post=Rule(READERS, 200, SHOWN, body={"field": "contactsheet.phone", "reason": "care"})
    ),
    "cases:opening_ask": Route("case", post=Rule(ASKERS, 302, "opening:ask", 409, body=asked)),
    "cases:opening_list": Route("case", Rule(READERS, 200, "opening:list")),
    "cases:opening_decide": Route("case", Rule(LEADS, 200, "case:open"), Rule(LEADS, 302, "opening:grant", body=YES)),
    "cases:opening_decide#refuse": Route(
        "case", Rule(LEADS, 200, "case:open"), Rule(LEADS, 302, "opening:refuse", body=YES | {"do": "refuse"})
    ),
    "cases:emergency_open": Route(get=Rule(DUTY), post=Rule(DUTY)),
    "cases:emergency_detail": Route("emergency", Rule(DUTY, 200, "emergency:read", 0, SELF, OVER)),
    "cases:emergency_list": Route(get=Rule(WATCH, tag="emergency:list")),
    "cases:emergency_review": Route(
        "review",
        Rule(LEADS, 200, "emergency:list", 0, SELF, JUDGED),
        Rule(LEADS, 302, "emergency:review", 0, SELF, JUDGED, body=RIGHT),
    ),
    "api:case_reveal": Route("case", post=Rule(READERS, 200, SHOWN, body=REASON)),
    "api:ask_list": Route(
        "case", Rule(READERS, 200, "opening:list"), Rule(ASKERS, 201, "opening:ask", 409, body=asked)
    ),
    "api:ask_decide": Route("case", post=Rule(LEADS, 200, "opening:grant", body={"granted": True, "minutes": 15})),
    "api:emergency_open": Route(post=Rule(DUTY, 400)),
    "api:emergency_detail": Route("emergency", Rule(DUTY, 200, "emergency:read", 0, SELF, OVER)),
    "api:emergency_list": Route(get=Rule(WATCH, tag="emergency:list")),
    "api:emergency_review": Route("review", post=Rule(LEADS, 204, "emergency:review", 0, SELF, JUDGED, body=RIGHT)),
}

"""What the law says about periods and permits. It names no person: whoever works with it reads, coordinators correct."""

from tests.access.rules import Route, Rule
from tests.days import TODAY

READERS = frozenset({"caseworker", "coordinator", "legal"})
LEADS = frozenset({"coordinator"})
# `self`: in force for the own organisation; `replaced`: an own version that no longer counts; `shipped`: nobody's.
READ = frozenset({"self", "replaced", "shipped"})
NOW = frozenset({"self", "shipped"})
GONE = {"replaced": 409}
CHECK = {"checked_on": TODAY, "source": "Official gazette", "source_date": "2026", "confidence": "high"}
MISTAKE = {"correction": "mistake", "reason": "Read again"}
WHOLE = MISTAKE | {
    "scheme_name": "Invented period",
    "type": "reflection_period",
    "length_kind": "fixed",
    "length_value": "60",
    "length_unit": "days",
    "starts_from_event": "authority_decision",
    "conditional_on_cooperation": "no",
    "expulsion_bar": "yes",
    "source": "Official gazette",
    "confidence": "high",
}
# A change says from which version it was made; that of the replaced one is not the present one.
FROM_FIRST = {"version": 1}

ROUTES: dict[str, Route] = {
    "cases:scheme_list": Route(get=Rule(READERS, tag="scheme:list")),
    "cases:scheme_detail": Route("scheme", Rule(READERS, 200, "scheme:open", 0, READ)),
    "cases:scheme_correct": Route(
        "scheme",
        Rule(LEADS, 200, "scheme:open", 0, NOW, GONE),
        Rule(LEADS, 302, "scheme:correct", 0, NOW, GONE, body=WHOLE),
    ),
    "cases:scheme_check": Route(
        "scheme",
        Rule(LEADS, 200, "scheme:open", 0, NOW, GONE),
        Rule(LEADS, 302, "scheme:check", 0, NOW, GONE, body=CHECK),
    ),
    "api:scheme_list": Route(get=Rule(READERS, tag="scheme:list")),
    "api:scheme_detail": Route(
        "scheme",
        Rule(READERS, 200, "scheme:open", 0, READ),
        patch=Rule(LEADS, 200, "scheme:correct", 0, NOW, GONE, body=MISTAKE | FROM_FIRST),
    ),
    "api:scheme_check": Route(
        "scheme", post=Rule(LEADS, 201, "scheme:check", 0, NOW, GONE, body={"checked_on": TODAY} | FROM_FIRST)
    ),
}

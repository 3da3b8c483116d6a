"""Rows of the policy for earlier values."""

from tests.access.rules import Route, Rule

READERS = frozenset({"caseworker", "coordinator", "legal", "health"})

ROUTES: dict[str, Route] = {
    "cases:facts_history": Route(
        "case",
        Rule(READERS, 200, "history:open"),
        Rule(READERS, 200, "history:open"),
        names={"section": "contact"},
    ),
    "cases:facts_history#nothing": Route(
        "case", Rule(frozenset(), 200), Rule(frozenset(), 200), names={"section": "nothing"}
    ),
}

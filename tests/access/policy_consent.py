"""Consent, the safety plan, and the digest of the trail."""

from tests.access.rules import Route, Rule

TEAM = frozenset({"caseworker", "coordinator"})
AUDIT = frozenset({"auditor"})
PLAN = {"safe_word": "Buttercup", "version": 0}
NAMED = {"kin_0": "sibling", "name_0": "A brother", "version": 1}
ANSWER = {"kind": "contact", "answer": "yes"}

ROUTES: dict[str, Route] = {
    "cases:consent_sheet": Route("case", Rule(TEAM, 200, "consent:print")),
    # The row of the matrix is a yes that nobody has withdrawn: there is nothing to undo.
    "cases:consent_restore": Route("case", post=Rule(TEAM, 409, "consent:open", 409)),
    "cases:safety_edit": Route(
        "case",
        Rule(TEAM, 200, "consent:open", 409),
        Rule(TEAM, 302, "safety:edit", 409, body=PLAN),
    ),
    "cases:secrecy_edit": Route(
        "case",
        Rule(TEAM, 200, "consent:open", 409),
        Rule(TEAM, 302, "secrecy:edit", 409, body=NAMED),
    ),
    "api:consent_list": Route(
        "case",
        Rule(TEAM, 200, "consent:open"),
        Rule(TEAM, 201, "consent:give", 409, body=ANSWER),
    ),
    "api:consent_withdraw": Route("case", post=Rule(TEAM, 200, "consent:withdraw", 200)),
    "api:safety_detail": Route(
        "case",
        Rule(TEAM, 200, "consent:open"),
        patch=Rule(TEAM, 200, "safety:edit", 409, body=PLAN),
    ),
}

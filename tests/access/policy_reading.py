"""What is read and recorded over the API as on pages that stand elsewhere in the policy."""

from tests.access.rules import Route, Rule

TEAM = frozenset({"caseworker", "coordinator"})
LEADS = frozenset({"coordinator"})
READERS = frozenset({"caseworker", "coordinator", "legal", "health"})
ANYTHING = frozenset({"self", "colleague", "absent"})
AUDIT = frozenset({"auditor"})
NO_CODE = {"fields": ["0000000000"], "reason": "check"}
ASSESSMENT = {"child": "no", "acts": ["recruitment"], "result": "not_enough"}
DECISION = {"authority": "Invented office", "level": "reasonable", "on": "2026-02-01", "version": 1}
OWN = frozenset({"self"})

ROUTES: dict[str, Route] = {
    "api:look_list": Route("case", Rule(TEAM, 200, "case:log")),
    "api:load_detail": Route(get=Rule(LEADS, tag="load:open")),
    "api:to_assign_list": Route(get=Rule(LEADS, tag="load:open")),
    "api:draft_list": Route(get=Rule()),
    "api:draft_list#typed": Route("typed", Rule(tag=dict.fromkeys(READERS, "case:list"), relations=ANYTHING)),
    "api:draft_discard": Route("typed", post=Rule(status=204, relations=OWN)),
    "api:history_list": Route("case", Rule(READERS, 200, "history:open"), names={"section": "contact"}),
    "api:history_list#nothing": Route("case", Rule(frozenset(), 200), names={"section": "nothing"}),
    # Of these cases nothing was changed yet: no code opens anything. What opens is tested where it belongs.
    "api:history_show": Route("case", post=Rule(frozenset(), 200, body=NO_CODE), names={"section": "contact"}),
    "api:risk_list": Route(
        "case", Rule(TEAM, 200, "consent:open"), Rule(TEAM, 201, "risk:edit", 409, body={"level": "low"})
    ),
    "api:identification_list": Route(
        "case",
        Rule(READERS, 200, "identification:open"),
        Rule(TEAM, 201, "identification:edit", 409, body=ASSESSMENT),
    ),
    "api:identification_decide": Route(
        "case", post=Rule(READERS - {"health"}, 200, "identification:decide", 409, body=DECISION)
    ),
    "api:audit_list": Route(get=Rule(AUDIT, tag="audit:list")),
    "api:reveal_list": Route(get=Rule(AUDIT, tag="audit:list")),
    "api:digest_list": Route(get=Rule(AUDIT, tag="digest:open")),
    "api:digest_detail": Route("digest", Rule(AUDIT, 200, "digest:open", 0, OWN | {"reviewed"})),
    "api:digest_review": Route(
        "digest",
        post=Rule(AUDIT, 204, "digest:review", 0, OWN, {"reviewed": 409}, body={"remark": "Asked the colleague"}),
    ),
}

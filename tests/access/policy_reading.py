"""What is read and recorded over the API as on pages that stand elsewhere in the policy."""

from tests.access.rules import Route, Rule

TEAM = frozenset({"caseworker", "coordinator"})
LEADS = frozenset({"coordinator"})
AUDIT = frozenset({"auditor"})
OWN = frozenset({"self"})

ROUTES: dict[str, Route] = {
    "api:look_list": Route("case", Rule(TEAM, 200, "case:log")),
    "api:load_detail": Route(get=Rule(LEADS, tag="load:open")),
    "api:to_assign_list": Route(get=Rule(LEADS, tag="load:open")),
    "api:audit_list": Route(get=Rule(AUDIT, tag="audit:list")),
    "api:reveal_list": Route(get=Rule(AUDIT, tag="audit:list")),
    "api:digest_list": Route(get=Rule(AUDIT, tag="digest:open")),
    "api:digest_detail": Route("digest", Rule(AUDIT, 200, "digest:open", 0, OWN | {"reviewed"})),
    "api:digest_review": Route(
        "digest",
        post=Rule(AUDIT, 204, "digest:review", 0, OWN, {"reviewed": 409}, body={"remark": "Asked the colleague"}),
    ),
}

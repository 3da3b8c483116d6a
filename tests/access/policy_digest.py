"""The weekly digest, and the locks that were opened: for auditors. Named coordinators are tested in tests/reports."""

from tests.access.rules import Route, Rule

AUDIT = frozenset({"auditor"})
OWN = frozenset({"self"})
REVIEW = {"remark": "Asked the colleague"}

ROUTES: dict[str, Route] = {
    "reports:reveal_list": Route(get=Rule(AUDIT, tag="audit:list")),
    "reports:digest_list": Route(get=Rule(AUDIT, tag="digest:open")),
    "reports:digest_detail": Route(
        "digest",
        Rule(AUDIT, 200, "digest:open", 0, OWN | {"reviewed"}),
        Rule(AUDIT, 302, "digest:review", 0, OWN, {"reviewed": 409}, body=REVIEW),
    ),
}

"""Resets of a second factor, and the own sign-ins. A part of `policy.py`."""

from tests.access.rules import Route, Rule

ADMIN = frozenset({"administrator"})
OFFICE = frozenset({"administrator", "coordinator"})
COLLEAGUE = frozenset({"colleague"})

ROUTES: dict[str, Route] = {
    "accounts:sign_ins_see": Route(post=Rule(status=302)),
    "accounts:reset_ask": Route(
        "staff_with_factor",
        Rule(ADMIN, 200, "user:open", 0, COLLEAGUE),
        Rule(ADMIN, 302, "factor:reset", 0, COLLEAGUE),
    ),
    "accounts:reset_confirm": Route(
        "factor_reset",
        Rule(OFFICE, 200, "user:open", 0, COLLEAGUE),
        Rule(OFFICE, 302, "factor:confirm", 0, COLLEAGUE),
    ),
    "accounts:reset_decline": Route("factor_reset", post=Rule(OFFICE, 302, "factor:decline", 0, COLLEAGUE)),
}

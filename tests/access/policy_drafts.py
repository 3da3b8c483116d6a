"""Drafts of all forms, and the way back into a locked session."""

from tests.access.rules import Route, Rule

READERS = frozenset({"caseworker", "coordinator", "legal", "health"})
SELF = frozenset({"self"})

ROUTES: dict[str, Route] = {
    "common:draft_keep": Route("typed", post=Rule(READERS, 204, relations=SELF, body={"text": "A note"})),
    "common:draft_discard": Route("typed", get=Rule(relations=SELF), post=Rule(status=302, relations=SELF)),
    # Nothing is locked here: whoever comes is led on. What a lock does is tested in tests/accounts.
    "accounts:locked": Route(get=Rule(status=302), post=Rule(status=302)),
    "accounts:clock": Route(get=Rule(), anonymous={"get": 200}),
    "accounts:signed_in": Route(get=Rule()),
}

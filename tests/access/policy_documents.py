"""Documents. Which kind opens for whom is in `tests/cases/test_document_*.py`; here it is a letter, of class narrative."""

from tests.access.rules import Body, Route, Rule
from tests.access.world import World
from tests.factories.documents import upload

READERS = frozenset({"caseworker", "coordinator", "legal", "health"})
# A letter is closed to a health worker, who adds and opens medical papers.
OF_LETTERS = READERS - {"health"}
REASON = {"reason": "mistake"}
TOLD = frozenset({"health"})


def sent(world: World, role: str) -> Body:
    """A file of a kind that the role may add."""
    return {"kind": "medical" if role == "health" else "letter", "file": upload()}


ROUTES: dict[str, Route] = {
    "cases:document_list": Route("case", Rule(READERS, 200, "document:list")),
    "cases:document_add": Route(
        "case", Rule(READERS, 200, "case:open", 409), Rule(READERS, 302, "document:add", 409, body=sent)
    ),
    "cases:document_fetch": Route("case", Rule(OF_LETTERS, 200, "file:fetch")),
    "cases:document_withdraw": Route(
        "case",
        Rule(OF_LETTERS, 200, "document:list", 409),
        Rule(OF_LETTERS, 302, "document:withdraw", 409, body=REASON),
    ),
    # A file is sent as a form; `tests/cases/test_document_add.py` does so.
    "api:document_list": Route("case", Rule(READERS, 200, "document:list"), Rule(READERS, 400, "case:open")),
    "api:document_fetch": Route("case", Rule(OF_LETTERS, 200, "file:fetch")),
    "api:document_withdraw": Route(
        "case", post=Rule(OF_LETTERS, 204, "document:withdraw", 409, body=REASON, told_closed=TOLD)
    ),
}

"""Tasks, and what is due."""

from tests.access.rules import Body, Route, Rule
from tests.days import TODAY, ahead

READERS = frozenset({"caseworker", "coordinator", "legal", "health"})
# A health worker neither reads nor writes the words of the others.
WRITERS = READERS - {"health"}
ANYTHING = frozenset({"self", "colleague", "blocked", "absent"})
SELF = frozenset({"self"})
NEXT_WEEK = ahead(7)
TASK = {"words": "Ring the clinic", "due_on": TODAY}
CHANGED = {"words": "Ring the other clinic", "due_on": NEXT_WEEK}
CLOSED = {"closed": 409}


def act(tag: str, status: int = 302, body: Body | None = None) -> Rule:
    """What the owner may do with a thing of the own, about a case that is open to the owner."""
    return Rule(READERS, status, tag, 0, SELF, body=body)


ROUTES: dict[str, Route] = {
    "cases:task_create": Route(
        "case", Rule(READERS, 200, "case:open", 409), Rule(READERS, 302, "task:create", 409, body=TASK)
    ),
    "cases:task_edit": Route(
        "task",
        Rule(WRITERS, 200, "case:open", 0, SELF, CLOSED),
        Rule(WRITERS, 302, "task:edit", 0, SELF, CLOSED, body=CHANGED | {"version": 1}),
    ),
    "cases:due_detail": Route("due", act("due:open", 200)),
    "cases:due_snooze": Route("due", post=act("due:snooze", body={"when": "3", "reason": "first"})),
    # To whom is asked where it is tested; here nobody is named, and whoever may, hears that.
    "cases:due_give": Route("due", act("due:open", 200), act("due:open", 200)),
    "cases:due_drop": Route("due", act("due:open", 200), act("due:drop", body={"reason": "twice"})),
    "api:task_list": Route("case", post=Rule(READERS, 201, "task:create", 409, body=TASK)),
    "api:task_detail": Route(
        "task",
        Rule(READERS, 200, "case:open", 0, SELF | {"closed"}),
        patch=Rule(WRITERS, 200, "task:edit", 0, SELF, CLOSED, body=CHANGED | {"version": 1}),
    ),
    "api:due_list#due": Route("due", Rule(READERS, 200, "case:list", 0, ANYTHING)),
    "api:due_detail": Route("due", act("due:open", 200), patch=Rule(frozenset(), 200)),
    "api:due_detail#task": Route(
        "task_due",
        Rule(READERS, 200, "due:open", 0, SELF | {"closed"}),
        patch=Rule(WRITERS, 200, "task:edit", 0, SELF, CLOSED, body=CHANGED | {"version": 1}),
    ),
    "api:due_complete": Route("due", post=act("due:complete", 204)),
    "api:due_reopen": Route("due", post=act("", 204)),
    "api:due_snooze": Route("due", post=act("due:snooze", 204, {"until": NEXT_WEEK, "reason": "first"})),
    "api:due_give": Route("due", post=act("", 400, {"to": "0000000000"})),
    "api:due_drop": Route("due", post=act("due:drop", 204, {"reason": "twice"})),
}

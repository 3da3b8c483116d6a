"""Looking after what is due."""

from cases.today.owners import ownerless, takers_for
from reminders.actions import adopt_due


def adopt_ownerless() -> int:
    """What is due and has no active owner who may open the case goes to somebody who may. Returns how many found one."""
    adopted = 0
    for due in ownerless().order_by("due_on"):
        adopted += any(adopt_due(actor=None, due=due, to_user=user) for user in takers_for(due))
    return adopted

"""Who may ask and who may answer."""

from accounts.matrix import Act
from accounts.models import User
from cases.models import AskRequest, Case
from cases.permissions import can


def can_reveal_case(user: User, case: Case) -> bool:
    """Whoever may open locks of the case at all; each lock is asked for itself."""
    return can(user, Act.CASE_REVEAL, case)


def can_ask_opening(user: User, case: Case) -> bool:
    """Whoever works on the case and is not cleared for all of it."""
    return can(user, Act.OPENING_ASK, case)


def can_decide_opening(user: User, ask: AskRequest) -> bool:
    """A coordinator who may open the case, and never whoever asked."""
    return ask.asked_by_id != user.pk and can(user, Act.OPENING_DECIDE, ask.case)

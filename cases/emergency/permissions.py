"""Who may open in an emergency and who may judge it."""

from accounts.matrix import Act, may
from accounts.models import User
from cases.models import EmergencyOpening
from cases.permissions import can


def can_open_emergency(user: User) -> bool:
    """Staff on duty, at once. Nobody is refused for what was not judged."""
    return may(user, Act.EMERGENCY_OPEN)


def can_review_emergency(user: User, opening: EmergencyOpening) -> bool:
    """A coordinator who may open the case, and never whoever opened it in the emergency."""
    return opening.opened_by_id != user.pk and can(user, Act.EMERGENCY_REVIEW, opening.case)


def can_read_alarms(user: User) -> bool:
    """Coordinators, and those who watch over the rules without seeing a case."""
    return may(user, Act.EMERGENCY_ALARMS)

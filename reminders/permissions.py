"""Who may do what with a due thing."""

from accounts.models import User
from reminders.models import DueThing


def can_complete_due(user: User, due: DueThing) -> bool:
    """Its owner, while active."""
    return user.is_active and due.owner_id == user.pk

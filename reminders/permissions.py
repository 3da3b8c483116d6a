"""Who may do what with a due thing."""

from accounts.models import User
from reminders.models import Alert, DueThing
from reminders.registry import may_open_subject, stands_in


def can_complete_due(user: User, due: DueThing) -> bool:
    """Its owner, or who stands in for the owner, while active."""
    return user.is_active and (due.owner_id == user.pk or stands_in(user, due))


def can_take_due(user: User, due: DueThing) -> bool:
    """Active, of the same organisation, and may open what it is about."""
    return user.is_active and user.organisation_id == due.organisation_id and may_open_subject(user, due)


def can_take_over(user: User, due: DueThing) -> bool:
    """May answer for it, and was alerted of it."""
    return can_take_due(user, due) and Alert.objects.filter(due=due, recipient=user).exists()

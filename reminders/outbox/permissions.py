"""Who may do what about mail."""

from accounts.choices import Act
from accounts.matrix import may
from accounts.models import User
from reminders.outbox.models import Message


def can_retry_message(user: User, message: Message) -> bool:
    """Whoever looks after the mail of the organisation."""
    return may(user, Act.MESSAGE_LIST) and message.organisation_id == user.organisation_id

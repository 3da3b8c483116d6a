"""Who looks after ladders, and who reads notices."""

from accounts.choices import Act
from accounts.matrix import may
from accounts.models import User


def can_edit_ladders(user: User) -> bool:
    """Whoever may change when the office is alerted."""
    return may(user, Act.LADDER_EDIT)


def can_list_notices(user: User) -> bool:
    """Whoever may have something to do about a case."""
    return may(user, Act.NOTICE_LIST)

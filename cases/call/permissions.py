"""Small yes/no questions about entries of the contact log."""

from accounts.matrix import Act, may
from accounts.models import User
from cases.models import Call


def can_log_call(user: User) -> bool:
    """Caseworkers, coordinators and shelter staff answer the phone and the door."""
    return may(user, Act.CALL_CREATE)


def can_begin_case(user: User, call: Call) -> bool:
    """Who may begin a case, from an entry that is visible."""
    return may(user, Act.CASE_CREATE) and Call.objects.visible_to(user).filter(pk=call.pk).exists()

"""Small yes/no questions about a case that pages, API and actions share. The table itself is `accounts.matrix`."""

from accounts.matrix import Act, may
from accounts.models import User
from cases.access import relation_of_visible
from cases.models import Case


def sees(user: User, case: Case) -> bool:
    """`user` may open this case now: assignments that ended and blocks count from the next request on."""
    return Case.objects.visible_to(user).filter(pk=case.pk).exists()


def can(user: User, act: Act, case: Case) -> bool:
    """`user` may do `act` on `case`: the role may, the relation holds, and the case is visible."""
    return may(user, act, relation_of_visible(user)) and sees(user, case)

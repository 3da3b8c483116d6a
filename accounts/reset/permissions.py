"""Who may ask for the reset of a second factor, and who may answer."""

from accounts.choices import Act
from accounts.matrix import may
from accounts.models import FactorReset, User
from accounts.permissions import same_organisation


def can_ask_reset(user: User, other: User) -> bool:
    """An administrator, for a colleague; never for the own account."""
    return may(user, Act.FACTOR_RESET) and same_organisation(user, other) and user.pk != other.pk


def can_answer_reset(user: User, reset: FactorReset) -> bool:
    """Somebody who neither asked for it nor is the one whose second factor it is."""
    is_third = user.pk not in {reset.asked_by_id, reset.user_id}
    return may(user, Act.FACTOR_CONFIRM) and user.organisation_id == reset.organisation_id and is_third

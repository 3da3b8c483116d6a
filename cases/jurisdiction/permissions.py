"""Who may correct the table."""

from accounts.matrix import Act, may
from accounts.models import User
from cases.jurisdiction.models import Scheme


def can_correct_scheme(user: User, scheme: Scheme) -> bool:
    """Coordinators: what is shipped, for their own organisation, and what that organisation corrected before."""
    return may(user, Act.SCHEME_CORRECT) and scheme.organisation_id in {None, user.organisation_id}

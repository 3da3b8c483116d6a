"""Who may read the digest."""

from typing import TYPE_CHECKING, Self

from django.conf import settings

from accounts.choices import Role
from common.querysets import ScopedQuerySet

if TYPE_CHECKING:
    from accounts.models import User


def is_reviewer(user: "User") -> bool:
    """Auditors, and coordinators whom the installation names. Never the administrator."""
    named = user.role == Role.COORDINATOR and user.username in settings.DIGEST_REVIEWERS
    return user.is_active and (user.role == Role.AUDITOR or named)


class DigestQuerySet(ScopedQuerySet):
    """One row for each week and organisation."""

    def visible_to(self, user: "User") -> Self:
        """Those of the own organisation, for its reviewers."""
        return self.filter(organisation_id=user.organisation_id) if is_reviewer(user) else self.none()

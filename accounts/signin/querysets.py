"""Sign-ins that a user may know: the own."""

from typing import TYPE_CHECKING, Self

from accounts.signin.choices import TOLD
from common.querysets import ScopedQuerySet

if TYPE_CHECKING:
    from accounts.models import User


class SignInQuerySet(ScopedQuerySet):
    def visible_to(self, user: "User") -> Self:
        """The own. Nobody reads when or where a colleague signs in."""
        return self.filter(user_id=user.pk)

    def unseen(self) -> Self:
        """What its owner was told about and has not said to know."""
        return self.filter(kind__in=TOLD, seen_at__isnull=True)

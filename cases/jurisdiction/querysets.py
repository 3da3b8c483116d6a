"""Which entries of the table a user may know."""

from typing import TYPE_CHECKING, Any, Self
from uuid import UUID

from django.db.models import Q

from accounts.matrix import Act, may
from common.querysets import ScopedQuerySet

if TYPE_CHECKING:
    from accounts.models import User


class SchemeQuerySet(ScopedQuerySet):
    """Versions are written once: what is to change gets a new version."""

    def visible_to(self, user: "User") -> Self:
        """The table that is shipped, and what the own organisation corrected. Small: some hundred rows at most."""
        return self.known_to(user.organisation_id) if may(user, Act.SCHEME_LIST) else self.none()

    def known_to(self, organisation_id: UUID | None) -> Self:
        """The table that is shipped, and the versions of this organisation."""
        return self.filter(Q(organisation__isnull=True) | Q(organisation_id=organisation_id))

    def update(self, **values: Any) -> int:
        """Refused: an end date that was reckoned from a version must stay explainable by it."""
        raise TypeError("A version of a scheme is never changed; write the next one.")

    def delete(self) -> Any:
        """Refused like `update`."""
        raise TypeError("A version of a scheme is never deleted.")

    def bulk_update(self, *arguments: Any, **options: Any) -> int:
        """Refused like `update`."""
        raise TypeError("A version of a scheme is never changed; write the next one.")

"""Whose imports a user may know. Fingerprints of rows concern nobody's page."""

from datetime import datetime
from typing import TYPE_CHECKING, Self

from accounts.matrix import Act, may
from common.querysets import ScopedQuerySet

if TYPE_CHECKING:
    from accounts.models import User


class CaseImportQuerySet(ScopedQuerySet):
    """Files that were sent for import."""

    def visible_to(self, user: "User") -> Self:
        """The own ones, of who may import: a file holds people that its sender alone has seen."""
        if not may(user, Act.IMPORT_RUN):
            return self.none()
        return self.filter(owner_id=user.pk, organisation_id=user.organisation_id)

    def expired(self, now: datetime) -> Self:
        """Files whose day is over and that are still there."""
        return self.filter(expires_at__lte=now, files_dropped_at__isnull=True)


class ImportedRowQuerySet(ScopedQuerySet):
    """Read by the import only: nobody sees a fingerprint, so `visible_to` stays empty."""

"""Which rows of the trail a user may read."""

from typing import Any, Self
from uuid import UUID

from django.db import models


class EventQuerySet(models.QuerySet[Any, Any]):
    """Rows of the trail. They are appended by `audit.chain` and by nothing else."""

    def visible_to(self, user: Any) -> Self:
        """Auditors read the trail of their own organisation. Who looked at one case goes through the case."""
        if getattr(user, "role", None) != "auditor":
            return self.none()
        return self.filter(organisation_id=user.organisation_id)

    def of_case(self, case_id: UUID) -> Self:
        """Rows about one case, newest first."""
        return self.filter(case_id=case_id).order_by("-seq")

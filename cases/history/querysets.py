"""Earlier values are seen by those who may open the case."""

from collections.abc import Iterable
from typing import Self
from uuid import UUID

from cases.querysets import CaseRowQuerySet


class EarlierValueQuerySet(CaseRowQuerySet):
    def since(self, subject_ids: Iterable[UUID], version: int) -> Self:
        """What was replaced in rows after their `version` was read, the first change first; no text that never stood."""
        found = self.filter(subject_id__in=list(subject_ids), version__gte=version, was_saved=True)
        return found.order_by("version", "created_at")

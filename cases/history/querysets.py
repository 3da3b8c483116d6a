"""Earlier values are seen by those who may open the case."""

from typing import Self
from uuid import UUID

from cases.querysets import CaseRowQuerySet


class EarlierValueQuerySet(CaseRowQuerySet):
    def since(self, subject_id: UUID, version: int) -> Self:
        """What was replaced in a row after its `version` was read, the first change first; no text that never stood there."""
        return self.filter(subject_id=subject_id, version__gte=version, was_saved=True).order_by(
            "version", "created_at"
        )

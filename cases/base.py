"""What every row of a case has in common."""

from typing import Any, ClassVar, Self

from django.db import models

from cases.querysets import CaseRowQuerySet
from common.models import PublicModel, TimestampedModel
from encryption.models import SealedModel


class CaseRow(SealedModel, PublicModel, TimestampedModel):
    """A row of one case, sealed with the case's keys. The organisation is repeated because it is part of every seal."""

    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="%(class)ss")
    organisation = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="+")

    objects = CaseRowQuerySet.as_manager()

    sealed_organisation = "organisation_id"
    sealed_scope = "case_id"

    class Meta:
        abstract = True

    @classmethod
    def of(cls, case: Any, **fields: Any) -> Self:
        """A new row of `case`, not yet saved."""
        return cls(case=case, organisation_id=case.organisation_id, **fields)


class CaseSheet(CaseRow):
    """A row of which each case has exactly one."""

    version = models.PositiveIntegerField(default=1)

    class Meta:
        abstract = True
        constraints: ClassVar = [models.UniqueConstraint(fields=["case"], name="one_%(class)s_per_case")]

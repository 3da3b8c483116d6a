"""A conflict of interest keeps one named user away from one case."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from cases.base import CaseRow
from cases.block.querysets import ConflictBlockQuerySet
from encryption.classes import FieldClass
from encryption.fields import SealedTextField


class ConflictBlock(CaseRow):
    """Beats every role, coordinators included, and looks like absence."""

    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="conflict_blocks")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="conflict_blocks")
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    lifted_at = models.DateTimeField(null=True, blank=True)
    lifted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    reason = SealedTextField(FieldClass.NARRATIVE, null=True, blank=True)

    objects = ConflictBlockQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["case", "user"], condition=Q(lifted_at__isnull=True), name="one_open_block_per_case_and_user"
            )
        ]

    def __str__(self) -> str:
        return self.pid

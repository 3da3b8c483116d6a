"""What a week of the trail looks like to somebody who watches over it."""

from typing import ClassVar
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from common.models import PublicModel, TimestampedModel
from reports.digest.querysets import DigestQuerySet


class Digest(PublicModel, TimestampedModel):
    """One week of one organisation: which patterns were found. Ids, days and counts only, no words about anybody.

    `lines` shape: [{"finding": Finding code, "actor": user id or "", "case": case id or "", "count": int, "usual": int,
    "first_day": "YYYY-MM-DD", "last_day": "YYYY-MM-DD"}]. `remark`: the reviewer's sentence, sealed as `staff`.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    organisation = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="+")
    first_day = models.DateField(_("from"))
    last_day = models.DateField(_("until"))
    event_count = models.PositiveIntegerField()
    lines = models.JSONField(default=list)
    reviewed_at = models.DateTimeField(null=True, blank=True)
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    remark = models.TextField(blank=True)

    objects = DigestQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-first_day"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organisation", "first_day"], name="one_digest_per_organisation_and_week"),
            models.CheckConstraint(
                condition=Q(reviewed_at__isnull=True, reviewed_by__isnull=True)
                | Q(reviewed_at__isnull=False, reviewed_by__isnull=False),
                name="digest_reviewed_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return self.pid

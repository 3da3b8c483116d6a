"""A text not sent yet."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from common.base import PublicModel, TimestampedModel
from common.drafts.querysets import DraftQuerySet
from encryption.classes import FieldClass
from encryption.fields import SealedJSONField
from encryption.models import SealedModel


class Draft(SealedModel, PublicModel, TimestampedModel):
    """What somebody typed into one form, sealed for that person alone: not even a coordinator opens it.

    `kind`: the form. `key`: what it is about, as public ids joined by dots, or "". `content` shape: {field name: value or
    [values]}. `page`: a digest of the one-time key of the page it was typed on, and `typed_at` that page's own count of
    milliseconds, so that of two saves under way at once the later typed one stays.
    """

    sealed_scope = "owner_id"

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    organisation_id = models.UUIDField()
    kind = models.CharField(max_length=60)
    key = models.CharField(max_length=40, blank=True)
    content = SealedJSONField(FieldClass.DRAFTS)
    page = models.CharField(max_length=40, blank=True)
    typed_at = models.BigIntegerField(default=0)
    expires_at = models.DateTimeField(db_index=True)

    objects = DraftQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["owner", "kind", "key"], name="one_draft_per_owner_form_and_subject")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pid}"

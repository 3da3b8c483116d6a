"""Somebody is away: colleagues stand in until a day."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cases.cover.querysets import CoverQuerySet
from common.models import PublicModel, TimestampedModel


class Cover(PublicModel, TimestampedModel):
    """One absence of one colleague. The grants that carry its id end with it, by themselves at `until`.

    The owner of what is due stays the owner; the colleagues stand in while the cover lasts. So nothing has to be given
    back, and an end that comes by itself leaves nothing with somebody who can no longer open the case.
    """

    organisation = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="+")
    absent = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="covers")
    colleagues = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="stands_in")
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    until = models.DateTimeField(_("until"))
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )

    objects = CoverQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["absent"], condition=Q(ended_at__isnull=True), name="one_open_cover_per_user"
            )
        ]
        indexes: ClassVar = [
            models.Index(fields=["until"], condition=Q(ended_at__isnull=True), name="cover_open_until")
        ]

    def __str__(self) -> str:
        return self.pid

"""Resets of a second factor: one asks, another confirms."""

from typing import ClassVar
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from accounts.reset.choices import Verdict
from accounts.reset.querysets import FactorResetQuerySet
from common.models import PublicModel, TimestampedModel


class FactorReset(PublicModel, TimestampedModel):
    """An administrator asks to take away the second factors of `user`; it happens when somebody else confirms it.

    Three different people, which the database itself holds. `expires_at`: after it nobody can confirm any more.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    organisation = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="factor_resets")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    expires_at = models.DateTimeField()
    verdict = models.CharField(max_length=10, choices=Verdict.choices, blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True)
    answered_at = models.DateTimeField(null=True)

    objects = FactorResetQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["user"], condition=Q(verdict=""), name="one_open_reset_per_account"),
            models.CheckConstraint(name="reset_not_of_oneself", condition=~Q(user=F("asked_by"))),
            models.CheckConstraint(
                name="reset_answered_by_a_third",
                condition=Q(verdict__in=["", "expired"], answered_by__isnull=True)
                | Q(verdict__in=["confirmed", "declined"], answered_by__isnull=False)
                & ~Q(answered_by=F("asked_by"))
                & ~Q(answered_by=F("user")),
            ),
        ]

    def __str__(self) -> str:
        return self.pid

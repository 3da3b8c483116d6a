"""Emergency openings: what is needed at once, for an hour, and judged afterwards by somebody else."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cases.base import CaseRow
from cases.emergency.choices import EmergencyReason, Verdict
from cases.emergency.querysets import EmergencyOpeningQuerySet
from encryption.classes import FieldClass
from encryption.fields import SealedTextField


class EmergencyOpening(CaseRow):
    """Somebody on duty opened safe contact and urgent health needs of a case for an hour, to be read only.

    It never lifts a conflict block. Nobody is refused because earlier ones were not judged; that raises an alarm.
    """

    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField(_("opened at"))
    until = models.DateTimeField(_("until"))
    reason = models.CharField(_("reason"), max_length=10, choices=EmergencyReason.choices)
    words = SealedTextField(FieldClass.NARRATIVE, verbose_name=_("in words"), max_length=1000, null=True, blank=True)
    review_by = models.DateField(_("to be judged by"))
    verdict = models.CharField(_("judgement"), max_length=15, choices=Verdict.choices, blank=True)
    judged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    judged_at = models.DateTimeField(null=True, blank=True)
    judgement = SealedTextField(
        FieldClass.NARRATIVE, verbose_name=_("judgement in words"), max_length=1000, null=True, blank=True
    )

    objects = EmergencyOpeningQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["organisation", "-opened_at"], name="emergency_of_organisation"),
            models.Index(fields=["opened_by", "-opened_at"], name="emergency_of_user"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(judged_by__isnull=True) | ~Q(judged_by=F("opened_by")),
                name="emergency_judged_by_somebody_else",
            ),
            models.CheckConstraint(
                condition=Q(verdict="", judged_by__isnull=True, judged_at__isnull=True)
                | ~Q(verdict="") & Q(judged_by__isnull=False, judged_at__isnull=False),
                name="emergency_judged_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return self.pid

"""Days up to which something can be done: entered from the document by one person, checked by a second."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cases.base import CaseRow
from encryption.classes import FieldClass
from encryption.fields import SealedJSONField


class LegalLimit(CaseRow):
    """The day that counts is `end_on`: the one two persons read alike, and until then the earliest that anybody read.

    `typed_on` is what `recorded_by` read in the document, `checked_on` what `checked_by`, another person, read there.
    `document` is where, if that is kept here.

    `facts` shape: the answers of LimitForm; `outcome` those of LimitEndForm, once somebody recorded what was done.
    """

    proceeding = models.ForeignKey("cases.Proceeding", on_delete=models.PROTECT, related_name="limits")
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    document = models.ForeignKey("cases.Document", on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    typed_on = models.DateField(_("last day as typed"))
    checked_on = models.DateField(_("last day as checked"), null=True, blank=True)
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    end_on = models.DateField(_("last day"))
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    version = models.PositiveIntegerField(default=1)
    facts = SealedJSONField(FieldClass.LEGAL, verbose_name=_("day that runs out"), null=True, blank=True)
    outcome = SealedJSONField(FieldClass.LEGAL, verbose_name=_("what became of it"), null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["end_on", "created_at", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="limit_checked_by_another",
                condition=Q(checked_on__isnull=True, checked_by__isnull=True)
                | Q(checked_on__isnull=False, checked_by__isnull=False) & ~Q(checked_by=F("recorded_by")),
            ),
            models.CheckConstraint(
                name="limit_earlier_day_counts",
                condition=Q(end_on__lte=F("typed_on")) & (Q(checked_on__isnull=True) | Q(end_on__lte=F("checked_on"))),
            ),
            models.CheckConstraint(
                name="limit_ended_by_somebody",
                condition=Q(ended_at__isnull=True, ended_by__isnull=True)
                | Q(ended_at__isnull=False, ended_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.pid

    @property
    def is_running(self) -> bool:
        """Nobody recorded yet what was done."""
        return self.ended_at is None

    @property
    def is_checked(self) -> bool:
        """Two persons read the same day."""
        return self.checked_on == self.typed_on

    @property
    def differs(self) -> bool:
        """Two persons read two days."""
        return self.checked_on is not None and self.checked_on != self.typed_on

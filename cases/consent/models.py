"""What the person agreed to, one row for each thing and each time."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from cases.base import CaseRow
from cases.consent.choices import ConsentAnswer, ConsentKind, LegalBasis
from encryption.classes import FieldClass
from encryption.fields import SealedJSONField


class Consent(CaseRow):
    """One answer to one question of consent. Append-only: the newest row of a kind and recipient holds.

    Where the basis is not consent, the screen does not say consent. Withdrawal works at once.
    `terms` shape: {"recipient": str, "purpose": str, "language": str, "interpreter": str, "explained": str, "limits": str,
    "why_not_yet": str}; sealed as `contact`.
    """

    kind = models.CharField(_("about"), max_length=20, choices=ConsentKind.choices)
    answer = models.CharField(_("answer"), max_length=20, choices=ConsentAnswer.choices)
    basis = models.CharField(_("basis"), max_length=20, choices=LegalBasis.choices, default=LegalBasis.CONSENT)
    asked_on = models.DateField(_("asked on"))
    valid_until = models.DateField(_("valid until"), null=True, blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    is_current = models.BooleanField(default=True)
    terms = SealedJSONField(FieldClass.CONTACT, verbose_name=_("terms"), null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["-created_at"]
        indexes: ClassVar = [models.Index(fields=["case", "kind", "-created_at"], name="consent_of_case")]

    def __str__(self) -> str:
        return self.pid

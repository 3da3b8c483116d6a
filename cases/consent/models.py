"""What the person agreed to, one row for each thing and each time."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cases.base import CaseRow
from cases.consent.choices import SINGLE, ConsentAnswer, ConsentKind, LegalBasis
from encryption.classes import FieldClass
from encryption.fields import SealedJSONField


class Consent(CaseRow):
    """One answer to one question of consent. Append-only: the newest row of a kind and recipient holds.

    Where the basis is not consent, the screen does not say consent. Withdrawal works at once. `replaces` is the answer
    that this one took the place of by withdrawal or by undoing it.
    `terms` shape: {"recipient": str, "recipient_kind": RecipientKind code, "purpose": str, "language": str,
    "interpreter": str, "explained_by": str, "explained": str, "proof": Proof code, "text": version of the sheet,
    "limits": str, "why_not_yet": str, "before": safe-contact answer before a withdrawal}; sealed as `contact`.
    `recipient_key`: keyed digest of case and recipient, so that answers for the same recipient of the same case can be
    told without opening them; empty where there is no recipient.
    """

    kind = models.CharField(_("about"), max_length=20, choices=ConsentKind.choices)
    answer = models.CharField(_("answer"), max_length=20, choices=ConsentAnswer.choices)
    basis = models.CharField(_("basis"), max_length=20, choices=LegalBasis.choices, default=LegalBasis.CONSENT)
    asked_on = models.DateField(_("asked on"))
    valid_until = models.DateField(_("valid until"), null=True, blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    is_current = models.BooleanField(default=True)
    recipient_key = models.CharField(max_length=32, blank=True, default="", editable=False)
    replaces = models.ForeignKey("self", on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    terms = SealedJSONField(FieldClass.CONTACT, verbose_name=_("terms"), null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["-created_at"]
        indexes: ClassVar = [models.Index(fields=["case", "kind", "-created_at"], name="consent_of_case")]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["case", "kind", "recipient_key"],
                condition=Q(is_current=True) & ~Q(recipient_key=""),
                name="one_current_answer_per_recipient",
            ),
            models.UniqueConstraint(
                fields=["case", "kind"],
                condition=Q(is_current=True, kind__in=SINGLE),
                name="one_current_answer_per_kind",
            ),
        ]

    def __str__(self) -> str:
        return self.pid

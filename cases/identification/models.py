"""Identification: act, means, purpose. The tool prompts, a person decides; the formal decision is apart."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from cases.base import CaseRow
from encryption.classes import FieldClass
from encryption.fields import SealedJSONField, SealedTextField


class Identification(CaseRow):
    """One assessment by a worker. There is no field for consent to exploitation: it excludes nothing.

    Source: Palermo Protocol art. 3; means need not be shown for a child (art. 3(c)).
    `elements` shape: {"acts": [code], "means": [code], "purposes": [code], "child": "yes"|"no"|"presumed"|not-known code,
    "result": IdentificationResult code}; sealed as `profile`.
    `decision` shape: {"authority": str, "level": "reasonable"|"conclusive"|"negative", "on": "YYYY-MM-DD", "number": str,
    "appeal": str}; sealed as `legal`. `version` counts what became of the decision; the rest of the row never changes.
    """

    assessed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    assessed_on = models.DateField(_("assessed on"))
    second_reader = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    version = models.PositiveIntegerField(default=1)
    elements = SealedJSONField(FieldClass.PROFILE, verbose_name=_("act, means, purpose"))
    basis = SealedTextField(FieldClass.NARRATIVE, verbose_name=_("basis"), null=True, blank=True)
    decision = SealedJSONField(FieldClass.LEGAL, verbose_name=_("formal decision"), null=True, blank=True)

    def __str__(self) -> str:
        return self.pid

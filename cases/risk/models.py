"""Immediate risk: asked first, in two minutes, before any story."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from cases.base import CaseRow
from encryption.classes import FieldClass
from encryption.fields import SealedJSONField


class RiskReview(CaseRow):
    """One round of the immediate-risk questions. Append-only: a new look is a new row.

    `answers` shape: {"level": RiskLevel code, "reason": str, "<question code>": "yes"|"no"|not known}; sealed as `contact`.
    """

    reviewed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    reviewed_at = models.DateTimeField()
    answers = SealedJSONField(FieldClass.CONTACT, verbose_name=_("answers"))

    def __str__(self) -> str:
        return self.pid

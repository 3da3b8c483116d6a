"""What the person was told about proceedings."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from cases.base import CaseRow
from encryption.classes import FieldClass
from encryption.fields import SealedJSONField


class Briefing(CaseRow):
    """One talk in which the person was told something. Rows are never changed; what is told again is a new one.

    `facts` shape: the answers of BriefingForm: {"topics": [BriefingTopic code], "language", "by", "understood", "remark"}.
    """

    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    told_on = models.DateField(_("told on"))
    facts = SealedJSONField(FieldClass.LEGAL, verbose_name=_("what the person was told"), null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["-told_on", "-created_at", "-pk"]
        indexes: ClassVar = [models.Index(fields=["case", "-told_on"], name="briefing_of_case")]

    def __str__(self) -> str:
        return self.pid

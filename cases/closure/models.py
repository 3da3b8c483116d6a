"""What was said when work on a case ended."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from cases.base import CaseRow
from cases.case.choices import ClosureReason
from encryption.classes import FieldClass
from encryption.fields import SealedTextField


class CaseClosure(CaseRow):
    """One closing of one case. A case that is reopened and closed again has a second row; the newest counts."""

    reason = models.CharField(_("reason for closing"), max_length=20, choices=ClosureReason.choices)
    closed_on = models.DateField(_("closed on"))
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    agreed = SealedTextField(FieldClass.NARRATIVE, verbose_name=_("what was agreed"), null=True, blank=True)
    later_contact = SealedTextField(FieldClass.CONTACT, verbose_name=_("safe later contact"), null=True, blank=True)

    def __str__(self) -> str:
        return self.pid

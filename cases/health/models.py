"""Health: what colleagues must know, apart from what only health workers read."""

from django.utils.translation import gettext_lazy as _

from cases.base import CaseSheet
from encryption.classes import FieldClass
from encryption.fields import SealedTextField

HEALTH = FieldClass.HEALTH


class HealthSheet(CaseSheet):
    """`alerts` for everybody near the person, `needs` for the caseworker, `details` for health workers only."""

    alerts = SealedTextField(HEALTH, verbose_name=_("alerts"), max_length=1000, null=True, blank=True)
    needs = SealedTextField(HEALTH, verbose_name=_("health needs"), max_length=2000, null=True, blank=True)
    details = SealedTextField(HEALTH, verbose_name=_("health details"), null=True, blank=True)

    def __str__(self) -> str:
        return self.pid

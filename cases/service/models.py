"""Services given."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cases.base import CaseRow
from encryption.classes import FieldClass
from encryption.fields import SealedJSONField, SealedTextField


class ServiceGiven(CaseRow):
    """One service that the person or a dependant got. One entered by mistake is struck out, and stays readable.

    `facts` shape: {"type": ServiceType code, "units": decimal as text, "provider": Provider code, "for": pid of a
    dependant if not for the person, "met": NeedType code if the need is met with it}. Types about health are held in
    `health_facts` instead. A health worker's words are held in `health_remark`, everybody else's in `remark`.
    """

    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    given_on = models.DateField(_("given on"))
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    facts = SealedJSONField(FieldClass.OUTCOME, verbose_name=_("service"), null=True, blank=True)
    health_facts = SealedJSONField(FieldClass.HEALTH, verbose_name=_("health service"), null=True, blank=True)
    remark = SealedTextField(FieldClass.NARRATIVE, verbose_name=_("remark"), max_length=1000, null=True, blank=True)
    health_remark = SealedTextField(
        FieldClass.HEALTH, verbose_name=_("health remark"), max_length=1000, null=True, blank=True
    )

    class Meta:
        ordering: ClassVar = ["-given_on", "-created_at"]
        indexes: ClassVar = [models.Index(fields=["case", "-given_on"], name="service_of_case")]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="service_withdrawn_by_somebody",
                condition=Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True)
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return self.pid

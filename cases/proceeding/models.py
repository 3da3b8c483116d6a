"""Proceedings: what several persons share without a word, each person's own part, and its dated course."""

from typing import ClassVar
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from cases.base import CaseRow
from cases.proceeding.querysets import DocketQuerySet
from common.models import PublicModel, TimestampedModel
from encryption.classes import FieldClass
from encryption.fields import SealedJSONField, SealedTextField

LEGAL = FieldClass.LEGAL


class Docket(PublicModel, TimestampedModel):
    """What the proceedings of several persons share: an opaque id. It holds no word, because it spans cases."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    organisation = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="+")

    objects = DocketQuerySet.as_manager()

    def __str__(self) -> str:
        return self.pid


class Proceeding(CaseRow):
    """One person's part in a proceeding. Others on the same docket are visible only to who may open their cases too.

    `facts` shape: the answers of ProceedingForm. `suspects` is sealed apart, and stands in no list and no message.
    """

    docket = models.ForeignKey(Docket, on_delete=models.PROTECT, related_name="proceedings")
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1)
    facts = SealedJSONField(LEGAL, verbose_name=_("proceeding"), null=True, blank=True)
    suspects = SealedTextField(
        FieldClass.SUSPECTS, verbose_name=_("suspects in the proceeding"), max_length=4000, null=True, blank=True
    )

    class Meta:
        ordering: ClassVar = ["created_at", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["docket", "case"], name="one_proceeding_per_docket_and_case")
        ]

    def __str__(self) -> str:
        return self.pid


class ProceedingStep(CaseRow):
    """A stage that was reached, or what the person decided, on a day. Rows are never changed: the newest counts.

    `facts` shape: {"stage": ProceedingStage code} or {"decision": PersonDecision code}, and {"remark": words}.
    `document`: the judgment, charge or other paper that says so.
    """

    proceeding = models.ForeignKey(Proceeding, on_delete=models.PROTECT, related_name="steps")
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    document = models.ForeignKey("cases.Document", on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    happened_on = models.DateField(_("day"))
    facts = SealedJSONField(LEGAL, verbose_name=_("step of a proceeding"), null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["-happened_on", "-created_at", "-pk"]
        indexes: ClassVar = [models.Index(fields=["case", "-happened_on"], name="legal_step_of_case")]

    def __str__(self) -> str:
        return self.pid

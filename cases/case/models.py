"""A case: one person's file in one organisation."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cases.case.choices import ClosureReason, Stage
from cases.case.querysets import CaseQuerySet
from cases.choices.channels import FirstContactChannel
from cases.choices.htcds import CaseStatus
from common.models import PublicModel, TimestampedModel
from common.querysets import ScopedQuerySet
from encryption.classes import FieldClass
from encryption.fields import SealedTextField
from encryption.models import SealedModel
from encryption.registry import Searchable, Skew

# A word that gives nothing away, so that a frequent one tells nothing of anybody.
ALIAS = Searchable(6, "words", expected_rows=1_000_000, skew=Skew.PSEUDONYM)


class CaseSerial(models.Model):
    """The last running number an organisation gave to a case. Locked while the next is taken."""

    organisation = models.OneToOneField("accounts.Organisation", on_delete=models.PROTECT, primary_key=True)
    last = models.PositiveBigIntegerField(default=0)

    objects = ScopedQuerySet.as_manager()

    def __str__(self) -> str:
        return str(self.last)


class Case(SealedModel, PublicModel, TimestampedModel):
    """The work with one person. Plain columns hold workflow only; whatever describes the person is sealed.

    Identity: a case *is* the person's file in this organisation; a second trafficking is a new episode of the same case.
    """

    organisation = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="cases")
    team = models.ForeignKey("accounts.Team", on_delete=models.PROTECT, related_name="cases", null=True, blank=True)
    serial = models.PositiveBigIntegerField()
    reference = models.CharField(_("reference"), max_length=20)
    status = models.CharField(_("status"), max_length=20, choices=CaseStatus.choices, default=CaseStatus.ACTIVE)
    stage = models.CharField(_("stage"), max_length=20, choices=Stage.choices, default=Stage.INTAKE)
    channel = models.CharField(_("came to us through"), max_length=30, choices=FirstContactChannel.choices, blank=True)
    opened_on = models.DateField(_("opened on"))
    closed_on = models.DateField(_("closed on"), null=True, blank=True)
    closure_reason = models.CharField(_("reason for closing"), max_length=20, choices=ClosureReason.choices, blank=True)
    last_contact_on = models.DateField(_("last contact"), null=True, blank=True)
    is_imported = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)

    alias = SealedTextField(FieldClass.IDENTITY, verbose_name=_("alias"), max_length=60, searchable=ALIAS)
    name_used = SealedTextField(FieldClass.IDENTITY, verbose_name=_("name used"), max_length=120, null=True, blank=True)

    objects = CaseQuerySet.as_manager()

    sealed_organisation = "organisation_id"
    sealed_scope = "pk"

    class Meta:
        permissions: ClassVar = [("work_case", "Work on this case")]
        default_permissions = ()
        indexes: ClassVar = [
            models.Index(fields=["organisation", "-serial"], name="case_org_serial"),
            models.Index(
                fields=["organisation", "-serial"], condition=Q(closed_on__isnull=True), name="case_org_open_serial"
            ),
            models.Index(fields=["team", "-serial"], condition=Q(closed_on__isnull=True), name="case_team_open_serial"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organisation", "serial"], name="one_case_per_serial"),
            models.UniqueConstraint(fields=["organisation", "reference"], name="one_case_per_reference"),
            models.CheckConstraint(
                name="case_closed_not_before_opened",
                condition=Q(closed_on__isnull=True) | Q(closed_on__gte=F("opened_on")),
            ),
            models.CheckConstraint(
                name="case_closed_exactly_in_stage_closed",
                condition=Q(closed_on__isnull=True, closure_reason="") & ~Q(stage="closed")
                | Q(closed_on__isnull=False, stage="closed") & ~Q(closure_reason=""),
            ),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def is_closed(self) -> bool:
        return self.closed_on is not None

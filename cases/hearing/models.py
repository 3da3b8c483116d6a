"""Hearings and interviews: the day, which all persons of a docket share, and what each of them needs on it."""

from typing import ClassVar
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cases.base import CaseRow
from cases.hearing.choices import HearingKind, HearingState
from cases.hearing.querysets import HearingQuerySet
from common.models import PublicModel, TimestampedModel
from encryption.classes import FieldClass
from encryption.fields import SealedJSONField


class Hearing(PublicModel, TimestampedModel):
    """A day, and perhaps an hour. It is typed once for all persons of the docket, and holds no word about any of them.

    `was_on` is the day before the last change, None if it was never moved.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    organisation = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="+")
    docket = models.ForeignKey("cases.Docket", on_delete=models.PROTECT, related_name="hearings")
    kind = models.CharField(_("kind"), max_length=10, choices=HearingKind.choices)
    held_on = models.DateField(_("day"))
    starts_at = models.DateTimeField(null=True, blank=True)
    was_on = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=10, choices=HearingState.choices, default=HearingState.PLANNED)
    version = models.PositiveIntegerField(default=1)

    objects = HearingQuerySet.as_manager()

    def __str__(self) -> str:
        return self.pid


class HearingPart(CaseRow):
    """One person's part in a hearing: where it is, what makes it bearable, and whether the person was told.

    `document`: the summons, of this person's case. `facts` shape: {"place": words, "remark": words, HearingMeasure code:
    MeasureState code}. It is empty where whoever set the day may not open this person's case; the day counts all the same.
    """

    hearing = models.ForeignKey(Hearing, on_delete=models.PROTECT, related_name="parts")
    proceeding = models.ForeignKey("cases.Proceeding", on_delete=models.PROTECT, related_name="hearing_parts")
    document = models.ForeignKey("cases.Document", on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    version = models.PositiveIntegerField(default=1)
    told_at = models.DateTimeField(_("told at"), null=True, blank=True)
    told_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    facts = SealedJSONField(FieldClass.LEGAL, verbose_name=_("hearing"), null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["hearing", "case"], name="one_hearing_part_per_hearing_and_case"),
            models.CheckConstraint(
                name="hearing_told_by_somebody",
                condition=Q(told_at__isnull=True, told_by__isnull=True)
                | Q(told_at__isnull=False, told_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.pid

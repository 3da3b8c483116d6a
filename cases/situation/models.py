"""Cases of one situation: a raid, an employer. Words about it stay in each case, sealed."""

from typing import ClassVar
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cases.situation.choices import SituationKind
from cases.situation.querysets import SituationLinkQuerySet, SituationQuerySet
from common.models import PublicModel, TimestampedModel


class Situation(PublicModel, TimestampedModel):
    """What several cases share: an opaque id and a coded kind. It holds no word, because it spans cases."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    organisation = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(_("kind"), max_length=10, choices=SituationKind.choices)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    objects = SituationQuerySet.as_manager()

    def __str__(self) -> str:
        return self.pid


class SituationLink(PublicModel, TimestampedModel):
    """One case belongs to one situation. Visible to those who may open the case; two show only to who may open both.

    `awaited_pid` is the public id that a case will have which is being taken down; the link counts once it is there.
    """

    situation = models.ForeignKey(Situation, on_delete=models.PROTECT, related_name="links")
    case = models.ForeignKey(
        "cases.Case", on_delete=models.PROTECT, related_name="situation_links", null=True, blank=True
    )
    awaited_pid = models.CharField(max_length=10, blank=True, db_index=True)
    linked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )

    objects = SituationLinkQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["situation", "case"],
                condition=Q(ended_at__isnull=True),
                name="one_open_link_per_situation_and_case",
            ),
            models.CheckConstraint(
                name="situation_link_has_a_case_or_awaits_one",
                condition=Q(case__isnull=False, awaited_pid="") | Q(case__isnull=True) & ~Q(awaited_pid=""),
            ),
        ]

    def __str__(self) -> str:
        return self.pid

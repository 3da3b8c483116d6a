"""What happened: one row for each time the person was trafficked."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from cases.base import CaseRow
from encryption.classes import FieldClass
from encryption.fields import SealedJSONField, SealedTextField


class Episode(CaseRow):
    """One trafficking, from recruitment to getting out. A second one is a new episode.

    `facts` shape: {"<question number>": answer}, see `cases.episode.questions`; sealed as `profile`.
    The account, places and suspects are sealed apart, each in its own class.
    """

    number = models.PositiveSmallIntegerField(default=1)
    version = models.PositiveIntegerField(default=1)
    facts = SealedJSONField(FieldClass.PROFILE, verbose_name=_("what happened, in kinds"), null=True, blank=True)
    account = SealedTextField(FieldClass.NARRATIVE, verbose_name=_("the person's account"), null=True, blank=True)
    places = SealedTextField(FieldClass.LOCATION, verbose_name=_("places"), null=True, blank=True)
    suspects = SealedTextField(FieldClass.SUSPECTS, verbose_name=_("suspects"), null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case", "number"], name="one_episode_per_case_and_number")
        ]

    def __str__(self) -> str:
        return self.pid

"""A case is offered to a colleague, who says yes or no."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cases.base import CaseRow
from cases.handover.choices import HandoverState
from cases.handover.querysets import CaseHandoverQuerySet
from encryption.classes import FieldClass
from encryption.fields import SealedTextField


class CaseHandover(CaseRow):
    """One offer of one assignment. Nothing changes until the receiver accepts.

    Before that the receiver reads the alias and the note, and nothing else of the case.
    """

    giver = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    receiver = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="handovers")
    offered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(_("state"), max_length=10, choices=HandoverState.choices, default=HandoverState.OFFERED)
    answered_at = models.DateTimeField(null=True, blank=True)
    note = SealedTextField(FieldClass.NARRATIVE, verbose_name=_("note"), null=True, blank=True)

    objects = CaseHandoverQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["case", "giver"], condition=Q(state="offered"), name="one_waiting_handover_per_case_and_giver"
            )
        ]
        indexes: ClassVar = [
            models.Index(fields=["receiver"], condition=Q(state="offered"), name="handover_waiting_for"),
            models.Index(fields=["giver", "-answered_at"], name="handover_of_giver"),
        ]

    def __str__(self) -> str:
        return self.pid

    @property
    def is_waiting(self) -> bool:
        """Nobody has answered, and it was not taken back."""
        return self.state == HandoverState.OFFERED

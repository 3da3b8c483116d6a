"""Looking behind a lock: for a reason, or after asking."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cases.base import CaseRow
from cases.opening.choices import AskState, OpeningReason
from cases.opening.querysets import AskRequestQuerySet, OpeningQuerySet
from encryption.classes import FieldClass
from encryption.fields import SealedTextField


class Opening(CaseRow):
    """Locked lines were opened for a reason. Never changed afterwards.

    `labels` shape: ["app.model.field"]. They name fields, never values.
    """

    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    labels = models.JSONField(_("fields"), default=list)
    reason = models.CharField(_("reason"), max_length=10, choices=OpeningReason.choices)
    words = SealedTextField(FieldClass.NARRATIVE, verbose_name=_("in words"), max_length=1000, null=True, blank=True)

    objects = OpeningQuerySet.as_manager()

    def __str__(self) -> str:
        return self.pid


class AskRequest(CaseRow):
    """Somebody asks to see one line. A yes opens exactly its fields, to be read only, until `granted_until`.

    `line` is the code of the line (`cases.facts.queries.Line`), `labels` its fields: ["app.model.field"].
    """

    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    line = models.CharField(max_length=60)
    labels = models.JSONField(_("fields"), default=list)
    reason = models.CharField(_("reason"), max_length=10, choices=OpeningReason.choices)
    words = SealedTextField(FieldClass.NARRATIVE, verbose_name=_("in words"), max_length=1000, null=True, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=AskState.choices, default=AskState.ASKED)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    granted_until = models.DateTimeField(_("until"), null=True, blank=True)
    answer = SealedTextField(FieldClass.NARRATIVE, verbose_name=_("answer"), max_length=1000, null=True, blank=True)

    objects = AskRequestQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["asked_by", "granted_until"], condition=Q(state="granted"), name="ask_granted_to"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["case", "asked_by", "line"],
                condition=Q(state="asked"),
                name="one_waiting_question_per_line_and_user",
            ),
            models.CheckConstraint(
                condition=Q(state="granted", granted_until__isnull=False)
                | ~Q(state="granted") & Q(granted_until__isnull=True),
                name="a_granted_question_has_an_end",
            ),
        ]

    def __str__(self) -> str:
        return self.pid

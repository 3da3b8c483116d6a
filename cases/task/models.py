"""Tasks on a case: what a worker has set down to do."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from cases.base import CaseRow
from encryption.classes import FieldClass
from encryption.fields import SealedTextField


class Task(CaseRow):
    """Words about something to do. Its day, hour, owner and state stand once, in the due thing it points to.

    A health worker's words are held in `health_words`, everybody else's in `words`; exactly one of them is filled.
    """

    due = models.OneToOneField("reminders.DueThing", on_delete=models.PROTECT, related_name="+")
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1)
    words = SealedTextField(FieldClass.NARRATIVE, verbose_name=_("what is to do"), null=True, blank=True)
    health_words = SealedTextField(FieldClass.HEALTH, verbose_name=_("health task"), null=True, blank=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["case", "-created_at"], name="task_of_case")]

    def __str__(self) -> str:
        return self.pid

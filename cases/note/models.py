"""Notes on a case: dated, signed, corrected by addendum."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from cases.base import CaseRow
from encryption.classes import FieldClass
from encryption.fields import SealedTextField


class Note(CaseRow):
    """What a worker wrote. The text is never overwritten: a correction is a new note that names the one it corrects.

    An addition is a note of its own too, with a moment of its own, that names the one it adds to.

    A health worker's note is held in `health_text`, everybody else's in `text`; exactly one of them is filled.
    """

    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    happened_at = models.DateTimeField(_("when"))
    # Hardly any note corrects another. An index of those that do is used; one of all would count as useless, and reading
    # a page would go through every note there is.
    corrects = models.ForeignKey(
        "self", on_delete=models.PROTECT, related_name="corrections", null=True, blank=True, db_index=False
    )
    adds_to = models.ForeignKey("self", on_delete=models.PROTECT, related_name="additions", null=True, blank=True)
    text = SealedTextField(FieldClass.NARRATIVE, verbose_name=_("note"), null=True, blank=True)
    health_text = SealedTextField(FieldClass.HEALTH, verbose_name=_("health note"), null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["-happened_at", "-created_at"]
        indexes: ClassVar = [
            models.Index(fields=["case", "-happened_at"], name="note_of_case"),
            models.Index(fields=["corrects"], condition=models.Q(corrects__isnull=False), name="note_that_corrects"),
        ]

    def __str__(self) -> str:
        return self.pid

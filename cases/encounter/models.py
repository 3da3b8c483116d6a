"""Contacts: who was spoken to, how, and how it went."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from cases.base import CaseRow
from cases.encounter.choices import EncounterKind
from encryption.classes import FieldClass
from encryption.fields import SealedJSONField, SealedTextField


class Encounter(CaseRow):
    """One contact with the person or about her, also one that did not come about. Append-only, like a note.

    `facts` shape: {"with": EncounterWith code, "outcome": EncounterOutcome code, "minutes": int}, minutes only if told.
    A health worker's words are held in `health_text`, everybody else's in `text`; both may be empty.
    """

    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    happened_at = models.DateTimeField(_("when"))
    kind = models.CharField(_("how"), max_length=20, choices=EncounterKind.choices)
    facts = SealedJSONField(FieldClass.OUTCOME, verbose_name=_("with whom, how it went, how long"))
    text = SealedTextField(FieldClass.NARRATIVE, verbose_name=_("what was said"), null=True, blank=True)
    health_text = SealedTextField(
        FieldClass.HEALTH, verbose_name=_("what was said to the health worker"), null=True, blank=True
    )

    class Meta:
        ordering: ClassVar = ["-happened_at", "-created_at"]
        indexes: ClassVar = [models.Index(fields=["case", "-happened_at"], name="encounter_of_case")]

    def __str__(self) -> str:
        return self.pid

"""Children and relatives who depend on the person."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from cases.base import CaseRow
from encryption.classes import FieldClass
from encryption.fields import SealedJSONField, SealedTextField


class Dependant(CaseRow):
    """A secondary beneficiary: with the person, or left behind. `birth` shape: PartialDate JSON."""

    version = models.PositiveIntegerField(default=1)
    name = SealedTextField(FieldClass.IDENTITY, verbose_name=_("name"), max_length=120, null=True, blank=True)
    relation = SealedTextField(FieldClass.PROFILE, verbose_name=_("relation"), max_length=120, null=True, blank=True)
    birth = SealedJSONField(FieldClass.PROFILE, verbose_name=_("born"), null=True, blank=True)
    whereabouts = SealedTextField(
        FieldClass.CONTACT, verbose_name=_("where, and with whom"), max_length=1000, null=True, blank=True
    )
    needs = SealedTextField(FieldClass.NARRATIVE, verbose_name=_("needs"), max_length=1000, null=True, blank=True)

    def __str__(self) -> str:
        return self.pid

"""Children and relatives who depend on the person."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from cases.base import CaseRow
from encryption.classes import FieldClass
from encryption.fields import SealedJSONField, SealedTextField


class Dependant(CaseRow):
    """A secondary beneficiary: with the person, or left behind. `birth` shape: PartialDate JSON."""

    version = models.PositiveIntegerField(default=1)
    name = SealedTextField(_("name"), field_class=FieldClass.IDENTITY, max_length=120, null=True, blank=True)
    relation = SealedTextField(_("relation"), field_class=FieldClass.PROFILE, max_length=120, null=True, blank=True)
    birth = SealedJSONField(_("born"), field_class=FieldClass.PROFILE, null=True, blank=True)
    whereabouts = SealedTextField(
        _("where, and with whom"), field_class=FieldClass.CONTACT, max_length=1000, null=True, blank=True
    )
    needs = SealedTextField(_("needs"), field_class=FieldClass.NARRATIVE, max_length=1000, null=True, blank=True)

    def __str__(self) -> str:
        return self.pid

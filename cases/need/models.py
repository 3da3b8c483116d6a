"""Needs and wishes, in the person's own order."""

from django.utils.translation import gettext_lazy as _

from cases.base import CaseSheet
from encryption.classes import FieldClass
from encryption.fields import SealedJSONField, SealedTextField


class NeedSheet(CaseSheet):
    """`needs` shape: [{"type": NeedType code, "state": NeedState code}], first is what matters most to her."""

    needs = SealedJSONField(_("needs"), field_class=FieldClass.PROFILE, null=True, blank=True)
    wishes = SealedTextField(_("wishes in her own words"), field_class=FieldClass.NARRATIVE, null=True, blank=True)

    def __str__(self) -> str:
        return self.pid

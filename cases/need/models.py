"""Needs and wishes, in the person's own order."""

from django.utils.translation import gettext_lazy as _

from cases.base import CaseSheet
from encryption.classes import FieldClass
from encryption.fields import SealedJSONField, SealedTextField


class NeedSheet(CaseSheet):
    """`needs` shape: [{"type": NeedType code, "state": NeedState code}], first is what matters most to her."""

    needs = SealedJSONField(FieldClass.PROFILE, verbose_name=_("needs"), null=True, blank=True)
    wishes = SealedTextField(
        FieldClass.NARRATIVE, verbose_name=_("wishes in the person’s own words"), null=True, blank=True
    )

    def __str__(self) -> str:
        return self.pid

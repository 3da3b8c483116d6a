"""What was agreed for the person's safety."""

from django.utils.translation import gettext_lazy as _

from cases.base import CaseSheet
from encryption.classes import FieldClass
from encryption.fields import SealedJSONField, SealedTextField

CONTACT, NARRATIVE = FieldClass.CONTACT, FieldClass.NARRATIVE


class SafetySheet(CaseSheet):
    """The safety plan, one for each case, agreed with the person.

    What is needed while the phone rings is sealed as `contact`, like the rule of safe contact. `avoid` tells of her life
    before, so it is sealed as `narrative`; addresses stand in the class `location` of the episode and not here.
    `signals` shape: {"codes": [Signal code], "words": str}; `avoid` shape: {"codes": [PlaceToAvoid code], "words": str}.
    Who must not know stands on the ContactSheet, since every page of the case warns of it.
    """

    signals = SealedJSONField(CONTACT, verbose_name=_("signals that something is wrong"), null=True, blank=True)
    safe_word = SealedTextField(CONTACT, verbose_name=_("safe word"), max_length=120, null=True, blank=True)
    may_call = SealedTextField(CONTACT, verbose_name=_("who may be called"), max_length=1000, null=True, blank=True)
    avoid = SealedJSONField(NARRATIVE, verbose_name=_("places to avoid"), null=True, blank=True)

    def __str__(self) -> str:
        return self.pid

"""Papers and legal notes; proceedings follow in tables of their own."""

from django.utils.translation import gettext_lazy as _

from cases.base import CaseSheet
from encryption.classes import FieldClass
from encryption.fields import SealedTextField

LEGAL = FieldClass.LEGAL


class LegalSheet(CaseSheet):
    """What a lawyer needs first. Sealed as `legal`."""

    lawyer = SealedTextField(_("lawyer"), field_class=LEGAL, max_length=300, null=True, blank=True)
    papers = SealedTextField(_("papers and status"), field_class=LEGAL, max_length=2000, null=True, blank=True)
    notes = SealedTextField(_("legal notes"), field_class=LEGAL, null=True, blank=True)

    def __str__(self) -> str:
        return self.pid

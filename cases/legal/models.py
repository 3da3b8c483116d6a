"""Papers and legal notes; proceedings follow in tables of their own."""

from django.utils.translation import gettext_lazy as _

from cases.base import CaseSheet
from encryption.classes import FieldClass
from encryption.fields import SealedTextField
from encryption.registry import Searchable, Skew

LEGAL = FieldClass.LEGAL
PAPERS = Searchable(5, "documents", expected_rows=1_000_000, skew=Skew.NEAR_UNIQUE)


class LegalSheet(CaseSheet):
    """What a lawyer needs first. Sealed as `legal`."""

    lawyer = SealedTextField(LEGAL, verbose_name=_("lawyer"), max_length=300, null=True, blank=True)
    papers = SealedTextField(
        LEGAL, verbose_name=_("papers and status"), max_length=2000, null=True, blank=True, searchable=PAPERS
    )
    notes = SealedTextField(LEGAL, verbose_name=_("legal notes"), null=True, blank=True)

    def __str__(self) -> str:
        return self.pid

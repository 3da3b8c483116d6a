"""Documents of a case: sealed in chunks, never overwritten."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cases.base import CaseRow
from cases.document.choices import WithdrawReason
from cases.querysets import CaseRowQuerySet
from encryption.classes import FieldClass
from encryption.fields import SealedBytesField, SealedJSONField
from encryption.models import SealedModel


class Document(CaseRow):
    """A file about the person. One that does not count any more is marked withdrawn, and is kept.

    Facts shape: {"kind": DocumentKind code, "type": FileType code, "name": the sender's file name, "size": bytes kept,
    "digest": SHA-256 of them in hex, "on": ISO day on the document (absent if none), "tells": "yes" or "no": whether
    it discloses the person's status (absent: not looked at), "original": True where it was kept to the byte}. Exactly one
    of the four is filled: the kind says which. Source: domain paper on residence, "document discloses status".
    """

    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    withdrawn_reason = models.CharField(max_length=12, choices=WithdrawReason, blank=True)
    facts = SealedJSONField(FieldClass.NARRATIVE, verbose_name=_("document"), null=True, blank=True)
    legal_facts = SealedJSONField(FieldClass.LEGAL, verbose_name=_("legal document"), null=True, blank=True)
    health_facts = SealedJSONField(FieldClass.HEALTH, verbose_name=_("medical document"), null=True, blank=True)
    identity_facts = SealedJSONField(FieldClass.IDENTITY, verbose_name=_("identity document"), null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["-created_at"]
        indexes: ClassVar = [
            models.Index(fields=["case", "-created_at"], name="document_of_case"),
            models.Index(fields=["added_by", "-created_at"], name="document_by_whom"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="document_withdrawn_by_somebody_for_a_reason",
                condition=Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True, withdrawn_reason="")
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False) & ~Q(withdrawn_reason=""),
            )
        ]

    def __str__(self) -> str:
        return self.pid


class DocumentChunk(SealedModel):
    """One piece of a document's bytes. Its id is made from the document's id and its number, and is part of the seal.

    So a piece opens in its own place only: not in another document, not under another number. `Document.facts` says
    how many bytes there are and their digest, so none can be cut off.
    """

    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="+")
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="chunks")
    number = models.PositiveIntegerField()
    content = SealedBytesField(FieldClass.NARRATIVE, verbose_name=_("piece of a document"), null=True, blank=True)
    legal_content = SealedBytesField(
        FieldClass.LEGAL, verbose_name=_("piece of a legal document"), null=True, blank=True
    )
    health_content = SealedBytesField(
        FieldClass.HEALTH, verbose_name=_("piece of a medical document"), null=True, blank=True
    )
    identity_content = SealedBytesField(
        FieldClass.IDENTITY, verbose_name=_("piece of an identity document"), null=True, blank=True
    )

    objects = CaseRowQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["document", "number"], name="one_document_chunk_per_number")
        ]

    def __str__(self) -> str:
        return f"{self.document_id} {self.number}"

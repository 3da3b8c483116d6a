"""Kinds of document, and the class that each is sealed under: the kind says who may ever open it."""

from collections.abc import Mapping
from types import MappingProxyType

from django.db import models
from django.utils.translation import gettext_lazy as _

from encryption.classes import FieldClass


class DocumentKind(models.TextChoices):
    """What a document is. Its class cannot be chosen apart from it."""

    DECISION = "decision", _("Decision letter")
    PERMIT = "permit", _("Residence permit or certificate")
    COURT = "court", _("Paper of a court or prosecutor")
    POLICE = "police", _("Paper of the police")
    MANDATE = "mandate", _("Power of attorney")
    IDENTITY = "identity", _("Passport or identity card")
    CIVIL = "civil", _("Birth, marriage or family certificate")
    MEDICAL = "medical", _("Medical report or certificate")
    CONSENT = "consent", _("Signed consent")
    LETTER = "letter", _("Letter")
    OTHER = "other", _("Other document")


class FileType(models.TextChoices):
    """What may be kept: found out from the bytes, never from the name."""

    PDF = "pdf", _("PDF")
    JPEG = "jpg", _("JPEG picture")
    PNG = "png", _("PNG picture")
    DOCX = "docx", _("Word document (.docx)")
    ODT = "odt", _("OpenDocument text (.odt)")


class WithdrawReason(models.TextChoices):
    """Why a document does not count any more."""

    MISTAKE = "mistake", _("Added by mistake")
    OTHER_PERSON = "other_person", _("It belongs to another person")
    UNREADABLE = "unreadable", _("It cannot be read")
    REPLACED = "replaced", _("A newer one replaces it")


_LEGAL, _HEALTH, _IDENTITY, _NARRATIVE = "legal_", "health_", "identity_", ""

# What stands before `facts` and `content` in the names of the fields that hold a document of each class.
HOLDERS: Mapping[str, FieldClass] = MappingProxyType(
    {
        _LEGAL: FieldClass.LEGAL,
        _HEALTH: FieldClass.HEALTH,
        _IDENTITY: FieldClass.IDENTITY,
        _NARRATIVE: FieldClass.NARRATIVE,
    }
)
_HOLDER: Mapping[DocumentKind, str] = MappingProxyType(
    {
        DocumentKind.DECISION: _LEGAL,
        DocumentKind.PERMIT: _LEGAL,
        DocumentKind.COURT: _LEGAL,
        DocumentKind.POLICE: _LEGAL,
        DocumentKind.MANDATE: _LEGAL,
        DocumentKind.IDENTITY: _IDENTITY,
        DocumentKind.CIVIL: _IDENTITY,
        DocumentKind.MEDICAL: _HEALTH,
        DocumentKind.CONSENT: _NARRATIVE,
        DocumentKind.LETTER: _NARRATIVE,
        DocumentKind.OTHER: _NARRATIVE,
    }
)


def holder_of(kind: str) -> str:
    """What stands before `facts` and `content` in the names of the fields that hold a document of this kind."""
    return _HOLDER[DocumentKind(kind)]

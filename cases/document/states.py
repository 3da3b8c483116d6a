"""Why a document is not taken, not handed out, or not withdrawn."""

from django.utils.translation import gettext_lazy as _

from cases.document.models import Document
from common.errors import DomainError


class DocumentEmpty(DomainError):
    """Nothing is in it."""

    code = "document_empty"
    sentence = _("This file is empty. Choose another one.")


class DocumentTooLarge(DomainError):
    """More than checking.MOST_BYTES."""

    code = "document_too_large"
    sentence = _("This file is too large. A document may have at most 20 MB. Scan it with less detail, or in parts.")


class DocumentType(DomainError):
    """Not on the list, or not what its name says."""

    code = "document_type"
    sentence = _(
        "This kind of file is not taken, or its name does not fit what is inside. Choose a PDF, a JPEG or PNG picture, "
        "or a text in .docx or .odt. Save other files as PDF first."
    )


class DocumentDamaged(DomainError):
    """It is not whole."""

    code = "document_damaged"
    sentence = _("This file is damaged or was cut short. Open it, save it again, and choose it once more.")


class DocumentPixels(DomainError):
    """Opening it would fill the memory of a computer."""

    code = "document_pixels"
    sentence = _("This picture has too many pixels. Make it smaller, to at most 40 million, and choose it once more.")


class DocumentHoldsProgram(DomainError):
    """A program or another file lies inside."""

    code = "document_holds_program"
    sentence = _("A program or another file lies inside. Print it to a new PDF, and choose that one.")


class DocumentPassword(DomainError):
    """Nobody could read it later."""

    code = "document_password"
    sentence = _("This file asks for a password. Save it without one, and choose it once more.")


class DocumentSigned(DomainError):
    """Taking names out would make the signature void."""

    code = "document_signed"
    sentence = _(
        "This file is signed electronically, and the signature holds only if no byte changes. Keep it exactly as it came, or "
        "print it to a new PDF and choose that one."
    )


class TooManyDocuments(DomainError):
    """The case, or the day of the sender, is full."""

    code = "too_many_documents"
    sentence = _("No more documents are taken here today. Ask a coordinator if this is not enough.")


class DocumentWithdrawn(DomainError):
    """It does not count any more."""

    code = "document_withdrawn"
    sentence = _("This document was withdrawn. It is kept, but not handed out any more.")


class DocumentUnreadable(DomainError):
    """A piece is missing, damaged or in the wrong place."""

    code = "document_unreadable"
    sentence = _("This document is damaged where it is kept, so it is not handed out. Tell the administrator.")


def require_standing(document: Document) -> None:
    """Raise DocumentWithdrawn unless the document counts."""
    if document.withdrawn_at is not None:
        raise DocumentWithdrawn

"""What may come in: the type is told by the bytes, and what a file says about its maker is taken out."""

from pathlib import PurePath

from cases.document.choices import FileType
from cases.document.parcels import (
    ZIP_START,
    DamagedParcel,
    HoldsProgram,
    SignedParcel,
    clean_parcel,
    kind_of_parcel,
)
from cases.document.pdfs import AsksForPassword, DamagedPdf, PdfHoldsProgram, PdfIsSigned, clean_pdf
from cases.document.pictures import (
    JPEG_START,
    PNG_START,
    DamagedPicture,
    TooManyPixels,
    clean_jpeg,
    clean_png,
)
from cases.document.states import (
    DocumentDamaged,
    DocumentEmpty,
    DocumentHoldsProgram,
    DocumentPassword,
    DocumentPixels,
    DocumentSigned,
    DocumentTooLarge,
    DocumentType,
)

MOST_BYTES = 20 * 1024 * 1024
_PDF_START, _PDF_END = b"%PDF-", b"%%EOF"
_END_WITHIN = 2048
_ENDINGS = {
    FileType.PDF: {".pdf"},
    FileType.JPEG: {".jpg", ".jpeg", ".jpe", ".jfif"},
    FileType.PNG: {".png"},
    FileType.DOCX: {".docx"},
    FileType.ODT: {".odt"},
}


def type_of(data: bytes) -> FileType | None:
    """What the bytes are, if it is on the list. A name is not asked."""
    if data.startswith(_PDF_START):
        return FileType.PDF
    if data.startswith(JPEG_START):
        return FileType.JPEG
    if data.startswith(PNG_START):
        return FileType.PNG
    if data.startswith(ZIP_START) and (kind := kind_of_parcel(data)):
        return FileType(kind)
    return None


def accepted(data: bytes, name: str, *, as_it_came: bool = False) -> tuple[FileType, bytes]:
    """The type, and the bytes to keep. Raises a DomainError that says why it is not taken.

    A name whose ending belongs to another type is refused: one of the two is not true. `as_it_came`: it is looked at as
    closely, and kept to the byte; only so a file that is signed electronically is taken.
    """
    if not data:
        raise DocumentEmpty
    if len(data) > MOST_BYTES:
        raise DocumentTooLarge
    found = type_of(data)
    if found is None or PurePath(name).suffix.lower() not in _ENDINGS[found]:
        raise DocumentType
    try:
        kept = _cleaned(found, data)
        return found, data if as_it_came else kept
    except TooManyPixels:
        raise DocumentPixels from None
    except (HoldsProgram, PdfHoldsProgram):
        raise DocumentHoldsProgram from None
    except AsksForPassword:
        raise DocumentPassword from None
    except (SignedParcel, PdfIsSigned):
        if as_it_came:
            return found, data
        raise DocumentSigned from None
    except (DamagedPicture, DamagedParcel, DamagedPdf):
        raise DocumentDamaged from None


def _cleaned(found: FileType, data: bytes) -> bytes:
    if found == FileType.JPEG:
        return clean_jpeg(data)
    if found == FileType.PNG:
        return clean_png(data)
    if found in {FileType.DOCX, FileType.ODT}:
        return clean_parcel(data)
    if _PDF_END not in data[-_END_WITHIN:]:
        raise DamagedPdf
    return clean_pdf(data)

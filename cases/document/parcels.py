"""Word and OpenDocument texts without the sheet that says who wrote them when. All in memory, nothing on disk.

Refused: programs inside, more than MOST_MEMBERS parts, parts that unpack to more than MOST_UNPACKED bytes or to more
than MOST_RATIO times their size, and what is signed. Names within tracked changes and comments become numbers.
"""

import io
import zipfile

from cases.document.authors import StrangeLetters, without_authors
from cases.document.pictures import JPEG_START, PNG_START, clean_jpeg, clean_png

ZIP_START = b"PK\x03\x04"
MOST_MEMBERS = 2000
MOST_UNPACKED = 100 * 1024 * 1024
MOST_RATIO = 100
# A part that is small unpacked is no bomb, however well it packs.
_SMALL = 1024 * 1024

_CORE = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    b'<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"/>'
)
_PROPERTIES = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    b'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/%s-properties"/>'
)
_META = (
    b'<?xml version="1.0" encoding="UTF-8"?>'
    b'<office:document-meta xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" office:version="1.2">'
    b"<office:meta/></office:document-meta>"
)
_EMPTIED = {
    "docProps/core.xml": _CORE,
    "docProps/app.xml": _PROPERTIES % b"extended",
    "docProps/custom.xml": _PROPERTIES % b"custom",
    "meta.xml": _META,
}
_DROPPED = ("docProps/thumbnail", "Thumbnails/", "Versions/", "VersionList.xml")
_SIGNATURES = ("_xmlsignatures/", "META-INF/documentsignatures")
_PROGRAMS = ("vbaproject.bin", "vbadata.xml", "script-lb.xml", ".exe", ".dll", ".js", ".vbs", ".class", ".jar")
_PROGRAM_FOLDERS = ("basic/", "scripts/", "word/activex/", "word/embeddings/", "object ")
ODT_MIMETYPE = b"application/vnd.oasis.opendocument.text"


class DamagedParcel(ValueError):
    """It is cut short, too large inside, or neither of the two."""


class HoldsProgram(ValueError):
    """A program or another file lies inside."""


class SignedParcel(ValueError):
    """It is signed electronically: changed by a byte, the signature is void."""


def kind_of_parcel(data: bytes) -> str:
    """ "docx", "odt" or "". By what lies inside."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as parcel:
            names = set(parcel.namelist())
            if {"[Content_Types].xml", "word/document.xml"} <= names:
                return "docx"
            if {"mimetype", "content.xml"} <= names and parcel.getinfo("mimetype").file_size == len(ODT_MIMETYPE):
                return "odt" if parcel.read("mimetype") == ODT_MIMETYPE else ""
    except _ERRORS:
        return ""
    return ""


_ERRORS = (zipfile.BadZipFile, NotImplementedError, RuntimeError, ValueError, OSError, EOFError, KeyError)


def clean_parcel(data: bytes) -> bytes:
    """The same text, packed anew. Raises DamagedParcel, HoldsProgram or SignedParcel."""
    try:
        return _packed_anew(data)
    except (DamagedParcel, HoldsProgram, SignedParcel):
        raise
    except StrangeLetters:
        raise DamagedParcel from None
    except _ERRORS:
        raise DamagedParcel from None


def _packed_anew(data: bytes) -> bytes:
    out, left, is_signed = io.BytesIO(), MOST_UNPACKED, False
    people: dict[bytes, bytes] = {}
    with zipfile.ZipFile(io.BytesIO(data)) as parcel, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        members = parcel.infolist()
        if len(members) > MOST_MEMBERS or len({member.filename for member in members}) != len(members):
            raise DamagedParcel
        for member in members:
            name = member.filename
            _check_name(name)
            is_signed |= name.startswith(_SIGNATURES)
            if member.is_dir() or name.startswith(_DROPPED):
                continue
            with parcel.open(member) as stream:
                content = stream.read(left + 1)
            left -= len(content)
            if left < 0 or len(content) > max(_SMALL, MOST_RATIO * member.compress_size):
                raise DamagedParcel
            how = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            # A made-up moment: when somebody worked on it is nobody's business.
            if name not in _EMPTIED:
                content = without_authors(name, _without_marks(content), people)
            packed.writestr(zipfile.ZipInfo(name), _EMPTIED.get(name, content), compress_type=how)
    if is_signed:
        raise SignedParcel
    return out.getvalue()


def _check_name(name: str) -> None:
    low = name.lower()
    if low.startswith("/") or "\\" in low or ".." in low.split("/"):
        raise DamagedParcel
    if low.endswith(_PROGRAMS) or low.startswith(_PROGRAM_FOLDERS):
        raise HoldsProgram


def _without_marks(content: bytes) -> bytes:
    """Pictures inside are cleaned too, where they can be."""
    try:
        if content.startswith(JPEG_START):
            return clean_jpeg(content)
        if content.startswith(PNG_START):
            return clean_png(content)
    except ValueError:
        raise DamagedParcel from None
    return content

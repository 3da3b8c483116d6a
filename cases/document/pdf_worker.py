"""Takes out of a PDF what it says about its maker. A program of its own: PDF in on standard input, PDF out on standard output.

It knows no key, no setting and no database, may use so much memory and time, and may write no file. How it ends says what
it found: see Found. `cases/document/pdfs.py` runs it.
"""

import io
import resource
import sys
from pathlib import Path
from typing import Any

# What tells who made something, when and with what, wherever it stands. /T, /M and /NM of annotations come besides.
DROPPED = frozenset(
    "/Metadata /PieceInfo /LastModified /Thumb /Author /Creator /Producer /Company /CreationDate /ModDate /CreatorInfo "
    "/SpiderInfo /SourceModified".split()
)
OF_ANNOTATIONS = frozenset({"/T", "/M", "/NM", "/CreationDate"})
PROGRAMS = frozenset({"/JavaScript", "/Launch", "/ImportData", "/SubmitForm", "/GoToE"})
HOLDS_FILES = frozenset({"/EmbeddedFiles", "/EF", "/AF", "/XFA", "/JS"})
TELLING = (b"Exif\0", b"http://ns.adobe.com", b"Photoshop 3.0")


class Refused(Exception):
    """It is not taken; the first argument is a Found."""


def main() -> int:
    """Clean standard input onto standard output."""
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        sys.stdout.buffer.write(cleaned(sys.stdin.buffer.read()))
    except Refused as refusal:
        return int(refusal.args[0])
    except (MemoryError, RecursionError):
        return Found.DAMAGED
    return Found.CLEAN


def cleaned(data: bytes) -> bytes:
    """The same pages. What is not reached from them any more, such as earlier states of the file, is not written."""
    try:
        pdf = pikepdf.open(io.BytesIO(data), suppress_warnings=True)
    except pikepdf.PasswordError:
        raise Refused(Found.PASSWORD) from None
    except pikepdf.PdfError:
        raise Refused(Found.DAMAGED) from None
    with pdf:
        try:
            if not len(pdf.pages):
                raise Refused(Found.DAMAGED)
            for name in ("/Info", "/ID"):
                if name in pdf.trailer:
                    del pdf.trailer[name]
            if any([_clean_all(whole) for whole in pdf.objects]):
                raise Refused(Found.SIGNED)
            out = io.BytesIO()
            pdf.save(
                out,
                encryption=False,
                compress_streams=False,
                stream_decode_level=pikepdf.StreamDecodeLevel.none,
                object_stream_mode=pikepdf.ObjectStreamMode.preserve,
                deterministic_id=True,
            )
        except (pikepdf.PdfError, ValueError, TypeError, KeyError, AttributeError):
            raise Refused(Found.DAMAGED) from None
    return out.getvalue()


def _clean_all(whole: Any) -> bool:
    """An object and whatever lies directly inside; what it points at has its own turn. Whether there is a signature."""
    waiting, is_signed = [whole], False
    while waiting:
        one = waiting.pop()
        if isinstance(one, pikepdf.Array):
            waiting += [inner for inner in one if _is_inside(inner)]
        elif isinstance(one, pikepdf.Dictionary | pikepdf.Stream):
            is_signed |= "/ByteRange" in one or one.get("/Type") == pikepdf.Name.Sig
            _clean(one)
            waiting += [inner for _name, inner in one.items() if _is_inside(inner)]
    return is_signed


def _is_inside(one: Any) -> bool:
    return isinstance(one, pikepdf.Array | pikepdf.Dictionary) and not one.is_indirect


def _clean(one: Any) -> None:
    names = set(one.keys())
    kind = str(one.get("/Subtype", ""))
    if names & HOLDS_FILES or kind == "/FileAttachment" or str(one.get("/S", "")) in PROGRAMS:
        raise Refused(Found.PROGRAM)
    is_note = "/Rect" in names and bool(kind) and kind != "/Widget"
    for name in names & (DROPPED | OF_ANNOTATIONS if is_note else DROPPED):
        del one[name]
    if isinstance(one, pikepdf.Stream) and kind == "/Image":
        _clean_picture(one)


def _clean_picture(one: Any) -> None:
    """A photo keeps its points, and nothing that a camera wrote beside them."""
    how = one.get("/Filter")
    if how != pikepdf.Name.DCTDecode and (not isinstance(how, pikepdf.Array) or list(how) != [pikepdf.Name.DCTDecode]):
        return
    data = one.read_raw_bytes()
    try:
        kept = clean_jpeg(data)
    except ValueError:
        if any(mark in data for mark in TELLING):
            raise Refused(Found.DAMAGED) from None
        return
    one.write(kept, filter=pikepdf.Name.DCTDecode, decode_parms=one.get("/DecodeParms"))


if __name__ == "__main__":
    # It runs apart from everything, so it says itself where the project lies.
    sys.path.append(str(Path(__file__).resolve().parents[2]))

import pikepdf  # noqa: E402 - the path comes first

from cases.document.pdfs import MOST_MEMORY, MOST_SECONDS, Found  # noqa: E402 - the path comes first
from cases.document.pictures import clean_jpeg  # noqa: E402 - the path comes first

if __name__ == "__main__":
    sys.exit(main())

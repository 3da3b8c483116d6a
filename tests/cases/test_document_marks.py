"""What a file says about its maker: none of it is handed out, whatever slot it stands in, and what is written stays."""

import io
import time
import zipfile
import zlib

import pikepdf
import pytest

from cases.document.authors import StrangeLetters, without_authors
from cases.document.parcels import clean_parcel
from cases.document.pdfs import clean_pdf
from cases.models import Case, Document
from tests.cast import Cast
from tests.factories.documents import DOCX, FILES, JPEG, MARK, ODT, PDF, PNG, parcel, pdf, upload
from tests.factories.reading import opened
from tests.source import product_code, text

pytestmark = pytest.mark.django_db
SIGNATURE = b"<</FT/Sig/V<</Type/Sig/ByteRange[0 1 2 3]/Name(%s)>>>>" % MARK
JAVASCRIPT = b"<</S/JavaScript/JS(app.alert\\(1\\))>>"
SCRIPT = b"<</O<</S/JavaScript/JS(app.alert\\(1\\))>>>>"
ATTACHED = b"<</Type/Annot/Subtype/FileAttachment/Rect[0 0 9 9]/FS<</Type/Filespec/F(a.exe)>>>>"


def add(cast: Cast, case: Case, name: str, data: bytes, **more: str):
    return cast.caseworker.post("cases:document_add", case, kind="letter", file=upload(name, data), **more)


def served(cast: Cast, case: Case) -> bytes:
    row = Document.objects.get(case=case)
    return b"".join(cast.caseworker.get("cases:document_fetch", case, row).streaming_content)


def all_of(data: bytes) -> bytes:
    """The bytes, and unpacked whatever is packed inside."""
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            return data + b"".join(name.encode() + packed.read(name) for name in packed.namelist())
    if data.startswith(b"%PDF"):
        out = io.BytesIO()
        with pikepdf.open(io.BytesIO(data)) as read:
            read.save(out, stream_decode_level=pikepdf.StreamDecodeLevel.all, compress_streams=False)
        return data + out.getvalue()
    return data


def with_open(data: bytes, **how: object) -> bytes:
    """A PDF as another program writes it."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as read:
        read.save(out, **how)
    return out.getvalue()


MARKED = FILES | {
    "packed.pdf": with_open(PDF, object_stream_mode=pikepdf.ObjectStreamMode.generate, compress_streams=True),
    "owned.pdf": with_open(PDF, encryption=pikepdf.Encryption(owner="secret", user="")),
    "later.pdf": PDF + b"8 0 obj <</Author(%s, again)>> endobj\ntrailer <</Root 1 0 R/Info 8 0 R>>\n%%%%EOF\n" % MARK,
}


@pytest.mark.parametrize("name", MARKED)
def test_no_mark_is_in_what_is_served(cast: Cast, case: Case, name: str):
    assert MARK in all_of(MARKED[name]) or name == "owned.pdf"
    assert add(cast, case, name, MARKED[name]).status_code == 302
    kept = served(cast, case)
    assert MARK not in all_of(kept) and MARK.hex().encode() not in all_of(kept).lower()
    facts = opened(cast.caseworker.user, Document.objects.get(case=case), "facts")
    assert len(kept) == facts["size"] and "original" not in facts


def test_what_shows_a_picture_stays_to_the_byte(cast: Cast, case: Case):
    add(cast, case, "photo.JPG", JPEG)
    kept = served(cast, case)
    assert JPEG[JPEG.index(b"\xff\xdb") :] in kept and b"Exif" in kept, "which way is up stays too"
    add(cast, case, "scan.png", PNG)
    rows = Document.objects.filter(case=case).order_by("-created_at")
    again = b"".join(cast.caseworker.get("cases:document_fetch", case, rows[0]).streaming_content)
    assert PNG[PNG.index(b"IDAT") :] in again and b"Exif" not in again


def test_the_pages_of_a_pdf_stay():
    words = b"BT /F1 12 Tf (Words on the page) Tj ET"
    kept = clean_pdf(pdf(words))
    assert words in kept and b"(Words)" in kept, "what was commented stays; who did it does not"
    assert JPEG[JPEG.index(b"\xff\xdb") :] in kept
    with pikepdf.open(io.BytesIO(kept)) as read:
        assert len(read.pages) == 1 and "/Info" not in read.trailer
    assert clean_pdf(kept) == kept, "there is nothing more to take out"


def test_what_is_written_in_a_text_stays_and_two_authors_stay_two():
    with zipfile.ZipFile(io.BytesIO(clean_parcel(DOCX))) as packed:
        document, comments = packed.read("word/document.xml"), packed.read("word/comments.xml")
        people = packed.read("word/people.xml")
    assert b"Words by w:author='Gull'" in document and b"A comment" in comments
    assert b'w:author="1"' in document and b'w:author="2"' in document
    assert b'w:author="1"' in comments and b'w15:author="1"' in people, "one name is one number everywhere"
    assert b"w:date" not in document and b"rsid" not in document and b"initials" not in comments
    with zipfile.ZipFile(io.BytesIO(clean_parcel(ODT))) as packed:
        content = packed.read("content.xml")
    assert b"Words" in content and b"A comment" in content and b"<dc:creator>1</dc:creator>" in content


@pytest.mark.parametrize(
    "content",
    ['<a w:author="Gull"/>'.encode("utf-16"), b'<?xml version="1.0" encoding="utf-7"?><a/>', b"<a>\0</a>"],
)
def test_strange_letters_hide_nothing(cast: Cast, case: Case, content: bytes):
    with pytest.raises(StrangeLetters):
        without_authors("word/document.xml", content, {})
    data = parcel({"[Content_Types].xml": b"<Types/>", "word/document.xml": content})
    assert "damaged" in add(cast, case, "a.docx", data).content.decode()


SIGNED_TEXT = parcel(
    {
        "mimetype": b"application/vnd.oasis.opendocument.text",
        "content.xml": b"Words",
        "META-INF/documentsignatures.xml": MARK,
    }
)
REFUSED = {
    "a password": ("a.pdf", with_open(PDF, encryption=pikepdf.Encryption(owner="a", user="b")), "asks for a password"),
    "a script": ("a.pdf", pdf(b"", SCRIPT), "A program or another file"),
    "a script as an object": ("a.pdf", pdf(b"", JAVASCRIPT), "A program or another file"),
    "an attached file": ("a.pdf", pdf(b"", b"null", ATTACHED), "A program or another file"),
    "a signature": ("a.pdf", pdf(b"", b"null", SIGNATURE), "signed electronically"),
    "a signed text": ("a.odt", SIGNED_TEXT, "signed electronically"),
    "no page": ("a.pdf", b"%PDF-1.7\n1 0 obj <</Type/Catalog>> endobj\ntrailer <</Root 1 0 R>>\n%%EOF\n", "damaged"),
    "no PDF inside": ("a.pdf", b"%PDF-1.7\n<script>alert(1)</script>\n%%EOF\n", "damaged"),
}


@pytest.mark.parametrize("what", REFUSED)
def test_what_cannot_be_cleaned_is_refused_with_a_sentence(cast: Cast, case: Case, what: str):
    name, data, sentence = REFUSED[what]
    answer = add(cast, case, name, data)
    assert answer.status_code == 200 and sentence in answer.content.decode()
    assert not Document.objects.exists()


def bomb() -> bytes:
    """A PDF whose table of objects unpacks to more than any machine has."""
    packer = zlib.compressobj(9)
    packed = b"".join([packer.compress(bytes(16 * 1024 * 1024)) for _ in range(128)]) + packer.flush()
    table = b"<</Type/XRef/Size 9/W[1 2 1]/Root 1 0 R/Filter/FlateDecode/Length %d>>" % len(packed)
    return b"%%PDF-1.7\n9 0 obj %s stream\n%s\nendstream endobj\nstartxref\n9\n%%%%EOF\n" % (table, packed)


def test_a_bomb_takes_neither_memory_nor_time(cast: Cast, case: Case):
    data, begin = bomb(), time.monotonic()
    assert len(data) < 4 * 1024 * 1024
    assert "damaged" in add(cast, case, "a.pdf", data).content.decode()
    assert time.monotonic() - begin < 60 and not Document.objects.exists()


@pytest.mark.parametrize("what", ["a signature", "a signed text", "a photo", "a PDF"])
def test_evidence_is_kept_to_the_byte_and_says_so(cast: Cast, case: Case, what: str):
    name, data, _sentence = REFUSED.get(what) or {"a photo": ("a.jpg", JPEG, ""), "a PDF": ("a.pdf", PDF, "")}[what]
    assert add(cast, case, name, data, as_it_came="on").status_code == 302
    assert served(cast, case) == data
    assert opened(cast.caseworker.user, Document.objects.get(case=case), "facts")["original"] is True
    assert "Kept as it came" in cast.caseworker.get("cases:document_list", case).content.decode()


@pytest.mark.parametrize("what", ["a password", "a script", "an attached file", "no page"])
def test_as_it_came_lets_nothing_else_in(cast: Cast, case: Case, what: str):
    name, data, sentence = REFUSED[what]
    assert sentence in add(cast, case, name, data, as_it_came="on").content.decode()
    both = pdf(b"", SCRIPT, SIGNATURE)
    assert "A program or another file" in add(cast, case, "a.pdf", both, as_it_came="on").content.decode()
    assert not Document.objects.exists()


def test_over_the_api(cast: Cast, case: Case):
    path = f"/api/v1/cases/{case.pid}/documents/"
    data = pdf(b"", b"null", SIGNATURE)
    refused = cast.caseworker.client.post(path, {"kind": "letter", "file": upload("a.pdf", data)})
    assert refused.status_code == 409 and refused.json()["code"] == "document_signed"
    taken = cast.caseworker.client.post(path, {"kind": "letter", "file": upload("a.pdf", data), "as_it_came": "true"})
    assert taken.status_code == 201 and served(cast, case) == data


def test_only_the_program_apart_reads_a_pdf():
    """The process that holds keys loads no reader of PDF."""
    naming = [path for path in product_code() if "pikepdf" in text(path) or "import pdf_worker" in text(path)]
    assert naming == ["cases/document/pdf_worker.py"]

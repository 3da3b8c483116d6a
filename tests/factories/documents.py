"""Small whole files of each type, with MARK in every place that tells of their maker."""

import base64
import io
import zipfile

from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.models import User
from cases.access import admit, relation_of_visible
from cases.document.actions import add_document
from cases.document.choices import DocumentKind
from cases.models import Case, Document
from tests.factories.cases import acting

MARK = b"@@MARK@@"
# Four times four red points that lie on their side, with a maker and a comment.
JPEG = base64.b64decode(
    "/9j/4AAQSkZJRgABAQAAAQABAAD/4QA4RXhpZgAATU0AKgAAAAgAAgEPAAIAAAAJAAAAJgESAAMAAAABAAYAAAAAAABAQE1BUktAQAAA//4ACkBA"
    "TUFSS0BA/9sAQwAoHB4jHhkoIyEjLSsoMDxkQTw3Nzx7WF1JZJGAmZaPgIyKoLTmw6Cq2q2KjMj/y9ru9f///5vB////+v/m/f/4/9sAQwErLS08"
    "NTx2QUF2+KWMpfj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4/8AAEQgABAAEAwEiAAIRAQMRAf/EAB8A"
    "AAEFAQEBAQEBAAAAAAAAAAABAgMEBQYHCAkKC//EALUQAAIBAwMCBAMFBQQEAAABfQECAwAEEQUSITFBBhNRYQcicRQygZGhCCNCscEVUtHwJDNi"
    "coIJChYXGBkaJSYnKCkqNDU2Nzg5OkNERUZHSElKU1RVVldYWVpjZGVmZ2hpanN0dXZ3eHl6g4SFhoeIiYqSk5SVlpeYmZqio6Slpqeoqaqys7S1"
    "tre4ubrCw8TFxsfIycrS09TV1tfY2drh4uPk5ebn6Onq8fLz9PX29/j5+v/EAB8BAAMBAQEBAQEBAQEAAAAAAAABAgMEBQYHCAkKC//EALURAAIB"
    "AgQEAwQHBQQEAAECdwABAgMRBAUhMQYSQVEHYXETIjKBCBRCkaGxwQkjM1LwFWJy0QoWJDThJfEXGBkaJicoKSo1Njc4OTpDREVGR0hJSlNUVVZX"
    "WFlaY2RlZmdoaWpzdHV2d3h5eoKDhIWGh4iJipKTlJWWl5iZmqKjpKWmp6ipqrKztLW2t7i5usLDxMXGx8jJytLT1NXW19jZ2uLj5OXm5+jp6vLz"
    "9PX29/j5+v/aAAwDAQACEQMRAD8Ar0UUVkd5/9k="
)
PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAQAAAAECAIAAAAmkwkpAAAAD3RFWHRBdXRob3IAQEBNQVJLQEDqawr1AAAAFElEQVR4nGM8oaHBAANMDEgANwcA"
    "OFQBICTvemsAAAAASUVORK5CYII="
)


def pdf(content: bytes = b"", *more: bytes) -> bytes:
    """A PDF of one page that shows `content`, with these objects besides, numbered from 20; MARK in every place."""
    objects = {
        1: b"<</Type/Catalog/Pages 2 0 R/Metadata 5 0 R/PieceInfo<</Invented<</LastModified(%s)>>>>>>" % MARK,
        2: b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        3: b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Contents 4 0 R/Annots[6 0 R 21 0 R]/LastModified(%s)"
        b"/Resources<</XObject<</A 7 0 R>>>>/AA 20 0 R>>" % MARK,
        4: b"<</Length %d>>stream\n%s\nendstream" % (len(content), content),
        5: b"<</Type/Metadata/Subtype/XML/Length %d>>stream\n%s\nendstream" % (len(MARK), MARK),
        6: b"<</Type/Annot/Subtype/Text/Rect[0 0 9 9]/Contents(Words)/T(%s)/M(%s)/NM(%s)>>" % (MARK, MARK, MARK),
        7: b"<</Type/XObject/Subtype/Image/Width 4/Height 4/BitsPerComponent 8/ColorSpace/DeviceRGB/Filter/DCTDecode"
        b"/Metadata 5 0 R/Length %d>>stream\n%s\nendstream" % (len(JPEG), JPEG),
        8: b"<</Author(%s)/Title(%s)/Producer(%s)/CreationDate(%s)>>" % (MARK, MARK, MARK, MARK),
        9: b"(%s, an earlier state)" % MARK,
        **dict(enumerate(more, 20)),
    }
    out = b"%PDF-1.7\n"
    places = {}
    for number, words in objects.items():
        places[number] = len(out)
        out += b"%d 0 obj %s endobj\n" % (number, words)
    start = len(out)
    table = [b"%010d 00000 %s \n" % (places.get(n, 0), b"n" if n in places else b"f") for n in range(max(objects) + 1)]
    trailer = b"trailer <</Root 1 0 R/Info 8 0 R/Size %d/ID[<%s><%s>]>>" % (len(table), MARK.hex().encode(), b"00")
    return out + b"xref\n0 %d\n%s%s\nstartxref\n%d\n%%%%EOF\n" % (len(table), b"".join(table), trailer, start)


def parcel(members: dict[str, bytes]) -> bytes:
    """A zip of these members."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in members.items():
            packed.writestr(name, content)
    return out.getvalue()


W = b'xmlns:w="urn:invented"'
DOCX = parcel(
    {
        "[Content_Types].xml": b"<Types/>",
        "_rels/.rels": b'<Relationships><Relationship Id="a" Target="word/document.xml"/></Relationships>',
        "word/document.xml": b"<w:document %s><w:ins w:id='1' w:author='%s' w:date=\"2026-01-02\" w:rsidR=\"%s\">"
        b"<w:t>Words by w:author='Gull'</w:t></w:ins><w:del w:id='2' w:author=\"Other\"/></w:document>"
        % (W, MARK, MARK),
        "word/comments.xml": b'<w:comments %s><w:comment w:id="1" w:author="%s" w:initials="%s" w:date="%s">'
        b"<w:t>A comment</w:t></w:comment></w:comments>" % (W, MARK, MARK, MARK),
        "word/people.xml": b'<w15:person w15:author="%s"><w15:presenceInfo w15:providerId="AD" w15:userId="%s"/>'
        b"</w15:person>" % (MARK, MARK),
        "word/settings.xml": b'<w:settings %s><w:rsids><w:rsid w:val="%s"/></w:rsids><w:docVars>'
        b'<w:docVar w:name="a" w:val="%s"/></w:docVars></w:settings>' % (W, MARK, MARK),
        "word/_rels/settings.xml.rels": b'<Relationships><Relationship Target="file:///C:\\%s\\a.dotx" '
        b'TargetMode="External"/></Relationships>' % MARK,
        "customXml/item1.xml": b"<author>" + MARK + b"</author>",
        "word/media/image1.jpeg": JPEG,
        "docProps/core.xml": b"<creator>" + MARK + b"</creator>",
        "docProps/app.xml": MARK,
        "docProps/custom.xml": MARK,
        "docProps/thumbnail.jpeg": MARK,
    }
)
ODT = parcel(
    {
        "mimetype": b"application/vnd.oasis.opendocument.text",
        "content.xml": b"<office:text><text:changed-region><office:change-info><dc:creator>%s</dc:creator>"
        b"<dc:date>%s</dc:date></office:change-info></text:changed-region><office:annotation><dc:creator>%s</dc:creator>"
        b"<meta:creator-initials>%s</meta:creator-initials><text:p>A comment</text:p></office:annotation>Words"
        b"</office:text>" % (MARK, MARK, MARK, MARK),
        "settings.xml": b'<config:config-item config:name="PrinterName" config:type="string">%s</config:config-item>'
        % MARK,
        "meta.xml": MARK,
        "Thumbnails/thumbnail.png": MARK,
        "Versions/Version1": MARK,
    }
)
PDF = pdf()
FILES = {"letter.pdf": PDF, "photo.JPG": JPEG, "scan.png": PNG, "text.docx": DOCX, "text.odt": ODT}


class Sent(SimpleUploadedFile):
    """Read from its beginning each time, as a browser that sends it again does."""

    def read(self, *sizes: int) -> bytes:
        self.seek(0)
        content: bytes = super().read(*sizes)
        return content


def upload(name: str = "letter.pdf", data: bytes | None = None) -> Sent:
    """As a browser sends it."""
    return Sent(name, FILES[name] if data is None else data)


def make_document(
    user: User,
    case: Case,
    data: bytes = PDF,
    kind: str = "letter",
    name: str = "letter.pdf",
    *,
    as_it_came: bool = False,
) -> Document:
    """A document of the case, added by `user`."""
    with acting(user):
        admit(user, [case.pk], relation_of_visible(user))
        return add_document(actor=user, case=case, kind=DocumentKind(kind), data=data, name=name, as_it_came=as_it_came)

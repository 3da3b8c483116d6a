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
PDF = b"%PDF-1.7\n1 0 obj <</Type /Catalog>> endobj\ntrailer <</Root 1 0 R>>\n%%EOF\n"
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


def parcel(members: dict[str, bytes]) -> bytes:
    """A zip of these members."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in members.items():
            packed.writestr(name, content)
    return out.getvalue()


DOCX = parcel(
    {
        "[Content_Types].xml": b"<Types/>",
        "word/document.xml": b"<w:document>Words</w:document>",
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
        "content.xml": b"<office:text>Words</office:text>",
        "meta.xml": MARK,
        "Thumbnails/thumbnail.png": MARK,
    }
)
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
    user: User, case: Case, data: bytes = PDF, kind: str = "letter", name: str = "letter.pdf"
) -> Document:
    """A document of the case, added by `user`."""
    with acting(user):
        admit(user, [case.pk], relation_of_visible(user))
        return add_document(actor=user, case=case, kind=DocumentKind(kind), data=data, name=name)

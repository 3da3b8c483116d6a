"""A document as an answer: to be kept, never shown in our own window."""

from collections.abc import Iterator

from django.http import StreamingHttpResponse

from cases.document.choices import FileType
from cases.document.queries import Held
from cases.models import Document

CONTENT_TYPES = {
    FileType.PDF.value: "application/pdf",
    FileType.JPEG.value: "image/jpeg",
    FileType.PNG.value: "image/png",
    FileType.DOCX.value: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    FileType.ODT.value: "application/vnd.oasis.opendocument.text",
}
# The empty sandbox alone refuses scripts, forms, frames and the own origin; the others stand on every answer.
POLICY = "sandbox; default-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"


def answer_with(row: Document, item: Held, content: Iterator[bytes]) -> StreamingHttpResponse:
    """The bytes as an attachment that may run nothing.

    Its name says nothing of the sender's: names of files name people, and others read the folder of downloads.
    """
    answer = StreamingHttpResponse(content, content_type=CONTENT_TYPES.get(item.extension, "application/octet-stream"))
    answer["Content-Disposition"] = f'attachment; filename="file-{row.pid}.{item.extension}"'
    answer["Content-Length"] = str(item.size)
    answer["Content-Security-Policy"] = POLICY
    return answer

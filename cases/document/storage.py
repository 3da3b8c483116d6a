"""The bytes of a document: sealed in pieces of CHUNK bytes, opened one piece at a time.

The id of a piece is made from the id of its document and its number, and is part of its seal; how many bytes there are,
and their digest, stand sealed in the document. So none can be moved, exchanged, repeated or cut off.
"""

import hashlib
import hmac
from collections.abc import Iterator
from typing import Any
from uuid import UUID, uuid5

from audit.scopes import Scope, entered
from cases.models import Document, DocumentChunk
from encryption.errors import Tampered
from encryption.principal import Principal, acting_as

# With what stands before it in its frame, a whole piece fills 64 KiB exactly.
CHUNK = 64 * 1024 - 5
_AT_ONCE = 16


def chunk_id(document_id: UUID, number: int) -> UUID:
    """The id of a piece."""
    return uuid5(document_id, str(number))


def digest_of(data: bytes) -> str:
    """SHA-256 in hex."""
    return hashlib.sha256(data).hexdigest()


def keep(document: Document, holder: str, data: bytes) -> None:
    """Seal the bytes of a document that is saved already. In the transaction of the caller: all of them or none."""
    for first in range(0, len(data), CHUNK * _AT_ONCE):
        rows = []
        for start in range(first, min(first + CHUNK * _AT_ONCE, len(data)), CHUNK):
            number = start // CHUNK
            row = DocumentChunk(
                id=chunk_id(document.pk, number),
                case_id=document.case_id,
                organisation_id=document.organisation_id,
                document=document,
                number=number,
            )
            setattr(row, f"{holder}content", data[start : start + CHUNK])
            rows.append(row)
        DocumentChunk.objects.bulk_create(rows)


def pieces(document: Document, holder: str, size: int) -> Iterator[bytes]:
    """The plain bytes, piece by piece. Raises Tampered for one that is missing, damaged or not of this place."""
    for number in range(-(-size // CHUNK)):
        row = DocumentChunk.objects.filter(pk=chunk_id(document.pk, number), document=document).first()
        content: Any = None if row is None else getattr(row, f"{holder}content").reveal("download")
        if content is None or len(content) != min(CHUNK, size - number * CHUNK):
            raise Tampered("A piece of the document is missing.")
        yield content


def verify(document: Document, holder: str, size: int, digest: str) -> None:
    """Open every piece once and tell it to the trail. Raises Tampered unless all of it is what was sent."""
    found = hashlib.sha256()
    for piece in pieces(document, holder, size):
        found.update(piece)
    if not hmac.compare_digest(found.hexdigest(), digest):
        raise Tampered("The document is not what was sent.")


def streamed(document: Document, holder: str, size: int, principal: Principal) -> Iterator[bytes]:
    """The plain bytes again, after `verify`, for an answer that is sent while the request has ended.

    Each piece is opened as `principal`, in a scope whose readings go nowhere: `verify` told them, and that row is
    written before the first byte leaves. Nobody acts while the answer waits between two pieces.
    """
    opened = pieces(document, holder, size)
    while True:
        with entered(Scope(via="web")), acting_as(principal):
            piece = next(opened, None)
        if piece is None:
            return
        yield piece

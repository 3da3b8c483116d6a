"""Uploaded files, sealed in chunks under class `drafts` and bound to the user who sent them. No plain copy on disk.

File = header (8), then chunks of nonce (12) | ciphertext | tag (16). Every chunk but the last holds CHUNK bytes. The
associated data of a chunk holds its number and whether it is the last, so that none can be cut off, moved or repeated.
"""

import io
import os
from pathlib import Path
from struct import Struct
from typing import BinaryIO
from uuid import UUID

from encryption import frame, keys, sealed, suite
from encryption.classes import FieldClass
from encryption.errors import EncryptionError, Tampered
from encryption.place import Place
from encryption.principal import require_clearance
from encryption.sink import RevealEvent, current_sink

LABEL = "encryption.file"
CHUNK = 64 * 1024
_OVERHEAD = frame.NONCE_SIZE + frame.TAG_SIZE
_STEP = CHUNK + _OVERHEAD
_NUMBER = Struct(">Q?")


def _column(label: str) -> sealed.Column:
    return sealed.Column(label, FieldClass.DRAFTS, frame.BYTES, bytes, bytes)


def _aad(start: bytes, place: Place, number: int, is_last: bool) -> bytes:
    return start + place.aad_end + _NUMBER.pack(number, is_last)


def seal_file(
    stream: BinaryIO, path: Path, *, organisation_id: UUID, scope_id: UUID, file_id: UUID, label: str = LABEL
) -> int:
    """Seal all of `stream` into a new file (mode 0600). Returns the size of what was sealed. `scope_id` is the user."""
    column = _column(label)
    place = Place(organisation_id, scope_id, file_id)
    require_clearance(place.scope, column.field_class, label, to_write=True)
    key, cipher = keys.sealing_key(organisation_id, scope_id, place.ring, FieldClass.DRAFTS)
    start = column.aad_start(key.header)
    size = 0
    part = path.with_name(path.name + ".part")
    try:
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as out:
            out.write(key.header)
            number = 0
            chunk = _full_read(stream)
            while True:
                following = _full_read(stream) if len(chunk) == CHUNK else b""
                is_last = not following
                out.write(suite.seal(cipher, chunk, _aad(start, place, number, is_last)))
                size += len(chunk)
                if is_last:
                    break
                number, chunk = number + 1, following
            out.flush()
            os.fsync(out.fileno())
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
    return size


def _full_read(stream: BinaryIO) -> bytes:
    """CHUNK bytes, or what is left: a stream may give less than it was asked for."""
    pieces: list[bytes] = []
    wanted = CHUNK
    while wanted and (piece := stream.read(wanted)):
        pieces.append(piece)
        wanted -= len(piece)
    return b"".join(pieces)


def open_file(
    path: Path, *, organisation_id: UUID, scope_id: UUID, file_id: UUID, label: str = LABEL, purpose: str = ""
) -> "SealedReader":
    """A seekable stream of the plain bytes, told to the sink once. Reading raises Tampered for a damaged file."""
    column = _column(label)
    place = Place(organisation_id, scope_id, file_id)
    try:
        principal = require_clearance(place.scope, column.field_class, label)
        told = current_sink()
        reader = SealedReader(path, column, place)
    except EncryptionError as error:
        sealed.report(column, place, purpose, error)
        raise
    try:
        purpose = purpose or principal.purpose
        told(
            RevealEvent(
                principal.actor_id, organisation_id, scope_id, file_id, label, column.field_class, purpose, "ok"
            )
        )
    except BaseException:
        reader.close()
        raise
    return reader


class SealedReader(io.RawIOBase):
    """Opens one chunk at a time. A file that was cut short is refused before its first byte is handed out."""

    def __init__(self, path: Path, column: sealed.Column, place: Place) -> None:
        super().__init__()
        self._file = path.open("rb")
        try:
            self._place = place
            body = path.stat().st_size - frame.HEADER_SIZE
            self._count = -(-body // _STEP)
            if body < _OVERHEAD or (body - 1) % _STEP + 1 < _OVERHEAD:
                raise Tampered("The file is cut short.")
            self._size = body - self._count * _OVERHEAD
            header = self._file.read(frame.HEADER_SIZE)
            self._start = column.aad_start(header)
            self._cipher = keys.opening_cipher(place.ring, header)
            self._at = 0
            self._number = -1
            self._chunk = b""
            self._turn_to(self._count - 1)
        except BaseException:
            self._file.close()
            raise

    def _turn_to(self, number: int) -> None:
        if number != self._number:
            self._file.seek(frame.HEADER_SIZE + number * _STEP)
            stored = self._file.read(_STEP)
            aad = _aad(self._start, self._place, number, number == self._count - 1)
            self._chunk = suite.unseal(self._cipher, stored, aad)
            self._number = number

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._at

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        base = {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self._size}[whence]
        self._at = max(0, base + offset)
        return self._at

    def readinto(self, buffer: "bytearray | memoryview") -> int:  # type: ignore[override]
        if self._at >= self._size:
            return 0
        number, within = divmod(self._at, CHUNK)
        self._turn_to(number)
        piece = self._chunk[within : within + len(buffer)]
        buffer[: len(piece)] = piece
        self._at += len(piece)
        return len(piece)

    def close(self) -> None:
        self._file.close()
        self._chunk = b""
        super().close()

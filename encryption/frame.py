"""The stored format: header, nonce, padded frame, tag. See docs/adr/0001-field-encryption.md.

value  = header | nonce (12) | ciphertext of the frame | tag (16)
header = version (1) | suite (1) | class number (2) | key generation (4)
frame  = type (1) | length (4) | payload | zeros up to the size that `padded_size` gives.
"""

from struct import Struct, error

from encryption.errors import Tampered

VERSION = 1
HEADER_SIZE = 8
NONCE_SIZE = 12
TAG_SIZE = 16
BODY_AT = HEADER_SIZE + NONCE_SIZE
PAD = 32
SMALL = 256
# The shortest thing that can have been sealed. Anything shorter is refused before a key is touched.
SHORTEST = BODY_AT + PAD + TAG_SIZE

NULL, TEXT, DATE, INT, JSON, BYTES = range(6)

_HEADER = Struct(">BBHI")
_FRAME = Struct(">BI")
_FRAME_SIZE = _FRAME.size
_ZEROS = tuple(bytes(size) for size in range(PAD))
LENGTH = Struct(">H")


def padded_size(size: int) -> int:
    """Size after padding: multiples of 32 bytes up to 256, then steps of at most 12.5 %."""
    if size <= SMALL:
        return -(-size // PAD) * PAD
    step = 1 << ((size - 1).bit_length() - 4)
    return -(-size // step) * step


_SMALL_SIZES = tuple(padded_size(size) for size in range(SMALL + 1))


def pack_frame(kind: int, payload: bytes) -> bytes:
    size = _FRAME_SIZE + len(payload)
    return (_FRAME.pack(kind, len(payload)) + payload).ljust(padded_size(size), b"\0")


def unpack_frame(frame: bytes) -> tuple[int, bytes]:
    """(type, payload). Raises Tampered when length or padding are not exactly what `pack_frame` makes."""
    try:
        kind, length = _FRAME.unpack_from(frame)
    except error:
        raise Tampered("The frame is too short.") from None
    end = _FRAME_SIZE + length
    size = len(frame)
    # Small frames are looked up: this runs for every cell that is read.
    if end <= SMALL:
        is_canonical = size == _SMALL_SIZES[end] and frame[end:] == _ZEROS[size - end]
    else:
        is_canonical = size == padded_size(end) and frame.endswith(bytes(size - end))
    if not is_canonical:
        raise Tampered("The padding is wrong.")
    return kind, frame[_FRAME_SIZE:end]


def pack_header(suite: int, field_class: int, generation: int) -> bytes:
    return _HEADER.pack(VERSION, suite, field_class, generation)


def unpack_header(header: bytes) -> tuple[int, int, int]:
    """(suite, class number, generation). Raises Tampered for another version or a generation that cannot be."""
    try:
        version, suite, field_class, generation = _HEADER.unpack(header)
    except error:
        raise Tampered("The header is too short.") from None
    if version != VERSION or generation == 0:
        raise Tampered("The header is not ours.")
    return suite, field_class, generation


def prefixed(*parts: bytes) -> bytes:
    """The parts, each after its length in two bytes: no two different lists give the same bytes."""
    return b"".join([piece for part in parts for piece in (LENGTH.pack(len(part)), part)])


def aad_start(header: bytes, label: str) -> bytes:
    """The part of a cell's associated data that is the same for every row of a column; `Place.aad_end` follows it."""
    return prefixed(header, label.encode())

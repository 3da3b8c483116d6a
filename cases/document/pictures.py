"""Pictures without what they tell beside the picture. No pixel is decoded: what is kept is kept byte for byte.

From a JPEG stay the picture and which way is up; from a PNG the picture and its colours. Place, time, device, author,
words, previews and whatever stands behind the end go. Source: ITU-T T.81 annex B; PNG, third edition, chapter 11.
"""

import re
from zlib import crc32

JPEG_START = b"\xff\xd8\xff"
PNG_START = b"\x89PNG\r\n\x1a\n"
MOST_PIXELS = 40_000_000

_NEXT_MARKER = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")
# Frames SOF0 to SOF15 are C0 to CF, but C4 (Huffman tables), C8 (reserved) and CC (arithmetic tables).
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_TABLES = frozenset({0xC4, 0xCC, 0xDB, 0xDC, 0xDD})
_SCAN, _END, _EXIF, _ADOBE = 0xDA, 0xD9, 0xE1, 0xEE
_ADOBE_SIZE = 14
_KEPT_CHUNKS = frozenset(
    {b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"sBIT", b"bKGD", b"pHYs"}
)
_ORIENTATION = 0x0112


class DamagedPicture(ValueError):
    """It is cut short, or is not what it says it is."""


class TooManyPixels(ValueError):
    """Opening it would fill the memory of whoever looks at it."""


def clean_jpeg(data: bytes) -> bytes:
    """The picture alone. Raises DamagedPicture or TooManyPixels."""
    kept, at, up, has_frame, has_scan = [b"\xff\xd8"], 2, 1, False, False
    while True:
        marker, at = _marker(data, at)
        if marker == _END and has_scan:
            kept.append(b"\xff\xd9")
            return kept[0] + _which_way(up) + b"".join(kept[1:])
        size = int.from_bytes(data[at : at + 2], "big")
        body = data[at : at + size]
        if size < 2 or len(body) != size:
            raise DamagedPicture
        at += size
        if marker in _FRAMES:
            _check_pixels(int.from_bytes(body[3:5], "big") * int.from_bytes(body[5:7], "big"))
            has_frame = True
        elif marker == _EXIF and body[2:8] == b"Exif\0\0":
            up = _orientation(body[8:]) or up
        if marker == _SCAN:
            if not has_frame:
                raise DamagedPicture
            found = _NEXT_MARKER.search(data, at)
            if found is None:
                raise DamagedPicture
            body += data[at : found.start()]
            at, has_scan = found.start(), True
        is_adobe = marker == _ADOBE and body[2:7] == b"Adobe" and size == _ADOBE_SIZE
        if marker in _FRAMES or marker in _TABLES or marker == _SCAN or is_adobe:
            kept.append(bytes((0xFF, marker)) + body)


def _marker(data: bytes, at: int) -> tuple[int, int]:
    """The marker that stands at `at`, and where what follows it begins."""
    if data[at : at + 1] != b"\xff":
        raise DamagedPicture
    while data[at : at + 1] == b"\xff":
        at += 1
    if at >= len(data):
        raise DamagedPicture
    return data[at], at + 1


def _check_pixels(count: int) -> None:
    if count > MOST_PIXELS:
        raise TooManyPixels


def _orientation(tiff: bytes) -> int:
    """Which way is up, 1 to 8; 0 if it is not said."""
    order = "little" if tiff[:2] == b"II" else "big"

    def number(at: int, size: int) -> int:
        return int.from_bytes(tiff[at : at + size], order)  # type: ignore[arg-type]

    start = number(4, 4)
    for entry in range(start + 2, start + 2 + 12 * min(number(start, 2), 500), 12):
        if number(entry, 2) == _ORIENTATION and 1 <= number(entry + 8, 2) <= 8:
            return number(entry + 8, 2)
    return 0


def _which_way(up: int) -> bytes:
    """An EXIF segment that says which way is up, and nothing else. None for a picture that stands upright."""
    if up == 1:
        return b""
    entry = _ORIENTATION.to_bytes(2, "big") + b"\0\3" + b"\0\0\0\1" + up.to_bytes(2, "big") + b"\0\0"
    body = b"Exif\0\0" + b"MM\0*" + b"\0\0\0\x08" + b"\0\1" + entry + b"\0\0\0\0"
    return b"\xff\xe1" + (len(body) + 2).to_bytes(2, "big") + body


def clean_png(data: bytes) -> bytes:
    """The picture alone. Raises DamagedPicture or TooManyPixels."""
    kept, at = [PNG_START], len(PNG_START)
    seen: set[bytes] = set()
    while True:
        size = int.from_bytes(data[at : at + 4], "big")
        chunk = data[at : at + 12 + size]
        name, content, check = chunk[4:8], chunk[8:-4], chunk[-4:]
        if len(chunk) != 12 + size or crc32(name + content) != int.from_bytes(check, "big"):
            raise DamagedPicture
        if not seen and name != b"IHDR":
            raise DamagedPicture
        if name == b"IHDR":
            _check_pixels(int.from_bytes(content[:4], "big") * int.from_bytes(content[4:8], "big"))
        seen.add(name)
        if name in _KEPT_CHUNKS:
            kept.append(chunk)
        at += len(chunk)
        if name == b"IEND":
            if b"IDAT" not in seen:
                raise DamagedPicture
            return b"".join(kept)

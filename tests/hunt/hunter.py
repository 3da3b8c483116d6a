"""Finds markers in bytes, whatever way they were written: encoded, escaped, packed, or one inside the other."""

import base64
import binascii
import re
import unicodedata
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256

from tests.hunt.markers import Kind

DEEPEST = 3
MOST_UNPACKED = 16 * 1024 * 1024
BETWEEN = b"\0" * 8
_STREAM = re.compile(rb"\x1f\x8b\x08|\x78[\x01\x5e\x9c\xda]|PK\x03\x04")
_BASE64 = re.compile(rb"(?:[A-Za-z0-9+/_-]{24,}(?:\r?\n)?)+")
_HEX = re.compile(rb"(?:[0-9a-fA-F]{2}){16,}")
_URLSAFE = bytes.maketrans(b"-_", b"+/")


@dataclass(frozen=True)
class Hit:
    """A marker in the clear: of which family, how it was written, and what stands around it."""

    kind: Kind
    way: str
    around: bytes

    def __str__(self) -> str:
        return f"{self.way}: {self.around!r}"


def _percent(text: str, *, upper: bool) -> bytes:
    return "".join(f"%{byte:02X}" if upper else f"%{byte:02x}" for byte in text.encode()).encode()


def _json(text: str, *, upper: bool) -> bytes:
    return "".join(f"\\u{ord(c):04X}" if upper else f"\\u{ord(c):04x}" for c in text).encode()


def written(text: str) -> Iterator[tuple[str, bytes]]:
    """`text`, which has no ASCII in it, in every encoding and escape."""
    for name in ("utf-8", "utf-16-le", "utf-16-be", "utf-32-le"):
        yield name, text.encode(name)
    yield "utf-8 taken for latin-1", text.encode().decode("latin-1").encode()
    for upper in (True, False):
        yield "percent", _percent(text, upper=upper)
        yield "percent twice", _percent(text, upper=upper).replace(b"%", b"%25")
        yield "JSON", _json(text, upper=upper)
        yield "JSON in JSON", _json(text, upper=upper).replace(b"\\", b"\\\\")
    yield "HTML", "".join(f"&#{ord(c)};" for c in text).encode()
    yield "HTML", "".join(f"&#x{ord(c):x};" for c in text).encode()
    yield "quoted-printable", _percent(text, upper=True).replace(b"%", b"=")
    yield "bytes as Python shows them", repr(text.encode()).encode()[2:-1]
    yield "octal", "".join(f"\\{byte:03o}" for byte in text.encode()).encode()


def base64_middles(data: bytes) -> Iterator[bytes]:
    """The letters that `data` always gives inside a longer base64 text, at each of the three alignments."""
    for shift in range(3):
        letters = base64.b64encode(b"\0" * shift + data)
        first = -(-shift * 8 // 6)
        last = (shift + len(data)) * 8 // 6
        yield letters[first:last]
        yield letters[first:last].translate(bytes.maketrans(b"+/", b"-_"))


def needles_for(kind: Kind) -> dict[bytes, str]:
    """{bytes to look for: how a marker must have been written to leave them}."""
    tail = kind.tail
    needles = {data: way for way, data in written(tail)}
    for other in (tail.upper(), unicodedata.normalize("NFD", tail)):
        needles |= {other.encode(name): f"changed, {name}" for name in ("utf-8", "utf-16-le", "utf-16-be")}
    for way, data in list(written(tail)):
        if way in {"utf-8", "utf-16-le", "utf-16-be", "JSON", "percent"}:
            needles |= {middle: f"base64 of {way}" for middle in base64_middles(data)}
            needles[data.hex().encode()] = needles[data.hex().upper().encode()] = f"hex of {way}"
    return needles


class Hunter:
    """Looks for markers of some families. What it has looked at once it does not look at again."""

    def __init__(self, *kinds: Kind) -> None:
        self._needles = {needle: (kind, way) for kind in kinds for needle, way in needles_for(kind).items()}
        # What is left of a marker when somebody drops the letters outside ASCII, or cuts it.
        self._heads = {kind: re.compile(b"(?i)%s[a-z]*\\d|%s" % _both_widths(kind.head)) for kind in kinds}
        self._known: dict[bytes, list[Hit]] = {}

    def hits(self, data: bytes) -> list[Hit]:
        """All ways in which `data` gives markers away; of each way the first place."""
        digest = sha256(data).digest()
        if digest not in self._known:
            self._known[digest] = self._hits(data, 0)
        return self._known[digest]

    def _hits(self, data: bytes, depth: int) -> list[Hit]:
        found: dict[tuple[Kind, str], Hit] = {}
        for hit in self._every(data, depth):
            found.setdefault((hit.kind, hit.way), hit)
        return list(found.values())

    def _every(self, data: bytes, depth: int) -> Iterator[Hit]:
        for needle, (kind, way) in self._needles.items():
            at = data.find(needle)
            if at >= 0:
                yield Hit(kind, way, data[max(0, at - 60) : at + 20])
        for kind, head in self._heads.items():
            if match := head.search(data):
                yield Hit(kind, "letters of ASCII", data[match.start() : match.end() + 30])
        if depth >= DEEPEST:
            return
        for way, inner in _inner(data, is_outer=depth < 2):
            for hit in self._hits(inner, depth + 1):
                yield Hit(hit.kind, f"{hit.way} in {way}", hit.around)


def _both_widths(head: str) -> tuple[bytes, bytes]:
    return head.encode(), head.encode("utf-16-le")


def _inner(data: bytes, *, is_outer: bool) -> Iterator[tuple[str, bytes]]:
    """What was packed or encoded inside `data`; of encoded texts all at once."""
    for match in _STREAM.finditer(data):
        unpacked = _unpacked(data, match.start())
        if unpacked:
            yield "a packed stream", unpacked
    if not is_outer:
        return
    runs = {run.translate(_URLSAFE, b"\r\n") for run in _BASE64.findall(data)}
    for shift in range(4):
        pieces = [binascii.a2b_base64(run[shift : shift + (len(run) - shift) // 4 * 4]) for run in runs]
        if pieces:
            yield "base64", BETWEEN.join(pieces)
    if pieces := [bytes.fromhex(run.decode()) for run in set(_HEX.findall(data))]:
        yield "hex", BETWEEN.join(pieces)


def _unpacked(data: bytes, at: int) -> bytes:
    """The contents of a gzip or zlib stream or of a member of a zip archive; nothing if it only looked like one."""
    window, start = 15, at
    if data[at : at + 2] == b"\x1f\x8b":
        window = 31
    elif data[at : at + 2] == b"PK":
        if len(data) < at + 30 or int.from_bytes(data[at + 8 : at + 10], "little") != zlib.DEFLATED:
            return b""
        window = -15
        start = at + 30 + sum(int.from_bytes(data[at + place : at + place + 2], "little") for place in (26, 28))
    try:
        return zlib.decompressobj(window).decompress(data[start : start + MOST_UNPACKED], MOST_UNPACKED)
    except zlib.error:
        return b""

"""Small invented papers, drawn here: a letter as PDF, a photographed page as PNG."""

import struct
import zlib
from collections.abc import Sequence

_WIDTH, _HEIGHT = 360, 480
_PAPER, _INK = 246, 96


def letter_pdf(lines: Sequence[str]) -> bytes:
    """One A4 page with these lines, the first of them as a heading. ASCII only."""
    words = [f"({_escaped(line)}) Tj T*" for line in lines[1:]]
    drawn = "\n".join(
        ["BT", "/F1 16 Tf 72 760 Td", f"({_escaped(lines[0])}) Tj", "/F1 11 Tf 18 TL 0 -36 Td", *words, "ET"]
    ).encode("ascii")
    parts = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(drawn), drawn),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    )
    out, places = bytearray(b"%PDF-1.4\n"), []
    for number, part in enumerate(parts, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(parts) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(parts) + 1, start)
    return bytes(out)


def _escaped(line: str) -> str:
    return line.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")


def page_png(rows: int) -> bytes:
    """A grey page with so many bars for lines of text, the last of each paragraph shorter."""
    page = [bytearray([_PAPER]) * _WIDTH for _ in range(_HEIGHT)]
    for row in range(rows):
        length = _WIDTH - 96 if row % 5 < 4 else _WIDTH // 2
        for down in range(6):
            page[60 + row * 18 + down][48 : 48 + length] = bytes([_INK]) * length
    data = zlib.compress(b"".join(b"\0" + bytes(line) for line in page), 9)
    header = struct.pack(">IIBBBBB", _WIDTH, _HEIGHT, 8, 0, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", data), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body)) for name, body in chunks
    )

"""Every way of writing a text that the hunter must see through."""

import base64
import gzip
import html
import io
import json
import os
import quopri
import unicodedata
import urllib.parse
import zipfile
import zlib
from collections.abc import Callable

Way = Callable[[str], bytes]


def zipped(content: bytes, name: str = "sheet.xml") -> bytes:
    """An archive with one packed member."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return stream.getvalue()


def in_text(text: str) -> bytes:
    """A marker within a sentence, so that nothing begins or ends with it."""
    return f"She said: {text}, and left.".encode()


WAYS: dict[str, Way] = {
    "utf-8": str.encode,
    "utf-16-le": lambda text: text.encode("utf-16-le"),
    "utf-16-be": lambda text: text.encode("utf-16-be"),
    "utf-16 with its mark": lambda text: text.encode("utf-16"),
    "utf-32": lambda text: text.encode("utf-32-le"),
    "taken for latin-1": lambda text: text.encode().decode("latin-1").encode(),
    "decomposed": lambda text: unicodedata.normalize("NFD", text).encode(),
    "capitals": lambda text: text.upper().encode(),
    "small letters": lambda text: text.lower().encode(),
    "without its foreign letters": lambda text: text.encode("ascii", "replace"),
    "cut": lambda text: text[:-3].encode(),
    "base64, first alignment": lambda text: base64.b64encode(text.encode()),
    "base64, second alignment": lambda text: base64.b64encode(b"x" + text.encode() + b"yy"),
    "base64, third alignment": lambda text: base64.b64encode(b"xx" + text.encode() + b"y"),
    "base64 for addresses": lambda text: base64.urlsafe_b64encode(f"??>>{text}??>>".encode()),
    "base64 in lines": lambda text: base64.encodebytes(b"z" * 70 + text.encode() * 2),
    "base64 of utf-16": lambda text: base64.b64encode(text.encode("utf-16-le")),
    "base64 of JSON": lambda text: base64.b64encode(json.dumps({"body": text}).encode()),
    "base64 of base64": lambda text: base64.b64encode(b'{"a": "' + base64.b64encode(in_text(text)) + b'"}'),
    "hex": lambda text: text.encode().hex().encode(),
    "hex in capitals": lambda text: text.encode().hex().upper().encode(),
    "hex of utf-16": lambda text: text.encode("utf-16-be").hex().encode(),
    "percent": lambda text: urllib.parse.quote(text).encode(),
    "percent in small letters": lambda text: urllib.parse.quote(text).lower().encode(),
    "percent twice": lambda text: urllib.parse.quote(urllib.parse.quote(text)).encode(),
    "a form": lambda text: urllib.parse.urlencode({"q": text}).encode(),
    "JSON": lambda text: json.dumps({"a": text}).encode(),
    "JSON in JSON": lambda text: json.dumps({"a": json.dumps([text])}).encode(),
    "HTML": lambda text: html.escape(text).encode("ascii", "xmlcharrefreplace"),
    "quoted-printable": lambda text: quopri.encodestring(text.encode()),
    "bytes as Python shows them": lambda text: repr(text.encode()).encode(),
    "gzip": lambda text: gzip.compress(in_text(text)),
    "zlib": lambda text: zlib.compress(in_text(text)),
    "zlib, little effort": lambda text: zlib.compress(in_text(text), 1),
    "zip": lambda text: zipped(in_text(text)),
    "zip in zip": lambda text: zipped(zipped(in_text(text))),
    "base64 of gzip": lambda text: base64.b64encode(gzip.compress(in_text(text))),
    "gzip of base64": lambda text: gzip.compress(base64.b64encode(in_text(text))),
    "hex of zlib": lambda text: zlib.compress(in_text(text)).hex().encode(),
}


def among_noise(data: bytes) -> bytes:
    """`data` in the middle of random bytes, as in a page of a database."""
    return os.urandom(3000) + b"\0" + data + b"\0" + os.urandom(3000)

"""Factor secrets of staff, sealed under class `staff`.

The hook of the sign-in library gives no row, so these values are bound to their purpose only and not to a person; the
threat model says so. No principal is asked for: signing in happens before there is one. The caller records it.
"""

import base64
from uuid import UUID

from encryption import frame, keys, suite
from encryption.classes import FieldClass
from encryption.errors import Tampered
from encryption.place import Place

LABEL = "encryption.staff_secret"
_NOBODY = UUID(int=0)
_START = "s1."
_SHORTEST = frame.SHORTEST


def _aad(header: bytes) -> bytes:
    return frame.aad_start(header, LABEL) + Place(_NOBODY, _NOBODY, _NOBODY).aad_end


def seal_staff_secret(text: str) -> str:
    """Seal a factor secret for storage in a text column."""
    key = keys.newest_class_key(_NOBODY, FieldClass.STAFF)
    header = frame.pack_header(suite.WRAP_SUITE, FieldClass.STAFF, key.version)
    body = frame.pack_frame(frame.TEXT, text.encode())
    sealed = header + suite.seal(key.cipher.of(suite.WRAP_SUITE), body, _aad(header))
    return _START + base64.urlsafe_b64encode(sealed).decode("ascii")


def open_staff_secret(text: str) -> str:
    """What `seal_staff_secret` was given. Raises Tampered for anything it did not make."""
    if not text.startswith(_START):
        raise Tampered("The secret is not sealed.")
    try:
        stored = base64.b64decode(text[len(_START) :].encode("ascii"), altchars=b"-_", validate=True)
    except ValueError:
        raise Tampered("The secret is damaged.") from None
    if len(stored) < _SHORTEST or base64.urlsafe_b64encode(stored).decode("ascii") != text[len(_START) :]:
        raise Tampered("The secret is damaged.")
    header = stored[: frame.HEADER_SIZE]
    cipher_suite, field_class, version = frame.unpack_header(header)
    if field_class != FieldClass.STAFF:
        raise Tampered("The secret is of another class.")
    key = keys.class_key(_NOBODY.bytes, FieldClass.STAFF, version)
    kind, payload = frame.unpack_frame(suite.unseal(key.of(cipher_suite), stored, _aad(header), frame.HEADER_SIZE))
    if kind != frame.TEXT:
        raise Tampered("The secret has another type.")
    return str(payload, "utf-8")

"""Keyed digests: two equal inputs can be told to be equal, and nothing else, by whoever holds the key file."""

from encryption import keys
from encryption.classes import AUDIT_KEY, INDEX_KEY
from encryption.frame import prefixed


def keyed_digest(label: str, data: bytes) -> bytes:
    """HMAC-SHA256 with `index.key`; digests of different labels never match. For import fingerprints."""
    return keys.provider().digest(INDEX_KEY, prefixed(b"index", label.encode()) + data)


def audit_digest(label: str, data: bytes) -> bytes:
    """HMAC-SHA256 with `audit.key`, for the head of the audit chain."""
    return keys.provider().digest(AUDIT_KEY, prefixed(b"audit", label.encode()) + data)

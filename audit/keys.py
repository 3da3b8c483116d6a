"""Keys of the trail, derived from `audit.key`; one label per use, so that no key serves twice."""

import hashlib
import hmac
import os
from functools import lru_cache
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

from audit.errors import AuditNotWritten

HEAD_LABEL = b"daybook audit head 1"
SESSION_LABEL = b"daybook audit session 1"


def key_path() -> Path:
    """Where the audit key lies."""
    return Path(settings.KEYS_DIR) / "audit.key"


@lru_cache(maxsize=8)
def _derived(path: str, modified_ns: int, label: bytes) -> bytes:
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=label).derive(Path(path).read_bytes())


def derived_key(label: bytes) -> bytes:
    """32 bytes for one use. Raises AuditNotWritten if this process does not hold the audit key."""
    path = str(key_path())
    try:
        return _derived(path, os.stat(path).st_mtime_ns, label)
    except OSError as error:
        raise AuditNotWritten("the audit key cannot be read") from error


def holds_key() -> bool:
    """Whether this process may sign."""
    return os.access(key_path(), os.R_OK)


def signing_key() -> Ed25519PrivateKey:
    """The key that signs the head of the chain."""
    return Ed25519PrivateKey.from_private_bytes(derived_key(HEAD_LABEL))


def session_digest(session_key: str | None) -> str:
    """32 hex digits that tell one session from another and lead back to none. Empty without a session."""
    if not session_key:
        return ""
    return hmac.new(derived_key(SESSION_LABEL), session_key.encode(), hashlib.sha256).hexdigest()[:32]

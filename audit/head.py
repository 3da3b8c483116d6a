"""The signed head: which row was the newest, said with a key that the database does not hold.

Without it a chain proves nothing against whoever can rewrite the whole table. Copy the file to a place which the
server cannot rewrite.
"""

import base64
import fcntl
import json
import logging
import os
import threading
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.conf import settings

from audit.chain import Link
from audit.errors import AuditNotWritten
from audit.keys import holds_key, signing_key

logger = logging.getLogger(__name__)

# A head is signed after so many rows, or with the first row after so many seconds, whichever comes first.
EVERY_ROWS = 100
EVERY_SECONDS = 60
_PURPOSE = b"daybook audit head 1\n"


@dataclass(frozen=True, slots=True)
class SignedHead:
    """What the file says: sequence and hash of the newest row, and when that was signed."""

    sequence: int
    hash: str
    signed_at: str

    def body(self) -> bytes:
        """The bytes under the signature."""
        return _PURPOSE + f"{self.sequence}\n{self.hash}\n{self.signed_at}".encode()


class HeadUnreadable(Exception):
    """The file is damaged, or the signature is not ours."""


def head_path() -> Path:
    """Where the signed head lies."""
    return Path(settings.DATA_DIR) / "audit" / "head.json"


class _Clock(threading.local):
    signed_at: float | None = None
    sequence: int = 0


_last = _Clock()


def sign_if_due(link: Link) -> None:
    """Sign after EVERY_ROWS rows or EVERY_SECONDS; a process without the audit key leaves it to one that has it."""
    due = (
        _last.signed_at is None
        or time.monotonic() - _last.signed_at >= EVERY_SECONDS
        or link.seq - _last.sequence >= EVERY_ROWS
        or link.seq < _last.sequence
    )
    if not due or not holds_key():
        return
    try:
        write_head(link)
    except (OSError, AuditNotWritten) as error:
        logger.error("audit head not signed: %s", type(error).__name__)


def write_head(link: Link) -> SignedHead:
    """Sign `link` and put it in the file at once and whole. An older head never replaces a newer one."""
    head = SignedHead(link.seq, link.hash, datetime.now(UTC).isoformat(timespec="seconds"))
    path = head_path()
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with open(path.with_suffix(".lock"), "a", encoding="ascii") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if _stored_sequence(path) <= link.seq:
            _replace(path, _document(head))
    _last.signed_at, _last.sequence = time.monotonic(), link.seq
    return head


def _stored_sequence(path: Path) -> int:
    try:
        return read_head(path).sequence
    except (FileNotFoundError, HeadUnreadable):
        return 0


def _document(head: SignedHead) -> str:
    key = signing_key()
    public = key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
    return json.dumps(
        {
            "version": 1,
            "sequence": head.sequence,
            "hash": head.hash,
            "signed_at": head.signed_at,
            "public_key": base64.b64encode(public).decode(),
            "signature": base64.b64encode(key.sign(head.body())).decode(),
        },
        indent=1,
    )


def _replace(path: Path, text: str) -> None:
    draft = path.with_suffix(f".{os.getpid()}.{threading.get_ident()}.tmp")
    with open(draft, "w", encoding="ascii") as file:
        file.write(text + "\n")
        file.flush()
        os.fsync(file.fileno())
    os.replace(draft, path)


def read_head(path: Path | None = None, public_key: bytes | None = None) -> SignedHead:
    """The signed head. Raises FileNotFoundError if there is none, HeadUnreadable if it is not ours.

    `public_key`: 32 raw bytes, for a check away from the server; else the own key decides, never the one in the file.
    """
    text = (path or head_path()).read_text(encoding="ascii")
    try:
        stored: dict[str, Any] = json.loads(text)
        head = SignedHead(int(stored["sequence"]), str(stored["hash"]), str(stored["signed_at"]))
        signature = base64.b64decode(stored["signature"], validate=True)
        trusted = Ed25519PublicKey.from_public_bytes(public_key) if public_key else signing_key().public_key()
        trusted.verify(signature, head.body())
    except (ValueError, KeyError, TypeError, InvalidSignature) as error:
        raise HeadUnreadable("the signed head is damaged or was not signed here") from error
    return head

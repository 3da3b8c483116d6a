"""Writes vectors.json with the raw primitives of `cryptography` alone. Run it by hand when a format is added."""

import hashlib
import hmac
import json
import struct
from pathlib import Path
from uuid import UUID

from cryptography.hazmat.primitives.ciphers.aead import AESGCM, AESGCMSIV

ORGANISATION = UUID("00000000-0000-4000-8000-00000000000a")
CASE = UUID("00000000-0000-4000-8000-00000000000b")
ROW = UUID("00000000-0000-4000-8000-00000000000c")
KEY = bytes(range(32))
PARENT = bytes(range(32, 64))
NONCE = bytes(range(12))


def prefixed(*parts: bytes) -> bytes:
    return b"".join(struct.pack(">H", len(part)) + part for part in parts)


def cell(
    label: str, field_class: int, kind: int, payload: bytes, padded: int, generation: int = 1
) -> dict[str, object]:
    header = struct.pack(">BBHI", 1, 1, field_class, generation)
    aad = prefixed(header, label.encode(), ORGANISATION.bytes, CASE.bytes, ROW.bytes)
    body = (struct.pack(">BI", kind, len(payload)) + payload).ljust(padded, b"\0")
    return {
        "label": label,
        "field_class": field_class,
        "generation": generation,
        "kind": kind,
        "payload": payload.hex(),
        "aad": aad.hex(),
        "frame": body.hex(),
        "stored": (header + NONCE + AESGCM(KEY).encrypt(NONCE, body, aad)).hex(),
    }


def wrap(suite: int, aad: bytes) -> dict[str, object]:
    cipher = {1: AESGCM, 2: AESGCMSIV}[suite](PARENT)
    whole = bytes((suite,)) + aad
    return {
        "suite": suite,
        "aad": aad.hex(),
        "stored": (bytes((suite,)) + NONCE + cipher.encrypt(NONCE, KEY, whole)).hex(),
    }


def vectors() -> dict[str, object]:
    case_wrap = prefixed(
        b"wrap", b"case", ORGANISATION.bytes, CASE.bytes, struct.pack(">HI", 1, 1), struct.pack(">I", 1)
    )
    class_wrap = prefixed(b"wrap", b"class", ORGANISATION.bytes, struct.pack(">HI", 1, 1))
    return {
        "key": KEY.hex(),
        "parent": PARENT.hex(),
        "nonce": NONCE.hex(),
        "organisation": str(ORGANISATION),
        "case": str(CASE),
        "row": str(ROW),
        "check_value": hmac.new(KEY, b"kcv", hashlib.sha256).digest()[:8].hex(),
        "index_digest": hmac.new(KEY, prefixed(b"index", b"import") + b"Heron", hashlib.sha256).hexdigest(),
        "audit_digest": hmac.new(KEY, prefixed(b"audit", b"head") + b"Heron", hashlib.sha256).hexdigest(),
        "cells": [
            cell("cases.case.alias", 1, 1, b"Heron", 32),
            cell("cases.case.alias", 1, 1, "ሰላም नमस्ते".encode(), 64),
            cell("cases.case.alias", 1, 1, b"", 32),
            cell("cases.case.alias", 1, 0, b"", 32, generation=7),
            cell("cases.person.born_on", 1, 2, b"1887-03-04", 32),
            cell("cases.person.count", 3, 3, struct.pack(">q", -3), 32),
            cell("cases.person.profile", 3, 4, '{"a":["ä",1,null]}'.encode(), 32),
            cell("cases.note.blob", 6, 5, bytes(range(256)) + bytes(50), 320),
        ],
        "wraps": [wrap(2, case_wrap), wrap(1, case_wrap), wrap(2, class_wrap)],
    }


if __name__ == "__main__":
    Path(__file__).with_name("vectors.json").write_text(json.dumps(vectors(), indent=1) + "\n")

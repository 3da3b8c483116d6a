"""The one home of the ciphers. Nothing else in the project encrypts or decrypts; a test looks for it."""

import hmac
import os
from hashlib import sha256
from typing import Protocol

from cryptography.exceptions import InvalidTag, UnsupportedAlgorithm
from cryptography.hazmat.primitives.ciphers.aead import AESGCM, AESGCMSIV

from encryption.errors import Tampered
from encryption.frame import NONCE_SIZE, TAG_SIZE

AES_GCM = 1
AES_GCM_SIV = 2
KEY_SIZE = 32
CHECK_SIZE = 8
WRAP_SIZE = 1 + NONCE_SIZE + KEY_SIZE + TAG_SIZE
# The pads of HMAC: each byte of the key combined with a constant, then the constant up to the block size of 64.
_INNER, _OUTER = (bytes(byte ^ pad for byte in range(256)) for pad in (0x36, 0x5C))
_INNER_REST, _OUTER_REST = (bytes((pad,)) * (64 - KEY_SIZE) for pad in (0x36, 0x5C))


class Cipher(Protocol):
    """A cipher object, made once for a key and kept, since making it costs more than using it."""

    def encrypt(self, nonce: bytes, data: bytes, associated_data: bytes | None) -> bytes: ...

    def decrypt(self, nonce: bytes, data: bytes, associated_data: bytes | None) -> bytes: ...


class WrapCipher:
    """The ciphers of a key that wraps other keys."""

    __slots__ = ("_by_suite", "_key")

    def __init__(self, key: bytes) -> None:
        self._key = key
        self._by_suite: dict[int, Cipher] = {}

    def of(self, suite: int) -> Cipher:
        cipher = self._by_suite.get(suite)
        if cipher is None:
            if suite not in (AES_GCM, WRAP_SUITE):
                raise Tampered("The wrapped key names a suite that is not used.")
            cipher = self._by_suite[suite] = AESGCMSIV(self._key) if suite == AES_GCM_SIV else AESGCM(self._key)
        return cipher


def _wrap_suite() -> int:
    """GCM-SIV where OpenSSL has it: a cloned machine that repeats its random state then gives nothing away."""
    try:
        AESGCMSIV(bytes(KEY_SIZE))
    except UnsupportedAlgorithm:
        return AES_GCM
    return AES_GCM_SIV


WRAP_SUITE = _wrap_suite()


def new_key() -> bytes:
    return os.urandom(KEY_SIZE)


def value_cipher(key: bytes) -> Cipher:
    """The cipher for values: AES-256-GCM."""
    return AESGCM(key)


def seal(cipher: Cipher, data: bytes, aad: bytes) -> bytes:
    """A fresh random nonce, then ciphertext and tag."""
    nonce = os.urandom(NONCE_SIZE)
    return nonce + cipher.encrypt(nonce, data, aad)


def unseal(cipher: Cipher, sealed: bytes, aad: bytes, start: int = 0) -> bytes:
    """What `seal` was given, out of what it made and that stands from `start` on. Raises Tampered for anything else."""
    body = start + NONCE_SIZE
    try:
        return cipher.decrypt(sealed[start:body], sealed[body:], aad)
    except (InvalidTag, ValueError):
        raise Tampered("The value is not what was sealed here.") from None


def wrap_key(parent: WrapCipher, key: bytes, aad: bytes) -> bytes:
    """suite (1) | nonce (12) | wrapped key (32) | tag (16)."""
    suite = bytes((WRAP_SUITE,))
    return suite + seal(parent.of(WRAP_SUITE), key, suite + aad)


def unwrap_key(parent: WrapCipher, wrapped: bytes, aad: bytes) -> bytes:
    """The key that was wrapped for exactly this place. Raises Tampered for anything else."""
    if len(wrapped) != WRAP_SIZE:
        raise Tampered("The wrapped key has the wrong size.")
    return unseal(parent.of(wrapped[0]), wrapped, wrapped[:1] + aad, 1)


def check_value(key: bytes) -> bytes:
    """Eight bytes that tell whether a key is the one that was stored, and nothing else. GCM alone does not commit.

    The first bytes of HMAC-SHA256(key, "kcv"), spelt out for keys of this size: `hmac.digest` takes twice as long.
    """
    inner = sha256(key.translate(_INNER) + _INNER_REST + b"kcv").digest()
    return sha256(key.translate(_OUTER) + _OUTER_REST + inner).digest()[:CHECK_SIZE]


def has_check_value(key: bytes, expected: bytes) -> bool:
    return hmac.compare_digest(check_value(key), expected)


def keyed_hash(key: bytes, data: bytes) -> bytes:
    """HMAC-SHA256."""
    return hmac.digest(key, data, "sha256")

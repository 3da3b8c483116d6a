"""The ciphers: one home, fresh nonces, and nothing but Tampered for what does not fit."""

import hmac
import re
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from encryption import suite
from encryption.errors import Tampered

ROOT = Path(__file__).resolve().parents[2]


def test_nothing_else_in_the_project_touches_a_cipher():
    found = [
        str(path.relative_to(ROOT))
        for path in ROOT.glob("*/**/*.py")
        if path.relative_to(ROOT).parts[0] not in {".venv", "tests", "benches", "var"}
        if re.search(r"\.(de|en)crypt(_into)?\(|ciphers\.aead|AESGCM|ChaCha20", path.read_text())
    ]
    assert found == ["encryption/suite.py"]


def test_no_nonce_is_given_from_outside():
    source = (ROOT / "encryption/suite.py").read_text()
    assert source.count("os.urandom(NONCE_SIZE)") == 1
    assert source.count(".encrypt(") == 1


def test_two_hundred_thousand_seals_share_no_nonce():
    cipher = suite.value_cipher(suite.new_key())
    nonces = {suite.seal(cipher, b"x", b"")[:12] for _ in range(200_000)}
    assert len(nonces) == 200_000


def test_a_sealed_value_opens_with_its_own_data_only():
    cipher = suite.value_cipher(suite.new_key())
    sealed = suite.seal(cipher, b"Heron", b"place")
    assert suite.unseal(cipher, sealed, b"place") == b"Heron"
    assert suite.unseal(cipher, b"....." + sealed, b"place", 5) == b"Heron"
    for bad, aad in ((sealed, b"elsewhere"), (sealed[:-1], b"place"), (b"", b"place"), (sealed[:12], b"place")):
        with pytest.raises(Tampered):
            suite.unseal(cipher, bad, aad)
    with pytest.raises(Tampered):
        suite.unseal(suite.value_cipher(suite.new_key()), sealed, b"place")


def test_a_wrapped_key_opens_in_its_own_place_only():
    parent, key = suite.WrapCipher(suite.new_key()), suite.new_key()
    wrapped = suite.wrap_key(parent, key, b"here")
    assert len(wrapped) == suite.WRAP_SIZE
    assert suite.unwrap_key(parent, wrapped, b"here") == key
    with pytest.raises(Tampered):
        suite.unwrap_key(parent, wrapped, b"there")
    for bit in range(len(wrapped) * 8):
        bad = bytearray(wrapped)
        bad[bit // 8] ^= 1 << bit % 8
        with pytest.raises(Tampered):
            suite.unwrap_key(parent, bytes(bad), b"here")


def test_wraps_use_gcm_siv_where_openssl_has_it():
    assert suite.WRAP_SUITE == suite.AES_GCM_SIV


def test_a_key_check_value_tells_keys_apart():
    key = suite.new_key()
    assert suite.has_check_value(key, suite.check_value(key))
    assert not suite.has_check_value(suite.new_key(), suite.check_value(key))
    assert not suite.has_check_value(key, b"")
    assert suite.check_value(key) == hmac.digest(key, b"kcv", "sha256")[:8]


def test_values_are_aes_gcm():
    assert isinstance(suite.value_cipher(suite.new_key()), AESGCM)

"""Keyed digests: equal for equal input and label, and for nobody without the key file."""

import pytest

from encryption import keys
from encryption.digests import audit_digest, keyed_digest
from encryption.errors import KeyNotHeld
from encryption.providers import MemoryKeyProvider


def test_equal_input_gives_equal_digests_within_a_label():
    assert keyed_digest("import", b"Heron") == keyed_digest("import", b"Heron")
    others = [keyed_digest("import", b"Egret"), keyed_digest("other", b"Heron"), audit_digest("import", b"Heron")]
    assert keyed_digest("import", b"Heron") not in others
    assert len(set(others)) == 3


def test_a_label_cannot_run_into_the_data():
    assert keyed_digest("ab", b"c") != keyed_digest("a", b"bc")


def test_another_key_gives_another_digest():
    before = keyed_digest("import", b"Heron")
    keys.use_provider(MemoryKeyProvider())
    assert keyed_digest("import", b"Heron") != before


def test_without_the_key_file_there_is_none(provider):
    keys.use_provider(provider.without("index"))
    audit_digest("head", b"x")
    with pytest.raises(KeyNotHeld):
        keyed_digest("import", b"Heron")

"""Keys of the trail: derived, one for each use."""

import pytest

from audit.errors import AuditNotWritten
from audit.keys import HEAD_LABEL, SESSION_LABEL, derived_key, holds_key, session_digest


def test_each_use_has_a_key_of_its_own():
    assert derived_key(HEAD_LABEL) != derived_key(SESSION_LABEL)
    assert len(derived_key(HEAD_LABEL)) == 32


def test_a_session_is_told_apart_but_not_led_back_to():
    assert session_digest("a" * 32) == session_digest("a" * 32)
    assert session_digest("a" * 32) != session_digest("b" * 32)
    assert "aaaa" not in session_digest("a" * 32)
    assert session_digest(None) == session_digest("") == ""


def test_without_the_key_nothing_can_be_said_of_a_session(empty_keys_dir):
    assert not holds_key()
    with pytest.raises(AuditNotWritten):
        session_digest("a" * 32)


def test_another_key_gives_other_digests(settings, tmp_path):
    before = session_digest("a" * 32)
    (tmp_path / "audit.key").write_bytes(b"x" * 64)
    settings.KEYS_DIR = tmp_path
    assert session_digest("a" * 32) != before

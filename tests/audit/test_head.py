"""The signed head: signed by a key the database does not hold, never replaced by an older one."""

import json
import os
from datetime import UTC, datetime

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from audit import head
from audit.chain import Link
from audit.head import HeadUnreadable, head_path, read_head, sign_if_due, write_head

NOW = datetime(2026, 3, 4, tzinfo=UTC)


def link(seq: int) -> Link:
    return Link(seq, f"{seq:064x}", NOW)


def public_key() -> bytes:
    return head.signing_key().public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)


def test_what_was_signed_is_read_back(head_folder):
    signed = write_head(link(5))
    assert read_head() == signed
    assert (signed.sequence, signed.hash) == (5, f"{5:064x}")
    assert read_head(public_key=public_key()) == signed
    assert head_path().stat().st_mode & 0o777 & ~0o644 == 0


def test_an_older_head_never_replaces_a_newer_one(head_folder):
    write_head(link(5))
    write_head(link(3))
    assert read_head().sequence == 5


@pytest.mark.parametrize("name", ["sequence", "hash", "signed_at", "signature"])
def test_every_part_is_under_the_signature(head_folder, name):
    write_head(link(5))
    stored = json.loads(head_path().read_text())
    stored[name] = 6 if name == "sequence" else "A" * len(str(stored[name]))
    head_path().write_text(json.dumps(stored))
    with pytest.raises(HeadUnreadable):
        read_head()


def test_a_head_signed_with_another_key_is_refused(head_folder):
    write_head(link(5))
    other = Ed25519PrivateKey.generate().public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
    with pytest.raises(HeadUnreadable):
        read_head(public_key=other)


def test_it_is_signed_with_the_first_row_and_then_every_so_many(head_folder):
    sign_if_due(link(1))
    assert read_head().sequence == 1
    for seq in range(2, head.EVERY_ROWS + 1):
        sign_if_due(link(seq))
    assert read_head().sequence == 1
    sign_if_due(link(head.EVERY_ROWS + 1))
    assert read_head().sequence == head.EVERY_ROWS + 1


def test_it_is_signed_again_when_a_minute_has_passed(head_folder, monkeypatch):
    sign_if_due(link(1))
    head._last.signed_at -= head.EVERY_SECONDS
    sign_if_due(link(2))
    assert read_head().sequence == 2


def test_a_process_without_the_key_leaves_it_to_others(head_folder, empty_keys_dir):
    sign_if_due(link(1))
    assert not head_path().exists()


def test_a_folder_that_cannot_be_written_stops_nobody(head_folder, settings, caplog):
    blocked = head_folder / "file"
    blocked.write_text("")
    settings.DATA_DIR = blocked
    sign_if_due(link(1))
    assert not os.path.isdir(blocked)

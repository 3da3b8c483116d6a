"""`manage.py verify_audit` names the first broken link; `sign_audit_head` never signs a broken chain."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from audit.head import head_path, read_head

pytestmark = pytest.mark.django_db


def run(name: str, **options: object) -> str:
    out = StringIO()
    call_command(name, stdout=out, **options)
    return out.getvalue()


def test_a_trail_that_holds_is_said_to(trail):
    run("sign_audit_head")
    assert "12" in run("verify_audit")


def test_the_head_printed_is_the_head_stored(trail):
    printed = json.loads(run("sign_audit_head"))
    assert printed["sequence"] == 12
    assert printed == json.loads(head_path().read_text())


def test_an_edited_row_is_named(trail, intruder):
    run("sign_audit_head")
    intruder.run("UPDATE audit_event SET outcome = 'refused' WHERE seq = 8")
    with pytest.raises(CommandError, match="8"):
        run("verify_audit")


def test_a_broken_chain_is_not_signed(trail, intruder):
    run("sign_audit_head")
    before = head_path().read_text()
    intruder.run("DELETE FROM audit_event WHERE seq > 8")
    with pytest.raises(CommandError):
        run("sign_audit_head")
    assert head_path().read_text() == before


def test_a_check_without_the_head_does_not_see_a_cut_end(trail, intruder):
    run("sign_audit_head")
    intruder.run("DELETE FROM audit_event WHERE seq > 8")
    assert "8" in run("verify_audit", without_head=True)


def test_without_the_audit_key_nothing_is_signed(trail, empty_keys_dir):
    with pytest.raises(CommandError):
        run("sign_audit_head")
    assert not head_path().exists()


def test_a_copy_of_the_head_elsewhere_finds_a_cut_end(trail, intruder, tmp_path):
    run("sign_audit_head")
    copy = tmp_path / "kept-by-the-partner.json"
    copy.write_text(head_path().read_text())
    key = json.loads(copy.read_text())["public_key"]
    head_path().unlink()
    assert "12" in run("verify_audit", head=copy, public_key=key)
    intruder.run("DELETE FROM audit_event WHERE seq = 12")
    with pytest.raises(CommandError, match="11"):
        run("verify_audit", head=copy, public_key=key)


def test_an_empty_trail_has_nothing_to_sign(db, head_folder):
    run("sign_audit_head")
    assert not head_path().exists()
    with pytest.raises(FileNotFoundError):
        read_head()

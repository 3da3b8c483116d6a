"""init_keys makes what is missing, once, privately, and never instead of a lost key."""

import io
import stat

import pytest
from django.core.management import CommandError, call_command
from django.test.utils import override_settings

from encryption import keys
from encryption.classes import KEY_NAMES

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(tmp_path):
    with override_settings(KEYS_DIR=tmp_path / "keys"):
        yield tmp_path / "keys"


def _run() -> str:
    out = io.StringIO()
    call_command("init_keys", stdout=out)
    return out.getvalue()


def test_every_key_file_is_made_private(folder):
    said = _run()
    assert sorted(path.name for path in folder.iterdir()) == sorted(f"{name}.key" for name in KEY_NAMES)
    assert {stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()} == {0o400}
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert "13 key files made" in said
    assert "Copy this folder to a safe place" in said
    assert not [path for path in folder.iterdir() if path.read_text().split()[1] in said]
    assert keys.provider().health() == []


def test_a_second_run_changes_nothing(folder):
    _run()
    before = {path: path.read_bytes() for path in folder.iterdir()}
    (folder / "outcome.key").unlink()
    assert "1 key files made" in _run()
    after = {path: path.read_bytes() for path in folder.iterdir()}
    assert {path.name for path in before if before[path] != after[path]} == {"outcome.key"}


def test_a_lost_key_that_is_in_use_is_not_made_anew(folder, desk):
    _run()
    desk.sheet(name="Heron")
    (folder / "identity.key").unlink()
    (folder / "outcome.key").unlink()
    with pytest.raises(CommandError, match="identity.key.*safe copy"):
        _run()
    assert not (folder / "identity.key").exists()
    assert not (folder / "outcome.key").exists()


def test_quiet_says_nothing(folder, capsys):
    call_command("init_keys", verbosity=0)
    assert capsys.readouterr().out == ""

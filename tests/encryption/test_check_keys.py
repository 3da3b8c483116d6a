"""check_keys says in a sentence what is wrong with the key files, and prints no key."""

import io

import pytest
from django.core.management import CommandError, call_command
from django.test.utils import override_settings

from encryption.providers import write_key_file

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(tmp_path):
    with override_settings(KEYS_DIR=tmp_path / "keys"):
        call_command("init_keys", verbosity=0)
        yield tmp_path / "keys"


def _run() -> str:
    out, err = io.StringIO(), io.StringIO()
    try:
        call_command("check_keys", stdout=out, stderr=err)
    except CommandError as error:
        return f"{err.getvalue()}{error}"
    return out.getvalue()


def _replace(path, content: str | None = None) -> None:
    path.unlink()
    if content is None:
        write_key_file(path)
    else:
        path.write_text(content)
        path.chmod(0o400)


def test_all_is_well(folder, desk):
    desk.sheet(name="Heron")
    said = _run()
    assert said.strip() == "All keys of profile web are in order."


def test_an_open_file_is_told(folder):
    (folder / "identity.key").chmod(0o644)
    assert "chmod 400 identity.key" in _run()
    assert "1 problems" in _run()


def test_a_missing_file_is_told(folder):
    (folder / "health.key").unlink()
    assert "health.key is missing" in _run()


def test_a_damaged_file_is_told_without_its_content(folder):
    _replace(folder / "legal.key", "1 abcdabcdabcd")
    said = _run()
    assert "legal.key is damaged" in said
    assert "abcd" not in said


def test_a_key_of_another_database_is_told(folder, desk):
    desk.sheet(name="Heron")
    _replace(folder / "identity.key")
    assert "identity.key does not fit this database" in _run()
    assert "narrative" not in _run()


def test_no_key_is_ever_printed(folder, desk):
    desk.sheet(name="Heron")
    secrets = [path.read_text().split()[1] for path in folder.iterdir()]
    said = _run()
    _replace(folder / "identity.key")
    said += _run()
    assert not [secret for secret in secrets if secret in said]


def test_the_profile_of_the_process_is_what_is_checked(folder, desk):
    desk.sheet(name="Heron")
    for name in ("identity", "suspects"):
        (folder / f"{name}.key").unlink()
    with override_settings(KEY_PROFILE="reports"):
        assert "profile reports are in order" in _run()

"""Root keys: one interface, files that only their owner can read, and never more than the profile allows."""

import os
import stat

import pytest
from django.test.utils import override_settings

from encryption import keys, providers, suite
from encryption.classes import KEY_NAMES, PROFILES, FieldClass
from encryption.errors import EncryptionError, KeyNotHeld, KeyUnavailable
from encryption.providers import FileKeyProvider, LocalKeyProvider, MemoryKeyProvider, Wrapped, write_key_file
from tests.sealedapp.models import Sheet

AAD = b"place"


@pytest.fixture
def folder(tmp_path):
    """A folder with every key file."""
    tmp_path.chmod(0o700)
    for name in KEY_NAMES:
        write_key_file(tmp_path / f"{name}.key")
    return tmp_path


@pytest.fixture(params=["memory", "file"])
def any_provider(request, folder) -> LocalKeyProvider:
    """Every provider keeps the same promises."""
    return MemoryKeyProvider() if request.param == "memory" else FileKeyProvider(folder, "web")


def test_what_is_wrapped_is_unwrapped_in_its_place_and_class_only(any_provider):
    for field_class in FieldClass:
        key, wrapped = any_provider.new_key(field_class, AAD)
        assert any_provider.unwrap(wrapped) == key
        assert key not in wrapped.blob
        for bad in (
            Wrapped(field_class, 1, wrapped.blob, b"elsewhere"),
            Wrapped(field_class, 2, wrapped.blob, AAD),
            Wrapped(FieldClass(field_class % 11 + 1), 1, wrapped.blob, AAD),
            Wrapped(field_class, 1, wrapped.blob[:-1], AAD),
        ):
            with pytest.raises(KeyUnavailable):
                any_provider.unwrap(bad)


def test_in_bulk_one_failure_does_not_hide_the_others(any_provider):
    made = [any_provider.new_key(c, AAD) for c in FieldClass]
    asked = [wrapped for _key, wrapped in made]
    asked[3] = Wrapped(asked[3].field_class, 1, b"", AAD)
    answers = any_provider.unwrap_many(asked)
    assert isinstance(answers.pop(3), EncryptionError)
    made.pop(3)
    assert answers == [key for key, _wrapped in made]


def test_two_new_keys_differ(any_provider):
    keys_made = {any_provider.new_key(FieldClass.LEGAL, AAD)[0] for _ in range(100)}
    assert len(keys_made) == 100
    assert {len(key) for key in keys_made} == {32}


def test_description_and_health_name_no_key(any_provider):
    described = any_provider.describe()
    assert described.classes == frozenset(FieldClass)
    assert set(described.versions.values()) == {1}
    assert any_provider.health() == []


def test_digests_need_their_own_key(any_provider):
    assert len(any_provider.digest("index", b"x")) == 32
    assert any_provider.digest("index", b"x") != any_provider.digest("audit", b"x")
    with pytest.raises(KeyNotHeld):
        any_provider.digest("identity", b"x")


@pytest.mark.parametrize("profile", PROFILES)
def test_a_process_holds_the_keys_of_its_profile_and_no_other(folder, profile):
    provider = FileKeyProvider(folder, profile)
    for field_class in FieldClass:
        allowed = field_class.key_name in PROFILES[profile]
        assert provider.holds(field_class) is allowed
        if not allowed:
            with pytest.raises(KeyNotHeld):
                provider.new_key(field_class, AAD)
            with pytest.raises(KeyNotHeld):
                provider.unwrap(Wrapped(field_class, 1, bytes(suite.WRAP_SIZE), AAD))


@pytest.mark.parametrize("profile", ["reports", "worker"])
def test_a_file_outside_the_profile_is_not_even_opened(folder, profile):
    for name in set(KEY_NAMES) - PROFILES[profile]:
        path = folder / f"{name}.key"
        path.chmod(0o666)
        path.write_text("not a key")
    FileKeyProvider(folder, profile)


def test_an_unknown_profile_is_refused(folder):
    with pytest.raises(KeyUnavailable, match="KEY_PROFILE"):
        FileKeyProvider(folder, "everything")


@pytest.mark.django_db
def test_the_reports_process_gets_no_identity(folder, desk):
    with override_settings(KEYS_DIR=folder, KEY_PROFILE="web"):
        row = desk.sheet(name="Heron", count=3)
    with override_settings(KEYS_DIR=folder, KEY_PROFILE="reports"):
        loaded = Sheet.objects.get(pk=row.pk)
        assert loaded.count.reveal() == 3
        for reach in (
            lambda: loaded.name.reveal(),
            lambda: row.name.reveal(),
            lambda: keys.newest_class_key(desk.organisation_id, FieldClass.IDENTITY),
            lambda: keys.create_case_keys(desk.organisation_id, [desk.case_id], [FieldClass.IDENTITY]),
            lambda: keys.class_key(desk.organisation_id.bytes, FieldClass.IDENTITY, 1),
        ):
            with pytest.raises(KeyNotHeld):
                reach()


@pytest.mark.parametrize("mode", [0o404, 0o440, 0o600, 0o644, 0o777, 0o402])
def test_a_file_that_others_can_read_or_anyone_can_change_is_refused(folder, mode):
    (folder / "identity.key").chmod(mode)
    with pytest.raises(KeyUnavailable, match="chmod 400 identity.key"):
        FileKeyProvider(folder, "web")


def test_a_folder_that_others_can_change_is_refused(folder):
    folder.chmod(0o777)
    with pytest.raises(KeyUnavailable, match="chmod 700"):
        FileKeyProvider(folder, "web")


def test_a_file_of_another_user_is_refused(folder, monkeypatch):
    monkeypatch.setattr(os, "geteuid", lambda: 4242)
    with pytest.raises(KeyUnavailable, match="another user"):
        FileKeyProvider(folder, "web")


def test_a_link_is_refused(folder, tmp_path):
    path = folder / "identity.key"
    path.rename(folder / "real")
    path.symlink_to(folder / "real")
    with pytest.raises(KeyUnavailable, match="plain file"):
        FileKeyProvider(folder, "web")


@pytest.mark.parametrize(
    "content", ["", "\n\n", "1", "1 zz", "1 " + "ab" * 31, "1 " + "ab" * 33, "0 " + "ab" * 32, "x " + "ab" * 32, "é"]
)
def test_a_damaged_file_is_told_without_its_content(folder, content):
    path = folder / "identity.key"
    path.unlink()
    path.write_text(content)
    path.chmod(0o400)
    with pytest.raises(KeyUnavailable, match="damaged") as caught:
        FileKeyProvider(folder, "web")
    assert "abab" not in str(caught.value)


def test_a_missing_file_is_not_held_and_told_by_health(folder):
    (folder / "health.key").unlink()
    provider = FileKeyProvider(folder, "web")
    with pytest.raises(KeyNotHeld):
        provider.new_key(FieldClass.HEALTH, AAD)
    (sentence,) = provider.health()
    assert "health.key is missing" in sentence


def test_files_are_read_once(folder):
    provider = FileKeyProvider(folder, "web")
    key, wrapped = provider.new_key(FieldClass.LEGAL, AAD)
    for path in folder.iterdir():
        path.unlink()
    assert provider.unwrap(wrapped) == key


def test_written_files_are_private_and_never_overwritten(folder):
    path = folder / "identity.key"
    before = path.read_bytes()
    assert stat.S_IMODE(path.stat().st_mode) == 0o400
    with pytest.raises(FileExistsError):
        write_key_file(path)
    assert path.read_bytes() == before
    assert len({(folder / f"{name}.key").read_bytes() for name in KEY_NAMES}) == len(KEY_NAMES)


def test_a_second_version_wraps_and_the_first_still_opens(folder):
    first = FileKeyProvider(folder, "web")
    key, wrapped = first.new_key(FieldClass.LEGAL, AAD)
    path = folder / "legal.key"
    path.chmod(0o600)
    path.write_text(path.read_text() + f"2 {suite.new_key().hex()}\n")
    path.chmod(0o400)
    second = FileKeyProvider(folder, "web")
    assert second.unwrap(wrapped) == key
    assert second.new_key(FieldClass.LEGAL, AAD)[1].root_version == 2
    assert second.describe().versions["legal"] == 2


def test_the_secret_key_of_django_is_no_input(folder):
    provider = FileKeyProvider(folder, "web")
    _key, wrapped = provider.new_key(FieldClass.LEGAL, AAD)
    with override_settings(SECRET_KEY="another"):
        assert FileKeyProvider(folder, "web").unwrap(wrapped)
    source = "".join(path.read_text() for path in providers.Path(providers.__file__).parent.rglob("*.py"))
    assert "SECRET_KEY" not in source

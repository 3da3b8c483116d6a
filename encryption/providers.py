"""Where root keys live. A provider wraps and unwraps class keys; the ring above it never sees a root key.

Another provider (Vault, a cloud key service) needs the methods of `KeyProvider` and nothing else.
"""

import os
import stat
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from django.utils.translation import gettext as _

from encryption import suite
from encryption.classes import KEY_NAMES, PROFILES, FieldClass
from encryption.errors import EncryptionError, KeyNotHeld, KeyUnavailable, Tampered

SUFFIX = ".key"
FILE_MODE = 0o400
FOLDER_MODE = 0o700


@dataclass(frozen=True, slots=True)
class Wrapped:
    """A class key as stored: which root key version wraps it, and for which place."""

    field_class: FieldClass
    root_version: int
    blob: bytes
    aad: bytes


@dataclass(frozen=True, slots=True)
class Description:
    """What a provider holds: name -> newest version, and the field classes that it opens. Never a key."""

    versions: Mapping[str, int]
    classes: frozenset[FieldClass]


class KeyProvider(Protocol):
    """Holder of the root keys. Every method may raise KeyNotHeld or KeyUnavailable."""

    def describe(self) -> Description: ...

    def holds(self, field_class: int) -> bool: ...

    def unwrap(self, wrapped: Wrapped) -> bytes: ...

    def unwrap_many(self, wrapped: Sequence[Wrapped]) -> list[bytes | EncryptionError]:
        """One answer each, in order; a failure of one is an error in its place and does not hide the others."""
        ...

    def wrap(self, field_class: FieldClass, key: bytes, aad: bytes) -> Wrapped: ...

    def new_key(self, field_class: FieldClass, aad: bytes) -> tuple[bytes, Wrapped]: ...

    def digest(self, key_name: str, data: bytes) -> bytes:
        """HMAC-SHA256 with the index or the audit key."""
        ...

    def health(self) -> list[str]:
        """A sentence for each thing that is wrong. Empty when all is well."""
        ...


class LocalKeyProvider:
    """Root keys held in the memory of this process: name -> version -> key."""

    def __init__(self, keys: Mapping[str, Mapping[int, bytes]]) -> None:
        self._roots: dict[FieldClass, dict[int, suite.WrapCipher]] = {
            c: {version: suite.WrapCipher(key) for version, key in keys[c.key_name].items()}
            for c in FieldClass
            if keys.get(c.key_name)
        }
        classes = {c.key_name for c in FieldClass}
        self._mac_keys = {name: versions[max(versions)] for name, versions in keys.items() if name not in classes}
        self._versions = {name: max(versions) for name, versions in keys.items() if versions}

    def describe(self) -> Description:
        return Description(dict(self._versions), frozenset(self._roots))

    def holds(self, field_class: int) -> bool:
        return field_class in self._roots

    def _root(self, field_class: FieldClass, version: int | None) -> tuple[int, suite.WrapCipher]:
        roots = self._roots.get(field_class)
        if roots is None:
            raise KeyNotHeld(f"This process does not hold {field_class.key_name}{SUFFIX}.")
        chosen = max(roots) if version is None else version
        if chosen not in roots:
            raise KeyUnavailable(f"{field_class.key_name}{SUFFIX} has no version {chosen}.")
        return chosen, roots[chosen]

    def unwrap(self, wrapped: Wrapped) -> bytes:
        _version, root = self._root(wrapped.field_class, wrapped.root_version)
        try:
            return suite.unwrap_key(root, wrapped.blob, wrapped.aad)
        except Tampered:
            raise KeyUnavailable(
                f"A class key does not open with {wrapped.field_class.key_name}{SUFFIX}: wrong file, or a damaged row."
            ) from None

    def unwrap_many(self, wrapped: Sequence[Wrapped]) -> list[bytes | EncryptionError]:
        answers: list[bytes | EncryptionError] = []
        for each in wrapped:
            try:
                answers.append(self.unwrap(each))
            except EncryptionError as error:
                answers.append(error)
        return answers

    def wrap(self, field_class: FieldClass, key: bytes, aad: bytes) -> Wrapped:
        version, root = self._root(field_class, None)
        return Wrapped(field_class, version, suite.wrap_key(root, key, aad), aad)

    def new_key(self, field_class: FieldClass, aad: bytes) -> tuple[bytes, Wrapped]:
        key = suite.new_key()
        return key, self.wrap(field_class, key, aad)

    def digest(self, key_name: str, data: bytes) -> bytes:
        key = self._mac_keys.get(key_name)
        if key is None:
            raise KeyNotHeld(f"This process does not hold {key_name}{SUFFIX}.")
        return suite.keyed_hash(key, data)

    def health(self) -> list[str]:
        return []


class MemoryKeyProvider(LocalKeyProvider):
    """Fresh random root keys that die with the process. For tests."""

    def __init__(self, names: Iterable[str] = KEY_NAMES) -> None:
        self.keys = {name: {1: suite.new_key()} for name in names}
        super().__init__(self.keys)

    def without(self, *names: str) -> LocalKeyProvider:
        """A provider with the same keys but for those named."""
        return LocalKeyProvider({name: key for name, key in self.keys.items() if name not in names})


class FileKeyProvider(LocalKeyProvider):
    """One file for each root key, read once. A file that others could read or change is refused."""

    def __init__(self, folder: Path, profile: str) -> None:
        if profile not in PROFILES:
            raise KeyUnavailable(f"KEY_PROFILE must be one of {', '.join(sorted(PROFILES))}.")
        self.folder = folder
        self.profile = profile
        keys: dict[str, dict[int, bytes]] = {}
        for name in KEY_NAMES:
            path = folder / f"{name}{SUFFIX}"
            if name in PROFILES[profile] and path.exists():
                keys[name] = read_key_file(path)
        super().__init__(keys)

    def health(self) -> list[str]:
        missing = [name for name in KEY_NAMES if name in PROFILES[self.profile] and name not in self._versions]
        return [
            _("%(file)s is missing: copy it from your safe copy. Make new keys with init_keys only for a new database.")
            % {"file": name + SUFFIX}
            for name in missing
        ]


def key_file_problem(path: Path) -> str:
    """Why a key file is not safe, as a sentence; empty when it is."""
    found = path.lstat()
    if not stat.S_ISREG(found.st_mode):
        return _("%(file)s is not a plain file.") % {"file": path.name}
    if found.st_uid != os.geteuid():
        return _("%(file)s belongs to another user. Give it to the user that runs this process.") % {"file": path.name}
    if stat.S_IMODE(found.st_mode) & ~FILE_MODE:
        return _("%(file)s is open to others or can be changed. Run: chmod 400 %(file)s") % {"file": path.name}
    if path.parent.stat().st_mode & (stat.S_IWGRP | stat.S_IWOTH):
        return _("The folder of %(file)s can be changed by others. Run: chmod 700 on it.") % {"file": path.name}
    return ""


def read_key_file(path: Path) -> dict[int, bytes]:
    """version -> key, from lines of a version number and 64 hexadecimal digits. Raises KeyUnavailable."""
    problem = key_file_problem(path)
    if problem:
        raise KeyUnavailable(problem)
    keys: dict[int, bytes] = {}
    try:
        for line in path.read_text("ascii").splitlines():
            version, digits = line.split()
            keys[int(version)] = bytes.fromhex(digits)
    except (OSError, ValueError):
        keys = {}
    if not keys or min(keys) < 1 or any(len(key) != suite.KEY_SIZE for key in keys.values()):
        raise KeyUnavailable(
            _("%(file)s is damaged or cut short. Copy it again from your safe copy.") % {"file": path.name}
        )
    return keys


def write_key_file(path: Path) -> None:
    """A new root key. Raises FileExistsError rather than overwrite one."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, FILE_MODE)
    try:
        os.fchmod(handle, FILE_MODE)
        os.write(handle, f"1 {suite.new_key().hex()}\n".encode("ascii"))
        os.fsync(handle)
    finally:
        os.close(handle)

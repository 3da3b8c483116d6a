"""The ring: root key > class key of an organisation > data key of a case and class. Data keys come a page at a time.

Keys are always chosen by the identifiers that stand in the stored value, never tried in turn.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import lru_cache
from operator import itemgetter
from pathlib import Path
from struct import Struct
from typing import Any, TypeVar
from uuid import UUID

from django.conf import settings
from django.core.signals import setting_changed
from django.db import DatabaseError, OperationalError, ProgrammingError, router
from django.dispatch import receiver
from django.utils import timezone

from encryption import suite
from encryption.classes import FieldClass
from encryption.errors import EncryptionError, KeyNotHeld, KeyUnavailable, Shredded, Tampered
from encryption.frame import LENGTH, pack_header, prefixed
from encryption.key_tables import CaseKey, ClassKey, StoredKey, insert_case_keys, stored_bytes, stored_case_keys
from encryption.place import ring_of
from encryption.providers import FileKeyProvider, KeyProvider, Wrapped
from encryption.shelf import Shelf
from encryption.token_tables import forget_scope_tokens

LIMIT = 5000
LIFE_SECONDS = 300.0
CLASS_KEY_LIMIT = 2000
CLASS_KEY_LIFE_SECONDS = 3600.0
ROWS_AT_ONCE = 500

Row = TypeVar("Row")

_CLASS = Struct(">H")
_CLASS_AND_NUMBER = Struct(">HI")
CLASS_NUMBERS = {int(c): _CLASS.pack(c) for c in FieldClass}
_ALL_CLASSES = b"all"


class ParentKey:
    """The class key of one organisation and class, in one version."""

    __slots__ = ("cipher", "until", "version")
    until: float

    def __init__(self, version: int, key: bytes) -> None:
        self.version = version
        self.cipher = suite.WrapCipher(key)


class DataKey:
    """The data key of one case and class; unwrapped when it is first used."""

    __slots__ = ("_stored", "cipher", "header", "until")
    until: float

    def __init__(self, header: bytes, stored: StoredKey, cipher: suite.Cipher | None = None) -> None:
        self.header = header
        self.cipher = cipher
        self._stored = stored

    def unwrapped(self) -> suite.Cipher:
        """The cipher object of this key. Raises Shredded, KeyNotHeld, KeyUnavailable or Tampered."""
        ring, field_class, generation, version, wrapped, check, shredded_at = self._stored
        if shredded_at is not None:
            raise Shredded("The key of this value was destroyed.")
        organisation = ring[:16]
        parent = class_key(organisation, field_class, version)
        if type(wrapped) is not bytes or type(check) is not bytes:
            try:
                wrapped, check = stored_bytes(wrapped), stored_bytes(check)
            except ValueError:
                raise Tampered("The key of this value is damaged.") from None
        key = suite.unwrap_key(
            parent, wrapped, _case_wrap_aad(organisation, ring[16:], field_class, generation, version)
        )
        if not suite.has_check_value(key, check):
            raise Tampered("The key of this value is not the one that was stored.")
        self.cipher = cipher = suite.value_cipher(key)
        return cipher


_data_keys: Shelf[DataKey] = Shelf(LIMIT, LIFE_SECONDS)
# The keys of committed rows by organisation, case and class: those of `_data_keys`, which may be older than their time.
KEPT = _data_keys.entries
_COMPLETE = DataKey(b"", (b"", 0, 0, 0, b"", b"", None))  # marks a case of which every class was fetched
_class_keys: Shelf[ParentKey] = Shelf(CLASS_KEY_LIMIT, CLASS_KEY_LIFE_SECONDS)
_provider: KeyProvider | None = None


def provider() -> KeyProvider:
    """The provider of this process: the key files of its profile, read once."""
    global _provider
    if _provider is None:
        _provider = FileKeyProvider(Path(settings.KEYS_DIR), settings.KEY_PROFILE)
    return _provider


def use_provider(replacement: KeyProvider | None) -> None:
    """Hold other root keys from now on (None: read the files again), and forget every key made from the old ones."""
    global _provider
    _provider = replacement
    forget_all()


@receiver(setting_changed)
def _read_keys_again(*, setting: str, **_signal: Any) -> None:
    if setting in ("KEYS_DIR", "KEY_PROFILE"):
        use_provider(None)


def forget_all() -> None:
    """Drop every cached key of this process."""
    forget_data_keys()
    _class_keys.clear()


def forget_data_keys() -> None:
    """Drop the cached data keys; class keys stay. What is read next is read with cold keys."""
    _data_keys.clear()


def forget_scope(scope_id: UUID) -> None:
    """Drop the cached keys of one case."""
    scope = scope_id.bytes
    _data_keys.drop(lambda name: name[16:32] == scope)


def class_wrap_aad(organisation_id: UUID, field_class: int, version: int) -> bytes:
    return prefixed(b"wrap", b"class", organisation_id.bytes, _CLASS_AND_NUMBER.pack(field_class, version))


_CASE_WRAP = prefixed(b"wrap", b"case") + LENGTH.pack(16)
_UUID_LENGTH = LENGTH.pack(16)
_CASE_WRAP_END = Struct(">HHIHI")


@lru_cache(maxsize=1000)
def _case_wrap_end(field_class: int, generation: int, version: int) -> bytes:
    return _CASE_WRAP_END.pack(6, field_class, generation, 4, version)


def _case_wrap_aad(organisation: bytes, scope: bytes, field_class: int, generation: int, version: int) -> bytes:
    """What `prefixed` would make of its parts, without the loop: this runs once for every key of a page."""
    return b"".join((_CASE_WRAP, organisation, _UUID_LENGTH, scope, _case_wrap_end(field_class, generation, version)))


def require_held(field_class: int) -> None:
    """Raise KeyNotHeld unless this process holds the root key of the class."""
    if not provider().holds(field_class):
        raise KeyNotHeld(f"This process does not hold {FieldClass(field_class).key_name}.key.")


def class_key(organisation: bytes, field_class: int, version: int) -> suite.WrapCipher:
    """The class key with exactly this version. Raises Shredded when its row is gone."""
    name = organisation + _CLASS_AND_NUMBER.pack(field_class, version)
    found = _class_keys.get(name)
    if found is None:
        require_held(field_class)
        _load_class_keys(UUID(bytes=organisation), FieldClass(field_class))
        found = _class_keys.get(name)
        if found is None:
            raise Shredded("The class key of this value is gone.")
    return found.cipher


def newest_class_key(organisation_id: UUID, field_class: FieldClass) -> ParentKey:
    """The key that new data keys are wrapped with; made when the organisation has none yet."""
    require_held(field_class)
    name = organisation_id.bytes + CLASS_NUMBERS[field_class]
    found = _class_keys.get(name)
    if found is None:
        _load_class_keys(organisation_id, field_class)
        found = _class_keys.get(name)
    if found is None:
        _create_class_key(organisation_id, field_class)
        found = _class_keys.get(name)
    if found is None:
        raise KeyUnavailable("The class key could not be made.")
    return found


def _load_class_keys(organisation_id: UUID, needed: FieldClass) -> None:
    """Open, in one query and one bulk unwrap, all class keys of an organisation whose root keys are held."""
    rows = _fetched(
        ClassKey.objects.filter(organisation_id=organisation_id)
        .order_by("version")
        .values_list("field_class", "version", "root_version", "wrapped", "check_value")
    )
    held = [row for row in rows if provider().holds(row[0])]
    answers = provider().unwrap_many(
        [
            Wrapped(FieldClass(c), root, bytes(blob), class_wrap_aad(organisation_id, c, v))
            for c, v, root, blob, _ in held
        ]
    )
    opened: list[tuple[bytes, ParentKey]] = []
    for (field_class, version, _root, _blob, check), answer in zip(held, answers, strict=True):
        if isinstance(answer, bytes) and not suite.has_check_value(answer, bytes(check)):
            answer = KeyUnavailable("A class key is not the one that was stored.")
        if isinstance(answer, EncryptionError):
            if field_class == needed:
                raise answer
            continue
        key = ParentKey(version, answer)
        opened.append((organisation_id.bytes + _CLASS_AND_NUMBER.pack(field_class, version), key))
        opened.append((organisation_id.bytes + CLASS_NUMBERS[field_class], key))
    _class_keys.put(opened)


def _create_class_key(organisation_id: UUID, field_class: FieldClass) -> None:
    """Make version 1. Of two processes that do so at once, the database lets one win and both use that key."""
    key, wrapped = provider().new_key(field_class, class_wrap_aad(organisation_id, field_class, 1))
    row = ClassKey(
        organisation_id=organisation_id,
        field_class=field_class,
        root_version=wrapped.root_version,
        wrapped=wrapped.blob,
        check_value=suite.check_value(key),
    )
    ClassKey.objects.bulk_create([row], ignore_conflicts=True)
    stored = ClassKey.objects.filter(organisation_id=organisation_id, field_class=field_class, version=1)
    if bytes(stored.values_list("wrapped", flat=True).get()) != wrapped.blob:
        _load_class_keys(organisation_id, field_class)
        return
    made = ParentKey(1, key)
    names = (_CLASS_AND_NUMBER.pack(field_class, 1), CLASS_NUMBERS[field_class])
    _class_keys.put_new([(organisation_id.bytes + name, made) for name in names], router.db_for_write(ClassKey))


def _fetched(rows: Iterable[Row]) -> list[Row]:
    """The rows of a key table. A key table that is gone means that every value is shredded."""
    try:
        return list(rows)
    except ProgrammingError:
        raise Shredded("The key tables are gone.") from None
    except OperationalError as error:
        if "no such table" in str(error):
            raise Shredded("The key tables are gone.") from None
        raise KeyUnavailable("The key tables cannot be read.") from error
    except DatabaseError as error:
        raise KeyUnavailable("The key tables cannot be read.") from error


@lru_cache(maxsize=1000)
def _header(field_class: int, generation: int) -> bytes:
    return pack_header(suite.AES_GCM, field_class, generation)


def _keep(rows: list[StoredKey], ciphers: dict[bytes, suite.Cipher] | None = None) -> Iterator[tuple[bytes, DataKey]]:
    """The newest key of a case and class under the name of both, older generations under their number too."""
    rows.sort(key=itemgetter(2))
    newest: dict[bytes, DataKey] = {}
    for row in rows:
        ring, field_class, generation, _version, wrapped, _check, _shredded_at = row
        header = _header(field_class, generation)
        name = ring + header[2:4]
        if name in newest:
            older = newest[name]
            yield ring + older.header[2:], older
        newest[name] = DataKey(header, row, None if ciphers is None else ciphers[stored_bytes(wrapped)])
    yield from newest.items()


def _load(scopes: Iterable[bytes], classes: Collection[int] | None) -> None:
    """Fetch the keys of these cases (the bytes of their ids) in one query."""
    _data_keys.put(_keep(_fetched(stored_case_keys(scopes, classes))))


def preload(places: Iterable[tuple[UUID, UUID]], classes: Iterable[FieldClass] | None = None) -> None:
    """Fetch the data keys of many (organisation, case) in one query, so that a page of sealed values needs no other."""
    wanted = None if classes is None else sorted({int(c) for c in classes if provider().holds(c)})
    names = [_ALL_CLASSES] if wanted is None else [CLASS_NUMBERS[c] for c in wanted]
    missing: dict[bytes, None] = {}
    for organisation_id, scope_id in places:
        ring = ring_of(organisation_id, scope_id)
        for name in names:
            if _data_keys.get(ring + name) is None:
                missing[ring] = None
                break
    if not missing:
        return
    if wanted is None:
        _data_keys.put([(ring + _ALL_CLASSES, _COMPLETE) for ring in missing])
    _load([ring[16:] for ring in missing], wanted)


def opening_cipher(ring: bytes, header: bytes) -> suite.Cipher:
    """The cipher that a stored header names. `ring` is organisation and case, 16 bytes each."""
    key = _data_keys.get(ring + header[2:4])
    if key is None:
        require_held(_CLASS.unpack_from(header, 2)[0])
        _load([ring[16:]], None)
        key = _data_keys.get(ring + header[2:4])
        if key is None:
            raise Shredded("The key of this value is gone.")
    if key.header != header:
        key = _older_key(ring, header)
    return key.cipher or key.unwrapped()


def _older_key(ring: bytes, header: bytes) -> DataKey:
    """The key of another generation than the newest. Raises Tampered when there never was one."""
    name = ring + header[2:]
    key = _data_keys.get(name)
    if key is None:
        _load([ring[16:]], None)
        key = _data_keys.get(ring + header[2:4])
        if key is None or key.header != header:
            key = _data_keys.get(name)
    if key is None:
        raise Tampered("The value names a key that never was.")
    return key


def sealing_key(
    organisation_id: UUID, scope_id: UUID, ring: bytes, field_class: FieldClass
) -> tuple[DataKey, suite.Cipher]:
    """The newest data key of a case and class; made when there is none. Raises Shredded after erasure."""
    name = ring + CLASS_NUMBERS[field_class]
    key = _data_keys.get(name)
    if key is None:
        ensure_keys(organisation_id, scope_id, (field_class,))
        key = _data_keys.get(name)
        if key is None:
            raise KeyUnavailable("The data key could not be made.")
    return key, key.cipher or key.unwrapped()


def ensure_keys(
    organisation_id: UUID, scope_id: UUID, classes: Iterable[FieldClass], *, is_new_scope: bool = False
) -> None:
    """Have a data key for each class of one case. For a case that is not in the database yet, none is looked for."""
    ring = ring_of(organisation_id, scope_id)
    missing = [c for c in classes if _data_keys.get(ring + CLASS_NUMBERS[c]) is None]
    if not missing:
        return
    for field_class in missing:
        require_held(field_class)
    if not is_new_scope:
        _load([ring[16:]], None)
        missing = [c for c in missing if _data_keys.get(ring + CLASS_NUMBERS[c]) is None]
    if missing:
        create_case_keys(organisation_id, (scope_id,), missing)


def create_case_keys(organisation_id: UUID, scope_ids: Iterable[UUID], classes: Iterable[FieldClass]) -> None:
    """Make the data keys of many new cases in bulk, for imports. Keys that are there already stay as they are."""
    parents = {c: newest_class_key(organisation_id, c) for c in sorted(set(classes))}
    places = list(dict.fromkeys(scope_ids))
    step = max(1, ROWS_AT_ONCE // max(1, len(parents)))
    for start in range(0, len(places), step):
        _create_some(organisation_id, places[start : start + step], parents)


def _create_some(organisation_id: UUID, scope_ids: Sequence[UUID], parents: dict[FieldClass, ParentKey]) -> None:
    organisation = organisation_id.bytes
    made: dict[bytes, suite.Cipher] = {}
    rows: list[StoredKey] = []
    for scope_id in scope_ids:
        scope = scope_id.bytes
        for field_class, parent in parents.items():
            key = suite.new_key()
            version = parent.version
            wrapped = suite.wrap_key(parent.cipher, key, _case_wrap_aad(organisation, scope, field_class, 1, version))
            made[wrapped] = suite.value_cipher(key)
            rows.append((organisation + scope, int(field_class), 1, version, wrapped, suite.check_value(key), None))
    theirs: list[StoredKey] = []
    if not insert_case_keys(rows):
        # Of two processes that make the same key at once, the database lets one win, and both use that key.
        stored = _fetched(stored_case_keys([scope_id.bytes for scope_id in scope_ids], [int(c) for c in parents]))
        rows = [row for row in stored if stored_bytes(row[4]) in made]
        theirs = [row for row in stored if stored_bytes(row[4]) not in made]
    _data_keys.put_new(_keep(rows, made), router.db_for_write(CaseKey))
    _data_keys.put(_keep(theirs))


def shred_case_keys(scope_id: UUID, classes: Iterable[FieldClass] | None = None) -> int:
    """Destroy the data keys and the search tokens of a case, or of some classes of it.

    Other processes forget the keys within LIFE_SECONDS.
    """
    chosen = None if classes is None else list(classes)
    forget_scope_tokens(scope_id, chosen)
    rows = CaseKey.objects.filter(scope_id=scope_id, shredded_at=None)
    if chosen is not None:
        rows = rows.filter(field_class__in=[int(c) for c in chosen])
    count = rows.update(wrapped=b"", check_value=b"", shredded_at=timezone.now())
    forget_scope(scope_id)
    return count

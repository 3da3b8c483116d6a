"""The wrapped keys. Whoever holds these tables without the key files holds nothing."""

from collections.abc import Collection, Iterator, Sequence
from datetime import datetime
from itertools import islice
from typing import Any, ClassVar
from uuid import UUID

from django.db import connections, models, router
from django.utils.translation import gettext_lazy as _

from encryption.querysets import KeyQuerySet


class ClassKey(models.Model):
    """The key of one field class in one organisation, wrapped by the root key of the class."""

    organisation_id = models.UUIDField(_("organisation"))
    field_class = models.PositiveSmallIntegerField(_("field class"))
    version = models.PositiveIntegerField(_("version"), default=1)
    root_version = models.PositiveIntegerField(_("root key version"))
    wrapped = models.BinaryField(_("wrapped key"))
    check_value = models.BinaryField(_("key check value"))
    created_at = models.DateTimeField(_("created"), auto_now_add=True)

    objects = KeyQuerySet.as_manager()

    class Meta:
        verbose_name = _("class key")
        verbose_name_plural = _("class keys")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["organisation_id", "field_class", "version"], name="one_class_key_per_organisation_and_version"
            )
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id} {self.field_class} v{self.version}"


class CaseKey(models.Model):
    """The data key of a field class in a case (for drafts: of a user), wrapped by the class key. Shred it to erase."""

    organisation_id = models.UUIDField(_("organisation"))
    scope_id = models.UUIDField(_("case"))
    field_class = models.PositiveSmallIntegerField(_("field class"))
    generation = models.PositiveIntegerField(_("generation"), default=1)
    class_version = models.PositiveIntegerField(_("class key version"))
    wrapped = models.BinaryField(_("wrapped key"))
    check_value = models.BinaryField(_("key check value"))
    shredded_at = models.DateTimeField(_("shredded"), null=True, blank=True)

    objects = KeyQuerySet.as_manager()

    class Meta:
        verbose_name = _("case key")
        verbose_name_plural = _("case keys")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["scope_id", "field_class", "generation", "organisation_id"],
                name="one_case_key_per_class_and_generation",
            )
        ]

    def __str__(self) -> str:
        return f"{self.scope_id} {self.field_class} g{self.generation}"


# Organisation and case (16 bytes each), class, generation, class key version, wrapped key, check value, shredded at.
# Engines differ in how they hand over bytes and times; of the last only whether it is None is ever asked.
StoredKey = tuple[bytes, bytes, int, int, int, bytes | memoryview, bytes | memoryview, datetime | str | None]

_COLUMNS = "organisation_id, scope_id, field_class, generation, class_version, wrapped, check_value, shredded_at"
_INSERTED = _COLUMNS.removesuffix(", shredded_at")
_VARIABLES = 900


def stored_case_keys(scope_ids: Collection[UUID], classes: Collection[int] | None) -> Iterator[StoredKey]:
    """The data keys of some cases, in one query. In SQL: through the ORM this takes longer than opening them."""
    connection = connections[router.db_for_read(CaseKey)]
    has_uuids = connection.features.has_native_uuid_field
    limit = "" if classes is None else f" AND field_class IN ({', '.join(str(int(c)) for c in sorted(classes))})"
    select = f"SELECT {_COLUMNS} FROM {connection.ops.quote_name(CaseKey._meta.db_table)} WHERE scope_id"  # noqa: S608
    if classes is not None and not classes:
        return
    organisations: dict[UUID | str, bytes] = {}
    left = iter(scope_ids)
    with connection.cursor() as cursor:
        while some := list(left if has_uuids else islice(left, _VARIABLES)):
            if has_uuids:
                cursor.execute(f"{select} = ANY(%s){limit}", [some])
            else:
                marks = ", ".join(["%s"] * len(some))
                cursor.execute(f"{select} IN ({marks}){limit}", [scope_id.hex for scope_id in some])
            for stored, scope_id, field_class, generation, version, wrapped, check, shredded_at in cursor.fetchall():
                organisation = organisations.get(stored)
                if organisation is None:
                    organisation = organisations[stored] = _id_bytes(stored)
                scope = _id_bytes(scope_id)
                yield organisation, scope, field_class, generation, version, wrapped, check, shredded_at


def insert_case_keys(rows: Sequence[StoredKey]) -> bool:
    """Insert data keys. False when some were there already: those are left as they are, whoever made them."""
    connection: Any = connections[router.db_for_write(CaseKey)]
    has_uuids = connection.features.has_native_uuid_field
    at_once = len(rows) if has_uuids else _VARIABLES // 7
    binary = connection.Database.Binary
    inserted = 0
    with connection.cursor() as cursor:
        for start in range(0, len(rows), max(1, at_once)):
            some = rows[start : start + at_once]
            values: list[object] = []
            for organisation, scope, field_class, generation, version, wrapped, check, _shredded_at in some:
                ids = (UUID(bytes=organisation), UUID(bytes=scope)) if has_uuids else (organisation.hex(), scope.hex())
                values += (*ids, field_class, generation, version, binary(wrapped), binary(check))
            marks = ", ".join(["(%s, %s, %s, %s, %s, %s, %s)"] * len(some))
            table = connection.ops.quote_name(CaseKey._meta.db_table)
            cursor.execute(f"INSERT INTO {table} ({_INSERTED}) VALUES {marks} ON CONFLICT DO NOTHING", values)  # noqa: S608
            inserted += cursor.rowcount
    return inserted == len(rows)


def _id_bytes(stored: UUID | str) -> bytes:
    return bytes.fromhex(stored) if isinstance(stored, str) else stored.bytes

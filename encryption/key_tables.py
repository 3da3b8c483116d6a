"""The wrapped keys. Whoever holds these tables without the key files holds nothing."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any, ClassVar

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


# Organisation and case (the ring, 32 bytes), class, generation, class key version, wrapped key, check value, shredded at.
# Engines differ in how they hand over bytes (see `stored_bytes`) and times; of the last only whether it is None is asked.
StoredBytes = bytes | memoryview | str
StoredKey = tuple[bytes, int, int, int, StoredBytes, StoredBytes, datetime | str | None]

_COLUMNS = "organisation_id, scope_id, field_class, generation, class_version, wrapped, check_value, shredded_at"
_INSERTED = _COLUMNS.removesuffix(", shredded_at")
# One text is read several times faster than uuids and bytea; a list in one parameter is read faster than in many.
_POSTGRESQL = (
    "encode(uuid_send(organisation_id) || uuid_send(scope_id) || wrapped || check_value, 'hex'), length(check_value),"
    " field_class, generation, class_version, shredded_at"
)
_RING_SIZE = 32
_VARIABLES = 900


def stored_case_keys(scopes: Iterable[bytes], classes: Collection[int] | None) -> Iterator[StoredKey]:
    """The data keys of some cases (the bytes of their ids), in one query. In SQL: through the ORM this takes longer
    than opening them.
    """
    connection = connections[router.db_for_read(CaseKey)]
    has_uuids = connection.features.has_native_uuid_field
    if classes is not None and not classes:
        return
    columns, start, end, listed = (
        (_POSTGRESQL, "{", "}", "= ANY(%s::uuid[])")
        if has_uuids
        else (_COLUMNS, '["', '"]', "IN (SELECT value FROM json_each(%s))")
    )
    table = connection.ops.quote_name(CaseKey._meta.db_table)
    select = f"SELECT {columns} FROM {table} WHERE scope_id {listed}"  # noqa: S608
    if classes is not None:
        select += f" AND field_class IN ({', '.join(str(int(c)) for c in sorted(classes))})"
    between = "," if has_uuids else '","'
    with connection.cursor() as cursor:
        cursor.execute(select, [start + between.join([scope.hex() for scope in scopes]) + end])
        found = cursor.fetchall()
    from_hex = bytes.fromhex
    if not has_uuids:
        yield from [(from_hex(organisation + scope), *rest) for organisation, scope, *rest in found]
        return
    for packed, check_size, field_class, generation, version, at in found:
        stored = from_hex(packed)
        end = len(stored) - check_size
        yield stored[:_RING_SIZE], field_class, generation, version, stored[_RING_SIZE:end], stored[end:], at


def stored_bytes(stored: StoredBytes) -> bytes:
    """Bytes as they were stored. Raises ValueError for text that they cannot have come as."""
    return bytes.fromhex(stored) if isinstance(stored, str) else bytes(stored)


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
            for ring, field_class, generation, version, wrapped, check, _shredded_at in some:
                values += (ring[:16].hex(), ring[16:].hex(), field_class, generation, version)
                values += (binary(stored_bytes(wrapped)), binary(stored_bytes(check)))
            marks = ", ".join(["(%s, %s, %s, %s, %s, %s, %s)"] * len(some))
            table = connection.ops.quote_name(CaseKey._meta.db_table)
            cursor.execute(f"INSERT INTO {table} ({_INSERTED}) VALUES {marks} ON CONFLICT DO NOTHING", values)  # noqa: S608
            inserted += cursor.rowcount
    return inserted == len(rows)

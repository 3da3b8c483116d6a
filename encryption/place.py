"""Where a cell belongs: organisation, case, row. Worked out once for a row: every cell of it needs the same bytes."""

from functools import cache
from typing import Any
from uuid import UUID

from django.db import connections

from encryption.frame import LENGTH

_UUID_LENGTH = LENGTH.pack(16)


def ring_of(organisation_id: UUID, scope_id: UUID) -> bytes:
    """Organisation and case, 16 bytes each: the name of the keys of a case. `UUID.bytes` twice takes twice as long."""
    return (organisation_id.int << 128 | scope_id.int).to_bytes(32, "big")


class Place:
    """The three ids of a row, and the bytes made of them: `ring` names its keys, `aad_end` ends its associated data."""

    __slots__ = ("aad_end", "organisation_id", "ring", "row_id", "scope", "scope_id")

    def __init__(self, organisation_id: UUID, scope_id: UUID, row_id: UUID) -> None:
        self.organisation_id = organisation_id
        self.scope_id = scope_id
        self.row_id = row_id
        self.ring = ring = ring_of(organisation_id, scope_id)
        self.scope = scope = ring[16:]
        row = row_id.int.to_bytes(16, "big")
        self.aad_end = b"".join((_UUID_LENGTH, ring[:16], _UUID_LENGTH, scope, _UUID_LENGTH, row))

    def __reduce__(self) -> tuple[Any, ...]:
        return Place, (self.organisation_id, self.scope_id, self.row_id)


def place_of(row: Any) -> Place:
    """The place of a row as its ids stand now. Raises ValueError while one of them is not set."""
    data = row.__dict__
    known: Place | None = data.get("_place")
    if (
        known is not None
        and data.get(row.sealed_organisation) is known.organisation_id
        and data.get(row.sealed_scope) is known.scope_id
        and data.get("id") is known.row_id
    ):
        return known
    organisation_id = getattr(row, row.sealed_organisation)
    scope_id = getattr(row, row.sealed_scope)
    row_id = row.pk
    if not (isinstance(organisation_id, UUID) and isinstance(scope_id, UUID) and isinstance(row_id, UUID)):
        raise ValueError(
            f"{type(row).__name__} needs {row.sealed_organisation}, {row.sealed_scope} and id before a value is sealed."
        )
    place = data["_place"] = Place(organisation_id, scope_id, row_id)
    return place


@cache
def comes_as_text(using: str | None) -> bool:
    """Whether the rows of this database are loaded with their cells in base64: see `SealedField.select_format`."""
    return using is not None and connections[using].vendor == "postgresql"

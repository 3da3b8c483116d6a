"""The clearance boundary: the one place where a sealed value becomes readable, and where a value becomes sealed.

Order of checks: principal, expiry, case in scope, class and field; only then is a key looked for.
"""

from collections.abc import Callable
from typing import Any, NoReturn, Protocol, cast
from uuid import UUID

from encryption import frame, keys, sink, suite
from encryption.cells import Cell, Pending
from encryption.classes import FieldClass
from encryption.errors import ClearanceError, EncryptionError, NoSink, NotSealedYet, Tampered
from encryption.principal import _ACTING, Principal, current_principal

MASK = "•••••"
_STARTS_KEPT = 64


class Row(Protocol):
    """A row that has sealed columns."""

    pk: Any
    sealed_organisation: str
    sealed_scope: str


class Column:
    """What the boundary needs to know of a sealed field."""

    __slots__ = ("_starts", "decode", "encode", "field_class", "header", "kind", "label")

    def __init__(
        self,
        label: str,
        field_class: FieldClass,
        kind: int,
        encode: Callable[[Any], bytes],
        decode: Callable[[bytes], Any],
    ) -> None:
        self.label = label
        self.field_class = field_class
        self.kind = kind
        self.encode = encode
        self.decode = decode
        self._starts: dict[bytes, bytes] = {}

    def aad_start(self, header: bytes) -> bytes:
        """Start of the associated data under this header. Raises Tampered for one that this column never writes."""
        start = self._starts.get(header)
        if start is None:
            cipher_suite, field_class, _generation = frame.unpack_header(header)
            if cipher_suite != suite.AES_GCM or field_class != self.field_class:
                raise Tampered("The header is not one of this field.")
            start = frame.aad_start(header, self.label)
            if len(self._starts) >= _STARTS_KEPT:
                self._starts.clear()
            self._starts[header] = start
        return start


def address(row: Any) -> tuple[UUID, UUID, UUID]:
    """(organisation, case, row) that a cell of this row is bound to. Raises ValueError while one of them is not set."""
    organisation_id = getattr(row, row.sealed_organisation)
    scope_id = getattr(row, row.sealed_scope)
    row_id = row.pk
    if not (isinstance(organisation_id, UUID) and isinstance(scope_id, UUID) and isinstance(row_id, UUID)):
        raise ValueError(
            f"{type(row).__name__} needs {row.sealed_organisation}, {row.sealed_scope} and id before a value is sealed."
        )
    return organisation_id, scope_id, row_id


def require_reading(column: Column, scope: bytes) -> Principal:
    """Raise ClearanceError unless whoever acts may read this column of this case now."""
    principal = current_principal()
    if not principal.clearance_now(scope).may_read(column.field_class, column.label):
        raise ClearanceError(f"Not cleared to read {column.label}.")
    return principal


def require_writing(column: Column, scope: bytes) -> Principal:
    """Raise ClearanceError unless whoever acts may write this column of this case now."""
    principal = current_principal()
    if not principal.clearance_now(scope).may_write(column.field_class, column.label):
        raise ClearanceError(f"Not cleared to write {column.label}.")
    return principal


def report(column: Column, place: tuple[UUID, UUID, UUID], purpose: str, error: EncryptionError) -> None:
    """Tell the sink of a reveal that failed. Without a sink nothing is told, and nothing was revealed."""
    principal = _ACTING.get(None)
    told = sink.active_sink()
    if told is None:
        return
    actor_id = None if principal is None else principal.actor_id
    if principal is not None and not purpose:
        purpose = principal.purpose
    try:
        told(sink.RevealEvent(actor_id, *place, column.label, column.field_class, purpose, error.outcome))
    except NoSink:
        return


def seal_cell(column: Column, row: Any, value: Any) -> Cell:
    """Seal a value for its own cell under the newest key of its case and class. None becomes a sealed nothing."""
    organisation_id, scope_id, row_id = address(row)
    scope = scope_id.bytes
    require_writing(column, scope)
    kind, payload = (frame.NULL, b"") if value is None else (column.kind, column.encode(value))
    key = keys.sealing_key(organisation_id, scope_id, column.field_class)
    header = key.header
    aad = frame.cell_aad(column.aad_start(header), organisation_id.bytes, scope, row_id.bytes)
    return Cell(header + suite.seal(cast(suite.Cipher, key.cipher), frame.pack_frame(kind, payload), aad))


def require_key(row: Any, cell: bytes) -> None:
    """Raise Shredded unless the key that sealed this cell is there: its transaction may have been rolled back."""
    organisation_id, scope_id, _row_id = address(row)
    keys.opening_cipher(organisation_id.bytes + scope_id.bytes, cell[: frame.HEADER_SIZE], organisation_id, scope_id)


class Sealed:
    """A sealed value. It gives nothing away except through `reveal`."""

    __slots__ = ("_cell", "_column", "_row")

    def __init__(self, column: Column, row: Any, cell: Any) -> None:
        self._column = column
        self._row = row
        self._cell = cell

    @property
    def is_null(self) -> bool:
        """Whether the column is NULL. For a field with `hide_null` only `reveal` tells whether there is a value."""
        return self._cell is None

    @property
    def label(self) -> str:
        return self._column.label

    @property
    def field_class(self) -> FieldClass:
        return self._column.field_class

    @property
    def ciphertext(self) -> bytes | None:
        """The stored bytes. Raises NotSealedYet for a value that was not saved."""
        cell = self._cell
        if isinstance(cell, Pending):
            raise NotSealedYet(f"{self._column.label} is not saved yet.")
        return bytes(cell) if isinstance(cell, (bytes, memoryview)) else None

    def may_reveal(self) -> bool:
        """Whether whoever acts is cleared for this value. Says nothing about keys; is not reported."""
        try:
            require_reading(self._column, address(self._row)[1].bytes)
        except (ClearanceError, ValueError):
            return False
        return True

    def reveal(self, purpose: str = "") -> Any:
        """The value, told to the sink before it is handed out. Raises an EncryptionError that says why not."""
        column = self._column
        place = address(self._row)
        try:
            return self._open(column, place, purpose)
        except EncryptionError as error:
            report(column, place, purpose, error)
            raise

    # A template must not open anything by naming it.
    reveal.alters_data = True  # type: ignore[attr-defined]

    def _open(self, column: Column, place: tuple[UUID, UUID, UUID], purpose: str) -> Any:
        organisation_id, scope_id, row_id = place
        scope = scope_id.bytes
        principal = require_reading(column, scope)
        told = sink.current_sink()
        cell = self._cell
        if cell is None:
            return None
        if type(cell) is memoryview:
            cell = cell.tobytes()
        elif not isinstance(cell, bytes):
            if isinstance(cell, Pending):
                raise NotSealedYet(f"{column.label} is not saved yet.")
            raise Tampered("Something unsealed stands in a sealed column.")
        if len(cell) < frame.SHORTEST:
            raise Tampered("The value is cut short.")
        header = cell[: frame.HEADER_SIZE]
        start = column.aad_start(header)
        organisation = organisation_id.bytes
        cipher = keys.opening_cipher(organisation + scope, header, organisation_id, scope_id)
        aad = frame.cell_aad(start, organisation, scope, row_id.bytes)
        kind, payload = frame.unpack_frame(suite.unseal(cipher, cell, aad, frame.HEADER_SIZE))
        if kind == column.kind:
            try:
                value = column.decode(payload)
            except (ValueError, ArithmeticError):
                raise Tampered("The value is not what its type says.") from None
        elif kind == frame.NULL and not payload:
            value = None
        else:
            raise Tampered("The value has another type than its field.")
        told(
            sink.RevealEvent(
                principal.actor_id,
                organisation_id,
                scope_id,
                row_id,
                column.label,
                column.field_class,
                purpose or principal.purpose,
                "ok",
            )
        )
        return value

    def __repr__(self) -> str:
        return f"<Sealed {self._column.label}>"

    def __str__(self) -> str:
        return MASK

    def _refuse(self, *_args: Any) -> NoReturn:
        raise TypeError(f"{self._column.label} is sealed: ask .reveal(purpose) for the value, or .is_null.")

    __eq__ = __ne__ = __lt__ = __le__ = __gt__ = __ge__ = _refuse  # type: ignore[assignment]
    __format__ = __bool__ = _refuse  # type: ignore[assignment]
    __add__ = __radd__ = __mod__ = __int__ = __float__ = __bytes__ = __reduce_ex__ = _refuse  # type: ignore[assignment]
    __hash__ = None  # type: ignore[assignment]

    def __copy__(self) -> "Sealed":
        return self

    def __deepcopy__(self, memo: Any) -> "Sealed":
        return self

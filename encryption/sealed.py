"""The clearance boundary: the one place where a sealed value becomes readable, and where a value becomes sealed.

Order of checks: principal, expiry, case in scope, class and field; only then is a key looked for.
"""

from binascii import a2b_base64
from collections.abc import Callable
from time import monotonic
from typing import Any, NoReturn

from encryption import frame, keys, sink, suite
from encryption.blind_index import note_value
from encryption.cells import EMPTIED, Cell, Pending
from encryption.classes import FieldClass
from encryption.errors import ClearanceError, EncryptionError, NoSink, NotSealedYet, Tampered
from encryption.place import Place, comes_as_text, place_of
from encryption.principal import principal_or_none, require_clearance
from encryption.sink import RevealEvent

MASK = "•••••"
_STARTS_KEPT = 64
_new_tuple: Callable[[type[RevealEvent], tuple[Any, ...]], RevealEvent] = tuple.__new__


class Column:
    """What the boundary needs to know of a sealed field."""

    __slots__ = ("class_number", "decode", "encode", "field_class", "kind", "label", "search_number", "starts")

    def __init__(
        self,
        label: str,
        field_class: FieldClass,
        kind: int,
        encode: Callable[[Any], bytes],
        decode: Callable[[bytes], Any],
        search_number: int = 0,
    ) -> None:
        self.label = label
        self.field_class = field_class
        self.class_number = keys.CLASS_NUMBERS[field_class]
        self.kind = kind
        self.encode = encode
        self.decode = decode
        # Of the searchable column that this is, or 0.
        self.search_number = search_number
        self.starts: dict[bytes, bytes] = {}

    def aad_start(self, header: bytes) -> bytes:
        """Start of the associated data under this header. Raises Tampered for one that this column never writes."""
        cipher_suite, field_class, _generation = frame.unpack_header(header)
        if cipher_suite != suite.AES_GCM or field_class != self.field_class:
            raise Tampered("The header is not one of this field.")
        if len(self.starts) >= _STARTS_KEPT:
            self.starts.clear()
        start = self.starts[header] = frame.aad_start(header, self.label)
        return start


def report(column: Column, place: Place, purpose: str, error: EncryptionError) -> None:
    """Tell the sink of a reveal that failed. Without a sink nothing is told, and nothing was revealed."""
    told = sink.active_sink()
    if told is None:
        return
    principal = principal_or_none()
    actor_id = None if principal is None else principal.actor_id
    purpose = purpose or ("" if principal is None else principal.purpose)
    try:
        told(
            RevealEvent(
                actor_id,
                place.organisation_id,
                place.scope_id,
                place.row_id,
                column.label,
                column.field_class,
                purpose,
                error.outcome,
            )
        )
    except NoSink:
        return


def require_writing(column: Column, place: Place) -> None:
    """Raise ClearanceError unless whoever acts may write this column of this case now."""
    require_clearance(place.scope, column.field_class, column.label, to_write=True)


def seal_cell(column: Column, row: Any, value: Any) -> Cell:
    """Seal a value for its own cell under the newest key of its case and class. None becomes a sealed nothing."""
    place = place_of(row)
    require_writing(column, place)
    if column.search_number:
        note_value(row, place.organisation_id, column.search_number, value)
    kind, payload = (frame.NULL, b"") if value is None else (column.kind, column.encode(value))
    key, cipher = keys.sealing_key(place.organisation_id, place.scope_id, place.ring, column.field_class)
    aad = (column.starts.get(key.header) or column.aad_start(key.header)) + place.aad_end
    return Cell(key.header + suite.seal(cipher, frame.pack_frame(kind, payload), aad))


def require_key(row: Any, cell: bytes) -> None:
    """Raise Shredded unless the key that sealed this cell is there: its transaction may have been rolled back."""
    place = place_of(row)
    keys.opening_cipher(place.ring, cell[: frame.HEADER_SIZE])


def open_cell(column: Column, place: Place, cell: bytes) -> Any:
    """The value of a stored cell, after the checks. Raises an EncryptionError and nothing else."""
    if len(cell) < frame.SHORTEST:
        raise Tampered("The value is cut short.")
    header = cell[: frame.HEADER_SIZE]
    aad = (column.starts.get(header) or column.aad_start(header)) + place.aad_end
    # The first two lines are what `opening_cipher` would do: this runs for every cell that is read.
    key = keys.KEPT.get(place.ring + column.class_number)
    if key is not None and key.header == header and key.until > monotonic():
        cipher = key.cipher or key.unwrapped()
    else:
        cipher = keys.opening_cipher(place.ring, header)
    kind, payload = frame.unpack_frame(suite.unseal(cipher, cell, aad, frame.HEADER_SIZE))
    if kind != column.kind:
        if kind == frame.NULL and not payload:
            return None
        raise Tampered("The value has another type than its field.")
    try:
        return column.decode(payload)
    except (ValueError, RecursionError):
        raise Tampered("The value is not what its type says.") from None


def plain_bytes(column: Column, row: Any, cell: Any) -> bytes:
    """The stored bytes as one engine or another hands them over."""
    if type(cell) is str and comes_as_text(row._state.db):
        try:
            return a2b_base64(cell)
        except ValueError:
            pass
    if isinstance(cell, (Cell, memoryview)):
        return bytes(cell)
    if isinstance(cell, Pending):
        raise NotSealedYet(f"{column.label} is not saved yet.")
    raise Tampered("Something unsealed stands in a sealed column.")


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
        return self._cell is None or self._cell is EMPTIED

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
        if isinstance(cell, str) and comes_as_text(self._row._state.db):
            return a2b_base64(cell)
        return bytes(cell) if isinstance(cell, (bytes, memoryview)) else None

    def may_reveal(self) -> bool:
        """Whether whoever acts is cleared for this value. Says nothing about keys; is not reported."""
        try:
            require_clearance(place_of(self._row).scope, self._column.field_class, self._column.label)
        except (ClearanceError, ValueError):
            return False
        return True

    def reveal(self, purpose: str = "") -> Any:
        """The value, told to the sink before it is handed out. Raises an EncryptionError that says why not."""
        column = self._column
        place = place_of(self._row)
        try:
            principal = require_clearance(place.scope, column.field_class, column.label)
            told = sink.current_sink()
            cell = self._cell
            if cell is None or cell is EMPTIED:
                return None
            if type(cell) is not bytes:
                cell = plain_bytes(column, self._row, cell)
            value = open_cell(column, place, cell)
        except EncryptionError as error:
            report(column, place, purpose, error)
            raise
        # What `RevealEvent(...)` makes, without its detour: this runs for every cell that is read.
        told(
            _new_tuple(
                RevealEvent,
                (
                    principal.actor_id,
                    place.organisation_id,
                    place.scope_id,
                    place.row_id,
                    column.label,
                    column.field_class,
                    purpose or principal.purpose,
                    "ok",
                ),
            )
        )
        return value

    # A template must not open anything by naming it.
    reveal.alters_data = True  # type: ignore[attr-defined]

    def __repr__(self) -> str:
        return f"<Sealed {self._column.label}>"

    def __str__(self) -> str:
        return MASK

    def _refuse(self, *_args: Any) -> NoReturn:
        raise TypeError(f"{self._column.label} is sealed: ask .reveal(purpose) for the value, or .is_null.")

    __eq__ = __ne__ = __lt__ = __le__ = __gt__ = __ge__ = _refuse
    __format__ = __bool__ = _refuse
    __add__ = __radd__ = __mod__ = __int__ = __float__ = __bytes__ = __reduce_ex__ = _refuse
    __hash__ = None  # type: ignore[assignment]

    def __copy__(self) -> "Sealed":
        return self

    def __deepcopy__(self, memo: Any) -> "Sealed":
        return self

"""What stands in the `__dict__` of a row in place of a sealed value."""

from typing import Any, Final, NoReturn


class Pending:
    """A value that was assigned and is not sealed yet. It shows itself to nothing but the field that seals it."""

    __slots__ = ("value",)

    def __init__(self, value: Any) -> None:
        self.value = value

    def __repr__(self) -> str:
        return "<Pending>"

    __str__ = __repr__

    def __copy__(self) -> "Pending":
        return self

    def __deepcopy__(self, memo: Any) -> "Pending":
        return self

    def __reduce_ex__(self, protocol: Any) -> NoReturn:
        raise TypeError("A value that is not sealed yet cannot be pickled. Save the row first.")


class Emptied:
    """NULL was assigned to a cell that the database holds: it is written too, by whoever may write the field."""

    __slots__ = ()

    def __repr__(self) -> str:
        return "<Emptied>"

    def __reduce__(self) -> str:
        return "EMPTIED"


EMPTIED: Final = Emptied()


class Cell(bytes):
    """Sealed bytes that were made here and have to be written with the row. Loaded cells are plain bytes."""

    __slots__ = ()


class Loaded:
    """Wraps what came from the database where it would otherwise be taken for a value that somebody assigned."""

    __slots__ = ("cell",)

    def __init__(self, cell: Any) -> None:
        self.cell = cell

    def __repr__(self) -> str:
        return "<Loaded>"

"""What a template may do with a sealed value: show it, or say in its place why it is not shown."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from encryption.errors import ClearanceError, EncryptionError, KeyNotHeld, Shredded, Tampered


class State(StrEnum):
    """Restricted and empty look different; who may not know whether a field is filled sees the lock either way."""

    VALUE = "value"
    EMPTY = "empty"
    LOCKED = "locked"
    TAMPERED = "tampered"
    ERASED = "erased"
    UNAVAILABLE = "unavailable"


@dataclass(frozen=True, slots=True)
class Shown:
    """A state, and the value if the state is `value`."""

    state: State
    value: Any = None

    def __bool__(self) -> bool:
        return self.state == State.VALUE

    def __repr__(self) -> str:
        return f"<Shown {self.state}>"


def show(sealed: Any, purpose: str = "") -> Shown:
    """The value of a sealed cell for this request's principal. Never raises: one bad cell must not take a list away."""
    try:
        if not sealed.may_reveal():
            return Shown(State.LOCKED)
        if sealed.is_null:
            return Shown(State.EMPTY)
        value = sealed.reveal(purpose)
    except (ClearanceError, KeyNotHeld):
        return Shown(State.LOCKED)
    except Shredded:
        return Shown(State.ERASED)
    except Tampered:
        return Shown(State.TAMPERED)
    except EncryptionError:
        return Shown(State.UNAVAILABLE)
    if value is None or value in ("", [], {}):
        return Shown(State.EMPTY)
    return Shown(State.VALUE, value)

"""Where reveals are told. The audit trail registers itself here; without it nothing is revealed."""

from collections.abc import Callable
from typing import NamedTuple
from uuid import UUID

from encryption.classes import FieldClass
from encryption.errors import NoSink


class RevealEvent(NamedTuple):
    """One try to read one cell. `actor_id` is None when nobody acted; `outcome` is "ok" or the word of the error."""

    actor_id: str | None
    organisation_id: UUID | None
    scope_id: UUID | None
    row_id: UUID | None
    label: str
    field_class: FieldClass
    purpose: str
    outcome: str


Sink = Callable[[RevealEvent], None]
_active: Sink | None = None


def register_sink(sink: Sink | None) -> None:
    """Tell every reveal to `sink`, before the value is handed out. What the sink raises stops the reveal."""
    global _active
    _active = sink


def current_sink() -> Sink:
    """The registered sink. Raises NoSink when there is none."""
    if _active is None:
        raise NoSink("No sink is registered, so nothing is revealed.")
    return _active


def active_sink() -> Sink | None:
    return _active

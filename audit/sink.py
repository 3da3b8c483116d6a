"""Where reveals go: into the open scope, whose one row is written before the data leaves."""

from audit.scopes import code, current_scope
from audit.tags import Outcome
from encryption.errors import NoSink
from encryption.sink import RevealEvent


def note_reveal(event: RevealEvent) -> None:
    """Count one reveal, or refused try, in the open scope. Raises NoSink without one: nothing goes unrecorded."""
    scope = current_scope()
    if scope is None:
        raise NoSink
    pending = scope.pending
    pending.reveals[event.outcome, event.label, event.scope_id] += 1
    if event.purpose:
        pending.purposes.add(code(event.purpose))
    if event.outcome not in (Outcome.OK, Outcome.REFUSED):
        pending.damaged.add(str(event.row_id))

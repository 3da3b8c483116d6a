"""Where reveals go: into the open scope, whose one row is written before the data leaves."""

from audit.scopes import code, current_scope
from audit.tags import Outcome
from encryption.classes import FieldClass
from encryption.errors import NoSink
from encryption.sink import RevealEvent

_NO_CASE = frozenset({FieldClass.DRAFTS, FieldClass.STAFF})


def note_reveal(event: RevealEvent) -> None:
    """Count one reveal, or refused try, in the open scope. Raises NoSink without one: nothing goes unrecorded."""
    scope = current_scope()
    if scope is None:
        raise NoSink
    pending = scope.pending
    # A draft's scope is its owner and a factor's secret has none: neither is a case.
    case_id = None if event.field_class in _NO_CASE else event.scope_id
    pending.reveals[event.outcome, event.label, case_id] += 1
    if event.purpose:
        pending.purposes.add(code(event.purpose))
    if event.outcome not in (Outcome.OK, Outcome.REFUSED):
        pending.damaged.add(str(event.row_id))

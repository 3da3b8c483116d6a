"""Where reveals go: into the open scope, whose one row is written before the data leaves."""

from audit.scopes import code, current_scope
from audit.tags import Outcome
from encryption.classes import FieldClass
from encryption.errors import NoSink
from encryption.sink import RevealEvent

_NO_CASE = frozenset({FieldClass.DRAFTS, FieldClass.STAFF})
_UNDAMAGED = frozenset({str(Outcome.OK), str(Outcome.REFUSED)})


def note_reveal(event: RevealEvent) -> None:
    """Count one reveal, or refused try, in the open scope. Raises NoSink without one: nothing goes unrecorded."""
    scope = current_scope()
    if scope is None:
        raise NoSink
    pending = scope.pending
    told = event.outcome, event.label
    pending.reveals[told] = pending.reveals.get(told, 0) + 1
    # A draft's scope is its owner and a factor's secret has none: neither is a case. Cells come row by row.
    case_id = event.scope_id
    if case_id is not pending.last_touched and case_id is not None and event.field_class not in _NO_CASE:
        pending.last_touched = case_id
        pending.touched[case_id] = None
    purpose = event.purpose
    if purpose and purpose not in pending.purposes:
        pending.purposes.add(code(purpose))
    if event.outcome not in _UNDAMAGED:
        pending.damaged.add(str(event.row_id))

"""Making all search tokens of an organisation anew, some rows at a time; what was done stays done."""

from collections.abc import Callable
from typing import Any

from django.apps import apps

from accounts.models import Organisation
from audit.record import scope
from common.shown import show
from encryption.blind_index import begin_rebuild, finish_rebuild, rebuild_rows
from encryption.keys import preload
from encryption.principal import Clearance, Principal, acting_as
from encryption.registry import SearchColumn, search_columns
from encryption.token_tables import BlindIndex

AT_ONCE = 500
PURPOSE = "rebuild_tokens"

Progress = Callable[[int], None]


def rebuild_tokens(
    organisation: Organisation, *, anew: bool = False, limit: int | None = None, progress: Progress | None = None
) -> bool:
    """Whether the tokens of the organisation are as this program makes them. False: `limit` rows were done, more wait."""
    state = begin_rebuild(organisation.pk, anew=anew)
    if state is None:
        return True
    done = 0
    for column in search_columns():
        if column.how.number < state.place_column:
            continue
        while limit is None or done < limit:
            size = AT_ONCE if limit is None else min(AT_ONCE, limit - done)
            count = _some(organisation, state, column, size)
            done += count
            if progress is not None:
                progress(count)
            if count < size:
                break
        else:
            return False
    finish_rebuild(state)
    return True


def _some(organisation: Organisation, state: BlindIndex, column: SearchColumn, size: int) -> int:
    """The next rows of a column. Each batch has a scope of its own, so the trail tells of each."""
    model: Any = apps.get_model(column.model_label)
    rows = model._default_manager.filter(**{model.sealed_organisation: organisation.pk}).order_by("pk")
    if state.place_column == column.how.number and state.place_row is not None:
        rows = rows.filter(pk__gt=state.place_row)
    # Cleared for this one column and nothing else.
    cleared = Clearance(reads={column.field_class: frozenset({column.label})})
    principal = Principal(PURPOSE, organisation.pk, purpose=PURPOSE)

    def read() -> list[tuple[Any, Any]]:
        found = list(rows[:size])
        places = [(organisation.pk, getattr(row, row.sealed_scope)) for row in found]
        for _organisation_id, scope_id in places:
            principal.admit(scope_id, cleared)
        preload(places, [column.field_class])
        return [(row, show(getattr(row, column.field_name), PURPOSE).value) for row in found]

    with scope(organisation_id=organisation.pk, via="command", purpose=PURPOSE), acting_as(principal):
        return rebuild_rows(state, column, read)

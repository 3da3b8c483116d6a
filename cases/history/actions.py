"""Keeping what stood in a field. Called by the actions that write, in their transaction."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from accounts.models import User
from audit.record import atomic, record
from audit.tags import Tag
from cases.history.models import column_of
from cases.models import Case, EarlierValue
from encryption.principal import current_principal

# Where a row carries what is kept of it when it is saved; sealed values only, never plain ones.
_CARRIED = "_earlier_values"


def _earlier(row: Any, name: str, value: Any, *, was_saved: bool = True) -> EarlierValue:
    label = row._meta.get_field(name).label
    kept = EarlierValue(
        case_id=row.pk if isinstance(row, Case) else row.case_id,
        organisation_id=row.organisation_id,
        author_id=UUID(current_principal().actor_id),
        subject_id=row.pk,
        field=label,
        version=getattr(row, "version", 0),
        was_saved=was_saved,
    )
    if value not in (None, "", [], {}):
        setattr(kept, column_of(label), value)
    return kept


def remember(row: Any, name: str, value: Any) -> None:
    """Carry along what stands in a field that is about to change. A row that is new had nothing."""
    if not row._state.adding:
        row.__dict__.setdefault(_CARRIED, []).append(_earlier(row, name, value))


def remembered(row: Any) -> list[EarlierValue]:
    """What the row carried along, to be saved with it."""
    carried: list[EarlierValue] = row.__dict__.pop(_CARRIED, [])
    return carried


@atomic
def keep_unsaved(*, actor: User, case: Case, texts: Iterable[tuple[Any, str, Any]]) -> None:
    """Of two texts for one field the other was chosen: keep the one given up. `texts` are (row, field name, value)."""
    kept = [_earlier(row, name, value, was_saved=False) for row, name, value in texts]
    EarlierValue.objects.bulk_create(kept)
    record(actor, Tag.FACTS_KEEP, case, case_id=case.pk, changed=sorted({value.field for value in kept}))

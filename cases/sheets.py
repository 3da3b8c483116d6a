"""Writing sealed fields of a case: permit, compare, set, name what changed. For the actions of this app only."""

from collections.abc import Mapping
from typing import Any, TypeVar

from accounts.matrix import Act
from accounts.models import User
from audit.record import record
from audit.tags import Tag
from cases.base import CaseRow, CaseSheet
from cases.case.states import require_open, require_version
from cases.history.actions import remember, remembered
from cases.models import Case, EarlierValue
from cases.permissions import can
from cases.questions import QuestionList
from common.access import require
from encryption.errors import EncryptionError
from encryption.principal import current_principal

S = TypeVar("S", bound=CaseSheet)


def locked_case(actor: User, case: Case, act: Act) -> Case:
    """The case, locked, if `actor` may do `act` on it and work goes on; else NotAllowed or CaseClosed."""
    case = Case.objects.select_for_update().get(pk=case.pk)
    require(can(actor, act, case))
    require_open(case)
    return case


def sheet_of(model: type[S], case: Case) -> S:
    """The sheet of `case`, or a new one with version 0 if nobody has begun it."""
    return model.objects.filter(case=case).first() or model.of(case, version=0)


def may_write(row: CaseRow | Case, name: str) -> bool:
    """Whether the principal may write this sealed field of a row that is in scope."""
    scope = row.pk if isinstance(row, Case) else row.case_id
    cleared = current_principal().clearance_for(scope)
    sealed = getattr(row, name)
    return cleared is not None and cleared.may_write(sealed.field_class, sealed.label)


_UNREADABLE = object()


def _held(row: CaseRow | Case, name: str) -> Any:
    """The value in a field, or _UNREADABLE."""
    try:
        return getattr(row, name).reveal("compare")
    except EncryptionError:
        return _UNREADABLE


def differs(row: CaseRow | Case, name: str, value: Any) -> bool:
    """Whether `value` is another one than the row holds. A value that cannot be read is always another one."""
    held = _held(row, name)
    return held is _UNREADABLE or (held or None) != (value or None)


def set_fields(row: CaseRow | Case, changes: Mapping[str, Any]) -> list[str]:
    """Put new values into sealed fields; the names of those that differ. Raises NotAllowed for one not to be written.

    What stood there is kept with `save_version`; a value that cannot be read any more is not.
    """
    require(all(may_write(row, name) for name in changes))
    changed = []
    for name, value in changes.items():
        held = _held(row, name)
        if held is _UNREADABLE or (held or None) != (value or None):
            changed.append(name)
            remember(row, name, None if held is _UNREADABLE else held)
            setattr(row, name, value or None)
    return changed


def set_answers(
    row: CaseRow, name: str, questions: QuestionList, answers: Mapping[str, Any], *, purpose: str = "edit"
) -> list[str]:
    """Put new answers into the sealed JSON of `questions`; the names of those that differ. Others stay as they were."""
    require(may_write(row, name))
    before = getattr(row, name).reveal(purpose)
    after = questions.merged(before, answers)
    changed = questions.changed(before, after)
    if changed:
        keys = [questions[question].key for question in changed]
        remember(row, name, {key: (before or {}).get(key) for key in keys})
        setattr(row, name, after or None)
    return changed


def save_version(*rows: Any) -> None:
    """Save each as its next version, and what their fields held before: one statement for all of it.

    The first row is the one whose version the form carries, and earlier values are kept under that version.
    """
    earlier = [value for row in rows for value in remembered(row)]
    for value in earlier:
        value.version = rows[0].version
    for row in rows:
        row.version += 1
        row.save()
    if earlier:
        EarlierValue.objects.bulk_create(earlier)


def edit_sheet(
    *, actor: User, case: Case, model: type[S], changes: Mapping[str, Any], version: int | None, tag: Tag
) -> list[str]:
    """Change fields of the one sheet of its kind. Nothing is written or recorded when nothing differs."""
    case = locked_case(actor, case, Act.CASE_EDIT)
    row = sheet_of(model, case)
    require_version(row, version)
    changed = set_fields(row, changes)
    if changed:
        save_version(row)
        record(actor, tag, row, case_id=case.pk, changed=changed)
    return changed

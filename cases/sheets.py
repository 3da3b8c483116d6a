"""Writing sealed fields of a case: permit, compare, set, name what changed. For the actions of this app only."""

from collections.abc import Mapping
from typing import Any, TypeVar

from accounts.matrix import Act
from accounts.models import User
from audit.record import record
from audit.tags import Tag
from cases.base import CaseRow, CaseSheet
from cases.case.states import require_open, require_version
from cases.models import Case
from cases.permissions import can
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


def differs(row: CaseRow | Case, name: str, value: Any) -> bool:
    """Whether `value` is another one than the row holds. A value that cannot be read is always another one."""
    try:
        held = getattr(row, name).reveal("compare")
    except EncryptionError:
        return True
    return (held or None) != (value or None)


def set_fields(row: CaseRow | Case, changes: Mapping[str, Any]) -> list[str]:
    """Put new values into sealed fields; the names of those that differ. Raises NotAllowed for one not to be written."""
    require(all(may_write(row, name) for name in changes))
    changed = [name for name, value in changes.items() if differs(row, name, value)]
    for name in changed:
        setattr(row, name, changes[name] or None)
    return changed


def save_version(row: Any) -> None:
    """Save as the next version."""
    row.version += 1
    row.save()


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

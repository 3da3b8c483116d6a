"""Changing papers and legal notes, and what is known of suspects."""

from collections.abc import Mapping
from typing import Any

from accounts.matrix import Act
from accounts.models import User
from audit.record import atomic, record
from audit.tags import Tag
from cases.case.states import require_version
from cases.models import Case, LegalSheet, Proceeding, Release
from cases.sheets import edit_sheet, locked_case, save_version, set_fields


@atomic
def edit_legal(*, actor: User, case: Case, changes: Mapping[str, Any], version: int | None = None) -> list[str]:
    """Lawyer, papers and status, legal notes."""
    return edit_sheet(actor=actor, case=case, model=LegalSheet, changes=changes, version=version, tag=Tag.LEGAL_EDIT)


@atomic
def edit_suspects(*, actor: User, row: Proceeding | Release, suspects: str, version: int | None = None) -> list[str]:
    """What is known of suspects in a proceeding or of an offender: little, apart from the rest, for who is cleared."""
    case = locked_case(actor, row.case, Act.SUSPECTS_EDIT)
    held = type(row).objects.select_for_update().get(pk=row.pk, case=case)
    require_version(held, version)
    changed = set_fields(held, {"suspects": suspects.strip()})
    if changed:
        save_version(held)
        record(actor, Tag.SUSPECTS_EDIT, held, case_id=case.pk, changed=changed)
    return changed

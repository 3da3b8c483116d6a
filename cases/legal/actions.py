"""Changing papers and legal notes."""

from collections.abc import Mapping
from typing import Any

from accounts.models import User
from audit.record import atomic
from audit.tags import Tag
from cases.models import Case, LegalSheet
from cases.sheets import edit_sheet


@atomic
def edit_legal(*, actor: User, case: Case, changes: Mapping[str, Any], version: int | None = None) -> list[str]:
    """Lawyer, papers and status, legal notes."""
    return edit_sheet(actor=actor, case=case, model=LegalSheet, changes=changes, version=version, tag=Tag.LEGAL_EDIT)

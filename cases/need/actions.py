"""Changing needs and wishes."""

from collections.abc import Mapping
from typing import Any

from accounts.models import User
from audit.record import atomic
from audit.tags import Tag
from cases.models import Case, NeedSheet
from cases.sheets import edit_sheet


@atomic
def edit_needs(*, actor: User, case: Case, changes: Mapping[str, Any], version: int | None = None) -> list[str]:
    """Needs in the person's own order, and wishes in her own words."""
    return edit_sheet(actor=actor, case=case, model=NeedSheet, changes=changes, version=version, tag=Tag.NEED_EDIT)

"""Changing the safety plan and who must not know."""

from collections.abc import Mapping
from typing import Any

from accounts.models import User
from audit.record import atomic
from audit.tags import Tag
from cases.models import Case, ContactSheet, SafetySheet
from cases.sheets import edit_sheet


@atomic
def edit_safety(*, actor: User, case: Case, changes: Mapping[str, Any], version: int | None = None) -> list[str]:
    """What was agreed with the person for her safety; the names of what changed. The next look at the risk asks again."""
    return edit_sheet(actor=actor, case=case, model=SafetySheet, changes=changes, version=version, tag=Tag.SAFETY_EDIT)


@atomic
def edit_secrecy(*, actor: User, case: Case, changes: Mapping[str, Any], version: int | None = None) -> list[str]:
    """Who must not learn that the person is with us; every page of the case warns of it from now on."""
    return edit_sheet(
        actor=actor, case=case, model=ContactSheet, changes=changes, version=version, tag=Tag.SECRECY_EDIT
    )

"""Changing what is known about health."""

from collections.abc import Mapping
from typing import Any

from accounts.models import User
from audit.record import atomic
from audit.tags import Tag
from cases.models import Case, HealthSheet
from cases.sheets import edit_sheet


@atomic
def edit_health(*, actor: User, case: Case, changes: Mapping[str, Any], version: int | None = None) -> list[str]:
    """Alerts and needs for those who help, details for health workers only. Fields one may not write are refused."""
    return edit_sheet(actor=actor, case=case, model=HealthSheet, changes=changes, version=version, tag=Tag.HEALTH_EDIT)

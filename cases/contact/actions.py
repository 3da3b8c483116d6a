"""Changing how to reach the person."""

from collections.abc import Mapping
from typing import Any

from accounts.models import User
from audit.record import atomic
from audit.tags import Tag
from cases import due_kinds
from cases.contact.choices import SafeContact
from cases.models import Case, ContactSheet
from cases.sheets import edit_sheet
from reminders.actions import settle_due


@atomic
def edit_contact(*, actor: User, case: Case, changes: Mapping[str, Any], version: int | None = None) -> list[str]:
    """Ways to the person and the rules for using them. An answer about safe contact settles what was due about it."""
    changed = edit_sheet(
        actor=actor, case=case, model=ContactSheet, changes=changes, version=version, tag=Tag.CONTACT_EDIT
    )
    answer = (changes.get("safe_contact") or {}).get("answer")
    if answer and answer != SafeContact.DO_NOT_CONTACT:
        settle_due(actor=actor, subject_id=case.pk, kind=due_kinds.SAFE_CONTACT)
    return changed

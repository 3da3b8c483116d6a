"""The forms that the composer puts side by side. They share the text, the day and the hour."""

from dataclasses import dataclass
from typing import Any

from accounts.choices import Act
from cases.case.page import CasePage
from cases.composer.choices import Entry
from cases.encounter.forms import EncounterForm
from cases.note.drafts import kept_note
from cases.note.forms import NoteForm
from cases.service.forms import type_choices
from cases.task.forms import TaskForm
from cases.task.queries import field_for, takers_of


@dataclass
class Composer:
    """What may be added here by this user. A form that is None is not offered; that of a service comes when it is chosen."""

    entries: list[dict[str, Any]]
    note: NoteForm
    contact: EncounterForm | None
    has_service: bool
    task: TaskForm | None
    saved_at: Any = None


def composer_of(page: CasePage) -> Composer | None:
    """The composer of the page; None where nothing may be written."""
    if not page.may_write(Act.NOTE_CREATE):
        return None
    kept = kept_note(page.user, page.case)
    contact = EncounterForm() if page.may(Act.ENCOUNTER_CREATE) else None
    service = page.may(Act.SERVICE_CREATE) and bool(type_choices(page.case))
    task = None
    if page.may(Act.TASK_CREATE):
        takers = takers_of(page.user, page.case, field_for(page.user)).exclude(pk=page.user.pk)
        task = TaskForm(colleagues=takers)
    offered = {Entry.NOTE: True, Entry.CONTACT: contact, Entry.SERVICE: service, Entry.TASK: task}
    return Composer(
        entries=[
            {"code": entry.value, "label": entry.label, "checked": entry == Entry.NOTE}
            for entry, form in offered.items()
            if form
        ],
        note=NoteForm(initial=kept.values),
        contact=contact,
        has_service=service,
        task=task,
        saved_at=kept.saved_at,
    )

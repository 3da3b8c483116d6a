"""Reads of contacts."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from cases.encounter.choices import EncounterOutcome, EncounterWith
from cases.models import Encounter
from common.shown import Shown, show

WITH = dict(EncounterWith.choices)
OUTCOMES = dict(EncounterOutcome.choices)
TONES = {
    EncounterOutcome.REACHED.value: "sky",
    EncounterOutcome.LATER.value: "sky",
    EncounterOutcome.NOT_SAFE.value: "soon",
}
ICONS = {"call": "phone", "message": "message", "video": "phone"}


@dataclass(frozen=True)
class Told:
    """A contact in words. `text` is the sealed cell that holds what was said, or None where none was written."""

    row: Encounter
    facts: Shown
    words: tuple[str, ...]
    text: Any
    icon: str
    tone: str


def told(row: Encounter) -> Told:
    """One contact. A code that no list knows is shown as it is."""
    held = show(row.facts)
    words: list[str] = []
    tone = ""
    if held:
        outcome, partner, minutes = (held.value.get(name, "") for name in ("outcome", "with", "minutes"))
        words = [str(OUTCOMES.get(outcome, outcome))]
        if partner and partner != EncounterWith.PERSON:
            words.append(str(WITH.get(partner, partner)))
        if minutes:
            words.append(_("%(minutes)s min") % {"minutes": minutes})
        tone = TONES.get(outcome, "")
    return Told(row, held, tuple(words), _text(row), ICONS.get(row.kind, "user"), tone)


def _text(row: Encounter) -> Any:
    """The cell with words. Who may not read a cell sees its lock, whether anything is in it or not."""
    if not row.health_text.is_null:
        return row.health_text
    return row.text if not row.text.is_null or not row.text.may_reveal() else None

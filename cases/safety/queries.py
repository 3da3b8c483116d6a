"""Reads of the safety plan."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from cases.models import Case, ContactSheet, SafetySheet
from cases.safety.choices import Kin, PlaceToAvoid, Signal
from common.shown import Shown, State, show


@dataclass(frozen=True)
class SafetyLine:
    """A line of the plan."""

    label: str
    value: Shown


@dataclass(frozen=True)
class Stranger:
    """Somebody who must not know. `how`: how this person may ask, or pretend to be."""

    kin: str
    name: str
    how: str


def coded_words(held: Any, choices: Any) -> str:
    """ "Hangs up at once, Lets it ring once. More words." of {"codes": [...], "words": str}."""
    known = dict(choices)
    codes = _(", ").join(str(known.get(code, code)) for code in held.get("codes", []))
    return ". ".join(part for part in (codes.rstrip("."), str(held.get("words", ""))) if part)


def plan_of(case: Case) -> list[SafetyLine]:
    """The safety plan line by line, with a mark where a line is not for the reader; one query."""
    row = SafetySheet.objects.filter(case=case).first() or SafetySheet.of(case)
    shapes: dict[str, Any] = {"signals": Signal.choices, "avoid": PlaceToAvoid.choices}
    lines = []
    for name in ("safe_word", "signals", "may_call", "avoid"):
        cell = show(getattr(row, name))
        if cell and name in shapes:
            cell = Shown(State.VALUE, coded_words(cell.value, shapes[name]))
        label = str(row._meta.get_field(name).verbose_name)  # type: ignore[union-attr]
        lines.append(SafetyLine(label[:1].upper() + label[1:], cell))
    return lines


def strangers_of(held: Any) -> list[Stranger]:
    """The people of the list."""
    kinds = dict(Kin.choices)
    return [
        Stranger(str(kinds.get(row.get("kin", ""), row.get("kin", ""))), row.get("name", ""), row.get("how", ""))
        for row in held or []
    ]


def secrecy_notice(contact: ContactSheet | None) -> Shown:
    """For the top of every page: who it is to the person, never a name. Empty if nobody is named.

    A sheet from before there was a list has a text instead, which is not opened here.
    """
    if contact is None:
        return Shown(State.EMPTY)
    cell = show(contact.keep_from)
    if cell:
        kinds = list(dict.fromkeys(stranger.kin for stranger in strangers_of(cell.value) if stranger.kin))
        return Shown(State.VALUE, _(", ").join(kinds) or _("somebody, see the list"))
    text = contact.must_not_know
    if cell.state == State.EMPTY and text.may_reveal() and not text.is_null:
        return Shown(State.VALUE, _("somebody, see the list"))
    return cell if cell.state != State.LOCKED else Shown(State.EMPTY)

"""What the auditor reads: who did what, and the policy in force. Never content of a case."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from accounts.choices import Act, Relation, Role
from accounts.matrix import ACTS, CASE_CLASSES, CLEARANCE
from accounts.models import User
from audit.queries import Look
from cases.look.choices import LookKind, tags_of
from cases.look.queries import LOCKED, TRAIL_WORDS, changed_words, field_words
from cases.models import Case
from encryption.classes import FieldClass
from encryption.principal import ALL
from reports.choices import NIGHT
from reports.digest.choices import LIMITS


@dataclass(frozen=True)
class Line:
    """A row of the list. `subject` is a case number or the public name of a kind of row, never words about a person."""

    look: Look
    who: str
    subject: str
    details: str


def case_id_of(user: User, reference: str) -> UUID:
    """The case with this number in the own organisation; an id that no case has, if there is none."""
    found = (
        Case.objects.filter(organisation_id=user.organisation_id, reference=reference.strip()).values_list("pk").first()
    )
    return found[0] if found else uuid4()


def lines_of(user: User, looks: Iterable[Look]) -> list[Line]:
    """The words of a page of rows; two queries at most."""
    rows = list(looks)
    ids = {look.case_id for look in rows if look.case_id}
    named = Case.objects.filter(organisation_id=user.organisation_id, pk__in=ids).values_list("pk", "reference")
    references = dict(named)
    return [
        Line(
            look=look,
            who=getattr(look.actor, "display_name", "") or _("The program itself"),
            subject=references.get(look.case_id, ""),
            details=_details(look),
        )
        for look in rows
    ]


def _details(look: Look) -> str:
    parts = []
    if look.changed:
        parts.append(_("Changed: %(names)s") % {"names": changed_words(look)})
    if look.revealed:
        parts.append(_("Shown: %(names)s") % {"names": ", ".join(str(field_words(label)) for label in look.revealed)})
    return " · ".join(parts)


def narrowing(user: User, chosen: dict[str, Any], only: LookKind | None) -> dict[str, Any]:
    """The filters of `audit.queries.filtered` for what was chosen: names and values as in the filters of the page."""
    kind = only or (LookKind(chosen["kind"]) if chosen.get("kind") else None)
    tags = tags_of([kind]) if kind else [chosen["tag"]] if chosen.get("tag") else []
    is_night = chosen.get("hours") == NIGHT
    return {
        "actor_id": chosen["actor"].pk if chosen.get("actor") else None,
        "tags": tags,
        "labels": LOCKED if kind == LookKind.REVEAL else (),
        "outcome": chosen.get("outcome", ""),
        "first_day": chosen.get("first_day"),
        "last_day": chosen.get("last_day"),
        "first_hour": LIMITS.night_from if is_night else None,
        "last_hour": LIMITS.night_until - 1 if is_night else None,
        "case_id": case_id_of(user, chosen["reference"]) if chosen.get("reference") else None,
    }


@dataclass(frozen=True)
class ClearanceRow:
    """One role and relation: a word for each class of fields."""

    role: str
    relation: str
    cells: tuple[str, ...]


def _words(reads: Any, writes: Any) -> str:
    if not reads and not writes:
        return "–"
    read = _("read") if reads is ALL else _("read some") if reads else ""
    write = _("write") if writes is ALL else _("write some") if writes else ""
    return ", ".join(part for part in (read, write) if part)


def clearance_table() -> tuple[list[str], list[ClearanceRow]]:
    """Names of the classes, and a row for each role and relation that opens anything."""
    classes = [FieldClass(field_class) for field_class in CASE_CLASSES]
    rows = []
    for (role, relation), cleared in CLEARANCE.items():
        cells = tuple(_words(_labels(cleared, "_reads", c), _labels(cleared, "_writes", c)) for c in classes)
        rows.append(ClearanceRow(str(Role(role).label), str(Relation(relation).label), cells))
    return [capfirst(str(TRAIL_WORDS[field_class.key_name])) for field_class in classes], rows


def _labels(cleared: Any, side: str, field_class: FieldClass) -> Any:
    return getattr(cleared, side).get(int(field_class))


@dataclass(frozen=True)
class ActRow:
    """One act: which roles may do it, and how each must stand to the case."""

    act: str
    roles: tuple[tuple[str, str], ...]


def act_table() -> list[ActRow]:
    """Every act of the table, in its order."""
    return [
        ActRow(
            str(Act(act).label),
            tuple((str(Role(role).label), _relations(relations)) for role, relations in allowed.items()),
        )
        for act, allowed in ACTS.items()
    ]


def _relations(relations: Iterable[Relation | None]) -> str:
    known = [str(Relation(relation).label) for relation in Relation if relation in set(relations)]
    return ", ".join(known)

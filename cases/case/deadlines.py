"""What is due on a case, in words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import formats, timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cases.due_kinds import is_notice
from cases.models import Case
from cases.residence.choices import DateKind
from cases.residence.due_kinds import code_of
from reminders.models import DueThing
from reminders.registry import kind_of

SOON_DAYS = 7
STAY_WORDS = {code_of(kind): kind.label for kind in DateKind}


@dataclass(frozen=True)
class Deadline:
    """One open due thing: its words, and a chip that says how late or how soon."""

    label: Any
    chip: str
    tone: str
    due_on: date


def how_soon(due_on: date, today: date) -> tuple[str, str]:
    """Words and tone for a day: "2 days late" (late), "Today" and the coming week (soon), later ones as a date."""
    days = (due_on - today).days
    if days < 0:
        return ngettext("%(days)s day late", "%(days)s days late", -days) % {"days": -days}, "late"
    if days == 0:
        return _("Today"), "soon"
    if days <= SOON_DAYS:
        return ngettext("in %(days)s day", "in %(days)s days", days) % {"days": days}, "soon"
    return formats.date_format(due_on, "SHORT_DATE_FORMAT"), ""


def deadlines_of(case: Case, *, with_stay: bool = False) -> list[Deadline]:
    """Open due things of a case that was opened, whoever they belong to, the earliest first; no notices to colleagues.

    `with_stay`: the reader may read the stay, whose days the page shows by themselves; the others read neutral words.
    """
    today = timezone.localdate()
    rows: Iterable[DueThing] = DueThing.objects.open().filter(subject_id=case.pk).order_by("due_on", "pk")
    shown = (due for due in rows if not is_notice(due.kind))
    if with_stay:
        shown = (due for due in shown if due.kind not in STAY_WORDS or due.detail_id is None)
    words = STAY_WORDS if with_stay else {}
    return [
        Deadline(words.get(due.kind, kind_of(due.kind).label), *how_soon(due.due_on, today), due.due_on)
        for due in shown
    ]

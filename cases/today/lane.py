"""The next thirty days as a lane: one mark for each thing that is due, late ones left of a line for today."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count
from django.utils import formats, timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

DAYS = 30
# In units of the drawing: where today's line stands, how wide a day is, where the ground is, how high one mark is.
LINE, STEP, GROUND, RISE = 34, 9.2, 44, 9
# More marks than this on one day are drawn as this many; the table says the number.
HIGHEST = 4


@dataclass(frozen=True)
class LaneDay:
    """A day with something due. `day` is None for all that is late."""

    day: date | None
    count: int
    words: str


@dataclass(frozen=True)
class Lane:
    """`marks`: [(x, y, class)], `weeks`: [(x, words)] below the ground, `days` for the table."""

    days: list[LaneDay]
    title: str
    text: str

    @property
    def marks(self) -> Iterator[tuple[str, str, str]]:
        """One for each thing, piled up where a day has several."""
        for held in self.days:
            x = LINE / 2 if held.day is None else _x(held.day)
            for place in range(min(held.count, HIGHEST)):
                yield f"{x:.1f}", str(GROUND - place * RISE), "f-late" if held.day is None else "f-brand"

    @property
    def weeks(self) -> Iterator[tuple[str, str]]:
        """The first day of each week."""
        today = timezone.localdate()
        first = today + timedelta(days=(7 - today.weekday()) % 7 or 7)
        for number in range(4):
            day = first + timedelta(weeks=number)
            yield f"{_x(day):.1f}", formats.date_format(day, _("j M"))

    @property
    def line(self) -> str:
        """Where today stands."""
        return str(LINE)


def _x(day: date) -> float:
    return LINE + 6 + (day - timezone.localdate()).days * STEP


def lane_of(dues: Any) -> Lane | None:
    """The lane of these open due things (a queryset with `day`), or None if it is empty."""
    today = timezone.localdate()
    ahead = dues.filter(day__lte=today + timedelta(days=DAYS)).order_by()
    rows = ahead.values_list("due_on", "snoozed_until").annotate(number=Count("pk"))
    counts: Counter[date] = Counter()
    for due_on, snoozed_until, number in rows:
        is_put_off = snoozed_until is not None and snoozed_until > today
        counts[snoozed_until if is_put_off else due_on] += number
    late_count = sum(number for day, number in counts.items() if day < today)
    days = [LaneDay(None, late_count, _("Overdue"))] if late_count else []
    for day in sorted(day for day in counts if today <= day <= today + timedelta(days=DAYS)):
        days.append(LaneDay(day, counts[day], formats.date_format(day, _("D j M"))))
    total = sum(held.count for held in days)
    if not total:
        return None
    text = ngettext("%(count)s thing is due", "%(count)s things are due", total) % {"count": total}
    if late_count:
        text = _("%(text)s, %(late)s of them overdue") % {"text": text, "late": late_count}
    return Lane(days, _("What is due in the next 30 days"), text)

"""The events of a case, newest first, from every source."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import User
from cases.hooks import TimelineItem, sources
from cases.models import Case

PAGE = 20
# Words for the filter. A source that a later app registers under another kind names itself.
LABELS: dict[str, Promise] = {
    "note": _("Notes"),
    "contact": _("Contacts"),
    "service": _("Services"),
    "document": _("Documents"),
    "consent": _("Consent"),
    "safety": _("Safety"),
    "assessment": _("Assessments"),
    "papers": _("Status and papers"),
    "people": _("People"),
    "legal": pgettext_lazy("timeline", "Legal"),
}


@dataclass(frozen=True)
class Month:
    """Events of one month. `is_continued`: the heading stands above already."""

    first: date
    items: list[TimelineItem]
    is_continued: bool = False


def events_of(
    user: User,
    case: Case,
    *,
    before: datetime | None = None,
    kinds: Collection[str] = (),
    limit: int = PAGE,
    at_hand: Mapping[str, Iterable[TimelineItem]] | None = None,
) -> tuple[list[TimelineItem], datetime | None]:
    """At least `limit` events before an instant, and where the next page begins (None: nothing older).

    Events of one instant are never torn apart, so a page may hold a few more. Kinds that the page has `at_hand` are not
    read again.
    """
    found: list[TimelineItem] = []
    for kind, source in sources().items():
        if at_hand and kind in at_hand:
            found.extend(at_hand[kind])
        elif not kinds or kind in kinds:
            found.extend(source(user, case, before, limit + 1))
    found.sort(key=lambda item: item.at, reverse=True)
    if len(found) <= limit:
        return found, None
    last = found[limit - 1].at
    shown = [item for item in found if item.at >= last]
    return shown, last if len(found) > len(shown) else None


def by_month(items: Iterable[TimelineItem], before: datetime | None = None) -> list[Month]:
    """Events grouped by the month of the local day."""
    above = timezone.localdate(before).replace(day=1) if before else None
    grouped = groupby(items, key=lambda item: timezone.localdate(item.at).replace(day=1))
    return [Month(first, list(rows), is_continued=first == above) for first, rows in grouped]

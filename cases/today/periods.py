"""Recovery periods that run, as day n of m, for Today."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils import timezone

from accounts.matrix import Act, may
from accounts.models import User
from cases.access import relation_of_visible
from cases.models import Case, StatusDate
from cases.residence.choices import DateKind
from cases.residence.due_kinds import code_of
from cases.residence.queries import WatchedDate, watched_in
from cases.today.queries import cases_by_id
from common.shown import Shown, show
from encryption.classes import FieldClass

# More do not fit beside what is due; the others end later, and stand on their cases.
MOST_PERIODS = 6


@dataclass(frozen=True)
class PeriodLine:
    """A period and whose it is; `url` is where what happened is written down."""

    alias: Shown
    reference: str
    url: str
    day: WatchedDate


def periods_of(user: User) -> list[PeriodLine]:
    """Periods in open cases that `user` may open, the first to end first. A constant number of queries.

    Those whose days `user` may not read are left out, and so are those that ended: they are late, and stand in the list.
    """
    if not may(user, Act.RESIDENCE_LIST, relation_of_visible(user)):
        return []
    today = timezone.localdate()
    rows = (
        StatusDate.objects.filter(ended_at__isnull=True, due__kind=code_of(DateKind.REFLECTION_END))
        .filter(due__organisation_id=user.organisation_id, due__due_on__gte=today)
        .filter(Exists(Case.objects.visible_to(user).open().filter(pk=OuterRef("case_id"))))
        .select_related("due")
        .order_by("due__due_on", "created_at")[:MOST_PERIODS]
    )
    found = list(rows)
    cases = cases_by_id(user, (row.case_id for row in found), [FieldClass.LEGAL])
    lines = []
    for row in found:
        case = cases.get(row.case_id)
        if case is None:
            continue
        day = watched_in(row, today)
        if day.held and day.most:
            url = reverse("cases:residence_list", args=[case.pid])
            lines.append(PeriodLine(show(case.alias, "list"), case.reference, url, day))
    return lines

"""What the stay puts on the timeline, and what keeps a case open."""

from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse
from django.utils import formats
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from accounts.choices import Act
from accounts.matrix import may
from accounts.models import User
from cases.access import relation_of_visible
from cases.hooks import TimelineItem, register_blocker, register_closer, register_reopener, register_source
from cases.models import Case, StatusDate, StatusEvent
from cases.residence.choices import RUNNING
from cases.residence.due_kinds import code_of
from cases.residence.queries import line_of
from cases.residence.reminding import birthday_near, forget_person, remind_again


def residence(user: User, case: Case, before: datetime | None, limit: int) -> Iterator[TimelineItem]:
    """Events of the stay, by when they were written down; for those who may read them."""
    if not may(user, Act.RESIDENCE_LIST, relation_of_visible(user)):
        return
    rows = StatusEvent.objects.filter(case=case).select_related("recorded_by")
    if before is not None:
        rows = rows.filter(created_at__lt=before)
    url = reverse("cases:residence_list", args=[case.pid])
    for row in rows.order_by("-created_at", "-number")[:limit]:
        line = line_of(row)
        yield TimelineItem(
            at=row.created_at,
            kind="papers",
            title=line.label or _("Status and papers"),
            icon="scales",
            tone="late" if line.is_incident else "sky",
            who=row.recorded_by.display_name,
            url=url,
            facts=(line.change,) if line.change else (),
            row=row,
        )


def blockers(case: Case) -> Iterator[str | Promise]:
    """A case with a day that runs is not closed: the day is named. So is an 18th birthday of which is warned already."""
    rows = StatusDate.objects.filter(case=case, ended_at__isnull=True, due__kind__in=[code_of(one) for one in RUNNING])
    days = set(rows.values_list("due__due_on", flat=True))
    if (birthday := birthday_near(case)) is not None:
        days.add(birthday)
    for day in sorted(days):
        yield _("A day still runs: %(day)s. Write down what was done about it, or hand the case over.") % {
            "day": formats.date_format(day, "DATE_FORMAT")
        }


def register() -> None:
    """Called once when the app starts."""
    register_source("papers", residence)
    register_blocker(blockers)
    register_closer(forget_person)
    register_reopener(remind_again)

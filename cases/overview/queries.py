"""What a coordinator sees at a glance: counts and ages, never a word about a person. A constant number of queries."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, Min, OuterRef, QuerySet
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from audit.record import reading
from audit.tags import Tag
from cases.access import BY_GRANT, admit_cases, relation_of_visible
from cases.assignment.states import HOLDERS, holding, without_worker
from cases.case.choices import Stage
from cases.case.queries import workers_of
from cases.case.querysets import CaseQuerySet
from cases.caseload.choices import Only
from cases.caseload.queries import ending_grants, without_contact
from cases.emergency.queries import to_judge
from cases.models import Case, CaseGrant, CaseHandover, Cover
from common.models import Draft
from common.shown import Shown, show
from encryption.classes import FieldClass
from reminders.models import DueThing
from reminders.outbox.queries import undelivered_count

# A count stops here: nobody acts differently on more.
MOST = 1000
# A draft that nobody touched for so long lies.
DRAFT_LIES = timedelta(days=7)
NEW_DAYS = 14
MOST_TO_ASSIGN = 25


@dataclass(frozen=True)
class Load:
    """How much one colleague has to do."""

    user: User
    case_count: int
    late_count: int
    cover_count: int
    away_until: datetime | None
    share: int


@dataclass(frozen=True)
class LookLine:
    """Something to look at: how often it is so, and the list that shows which. `is_more`: at least so often.

    `code` names it where words are not read.
    """

    code: str
    label: str | Promise
    count: int
    url_name: str = ""
    query: str = ""
    is_urgent: bool = False

    @property
    def is_more(self) -> bool:
        return self.count > MOST


@dataclass(frozen=True)
class Lying:
    """Unfinished texts of one colleague: how many, and since when the oldest lies. What they say is nobody's business."""

    user: User
    count: int
    oldest_at: datetime


def _grouped(rows: QuerySet[Any, Any], by: str) -> dict[UUID, int]:
    """{user id: how many}."""
    return dict(rows.order_by().values_list(by).annotate(number=Count("pk")))


def loads_of(user: User, *, only: Iterable[User] | None = None) -> list[Load]:
    """Everybody who works on cases, with open cases, late things, covers and absence; the most loaded first."""
    cases = Case.objects.visible_to(user).open()
    people = list(User.objects.visible_to(user).active().filter(role__in=BY_GRANT)) if only is None else list(only)
    in_force = CaseGrant.objects.in_force().filter(user__in=people, content_object__in=cases)
    own = _grouped(in_force.filter(cover__isnull=True), "user_id")
    covered = _grouped(in_force.filter(cover__isnull=False), "user_id")
    late_rows = DueThing.objects.open().filter(owner__in=people, due_on__lt=timezone.localdate())
    # Asked of each late thing: a list of all cases in sight would be read whole.
    late = _grouped(late_rows.filter(Exists(cases.filter(pk=OuterRef("subject_id")))), "owner_id")
    away = dict(Cover.objects.in_force().filter(absent__in=people).values_list("absent_id", "until"))
    most = max([own.get(one.pk, 0) + covered.get(one.pk, 0) for one in people], default=0) or 1
    found = [
        Load(
            user=one,
            case_count=own.get(one.pk, 0),
            late_count=late.get(one.pk, 0),
            cover_count=covered.get(one.pk, 0),
            away_until=away.get(one.pk),
            share=round(100 * (own.get(one.pk, 0) + covered.get(one.pk, 0)) / most),
        )
        for one in people
    ]
    return sorted(found, key=lambda load: (-load.case_count - load.cover_count, load.user.display_name))


def _at_most(rows: QuerySet[Any, Any]) -> int:
    """How many, counted no further than is told."""
    return rows.order_by()[: MOST + 1].count()


def lines_of(user: User) -> list[LookLine]:
    """What needs a look now, each with the list behind it. A later app adds its line here."""
    cases: CaseQuerySet = Case.objects.visible_to(user).open()
    return [
        LookLine(
            "unassigned",
            _("Cases without a worker"),
            _at_most(without_worker(cases)),
            "cases:assignment_list",
            "",
            True,
        ),
        *urgent_lines_of(user),
        LookLine(
            Only.QUIET,
            _("No contact for 30 days"),
            _at_most(without_contact(cases)),
            "cases:case_list",
            f"?only={Only.QUIET}",
        ),
        LookLine(
            Only.ENDING,
            _("Assignments that end within 14 days"),
            _at_most(ending_grants().filter(content_object__in=cases)),
            "cases:case_list",
            f"?only={Only.ENDING}",
        ),
    ]


def urgent_lines_of(user: User) -> list[LookLine]:
    """What cannot wait for a look at the overview. Asked of what is due, so that it costs the same with many cases."""
    cases = Case.objects.visible_to(user).open().filter(pk=OuterRef("subject_id"))
    late = DueThing.objects.open().filter(organisation_id=user.organisation_id, due_on__lt=timezone.localdate())
    late_cases = late.filter(Exists(cases)).values("subject_id").distinct()
    return [
        LookLine(
            "emergencies", _("Emergency openings to judge"), len(to_judge(user)), "cases:emergency_list", "", True
        ),
        LookLine("mail", _("Mail that did not arrive"), undelivered_count(user), "reminders:message_list", "", True),
        LookLine(
            Only.LATE, _("Cases with something late"), _at_most(late_cases), "cases:case_list", f"?only={Only.LATE}"
        ),
    ]


def handovers_waiting(user: User, most: int = 20) -> list[CaseHandover]:
    """Offers that nobody has answered, the oldest first. Numbers of cases only."""
    rows = CaseHandover.objects.visible_to(user).waiting().select_related("case", "giver", "receiver")
    return list(rows.order_by("created_at")[:most])


def drafts_lying(user: User) -> list[Lying]:
    """Unfinished texts that nobody touched for a week, by colleague. Only how many and how old."""
    people = {one.pk: one for one in User.objects.visible_to(user).active().filter(role__in=HOLDERS)}
    rows = Draft.objects.filter(owner__in=people, updated_at__lt=timezone.now() - DRAFT_LIES)
    found = rows.order_by().values_list("owner_id").annotate(number=Count("pk"), oldest=Min("updated_at"))
    return sorted((Lying(people[pk], number, oldest) for pk, number, oldest in found), key=lambda one: one.oldest_at)


@dataclass(frozen=True)
class ToAssign:
    """A case that needs somebody: nobody holds it, or only a coordinator, or it is new."""

    case: Case
    alias: Shown
    workers: list[User]
    is_alone: bool


def cases_to_assign(user: User) -> list[ToAssign]:
    """Cases without a worker first, then those that only a coordinator holds, then new ones; so many as fit a page."""
    cases: CaseQuerySet = Case.objects.visible_to(user).open().select_related("team")
    alone = list(without_worker(cases).order_by("-serial")[:MOST_TO_ASSIGN])
    by_worker = holding().filter(user__role__in=BY_GRANT).values("content_object")
    kept = holding().exclude(user__role__in=BY_GRANT).values("content_object")
    kept_rows = list(cases.filter(pk__in=kept).exclude(pk__in=by_worker).order_by("-serial")[:MOST_TO_ASSIGN])
    since = timezone.localdate() - timedelta(days=NEW_DAYS)
    new = list(cases.filter(opened_on__gte=since, stage=Stage.INTAKE).order_by("-serial")[:MOST_TO_ASSIGN])
    rows = list({case.pk: case for case in [*alone, *kept_rows, *new]}.values())[:MOST_TO_ASSIGN]
    if rows:
        reading(Tag.CASE_LIST)
        admit_cases(user, rows, relation_of_visible(user), [FieldClass.IDENTITY])
    workers = workers_of([case.pk for case in rows])
    alone_ids = {case.pk for case in alone}
    return [ToAssign(case, show(case.alias, "list"), workers.get(case.pk, []), case.pk in alone_ids) for case in rows]

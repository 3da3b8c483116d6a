"""Who stands in for whom, and for what."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, OuterRef, QuerySet

from accounts.models import User
from cases.access import BY_GRANT
from cases.models import Case, CaseGrant, Cover
from reminders.models import DueThing


@dataclass(frozen=True)
class CoverLine:
    """One cover as a list shows it. `case_count` are the cases that the reader may open."""

    cover: Cover
    names: list[str]
    case_count: int
    can_end: bool


def stands_in(user: User, due: DueThing) -> bool:
    """Whether `user` covers for the owner of `due` now and may open what it is about."""
    covers = Cover.objects.in_force().filter(absent_id=due.owner_id, colleagues=user)
    return covers.exists() and Case.objects.visible_to(user).filter(pk=due.subject_id).exists()


def covered_dues(user: User) -> QuerySet[DueThing, DueThing]:
    """Open due things of colleagues for whom `user` stands in now, about cases that `user` may open."""
    absent = Cover.objects.in_force().filter(colleagues=user).values("absent")
    return (
        DueThing.objects.open()
        .filter(organisation_id=user.organisation_id, owner__in=absent)
        # Asked of each due thing: a list of all cases in sight would be read whole for a coordinator.
        .filter(Exists(Case.objects.visible_to(user).filter(pk=OuterRef("subject_id"))))
    )


def covers_for(user: User) -> list[Cover]:
    """Covers in which `user` stands in now, the first to end first."""
    return list(Cover.objects.in_force().filter(colleagues=user).select_related("absent").order_by("until"))


def list_covers(user: User, *, most: int = 100) -> tuple[list[CoverLine], list[CoverLine]]:
    """Covers that run, and the latest of those that ended. A constant number of queries."""
    known = Cover.objects.visible_to(user).select_related("absent", "given_by", "ended_by")
    running = list(known.in_force().order_by("until")[:most])
    earlier = list(known.exclude(pk__in=[cover.pk for cover in running]).order_by("-until")[:20])
    names: dict[Any, list[str]] = {}
    stand_ins = Cover.colleagues.through.objects.filter(cover__in=[*running, *earlier])
    for cover_id, name in stand_ins.order_by("user__display_name").values_list("cover_id", "user__display_name"):
        names.setdefault(cover_id, []).append(name)
    seen = CaseGrant.objects.filter(cover__in=[*running, *earlier], content_object__in=Case.objects.visible_to(user))
    counts = dict(seen.order_by().values_list("cover_id").annotate(number=Count("pk")))

    def line(cover: Cover, can_end: bool) -> CoverLine:
        return CoverLine(cover, names.get(cover.pk, []), counts.get(cover.pk, 0), can_end)

    return [line(cover, True) for cover in running], [line(cover, False) for cover in earlier]


def absentees(user: User) -> QuerySet[User, User]:
    """For whom a coordinator may give cover: colleagues who work on cases."""
    rows: QuerySet[User, User] = User.objects.visible_to(user).active().filter(role__in=BY_GRANT)
    return rows.order_by("display_name")

"""Giving cover for somebody who is away, and ending it early."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib.auth.models import Permission
from django.db.models import Count
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from audit.record import atomic, record
from audit.tags import Tag
from cases.assignment.actions import LastDayPassed, pass_on_dues
from cases.case.querysets import WORK_PERMISSION
from cases.cover.permissions import can_end_cover, can_give_cover, can_stand_in
from cases.models import Case, CaseGrant, ConflictBlock, Cover
from common.access import require
from common.errors import DomainError
from reminders.models import DueThing

# Longer than this is no absence but a new worker.
LONGEST_COVER = timedelta(days=184)


class CoverRuns(DomainError):
    """Somebody stands in already."""

    code = "cover_runs"
    sentence = _("Somebody stands in for this colleague already. End that first, then give cover anew.")


class CoverEnded(DomainError):
    """The cover ended before."""

    code = "cover_ended"
    sentence = _("This cover has ended already.")


class CoverTooLong(DomainError):
    """An absence has an end in sight."""

    code = "cover_too_long"
    sentence = _("Cover lasts six months at most. For longer, hand the cases over.")


class CannotStandIn(DomainError):
    """The chosen colleagues do not fit."""

    code = "cannot_stand_in"
    sentence = _("Choose colleagues who do the same work and are not away themselves.")


@dataclass(frozen=True)
class Given:
    """What came of it: `left_count` cases could not go to anybody who was chosen, for reasons that are not told."""

    cover: Cover
    case_count: int
    left_count: int


@atomic
def give_cover(*, actor: User, absent: User, colleagues: Sequence[User], until: datetime) -> Given:
    """From now on until `until` (UTC) the colleagues can open every open case of `absent`, shared out evenly.

    Covered is what `actor` may see: cases of `absent`, own ones and those in which `absent` stands in (no longer than that
    lasts). A case on which one of the colleagues works already needs no second grant. Refused: LastDayPassed,
    CoverTooLong, CoverRuns, CannotStandIn.
    """
    # The absent colleague's row is held, so that two at once do not both give cover.
    absent = User.objects.select_for_update().get(pk=absent.pk)
    require(can_give_cover(actor, absent))
    now = timezone.now()
    if until <= now:
        raise LastDayPassed(_("This last day has passed. Choose today or a later day."))
    if until > now + LONGEST_COVER:
        raise CoverTooLong
    _close_run_out(absent, now)
    if Cover.objects.filter(absent=absent, ended_at__isnull=True).exists():
        raise CoverRuns
    away = set(Cover.objects.in_force().filter(absent__in=colleagues).values_list("absent_id", flat=True))
    if not colleagues or not all(can_stand_in(one, absent) and one.pk not in away for one in colleagues):
        raise CannotStandIn
    cover = Cover.objects.create(organisation_id=actor.organisation_id, absent=absent, given_by=actor, until=until)
    cover.colleagues.set(colleagues)
    grants, taken, left_count = _shared_out(actor, cover, colleagues, now)
    CaseGrant.objects.bulk_create(grants)
    for grant in grants:
        record(actor, Tag.CASE_COVER, grant, case_id=grant.content_object_id, changed=["user", "until"])
    record(actor, Tag.COVER_GIVE, cover, changed=["absent", "colleagues", "until"], case_count=len(grants) + taken)
    return Given(cover, len(grants) + taken, left_count)


def _close_run_out(absent: User, now: datetime) -> None:
    """Cover whose last day has passed makes room for the next one."""
    Cover.objects.filter(absent=absent, ended_at__isnull=True, until__lte=now).update(ended_at=now)


def _shared_out(
    actor: User, cover: Cover, colleagues: Sequence[User], now: datetime
) -> tuple[list[CaseGrant], int, int]:
    """Grants to write, how many cases are in good hands already, and how many nobody chosen can take."""
    rows = CaseGrant.objects.in_force().filter(
        user=cover.absent, content_object__in=Case.objects.visible_to(actor).open()
    )
    held = {row.content_object_id: row for row in rows}
    cases = list(Case.objects.select_for_update().filter(pk__in=held).order_by("serial"))
    by_id = {one.pk: one for one in colleagues}
    blocked = set(
        ConflictBlock.objects.in_force().filter(case__in=held, user__in=by_id).values_list("case_id", "user_id")
    )
    open_rows = CaseGrant.objects.filter(user__in=by_id, ended_at__isnull=True)
    # A row whose end has come would stand in the way of the new one.
    open_rows.filter(content_object__in=held, until__lte=now).update(ended_at=now)
    works = set(open_rows.filter(content_object__in=held).values_list("content_object_id", "user_id"))
    load = Counter(dict(open_rows.filter(until__gt=now).order_by().values_list("user_id").annotate(number=Count("pk"))))
    permission = Permission.objects.get(codename=WORK_PERMISSION, content_type__app_label="cases")
    grants, taken, left = [], 0, 0
    for case in cases:
        free = [pk for pk in by_id if (case.pk, pk) not in blocked]
        if any((case.pk, pk) in works for pk in free):
            taken += 1
            continue
        if not free:
            left += 1
            continue
        chosen = min(free, key=lambda pk: load[pk])
        load[chosen] += 1
        end = min(cover.until, held[case.pk].until)
        grants.append(
            CaseGrant(
                user=by_id[chosen],
                permission=permission,
                content_object=case,
                granted_by=actor,
                until=end,
                cover=cover,
            )
        )
    return grants, taken, left


@atomic
def end_cover(*, actor: User, cover: Cover) -> None:
    """Whoever was away is back: the colleagues' access ends with their next request. What is due never left its owner."""
    cover = Cover.objects.select_for_update().get(pk=cover.pk)
    require(can_end_cover(actor, cover))
    now = timezone.now()
    if cover.ended_at is not None or cover.until <= now:
        raise CoverEnded
    close_cover(actor, cover, now)
    record(actor, Tag.COVER_END, cover, changed=["ended_at"])


def close_cover(actor: User, cover: Cover, now: datetime) -> None:
    """The rows of it end, each in the trail of its case. A part of other actions, which ask who may."""
    cover.ended_at, cover.ended_by = now, actor
    cover.save(update_fields=["ended_at", "ended_by", "updated_at"])
    grants = CaseGrant.objects.select_for_update().filter(cover=cover, ended_at__isnull=True)
    stood_in = {grant.content_object_id: grant.user_id for grant in grants}
    for grant in grants:
        record(actor, Tag.CASE_UNASSIGN, grant, case_id=grant.content_object_id, changed=["ended_at"])
    grants.update(ended_at=now, ended_by=actor)
    # What whoever stood in had to do on the case in the own name.
    dues = DueThing.objects.open().filter(subject_id__in=stood_in, owner__in=set(stood_in.values()))
    users = {user.pk: user for user in User.objects.filter(pk__in=set(stood_in.values()))}
    for case_id, user_id in set(dues.values_list("subject_id", "owner_id")):
        pass_on_dues(actor=actor, case_id=case_id, user=users[user_id])

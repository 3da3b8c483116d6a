"""Assigning and ending an assignment: the one way a grant on a case is written."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib.auth.models import Permission
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.matrix import Act
from accounts.models import User
from audit.record import atomic, record
from audit.tags import Tag
from cases import due_kinds
from cases.access import BY_GRANT
from cases.assignment.models import NO_END
from cases.assignment.states import LastWorker, heir_of, lead_of, require_worker
from cases.case.querysets import WORK_PERMISSION
from cases.case.states import require_open
from cases.handover.choices import HandoverState
from cases.models import Case, CaseGrant, CaseHandover, ConflictBlock, Cover
from cases.permissions import can
from common.access import require
from common.errors import DomainError
from reminders.actions import hand_over_due, schedule_due, settle_due
from reminders.models import DueThing

__all__ = [
    "AlreadyAssigned",
    "AssignmentEnded",
    "CannotBeAssigned",
    "LastDayPassed",
    "LastWorker",
    "announce",
    "close_grant",
    "end_assignment",
    "give_assignment",
    "keep_with",
    "pass_on_dues",
    "require_fits",
    "write_grant",
]


class AlreadyAssigned(DomainError):
    """The colleague has this case."""

    code = "already_assigned"
    sentence = _("This colleague is assigned already.")


class CannotBeAssigned(DomainError):
    """The colleague's role or account does not allow it."""

    code = "cannot_be_assigned"
    sentence = _("This colleague cannot be assigned to this case. Choose somebody else.")


class LastDayPassed(DomainError):
    """An assignment cannot end before it begins."""

    code = "last_day_passed"
    sentence = _("This last day has passed. Choose today or a later day, or leave it empty.")


class AssignmentEnded(DomainError):
    """The assignment ended before."""

    code = "assignment_ended"
    sentence = _("This assignment has ended already.")


def write_grant(
    *, actor: User, case: Case, user: User, until: datetime | None = None, cover: Cover | None = None
) -> CaseGrant:
    """The grant row itself, without asking who may. For the actions of this app only."""
    permission = Permission.objects.get(codename=WORK_PERMISSION, content_type__app_label="cases")
    values: dict[str, Any] = {} if until is None else {"until": until}
    return CaseGrant.objects.create(
        user=user, permission=permission, content_object=case, granted_by=actor, cover=cover, **values
    )


def close_grant(actor: User, grant: CaseGrant, at: datetime | None = None) -> None:
    """The row ends now, or at `at` if its own end has come before. Without asking who may, as above."""
    grant.ended_at, grant.ended_by = at or timezone.now(), actor
    grant.save(update_fields=["ended_at", "ended_by"])
    for kind in (due_kinds.GRANT_ENDS, due_kinds.GRANT_ENDS_LEAD):
        settle_due(actor=actor, subject_id=grant.content_object_id, kind=due_kinds.of_row(kind, grant.pid))
    # Whoever only stood in for this assignment has no reason to open the case any more.
    stand_ins = CaseGrant.objects.filter(
        content_object_id=grant.content_object_id, cover__absent_id=grant.user_id, ended_at__isnull=True
    ).select_related("user")
    for stand_in in stand_ins:
        close_grant(actor, stand_in, at)
        record(actor, Tag.CASE_UNASSIGN, stand_in, case_id=grant.content_object_id, changed=["ended_at"])
        pass_on_dues(actor=actor, case_id=grant.content_object_id, user=stand_in.user)
    # Nobody offers what is no longer the own.
    offers = CaseHandover.objects.waiting().filter(case_id=grant.content_object_id, giver_id=grant.user_id)
    offers.update(state=HandoverState.WITHDRAWN, answered_at=timezone.now())


def pass_on_dues(*, actor: User, case_id: UUID, user: User) -> None:
    """What is due on a case for somebody who may not open it any more goes to whoever has it longest, else to a coordinator.

    A part of other actions, which record what they do.
    """
    if not DueThing.objects.open().filter(subject_id=case_id, owner=user).exists():
        return
    if Case.objects.visible_to(user).filter(pk=case_id).exists():
        return
    case = Case.objects.get(pk=case_id)
    heir = heir_of(case, like=user.role)
    taker = heir.user if heir is not None else lead_of(case)
    if taker is not None:
        hand_over_due(actor=actor, subject_id=case_id, from_user=user, to_user=taker)


def require_fits(case: Case, user: User) -> None:
    """Raise CannotBeAssigned for other organisations, unfit roles, inactive accounts and whoever a block keeps away.

    All with one sentence, so that nothing is learnt about a block.
    """
    blocked = ConflictBlock.objects.in_force().filter(case=case, user=user).exists()
    fits = user.is_active and user.role in BY_GRANT and user.organisation_id == case.organisation_id
    if blocked or not fits:
        raise CannotBeAssigned


def announce(*, actor: User, case: Case, user: User) -> None:
    """The colleague finds the new case among what is due today. Who assigns it to oneself knows already."""
    if actor.pk == user.pk:
        return
    schedule_due(
        actor=actor,
        owner=user,
        kind=due_kinds.of_row(due_kinds.ASSIGNED, user.pid),
        subject_type=due_kinds.CASE,
        subject_id=case.pk,
        due_on=timezone.localdate(),
    )


@atomic
def give_assignment(*, actor: User, case: Case, user: User, until: datetime | None = None) -> CaseGrant:
    """Somebody works on the case from now on, until `until` (UTC) or until it is ended.

    An assignment that ends earlier is prolonged; one that only covers for somebody becomes an own one. Refused for whoever
    `require_fits` refuses, for an end that has passed (LastDayPassed) and for who has the case at least that long.
    """
    case = Case.objects.select_for_update().get(pk=case.pk)
    require(can(actor, Act.ASSIGNMENT_GIVE, case))
    require_open(case)
    user = User.objects.select_for_update().get(pk=user.pk)
    require_fits(case, user)
    now = timezone.now()
    if until is not None and until <= now:
        raise LastDayPassed
    held = CaseGrant.objects.select_for_update().filter(user=user, content_object=case, ended_at__isnull=True).first()
    if held is not None and held.cover_id is None and held.until >= (until or NO_END):
        raise AlreadyAssigned
    if held is not None:
        close_grant(actor, held, at=min(held.until, now))
    grant = write_grant(actor=actor, case=case, user=user, until=until)
    announce(actor=actor, case=case, user=user)
    record(actor, Tag.CASE_ASSIGN, grant, case_id=case.pk, changed=["user", "until"])
    return grant


@atomic
def end_assignment(*, actor: User, grant: CaseGrant) -> None:
    """The colleague's access ends with the next request; what is due goes to whoever has the case longest.

    An open case keeps at least one worker without an end (LastWorker).
    """
    case = Case.objects.select_for_update().get(pk=grant.content_object_id)
    grant = CaseGrant.objects.select_for_update().select_related("user").get(pk=grant.pk)
    require(can(actor, Act.ASSIGNMENT_END, case))
    if grant.ended_at is not None:
        raise AssignmentEnded
    heir = require_worker(case, without=[grant], like=grant.user.role)
    close_grant(actor, grant)
    if heir is not None:
        hand_over_due(actor=actor, subject_id=case.pk, from_user=grant.user, to_user=heir.user)
    pass_on_dues(actor=actor, case_id=case.pk, user=grant.user)
    record(actor, Tag.CASE_UNASSIGN, grant, case_id=case.pk, changed=["ended_at"])


def keep_with(*, actor: User, case: Case, user: User, after: User) -> CaseGrant:
    """The case and what is due on it stay with somebody when `after` can no longer work on it; `user` if nobody else is there.

    A part of other actions, which lock the case, ask who may, and record what they do.
    """
    heir = heir_of(case, like=after.role)
    if heir is None:
        held = CaseGrant.objects.filter(user=user, content_object=case, ended_at__isnull=True).first()
        if held is not None:
            close_grant(actor, held, at=min(held.until, timezone.now()))
        heir = write_grant(actor=actor, case=case, user=user)
        announce(actor=actor, case=case, user=user)
        record(actor, Tag.CASE_ASSIGN, heir, case_id=case.pk, changed=["user", "until"])
    hand_over_due(actor=actor, subject_id=case.pk, from_user=after, to_user=heir.user)
    return heir

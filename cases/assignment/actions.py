"""Assigning and ending an assignment: the one way a grant on a case is written."""

from datetime import datetime

from django.contrib.auth.models import Permission
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.matrix import Act
from accounts.models import User
from audit.record import atomic, record
from audit.tags import Tag
from cases.access import BY_GRANT
from cases.case.querysets import WORK_PERMISSION
from cases.case.states import require_open
from cases.models import Case, CaseGrant, ConflictBlock
from cases.permissions import can
from common.access import require
from common.errors import DomainError
from reminders.actions import hand_over_due


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


class LastWorker(DomainError):
    """An open case needs somebody."""

    code = "last_worker"
    sentence = _("An open case needs a worker. Assign somebody else first, or close the case.")


def write_grant(*, actor: User, case: Case, user: User, until: datetime | None = None) -> CaseGrant:
    """The grant row itself, without asking who may. For the actions of this app only."""
    permission = Permission.objects.get(codename=WORK_PERMISSION, content_type__app_label="cases")
    values = {} if until is None else {"until": until}
    return CaseGrant.objects.create(user=user, permission=permission, content_object=case, granted_by=actor, **values)


@atomic
def give_assignment(*, actor: User, case: Case, user: User, until: datetime | None = None) -> CaseGrant:
    """Somebody works on the case from now on, until `until` (UTC) or until it is ended.

    Refused for other organisations, roles that do not work on cases, inactive accounts and colleagues kept away by a block;
    all with one sentence, so that nothing is learnt about a block. Refused with its own sentence: an end that has passed.
    """
    case = Case.objects.select_for_update().get(pk=case.pk)
    require(can(actor, Act.ASSIGNMENT_GIVE, case))
    require_open(case)
    blocked = ConflictBlock.objects.filter(case=case, user=user, lifted_at__isnull=True).exists()
    fits = user.is_active and user.role in BY_GRANT and user.organisation_id == case.organisation_id
    if blocked or not fits:
        raise CannotBeAssigned
    if until is not None and until <= timezone.now():
        raise LastDayPassed
    # An assignment whose end has come makes room for the next one.
    CaseGrant.objects.filter(user=user, content_object=case, ended_at__isnull=True, until__lte=timezone.now()).update(
        ended_at=timezone.now(), ended_by=actor
    )
    if CaseGrant.objects.filter(user=user, content_object=case, ended_at__isnull=True).exists():
        raise AlreadyAssigned
    grant = write_grant(actor=actor, case=case, user=user, until=until)
    record(actor, Tag.CASE_ASSIGN, grant, case_id=case.pk, changed=["user", "until"])
    return grant


@atomic
def end_assignment(*, actor: User, grant: CaseGrant) -> None:
    """The colleague's access ends with the next request; what is due goes to whoever has the case longest.

    An open case keeps at least one worker.
    """
    case = Case.objects.select_for_update().get(pk=grant.content_object_id)
    grant = CaseGrant.objects.select_for_update().get(pk=grant.pk)
    require(can(actor, Act.ASSIGNMENT_END, case))
    if grant.ended_at is not None:
        raise AssignmentEnded
    others = CaseGrant.objects.in_force().filter(content_object=case).exclude(pk=grant.pk)
    if not case.is_closed and not others.exists():
        raise LastWorker
    grant.ended_at, grant.ended_by = timezone.now(), actor
    grant.save(update_fields=["ended_at", "ended_by"])
    heir = others.select_related("user").order_by("granted_at").first()
    if heir is not None:
        hand_over_due(actor=actor, subject_id=case.pk, from_user=grant.user, to_user=heir.user)
    record(actor, Tag.CASE_UNASSIGN, grant, case_id=case.pk, changed=["ended_at"])

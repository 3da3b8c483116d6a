"""Who may answer for a thing that is due on a case, and things for which nobody can."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Exists, F, OuterRef, Q

from accounts.choices import Role
from accounts.models import User
from cases import due_kinds
from cases.access import BY_GRANT
from cases.assignment.states import lasting_grants
from cases.cover.queries import stands_in
from cases.models import Case, CaseGrant, ConflictBlock, Task
from cases.task.queries import held_in, reads_words
from cases.today.readers import NEEDED, readers_of, reads
from reminders.models import DueThing
from reminders.registry import register_subject


def may_open(user: User, due: DueThing) -> bool:
    """`user` may open the case, and reads the words if it is a task, or what a second person is asked to read."""
    if not reads(user.role, due.kind) or not Case.objects.visible_to(user).filter(pk=due.subject_id).exists():
        return False
    if due.kind != due_kinds.TASK:
        return True
    task = Task.objects.filter(due=due).first()
    return task is None or reads_words(user.role, held_in(task))


def ownerless() -> Any:
    """Open due things about cases whose owner is not active any more, may not open the case, or may not read what is to be
    read a second time. There should be none.
    """
    working = CaseGrant.objects.in_force().filter(content_object=OuterRef("subject_id"), user=OuterRef("owner"))
    blocked = ConflictBlock.objects.filter(case=OuterRef("subject_id"), user=OuterRef("owner"), lifted_at__isnull=True)
    by_role = Q(owner__role=Role.COORDINATOR) | Q(owner__role__in=BY_GRANT) & Exists(working)
    can_answer = Q(owner__is_active=True, owner__organisation=F("organisation")) & by_role & ~Exists(blocked)
    for kind in NEEDED:
        can_answer &= ~Q(kind__startswith=kind) | Q(owner__role__in=readers_of(kind) or ())
    return DueThing.objects.open().filter(subject_type=due_kinds.CASE).exclude(can_answer)


def takers_for(due: DueThing) -> Iterator[User]:
    """Who could answer for it, the best first: whoever has the case longest, then the coordinators, the team's first."""
    case = Case.objects.filter(pk=due.subject_id).first()
    if case is None:
        return
    for grant in lasting_grants([case]).select_related("user").order_by("granted_at"):
        yield grant.user
    leads = User.objects.with_role(Role.COORDINATOR).filter(organisation=due.organisation_id)
    yield from sorted(leads.order_by("created_at"), key=lambda lead: lead.team_id != case.team_id)


def register() -> None:
    """Called once when the app starts."""
    register_subject(due_kinds.CASE, opener=may_open, stand_in=stands_in)

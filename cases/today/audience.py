"""Who may be alerted about things that are due on cases: many at once, in a constant number of queries."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from accounts.choices import Role
from accounts.models import User
from cases import due_kinds
from cases.access import BY_GRANT
from cases.models import Case, CaseGrant, ConflictBlock, Cover, Task
from cases.task.queries import held_in, reads_words
from cases.today.readers import reads
from reminders.models import DueThing
from reminders.registry import Audience, register_audience

# Of a case no sealed field is needed.
COLUMNS = ("pk", "organisation", "team")


@dataclass(frozen=True)
class _Known:
    """What is known of the cases of one batch: who works on each, who is kept away, who covers for whom."""

    cases: Mapping[UUID, Case]
    works: Mapping[UUID, Mapping[UUID, bool]]
    blocked: frozenset[tuple[UUID, UUID]]
    stand_ins: Mapping[UUID, tuple[User, ...]]
    leads: Mapping[UUID, tuple[User, ...]]
    users: Mapping[UUID, User]
    held: Mapping[UUID, str]

    def opens(self, user: User, due: DueThing) -> bool:
        """The rule of `Case.visible_to` and of the words of a task, for rows that are here already."""
        case = self.cases.get(due.subject_id)
        if case is None or not user.is_active or user.organisation_id != case.organisation_id:
            return False
        if (case.pk, user.pk) in self.blocked:
            return False
        if user.role != Role.COORDINATOR and not (user.role in BY_GRANT and user.pk in self.works[case.pk]):
            return False
        if not reads(user.role, due.kind):
            return False
        return due.pk not in self.held or reads_words(user.role, self.held[due.pk])


def audiences(dues: Sequence[DueThing]) -> dict[UUID, Audience]:
    """Owner, stand-ins, other workers of the owner's role who have no end, and coordinators, the team's if there are."""
    known = _known(dues)
    return {due.pk: _audience(due, known) for due in dues}


def _audience(due: DueThing, known: _Known) -> Audience:
    def opening(users: Iterable[User]) -> tuple[User, ...]:
        return tuple(user for user in users if known.opens(user, due))

    case, owner = known.cases.get(due.subject_id), known.users.get(due.owner_id)
    if case is None:
        return Audience()
    colleagues = (known.users[pk] for pk, lasts in known.works[case.pk].items() if lasts and pk in known.users)
    leads = opening(known.leads.get(case.organisation_id, ()))
    of_team = tuple(lead for lead in leads if lead.team_id is not None and lead.team_id == case.team_id)
    return Audience(
        worker=next(iter(opening([owner] if owner is not None else [])), None),
        stand_ins=opening(known.stand_ins.get(due.owner_id, ())),
        deputies=opening(one for one in colleagues if one.pk != due.owner_id and owner and one.role == owner.role),
        leads=of_team or leads,
    )


def _known(dues: Sequence[DueThing]) -> _Known:
    cases = {case.pk: case for case in Case.objects.filter(pk__in={due.subject_id for due in dues}).only(*COLUMNS)}
    works: dict[UUID, dict[UUID, bool]] = defaultdict(dict)
    for grant in CaseGrant.objects.in_force().filter(content_object__in=cases):
        lasts = grant.cover_id is None
        works[grant.content_object_id][grant.user_id] = lasts or works[grant.content_object_id].get(
            grant.user_id, False
        )
    owners = {due.owner_id for due in dues}
    stand_ins: dict[UUID, tuple[User, ...]] = {}
    for cover in Cover.objects.in_force().filter(absent__in=owners).prefetch_related("colleagues"):
        stand_ins[cover.absent_id] = tuple(cover.colleagues.all())
    workers = {pk for of_case in works.values() for pk in of_case}
    leads: dict[UUID, list[User]] = defaultdict(list)
    offices = {due.organisation_id for due in dues}
    for lead in User.objects.with_role(Role.COORDINATOR).filter(organisation__in=offices).order_by("created_at", "pk"):
        leads[lead.organisation_id].append(lead)
    tasks = Task.objects.filter(due__in=[due.pk for due in dues if due.kind == due_kinds.TASK])
    return _Known(
        cases=cases,
        works=works,
        blocked=frozenset(ConflictBlock.objects.in_force().filter(case__in=cases).values_list("case_id", "user_id")),
        stand_ins=stand_ins,
        leads={office: tuple(users) for office, users in leads.items()},
        users={user.pk: user for user in User.objects.filter(pk__in=owners | workers)},
        held={task.due_id: held_in(task) for task in tasks},
    )


def register() -> None:
    """Called once when the app starts."""
    register_audience(due_kinds.CASE, audiences)

"""Rows of the life of a case for the matrices: cover, offers of a case."""

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from accounts.choices import Role
from accounts.models import User
from cases.access import admit, relation_of_visible
from cases.assignment.actions import write_grant
from cases.models import Case, CaseGrant, CaseHandover, Cover, Situation, SituationLink
from common.pid import new_pid
from tests.factories.accounts import make_user
from tests.factories.cases import acting, make_case

if TYPE_CHECKING:
    from tests.access.world import World

ABSENT = "absent"
Names = dict[str, Any]


def make_handover(case: Case, giver: User, receiver: User, **fields: Any) -> CaseHandover:
    """An offer that waits, with a note."""
    with acting(giver):
        admit(giver, [case.pk], relation_of_visible(giver))
        row = CaseHandover.of(case, giver=giver, receiver=receiver, offered_by=giver, **fields)
        if giver.role in {Role.CASEWORKER, Role.COORDINATOR, Role.LEGAL}:
            row.note = "A word before you say yes."
        row.save(force_insert=True)
    return row


def make_cover(absent: User) -> Cover:
    """Cover of somebody, without a case."""
    until = timezone.now() + timedelta(days=3)
    return Cover.objects.create(organisation_id=absent.organisation_id, absent=absent, given_by=absent, until=until)


def give_ended_cover(world: "World") -> None:
    """Everybody stood in on one case until a moment ago: the cover was ended, and its grants with it."""
    case, now = world.cases["cover ended"], timezone.now()
    absent = world.colleagues["north"]
    cover = Cover.objects.create(
        organisation_id=absent.organisation_id, absent=absent, given_by=absent, until=now, ended_at=now, ended_by=absent
    )
    cover.colleagues.set(world.users.values())
    for user in world.users.values():
        write_grant(actor=absent, case=case, user=user, until=now + timedelta(days=3), cover=cover)
    CaseGrant.objects.filter(cover=cover).update(ended_at=now, ended_by=absent)


def cover_names(world: "World", member: str) -> dict[str, Names]:
    """Cover: of the own absence (to coordinators: of anybody's), a colleague's, another organisation's, none."""
    user = world.users[member]
    at_home = user.organisation_id == world.kept_away.organisation_id
    other = make_user(user.organisation)
    foreign = world.users["outsider"] if at_home else world.kept_away
    mine = other if user.role == Role.COORDINATOR else user
    found = {
        "self": {"pid": make_cover(mine).pid},
        "foreign": {"pid": make_cover(foreign).pid},
        ABSENT: {"pid": new_pid()},
    }
    return found | ({"hidden": {"pid": make_cover(other).pid}} if mine is user else {})


def offer_names(world: "World", member: str) -> dict[str, Names]:
    """Offers: to oneself, answered, of a case that is blocked, of one that closed, to a colleague, none."""
    user = world.users[member]
    foreign = member == "outsider"
    open_case = world.cases["foreign" if foreign else "organisation"]

    def offer(case: Case, receiver: User, **fields: Any) -> Names:
        giver = make_user(case.organisation, role=Role(user.role) if user.role != Role.COORDINATOR else Role.CASEWORKER)
        write_grant(actor=giver, case=case, user=giver)
        return {"pid": make_handover(case, giver, receiver, **fields).pid}

    found = {
        "self": offer(open_case, user),
        "answered": offer(open_case, user, state="declined", answered_at=timezone.now()),
        "colleague": offer(open_case, make_user(open_case.organisation)),
        ABSENT: {"pid": new_pid()},
    }
    if not foreign:
        found["blocked"] = offer(world.cases["blocked"], user)
    return found


def link_all(world: "World") -> None:
    """All cases of the organisation are of one situation, and so are the other organisation's and a second one of it."""
    home = [case for relation, case in world.cases.items() if relation != "foreign"]
    foreign, outsider = world.cases["foreign"], world.users["outsider"]
    second = make_case(outsider, alias="Alias second")
    # Its number is nobody's in the other organisation.
    Case.objects.filter(pk=second.pk).update(serial=9999, reference="C-2020-9999")
    for cases in (home, [foreign, second]):
        situation = Situation.objects.create(organisation=cases[0].organisation, kind="raid", created_by=outsider)
        for case in cases:
            link = SituationLink.objects.create(situation=situation, case=case, linked_by=outsider)
            world.below.get(case.pid, {})["link_pid"] = link.pid


TARGETS = {"cover": cover_names, "offer": offer_names}

"""Rows of an office for the matrices: accounts, teams, open links."""

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from allauth.mfa.models import Authenticator
from django.utils import timezone

from accounts.choices import Role
from accounts.models import FactorReset, Team, User
from common.pid import new_pid
from tests.factories.accounts import make_invitation, make_user

if TYPE_CHECKING:
    from tests.access.world import World

ABSENT = "absent"
Names = dict[str, Any]


def staff_names(world: "World", member: str) -> dict[str, Names]:
    """Accounts: the own, a colleague's, one of another organisation's, none."""
    user = world.users[member]
    colleague = world.kept_away if user.organisation_id == world.kept_away.organisation_id else None
    other = world.users["caseworker" if colleague is None else "outsider"]
    found = {"self": {"pid": user.pid}, "foreign": {"pid": other.pid}, ABSENT: {"pid": new_pid()}}
    return found | ({"colleague": {"pid": colleague.pid}} if colleague else {})


def team_names(world: "World", member: str) -> dict[str, Names]:
    """Teams: of the own organisation, of another, none."""
    teams = {team.organisation.slug: team.pid for team in Team.objects.select_related("organisation").order_by("-name")}
    slug = world.users[member].organisation.slug
    other = "demo" if slug != "demo" else "demo-b"
    found = {"foreign": {"pid": teams[other]}, ABSENT: {"pid": new_pid()}}
    return found | ({"colleague": {"pid": teams[slug]}} if slug in teams else {})


def invitation_names(world: "World", member: str) -> dict[str, Names]:
    """Open links: of the own organisation, of another, withdrawn, none."""
    user, outsider = world.users[member], world.users["outsider"]
    foreign = world.users["administrator"] if user.organisation_id == outsider.organisation_id else outsider
    return {
        "colleague": {"pid": make_invitation(user, Role.CASEWORKER)[0].pid},
        "foreign": {"pid": make_invitation(foreign)[0].pid},
        "withdrawn": {"pid": make_invitation(user, withdrawn=True)[0].pid},
        ABSENT: {"pid": new_pid()},
    }


def staff_with_factor_names(world: "World", member: str) -> dict[str, Names]:
    """The same accounts, each with a second factor."""
    for user in User.objects.filter(pid__in=[names["pid"] for names in staff_names(world, member).values()]):
        if user.pk == world.kept_away.pk:
            Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={"secret": "sealed"})
    return staff_names(world, member)


def factor_reset_names(world: "World", member: str) -> dict[str, Names]:
    """Resets that wait: asked for by an administrator, by oneself, of the own account, of another organisation, none."""
    user = world.users[member]
    other = world.users["caseworker" if user.organisation.slug == "demo-b" else "outsider"]
    asker = make_user(user.organisation, Role.ADMINISTRATOR)
    made = {
        "colleague": (make_user(user.organisation), asker),
        "asked": (make_user(user.organisation), user),
        "self": (user, asker),
        "foreign": (make_user(other.organisation), make_user(other.organisation, Role.ADMINISTRATOR)),
    }
    until = timezone.now() + timedelta(hours=1)
    rows = {
        relation: FactorReset.objects.create(
            organisation=of.organisation, user=of, asked_by=asked_by, expires_at=until
        ).pid
        for relation, (of, asked_by) in made.items()
    }
    return {relation: {"pid": pid} for relation, pid in rows.items()} | {ABSENT: {"pid": new_pid()}}


TARGETS = {
    "staff_with_factor": staff_with_factor_names, "factor_reset": factor_reset_names, "staff": staff_names, "team": team_names, "invitation": invitation_names,
}  # fmt: skip

"""The people of the benches: one organisation with a caseworker and a coordinator."""

from dataclasses import dataclass

from django.contrib.auth.hashers import make_password

from accounts.choices import Role
from accounts.models import Organisation, Team, User

PASSWORD = "only-for-measuring-2026"  # noqa: S105


@dataclass(frozen=True)
class World:
    """Who asks."""

    organisation: Organisation
    team: Team
    caseworker: User
    coordinator: User


def make_world() -> World:
    """The same four rows however often it is called."""
    organisation, _ = Organisation.objects.get_or_create(slug="bench", defaults={"name": "Bench"})
    team, _ = Team.objects.get_or_create(organisation=organisation, name="Team")
    users = {}
    for role in (Role.CASEWORKER, Role.COORDINATOR):
        users[role], _ = User.objects.get_or_create(
            username=f"bench-{role.value}",
            defaults={
                "display_name": role.label,
                "role": role,
                "organisation": organisation,
                "team": team if role == Role.CASEWORKER else None,
                "password": make_password(PASSWORD),
            },
        )
    return World(organisation, team, users[Role.CASEWORKER], users[Role.COORDINATOR])

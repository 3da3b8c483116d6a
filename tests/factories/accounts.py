"""Valid organisations, teams, people and invitations. Everybody is invented."""

from datetime import timedelta
from itertools import count
from typing import Any

from django.utils import timezone

from accounts.actions import link_digest, new_link_token
from accounts.choices import Role
from accounts.models import Invitation, Organisation, Team, User

_numbers = count(1)


def make_organisation(**fields: Any) -> Organisation:
    """An agency of its own."""
    number = next(_numbers)
    return Organisation.objects.create(**{"slug": f"agency-{number}", "name": f"Agency {number}"} | fields)


def make_team(organisation: Organisation, **fields: Any) -> Team:
    """A team of `organisation`."""
    return Team.objects.create(**{"organisation": organisation, "name": f"Team {next(_numbers)}"} | fields)


def make_user(organisation: Organisation, role: Role = Role.CASEWORKER, **fields: Any) -> User:
    """Somebody of staff; `is_active=False` for a closed account."""
    number = next(_numbers)
    values: dict[str, Any] = {"display_name": f"Invented {number}", "organisation": organisation, "role": role}
    return User.objects.create_user(f"invented{number}", "an invented password", **values | fields)


def make_invitation(invited_by: User, role: Role = Role.CASEWORKER, **fields: Any) -> tuple[Invitation, str]:
    """An open invitation and the secret of its link. Traits: `expired`, `withdrawn`."""
    now, token = timezone.now(), new_link_token()
    values: dict[str, Any] = {
        "organisation": invited_by.organisation,
        "invited_by": invited_by,
        "role": role,
        "display_name": "Nora I.",
        "digest": link_digest(token),
        "expires_at": now - timedelta(minutes=1) if fields.pop("expired", False) else now + timedelta(days=7),
        "withdrawn_at": now if fields.pop("withdrawn", False) else None,
    }
    return Invitation.objects.create(**values | fields), token

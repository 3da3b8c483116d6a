"""Who may give cover, and who may be asked to stand in."""

from accounts.choices import Role
from accounts.matrix import Act, may
from accounts.models import User
from cases.access import BY_GRANT
from cases.models import Cover


def can_give_cover(user: User, absent: User) -> bool:
    """Coordinators for any colleague who works on cases; others for their own absence."""
    if not may(user, Act.COVER_GIVE) or user.organisation_id != absent.organisation_id:
        return False
    return absent.role in BY_GRANT and absent.is_active and (user.role == Role.COORDINATOR or user.pk == absent.pk)


def can_end_cover(user: User, cover: Cover) -> bool:
    """Coordinators, and whoever was away and is back."""
    if not may(user, Act.COVER_GIVE) or user.organisation_id != cover.organisation_id:
        return False
    return user.role == Role.COORDINATOR or cover.absent_id == user.pk


def can_stand_in(colleague: User, absent: User) -> bool:
    """Somebody else of the same role and organisation, with an open account."""
    return (
        colleague.pk != absent.pk
        and colleague.is_active
        and colleague.role == absent.role
        and colleague.organisation_id == absent.organisation_id
    )

"""Small yes/no questions about accounts that pages and actions share. The table itself is `accounts.matrix`."""

from accounts.choices import Act, Role
from accounts.matrix import INVITABLE, may
from accounts.models import Invitation, User


def same_organisation(user: User, other: User | Invitation) -> bool:
    """Both belong to one organisation."""
    return user.organisation_id == other.organisation_id


def invitable_roles(user: User) -> tuple[Role, ...]:
    """The roles for which `user` may invite somebody."""
    if not may(user, Act.STAFF_INVITE):
        return ()
    return INVITABLE.get(Role(user.role), ())


def can_invite_staff(user: User, role: str) -> bool:
    """`user` may invite somebody with `role`."""
    return role in invitable_roles(user)


def can_withdraw_invitation(user: User, invitation: Invitation) -> bool:
    """`user` may make an open link useless."""
    return can_invite_staff(user, invitation.role) and same_organisation(user, invitation)


def can_edit_staff(user: User, other: User) -> bool:
    """`user` may change the name, team and role of `other`."""
    return may(user, Act.STAFF_EDIT) and same_organisation(user, other)


def can_deactivate_staff(user: User, other: User) -> bool:
    """`user` may close the account of `other`."""
    return may(user, Act.STAFF_DEACTIVATE) and same_organisation(user, other)


def can_edit_team(user: User) -> bool:
    """`user` may make and name teams."""
    return may(user, Act.TEAM_EDIT)

"""Why an act on an account may be refused."""

from django.utils.translation import gettext_lazy as _

from accounts.choices import Role
from accounts.matrix import NEVER_LAST
from accounts.models import Organisation, Team, User
from common.errors import DomainError


class LastOfRole(DomainError):
    """The organisation would be left without an administrator or coordinator."""

    code = "last_of_role"
    sentence = _("This is the last person with this role. Give the role to somebody else first.")


class OwnAccount(DomainError):
    """Nobody changes the own role or closes the own account."""

    code = "own_account"
    sentence = _("You cannot do this to your own account. Ask another administrator.")


class AlreadyDeactivated(DomainError):
    """The account is closed."""

    code = "already_deactivated"
    sentence = _("This account is deactivated already.")


class StillAssigned(DomainError):
    """Somebody would leave work behind that nobody else has."""

    code = "still_assigned"
    sentence = _("This colleague still has open cases or things to do. They must go to somebody else first.")


class AccountChangedMeanwhile(DomainError):
    """Somebody else saved first."""

    code = "changed_meanwhile"
    sentence = _("A colleague changed this in the meantime. Look at it again, then send your change once more.")


class StepUpNeeded(DomainError):
    """Goes on once whoever sits there has said anew who it is: a page leads there, the API answers with the sentence."""

    code = "step_up"
    sentence = _("Confirm on a page of Daybook who you are, then go on.")


class InvitationSpent(DomainError):
    """Used, withdrawn, too old, or never made: all the same to whoever holds the link."""

    code = "invitation_spent"
    sentence = _("This link can no longer be used. Ask the person who invited you for a new one.")


def require_not_last(user: User) -> None:
    """Raise LastOfRole if `user` is the only active one of a role that must not be empty.

    Locks the organisation, so that two at once cannot remove each other.
    """
    Organisation.objects.select_for_update().get(pk=user.organisation_id)
    role = Role(user.role)
    if role not in NEVER_LAST:
        return
    colleagues = User.objects.with_role(role).filter(organisation_id=user.organisation_id)
    if not colleagues.exclude(pk=user.pk).exists():
        raise LastOfRole


def require_version(row: User | Team, version: int | None) -> None:
    """Raise AccountChangedMeanwhile if the form was made from another version of the row. None: the caller has no version."""
    if version is not None and row.version != version:
        raise AccountChangedMeanwhile


def require_active(user: User) -> None:
    """Raise AlreadyDeactivated if the account is closed."""
    if not user.is_active:
        raise AlreadyDeactivated


# Work of later apps that needs an active account: reverse relation -> how its queryset names what is open.
WORK = {"case_grants": "in_force", "due_things": "open"}


def require_no_work(user: User) -> None:
    """Raise StillAssigned while anything open hangs on the account. `cases.leaving` hands it over first."""
    for relation, still_open in WORK.items():
        if getattr(getattr(user, relation), still_open)().exists():
            raise StillAssigned

"""Every change to accounts, invitations, teams and sessions."""

from datetime import timedelta
from hashlib import sha256
from secrets import token_urlsafe

from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.contrib.sessions.models import Session
from django.core.exceptions import ValidationError
from django.utils import timezone

from accounts.choices import Relation, Role
from accounts.matrix import ACTS, Act
from accounts.models import Invitation, Organisation, Team, User
from accounts.permissions import (
    can_deactivate_staff,
    can_edit_staff,
    can_edit_team,
    can_invite_staff,
    can_withdraw_invitation,
)
from accounts.states import (
    InvitationSpent,
    OwnAccount,
    require_active,
    require_no_work,
    require_not_last,
    require_version,
)
from audit.record import atomic, record
from audit.tags import Tag
from common.access import require

INVITATION_LASTS = timedelta(days=7)


def new_link_token() -> str:
    """The secret part of a link: 256 random bits. Only its digest is stored."""
    return token_urlsafe(32)


def link_digest(token: str) -> str:
    """What the database keeps of a link. A plain digest is enough: the token is too long to guess."""
    return sha256(token.encode()).hexdigest()


@atomic
def invite_staff(*, actor: User, token: str, display_name: str, role: str, team: Team | None = None) -> Invitation:
    """Make a link that opens one account, within seven days. The caller shows `token` once and keeps it nowhere."""
    require(can_invite_staff(actor, role))
    require(team is None or team.organisation_id == actor.organisation_id)
    invitation = Invitation(
        organisation_id=actor.organisation_id,
        team=team,
        role=Role(role),
        display_name=display_name,
        digest=link_digest(token),
        invited_by=actor,
        expires_at=timezone.now() + INVITATION_LASTS,
    )
    invitation.full_clean()
    invitation.save()
    record(actor, Tag.USER_INVITE, invitation, changed=["role", "team"])
    return invitation


@atomic
def withdraw_invitation(*, actor: User, invitation: Invitation) -> None:
    """The link works no more. Raises InvitationSpent if it does not work anyway."""
    invitation = Invitation.objects.select_for_update().get(pk=invitation.pk)
    require(can_withdraw_invitation(actor, invitation))
    if invitation.accepted_at is not None or invitation.withdrawn_at is not None:
        raise InvitationSpent
    invitation.withdrawn_at = timezone.now()
    invitation.save(update_fields=["withdrawn_at", "updated_at"])
    record(actor, Tag.INVITATION_WITHDRAW, invitation, changed=["withdrawn_at"])


@atomic
def accept_invitation(*, digest: str, username: str, display_name: str, password: str) -> User:
    """Open the account that a link stands for. The link is spent with it. Raises InvitationSpent.

    A link is worth no more than the one who made it: somebody who left, or may not invite any more, lets nobody in.
    """
    invitation = Invitation.objects.open().select_for_update().filter(digest=digest).first()
    if invitation is None or not can_invite_staff(invitation.invited_by, invitation.role):
        raise InvitationSpent
    user = User(
        username=username.lower(),
        display_name=display_name,
        organisation_id=invitation.organisation_id,
        team_id=invitation.team_id,
        role=invitation.role,
    )
    _save_new(user, password)
    invitation.accepted_at, invitation.accepted_by = timezone.now(), user
    invitation.save(update_fields=["accepted_at", "accepted_by", "updated_at"])
    record(user, Tag.INVITATION_ACCEPT, invitation, changed=["accepted_at", "accepted_by"])
    record(user, Tag.USER_CREATE, user, changed=["username", "role", "team"])
    return user


def _save_new(user: User, password: str) -> None:
    """A new account with a password that is not easily guessed. Raises ValidationError by field."""
    try:
        validate_password(password, user)
    except ValidationError as error:
        raise ValidationError({"password": error.messages}) from error
    user.set_password(password)
    user.full_clean()
    user.save()


@atomic
def create_organisation(*, slug: str, name: str, username: str, display_name: str, password: str) -> User:
    """A new organisation with its first administrator, who invites everybody else. For whoever runs the server only.

    Raises ValidationError by field: a name that is taken, a password that is easily guessed.
    """
    organisation = Organisation(slug=slug, name=name)
    organisation.full_clean()
    organisation.save()
    user = User(
        username=username.lower(),
        display_name=display_name,
        organisation_id=organisation.pk,
        role=Role.ADMINISTRATOR,
    )
    _save_new(user, password)
    record(None, Tag.ORGANISATION_CREATE, organisation, organisation_id=organisation.pk)
    record(None, Tag.USER_CREATE, user, changed=["username", "role"], organisation_id=organisation.pk)
    return user


@atomic
def edit_staff(
    *, actor: User, user: User, display_name: str, role: str, team: Team | None = None, version: int | None = None
) -> None:
    """Change a colleague's name, team or role; it counts from the next request on. Nobody changes the own role.

    `version`: what the change was made from; another one is refused (AccountChangedMeanwhile).
    """
    user = User.objects.select_for_update().get(pk=user.pk)
    require(can_edit_staff(actor, user))
    require(team is None or team.organisation_id == actor.organisation_id)
    require_active(user)
    require_version(user, version)
    wanted = {"display_name": display_name, "role": Role(role), "team_id": team.pk if team else None}
    changed = [name for name, value in wanted.items() if getattr(user, name) != value]
    if "role" in changed:
        if user.pk == actor.pk:
            raise OwnAccount
        require_not_last(user)
        if Relation.GRANT not in ACTS[Act.CASE_OPEN].get(Role(role), frozenset()):
            # Nobody keeps cases in a role that cannot open them.
            require_no_work(user)
    for name in changed:
        setattr(user, name, wanted[name])
    user.version += 1
    user.full_clean()
    user.save(update_fields=[*changed, "version", "updated_at"])
    if "role" in changed:
        _withdraw_invitations(actor, user)
    record(actor, Tag.USER_ROLE if "role" in changed else Tag.USER_EDIT, user, changed=changed)


@atomic
def deactivate_staff(*, actor: User, user: User) -> None:
    """Close an account: its sessions, known browsers, open forms and open invitations end in the same transaction.

    Refused while the account still has work (StillAssigned): `cases.leaving` hands it over in the same transaction.
    """
    user = User.objects.select_for_update().get(pk=user.pk)
    require(can_deactivate_staff(actor, user))
    if user.pk == actor.pk:
        raise OwnAccount
    require_active(user)
    require_not_last(user)
    require_no_work(user)
    user.is_active, user.deactivated_at = False, timezone.now()
    user.save(update_fields=["is_active", "deactivated_at", "updated_at"])
    end_sessions(user, keep=None)
    _withdraw_invitations(actor, user)
    record(actor, Tag.USER_DEACTIVATE, user, changed=["is_active", "deactivated_at"])


@atomic
def create_team(*, actor: User, name: str) -> Team:
    """A new team in the own organisation."""
    require(can_edit_team(actor))
    team = Team(organisation_id=actor.organisation_id, name=name)
    team.full_clean()
    team.save()
    record(actor, Tag.TEAM_CREATE, team, changed=["name"])
    return team


@atomic
def edit_team(*, actor: User, team: Team, name: str, version: int | None = None) -> None:
    """Give a team another name. `version`: what the change was made from, else AccountChangedMeanwhile."""
    team = Team.objects.select_for_update().get(pk=team.pk)
    require(can_edit_team(actor) and team.organisation_id == actor.organisation_id)
    require_version(team, version)
    team.name, team.version = name, team.version + 1
    team.full_clean()
    team.save(update_fields=["name", "version", "updated_at"])
    record(actor, Tag.TEAM_EDIT, team, changed=["name"])


@atomic
def edit_me(
    *, actor: User, language: str, text_size: str, email: str, has_single_keys: bool, has_names_in_lists: bool
) -> None:
    """Change how the pages look and where a new password can be asked for. Only for oneself."""
    user = User.objects.select_for_update().get(pk=actor.pk)
    wanted = {
        "language": language,
        "text_size": text_size,
        "email": email.lower(),
        "has_single_keys": has_single_keys,
        "has_names_in_lists": has_names_in_lists,
    }
    changed = [name for name, value in wanted.items() if getattr(user, name) != value]
    if not changed:
        return
    for name in changed:
        setattr(user, name, wanted[name])
    user.full_clean()
    user.save(update_fields=[*changed, "updated_at"])
    if "email" in changed:
        # The sign-in library keeps addresses of its own, and would go on sending links to the earlier one.
        EmailAddress.objects.filter(user_id=user.pk).delete()
    record(actor, Tag.SETTING_CHANGE, user, changed=changed)


@atomic
def set_language(*, actor: User, language: str) -> None:
    """Read the pages in another language, for oneself."""
    require(language in dict(settings.LANGUAGES))
    User.objects.filter(pk=actor.pk).update(language=language)
    record(actor, Tag.SETTING_CHANGE, actor, changed=["language"])


@atomic
def end_session(*, actor: User, session: UserSession) -> None:
    """End one of the own sessions."""
    require(session.user_id == actor.pk)
    Session.objects.filter(session_key=session.session_key).delete()
    session.delete()
    record(actor, Tag.SESSION_END, actor)


@atomic
def end_other_sessions(*, actor: User, keep: str | None) -> int:
    """After a change of password or factor, end all sessions but `keep` (a session key).

    Returns the new epoch, which the kept session must be sealed with anew.
    """
    epoch = end_sessions(actor, keep=keep)
    record(actor, Tag.SESSION_END, actor)
    return epoch


def _withdraw_invitations(actor: User, user: User) -> None:
    """Links that `user` made and could not make any more stop working."""
    for invitation in Invitation.objects.open().select_for_update().filter(invited_by=user):
        if not can_invite_staff(user, invitation.role):
            invitation.withdrawn_at = timezone.now()
            invitation.save(update_fields=["withdrawn_at", "updated_at"])
            record(actor, Tag.INVITATION_WITHDRAW, invitation, changed=["withdrawn_at"])


def end_sessions(user: User, *, keep: str | None) -> int:
    """Delete the session rows, and raise the epoch so that one that is not listed fits no more either."""
    listed = UserSession.objects.filter(user_id=user.pk).exclude(session_key=keep or "")
    Session.objects.filter(session_key__in=list(listed.values_list("session_key", flat=True))).delete()
    listed.delete()
    user = User.objects.select_for_update().get(pk=user.pk)
    user.session_epoch += 1
    user.save(update_fields=["session_epoch"])
    return user.session_epoch

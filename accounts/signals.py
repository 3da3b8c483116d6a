"""What allauth tells us and does, written into the audit trail. We listen to no other signals."""

from typing import Any

from allauth.account.signals import authentication_step_completed, password_changed, password_reset, user_logged_in
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import (
    authentication_failed,
    authenticator_added,
    authenticator_removed,
    authenticator_reset,
    authenticator_used,
)
from allauth.usersessions.models import UserSession
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.signals import user_logged_out
from django.db.models.signals import post_delete, post_save
from django.http import HttpRequest

from accounts.actions import end_other_sessions
from accounts.models import User
from accounts.principals import principal_for
from accounts.signin.actions import note_sign_in, note_unusual
from accounts.signin.browsers import browser_digest, secret_of
from accounts.signin.choices import SignInKind
from audit.record import record, refused
from audit.tags import Tag
from common.drafts.rescue import take_waiting
from encryption.principal import acting_as


def _on_sign_in(sender: object, request: HttpRequest, user: User, **_: Any) -> None:
    with acting_as(principal_for(user)):
        take_waiting(request, user)
    note_sign_in(user=user, browser=browser_digest(secret_of(request), user))


def _on_sign_out(sender: object, user: User | None, **_: Any) -> None:
    if user is not None:
        record(user, Tag.SESSION_CLOSE, user)


def _on_reauthentication(
    sender: object, request: HttpRequest, user: User, reauthenticated: bool = False, **_: Any
) -> None:
    """The session id changes whenever somebody proves anew who they are."""
    if reauthenticated:
        rotate_session(request)
        record(user, Tag.SESSION_REAUTHENTICATE, user)


def rotate_session(request: HttpRequest) -> None:
    """Give the session a new id and keep its line in the list of own sessions."""
    old = request.session.session_key
    request.session.cycle_key()
    UserSession.objects.filter(session_key=old).update(session_key=request.session.session_key)


def _keep_own_session(request: HttpRequest, user: User) -> None:
    """All other sessions of the person end; this one goes on under a new id."""
    old = request.session.session_key
    user.session_epoch = end_other_sessions(actor=user, keep=old)
    update_session_auth_hash(request, user)
    UserSession.objects.filter(session_key=old).update(session_key=request.session.session_key)


def _on_password_change(sender: object, request: HttpRequest, user: User, **_: Any) -> None:
    record(user, Tag.PASSWORD_CHANGE, user)
    _keep_own_session(request, user)


def _on_password_reset(sender: object, user: User, **_: Any) -> None:
    record(user, Tag.PASSWORD_RESET, user)
    end_other_sessions(actor=user, keep=None)


def _on_factor_changed(sender: object, request: HttpRequest, user: User, **_: Any) -> None:
    """Added, removed or made anew: the other sessions end."""
    _keep_own_session(request, user)


def _on_factor_saved(sender: object, instance: Authenticator, created: bool, **_: Any) -> None:
    """In the transaction that adds the factor, so that there is none without its row in the trail."""
    if created:
        record(instance.user, Tag.FACTOR_ADD, instance.user, kind=instance.type)


def _on_factor_deleted(sender: object, instance: Authenticator, **_: Any) -> None:
    """By its owner, or by the second of two persons who reset it."""
    actor = getattr(instance, "removed_by", instance.user)
    record(actor, Tag.FACTOR_REMOVE, instance.user, kind=instance.type)


def _on_factor_used(sender: object, user: User, **_: Any) -> None:
    record(user, Tag.FACTOR_USE, user)


def _on_factor_failed(sender: object, user: User, **_: Any) -> None:
    note_unusual(user=user, kind=SignInKind.FAILED)
    refused(Tag.FACTOR_FAIL, user)


def connect() -> None:
    """Called once, when the app is ready."""
    for signal, receiver in (
        (user_logged_in, _on_sign_in),
        (user_logged_out, _on_sign_out),
        (authentication_step_completed, _on_reauthentication),
        (password_changed, _on_password_change),
        (password_reset, _on_password_reset),
        (authenticator_added, _on_factor_changed),
        (authenticator_removed, _on_factor_changed),
        (authenticator_reset, _on_factor_changed),
        (authenticator_used, _on_factor_used),
        (authentication_failed, _on_factor_failed),
    ):
        signal.connect(receiver, dispatch_uid=f"accounts.{receiver.__name__}")
    post_save.connect(_on_factor_saved, sender=Authenticator, dispatch_uid="accounts._on_factor_saved")
    post_delete.connect(_on_factor_deleted, sender=Authenticator, dispatch_uid="accounts._on_factor_deleted")

"""Taking away the second factors of a colleague who lost them: always two persons."""

from datetime import timedelta

from allauth.mfa.models import Authenticator
from django.utils import timezone

from accounts.actions import end_sessions
from accounts.models import FactorReset, User
from accounts.reset.choices import Verdict
from accounts.reset.permissions import can_answer_reset, can_ask_reset
from accounts.reset.states import NothingToReset, ResetAsked, ResetSpent
from accounts.signin.actions import note_unusual
from accounts.signin.choices import SignInKind
from accounts.states import OwnAccount, require_active
from audit.record import atomic, record
from audit.tags import Tag
from common.access import require

RESET_LASTS = timedelta(hours=24)


@atomic
def ask_reset(*, actor: User, user: User) -> FactorReset:
    """Ask that the second factors of `user` be taken away. Nothing happens before somebody else confirms it.

    The colleague is told at once, so that a reset that nobody wished for is noticed before it is done.
    """
    user = User.objects.select_for_update().get(pk=user.pk)
    if user.pk == actor.pk:
        raise OwnAccount
    require(can_ask_reset(actor, user))
    require_active(user)
    if not Authenticator.objects.filter(user_id=user.pk).exists():
        raise NothingToReset
    now = timezone.now()
    waiting = FactorReset.objects.unanswered().filter(user=user)
    waiting.filter(expires_at__lte=now).update(verdict=Verdict.EXPIRED)
    if waiting.exists():
        raise ResetAsked
    reset: FactorReset = FactorReset.objects.create(
        organisation_id=user.organisation_id, user=user, asked_by=actor, expires_at=now + RESET_LASTS
    )
    note_unusual(user=user, kind=SignInKind.ASKED)
    record(actor, Tag.FACTOR_RESET, user)
    return reset


@atomic
def confirm_reset(*, actor: User, reset: FactorReset) -> None:
    """Take the second factors away and end all sessions. The next sign-in leads to setting up new ones.

    An ask is worth no more than who asked: one who left or is no administrator any more resets nothing (ResetSpent).
    """
    user = User.objects.select_for_update().get(pk=reset.user_id)
    reset = _lock(actor, reset)
    if not can_ask_reset(reset.asked_by, user) or not user.is_active:
        raise ResetSpent
    _answer(actor, reset, Verdict.CONFIRMED)
    for factor in Authenticator.objects.filter(user_id=user.pk):
        # So that the trail names who took it away, and not its owner.
        factor.removed_by = actor
        factor.delete()
    end_sessions(user, keep=None)
    note_unusual(user=user, kind=SignInKind.RESET)
    record(actor, Tag.FACTOR_CONFIRM, user)


@atomic
def decline_reset(*, actor: User, reset: FactorReset) -> None:
    """Leave the second factors as they are."""
    reset = _lock(actor, reset)
    _answer(actor, reset, Verdict.DECLINED)
    record(actor, Tag.FACTOR_DECLINE, reset.user)


def _lock(actor: User, reset: FactorReset) -> FactorReset:
    reset = FactorReset.objects.select_for_update().get(pk=reset.pk)
    require(can_answer_reset(actor, reset))
    if reset.verdict or reset.expires_at <= timezone.now():
        raise ResetSpent
    return reset


def _answer(actor: User, reset: FactorReset, verdict: Verdict) -> None:
    reset.verdict, reset.answered_by, reset.answered_at = verdict, actor, timezone.now()
    reset.save(update_fields=["verdict", "answered_by", "answered_at", "updated_at"])

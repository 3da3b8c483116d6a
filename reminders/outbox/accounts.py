"""Letters to the owner of an account, for whom an urgent one is queued at once."""

from django.utils import timezone

from accounts.models import User
from accounts.signin.notices import register_teller
from reminders.outbox.actions import queue_message
from reminders.outbox.choices import Template


def tell_about_account(user: User, key: str) -> None:
    """One neutral letter that something about the account is new; the same `key` a second time is none."""
    queue_message(recipient=user, template=Template.ACCOUNT, key=key, not_before=timezone.now(), is_urgent=True)


def connect() -> None:
    """Called once, when the app is ready."""
    register_teller(tell_about_account)

"""The secret part of a link that confirms an address. Nothing is stored: it is made anew from what it confirms."""

import base64
import hmac
from datetime import timedelta

from django.utils import timezone
from django.utils.crypto import salted_hmac

from accounts.models import User
from reminders.outbox.models import MailSetting

LASTS = timedelta(days=3)


def token_for(user: User, wishes: MailSetting) -> str:
    """43 letters that only this installation can make, for this account, address and question."""
    asked = wishes.asked_at.isoformat() if wishes.asked_at else ""
    digest = salted_hmac("reminders.outbox.address", f"{user.pk}|{user.email}|{asked}", algorithm="sha256").digest()
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()


def path_to_confirm(user: User, wishes: MailSetting) -> str:
    """Where the link leads. Opening it asks for signing in, as the same person."""
    return f"/me/mail/{token_for(user, wishes)}/"


def confirms(token: str, user: User, wishes: MailSetting) -> bool:
    """Whether `token` is that of the latest question, and not too old."""
    if wishes.asked_at is None or timezone.now() - wishes.asked_at > LASTS:
        return False
    return hmac.compare_digest(token.encode(), token_for(user, wishes).encode())

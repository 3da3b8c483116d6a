"""One-time codes that really work once: a unique row decides, whatever worker, cache or thread asks."""

from datetime import timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac

from accounts.models import UsedCode, User

# Longer than any code lives (30 seconds, one step of drift to either side), short enough that a later equal code works.
KEPT = timedelta(minutes=5)


def normalised(code: str) -> str:
    """The characters that count, as allauth compares them: no spaces, no dashes, one case."""
    return "".join(character for character in code if character.isalnum()).upper()


def use_code(user: User, code: str) -> bool:
    """Mark `code` as used by `user`. False if it was used before: exactly one of any number of askers gets True."""
    now = timezone.now()
    digest = salted_hmac("accounts.codes", f"{user.pk}:{normalised(code)}", algorithm="sha256").hexdigest()
    UsedCode.objects.filter(user=user, used_at__lt=now - KEPT).delete()
    try:
        with transaction.atomic():
            UsedCode.objects.create(user=user, digest=digest, used_at=now)
    except IntegrityError:
        return False
    return True

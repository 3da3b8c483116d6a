"""Writing down sign-ins, and telling the owner of an account what is unusual."""

from datetime import timedelta

from django.utils import timezone

from accounts.models import SignIn, User
from accounts.signin.choices import TOLD, SignInKind
from accounts.signin.notices import tell_owner
from audit.record import atomic, record
from audit.tags import Tag

# A browser that was not used for so long is new again.
KEPT_FOR = timedelta(days=180)


@atomic
def note_sign_in(*, user: User, browser: str) -> SignIn:
    """Somebody signed in to the account of `user` with the browser of this digest; a new one is told to its owner.

    The first sign-in of an account is told to nobody: whoever has just made it knows.
    """
    earlier = SignIn.objects.filter(user=user)
    earlier.filter(at__lt=timezone.now() - KEPT_FOR).delete()
    is_first = not earlier.exclude(browser="").exists()
    is_known = is_first or earlier.filter(browser=browser).exists()
    row = _note(user, SignInKind.KNOWN if is_known else SignInKind.NEW, browser)
    record(user, Tag.SESSION_OPEN, user, is_new_browser=int(not is_known))
    return row


@atomic
def note_unusual(*, user: User, kind: SignInKind) -> SignIn:
    """A second step was wrong, or is being reset; its owner is told. The trail gets its row from the caller."""
    return _note(user, kind, "")


def _note(user: User, kind: SignInKind, browser: str) -> SignIn:
    now = timezone.now()
    row = SignIn.objects.create(user=user, at=now, kind=kind, browser=browser)
    if kind in TOLD:
        # Twenty wrong codes are one letter.
        tell_owner(user, f"account:{user.pid}:{kind.value}:{now:%Y%m%d%H}")
    return row


@atomic
def see_sign_ins(*, actor: User) -> int:
    """Say to know about everything unusual so far, for oneself. How many it were."""
    count = SignIn.objects.visible_to(actor).unseen().update(seen_at=timezone.now())
    if count:
        record(actor, Tag.SESSION_SEE, actor, count=count)
    return count

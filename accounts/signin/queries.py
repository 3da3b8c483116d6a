"""Reading the own sign-ins."""

from accounts.models import SignIn, User

SHOWN = 20


def last_sign_ins(user: User) -> list[SignIn]:
    """The last SHOWN sign-ins and failed second steps of the own account, the newest first."""
    return list(SignIn.objects.visible_to(user).order_by("-at", "-pk")[:SHOWN])


def unseen_count(user: User) -> int:
    """How many new browsers and failed second steps of the own account wait to be looked at."""
    return SignIn.objects.visible_to(user).unseen().count()

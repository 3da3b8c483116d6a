"""Telling a known browser from a new one: each holds a random secret, of which the database has a digest per account."""

from secrets import token_urlsafe
from typing import TYPE_CHECKING, cast

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.utils.crypto import salted_hmac

if TYPE_CHECKING:
    from accounts.models import User

LENGTH = 43
YEAR = 365 * 24 * 60 * 60


def browser_digest(secret: str, user: "User") -> str:
    """What the database keeps of a browser for one account."""
    return salted_hmac("accounts.SignIn.browser", f"{secret}|{user.pk}", algorithm="sha256").hexdigest()


def secret_of(request: HttpRequest) -> str:
    """The secret that the browser of `request` holds; a new one, which goes out with the answer, if it has none."""
    held = request.COOKIES.get(settings.BROWSER_COOKIE_NAME, "")
    if len(held) == LENGTH:
        return held
    fresh = getattr(request, "new_browser", "") or token_urlsafe(32)
    request.new_browser = fresh  # type: ignore[attr-defined]
    return cast(str, fresh)


def mark_browser(request: HttpRequest, response: HttpResponseBase) -> None:
    """Give the browser its secret, if one was made for it."""
    secret = getattr(request, "new_browser", "")
    if secret:
        response.set_cookie(
            settings.BROWSER_COOKIE_NAME,
            secret,
            max_age=YEAR,
            httponly=True,
            samesite="Lax",
            secure=settings.SESSION_COOKIE_SECURE,
        )

"""The type of a request from somebody who is signed in."""

from django.http import HttpRequest

from accounts.models import User


class StaffRequest(HttpRequest):
    """After `SignInMiddleware` the user is one of staff, never anonymous."""

    user: User  # type: ignore[assignment]
    LANGUAGE_CODE: str

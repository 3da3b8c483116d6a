"""Requests from somebody who is signed in, and the question whether it is still that person."""

from collections.abc import Callable
from typing import Any, TypeVar, cast

from allauth.account.decorators import reauthentication_required
from allauth.account.internal.flows.reauthentication import raise_if_reauthentication_required
from django.http import HttpRequest, HttpResponseBase
from django_htmx.middleware import HtmxDetails

from accounts.models import User

View = TypeVar("View", bound=Callable[..., HttpResponseBase])


class StaffRequest(HttpRequest):
    """After `SignInMiddleware` the user is one of staff, never anonymous."""

    user: User
    LANGUAGE_CODE: str
    htmx: HtmxDetails


def confirm_first(view: View) -> View:
    """Decorator for dangerous acts: whoever has not confirmed who it is in the last five minutes does so first."""
    decorate: Any = reauthentication_required(app="accounts")
    return cast(View, decorate(view))


def confirm_now(request: HttpRequest) -> None:
    """The same in the middle of a view. What was sent is kept and goes on after the confirmation."""
    raise_if_reauthentication_required(request, app="accounts")

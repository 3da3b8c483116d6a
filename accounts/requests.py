"""Requests from somebody who is signed in, and the question whether it is still that person."""

import time
from collections.abc import Callable
from typing import Any, TypeVar, cast

from allauth.account.authentication import get_authentication_records
from allauth.account.decorators import reauthentication_required
from allauth.account.internal.flows.reauthentication import (
    is_reauthentication_required,
    raise_if_reauthentication_required,
    suspend_request,
)
from allauth.mfa.internal.flows.trust import is_trusted_browser
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
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


def was_confirmed(request: HttpRequest) -> bool:
    """Whether who sits there has said so in the last five minutes."""
    return not is_reauthentication_required(request, app="accounts")


def used_factor(request: HttpRequest) -> bool:
    """Whether a second factor was used in the last ten hours, in this session or on this browser.

    Where none is asked for, the password of the last five minutes stands in for it.
    """
    if not settings.SECOND_FACTOR_REQUIRED:
        return was_confirmed(request)
    since = time.time() - settings.MFA_TRUST_COOKIE_AGE.total_seconds()
    records = get_authentication_records(request, request.user)
    used = any(record.get("method") == "mfa" and record.get("at", 0) > since for record in records)
    return bool(used or is_trusted_browser(request, request.user))


def use_factor_now(request: StaffRequest) -> HttpResponseBase:
    """The way to the page that asks for it; afterwards the same page opens."""
    if not settings.SECOND_FACTOR_REQUIRED:
        return cast(HttpResponseBase, suspend_request(request, reverse("account_reauthenticate")))
    kinds = Authenticator.objects.filter(user_id=request.user.pk).values_list("type", flat=True)
    name = "mfa_reauthenticate" if Authenticator.Type.TOTP in set(kinds) else "mfa_reauthenticate_webauthn"
    return cast(HttpResponseBase, suspend_request(request, reverse(name)))

"""A session that nobody used for a while: covered, opened again by the same person with one password or one key."""

from http import HTTPStatus
from typing import Any

from allauth.core.ratelimit import clear, consume
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.forms import AuthenticateWebAuthnForm
from allauth.mfa.webauthn.internal.auth import begin_authentication
from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render, resolve_url
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.views.decorators.http import require_http_methods, require_safe

from accounts.clock import seconds_left, unlock
from accounts.entrance import AccountAdapter
from accounts.entrance_forms import UnlockForm
from accounts.models import User
from accounts.requests import StaffRequest, used_factor
from accounts.signals import rotate_session
from audit.record import record, refused
from audit.tags import Tag

# Wrong tries slow down by this name of ACCOUNT_RATE_LIMITS.
TRIES = "unlock_failed"


@require_http_methods(["GET", "POST"])
def locked(request: StaffRequest) -> HttpResponseBase:
    """Under the veil the page is as it was; a whole page leads back to where one came from."""
    if not getattr(request, "is_locked", False):
        return _back(request)
    by_key = "credential" in request.POST
    form = UnlockForm(None if by_key else request.POST or None, user=request.user)
    if request.method == "POST":
        if not consume(request, action=TRIES, user=request.user, dry_run=True):
            form = UnlockForm({"password": ""}, user=None)
            form.add_error(None, str(AccountAdapter.error_messages["too_many_login_attempts"]))
            refused(Tag.SESSION_FAIL, request.user)
            return _page(request, form, status=HTTPStatus.TOO_MANY_REQUESTS)
        if _is_right(request, form, by_key=by_key):
            clear(request, action=TRIES, user=request.user)
            if not by_key and settings.SECOND_FACTOR_REQUIRED and not used_factor(request):
                # The last second factor is too long ago for a password to be enough.
                return _sign_in_anew(request)
            return _open(request)
        consume(request, action=TRIES, user=request.user)
        refused(Tag.SESSION_FAIL, request.user)
    return _page(request, form, key_failed=by_key, status=422 if request.method == "POST" else 200)


def _is_right(request: StaffRequest, form: UnlockForm, *, by_key: bool) -> bool:
    if not by_key:
        return form.is_valid()
    key = AuthenticateWebAuthnForm(request.POST, user=request.user)
    if key.is_valid():
        key.save()
        return True
    return False


def _open(request: StaffRequest) -> HttpResponseBase:
    unlock(request)
    rotate_session(request)
    record(request.user, Tag.SESSION_UNLOCK, request.user)
    return _back(request)


def _sign_in_anew(request: StaffRequest) -> HttpResponseBase:
    page = f"{resolve_url(settings.LOGIN_URL)}?{urlencode({'next': _next(request), 'ended': '1'})}"
    is_veil = request.htmx
    logout(request)
    return HttpResponse(status=401) if is_veil else redirect(page)


def _page(request: StaffRequest, form: UnlockForm, *, status: int, key_failed: bool = False) -> HttpResponseBase:
    has_key = Authenticator.objects.filter(user_id=request.user.pk, type=Authenticator.Type.WEBAUTHN).exists()
    context: dict[str, Any] = {
        "form": form,
        "next": _next(request),
        "kept": "kept" in request.GET,
        "key_failed": key_failed,
        "key_options": begin_authentication(request.user) if has_key else None,
    }
    template = "accounts/parts/_locked.html" if request.htmx else "accounts/locked.html"
    return render(request, template, context, status=status)


def _next(request: HttpRequest) -> str:
    back = request.POST.get("next") or request.GET.get("next") or "/"
    return back if url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()}) else "/"


def _back(request: StaffRequest) -> HttpResponseBase:
    return HttpResponse(status=204) if request.htmx else redirect(_next(request))


@login_not_required
@require_safe
def clock(request: HttpRequest) -> HttpResponse:
    """What a page that stayed open asks: who is signed in, for how long, and with which token its forms are sent now."""
    user = request.user
    if not isinstance(user, User):
        return JsonResponse({"who": ""})
    idle, over = seconds_left(request)
    is_locked = getattr(request, "is_locked", False)
    return JsonResponse({"who": user.pid, "locked": is_locked, "idle": idle, "ends": over, "token": get_token(request)})


@require_safe
def signed_in(request: StaffRequest) -> HttpResponse:
    """Signed in again in a tab of its own: the text waits in the other one."""
    return render(request, "accounts/signed_in.html")

"""What stands between a request and a page: clocks, second factor, language, and the principal of the keys."""

import time
from collections.abc import Callable

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render, resolve_url
from django.urls import Resolver404, resolve, reverse
from django.utils import translation
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from accounts.choices import Role
from accounts.matrix import OWN_DRAFTS
from accounts.models import User
from encryption.principal import Principal, acting_as

GetResponse = Callable[[HttpRequest], HttpResponseBase]

BEGAN = "clock_began"
SEEN = "clock_seen"
# The clock is written at most this often, so that a session may end this much early but never late.
WRITE_EVERY_SECONDS = 20

# What a person without the second factor may still reach: enrolment, the way out, and the language.
ENROLMENT = frozenset(
    {
        "account_logout",
        "account_reauthenticate",
        "mfa_reauthenticate",
        "mfa_reauthenticate_webauthn",
        "mfa_index",
        "mfa_activate_totp",
        "mfa_list_webauthn",
        "mfa_add_webauthn",
        "mfa_view_recovery_codes",
        "mfa_generate_recovery_codes",
        "accounts:leave",
        "accounts:left",
        "accounts:language_set",
        "healthz",
    }
)


def is_background(request: HttpRequest) -> bool:
    """Whether the browser asked by itself: polling is no sign that somebody sits there."""
    return request.headers.get("X-Background") == "1" or request.path.startswith("/j/")


def ask_to_sign_in(request: HttpRequest, *, ended: bool = False) -> HttpResponseBase:
    """The answer to somebody who must sign in: a panel for fragments, a refusal for the API, else the page."""
    back = request.get_full_path() if request.method == "GET" else ""
    login_url = resolve_url(settings.LOGIN_URL)
    if request.path.startswith("/api/"):
        return JsonResponse({"detail": _("Sign in first.")}, status=401)
    if request.headers.get("HX-Request") == "true":
        # htmx names the target only if it has an id. A panel takes the place of a part and leaves typed text alone.
        if request.headers.get("HX-Boosted") != "true":
            return render(request, "accounts/parts/_sign_in_again.html", {"login_url": login_url}, status=401)
        response = HttpResponse(status=204)
        response["HX-Redirect"] = login_url
        return response
    query = {"next": back} if back else {}
    if ended:
        query["ended"] = "1"
    return redirect(f"{login_url}?{urlencode(query)}" if query else login_url)


class SignInMiddleware(LoginRequiredMiddleware):
    """Every page asks for a sign-in, unless its view says otherwise."""

    def handle_no_permission(  # type: ignore[override]
        self, request: HttpRequest, view_func: object
    ) -> HttpResponseBase:
        return ask_to_sign_in(request)


class SessionClockMiddleware:
    """Ends a session after idle time, and in any case after its longest time."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return self.get_response(request)
        now = int(time.time())
        began = request.session.setdefault(BEGAN, now)
        seen = request.session.setdefault(SEEN, now)
        idle = now - seen >= settings.SESSION_IDLE_SECONDS
        if idle or now - began >= settings.SESSION_ABSOLUTE_SECONDS:
            logout(request)
            return self._after_end(request)
        if not is_background(request) and now - seen >= WRITE_EVERY_SECONDS:
            request.session[SEEN] = now
        return self.get_response(request)

    def _after_end(self, request: HttpRequest) -> HttpResponseBase:
        """Pages that need no sign-in (sign-in itself, leaving) still answer; the rest ask for one."""
        try:
            match = resolve(request.path_info)
        except Resolver404:
            return ask_to_sign_in(request, ended=True)
        if not getattr(match.func, "login_required", True):
            return self.get_response(request)
        return ask_to_sign_in(request, ended=True)


class SecondFactorMiddleware:
    """Without a second factor of the kind the role asks for, only enrolment and the way out answer."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        user = request.user
        if not settings.SECOND_FACTOR_REQUIRED or not isinstance(user, User) or has_second_factor(user):
            return self.get_response(request)
        try:
            view_name = resolve(request.path_info).view_name
        except Resolver404:
            view_name = ""
        if view_name in ENROLMENT:
            return self.get_response(request)
        if request.path.startswith("/api/"):
            return JsonResponse({"detail": _("Set up a second factor first.")}, status=403)
        if request.headers.get("HX-Request") == "true":
            response = HttpResponse(status=204)
            response["HX-Redirect"] = reverse("mfa_index")
            return response
        return redirect("mfa_index")


def has_second_factor(user: User) -> bool:
    """Whether `user` has what the role asks for: a passkey, or for most roles also a code generator."""
    kinds = [Authenticator.Type.WEBAUTHN]
    if Role(user.role) not in settings.PASSKEY_ROLES:
        kinds.append(Authenticator.Type.TOTP)
    return bool(Authenticator.objects.filter(user_id=user.pk, type__in=kinds).exists())


class LanguageMiddleware:
    """A signed-in person reads the language of the account, not of the browser."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        user = request.user
        if isinstance(user, User) and user.language in dict(settings.LANGUAGES):
            translation.activate(user.language)
            request.LANGUAGE_CODE = translation.get_language()
        return self.get_response(request)


class PrincipalMiddleware:
    """For the length of one request the keys know who asks. Nothing is in scope yet but the person's own drafts."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        user = request.user
        if not isinstance(user, User):
            return self.get_response(request)
        principal = Principal(actor_id=str(user.pk), organisation_id=user.organisation_id)
        principal.admit(user.pk, OWN_DRAFTS)
        with acting_as(principal):
            return self.get_response(request)

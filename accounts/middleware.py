"""What stands between a request and a page: clocks, second factor, language, and the principal of the keys."""

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
from accounts.clock import Phase, count, ends_at, lock, phase_of
from accounts.models import User
from accounts.principals import principal_for
from accounts.requests import StaffRequest, use_factor_now
from accounts.states import StepUpNeeded
from audit.record import current_scope, record
from audit.tags import Tag
from common.drafts.rescue import keep_for, keep_waiting
from encryption.principal import acting_as

GetResponse = Callable[[HttpRequest], HttpResponseBase]

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
        "accounts:locked",
        "accounts:clock",
        "healthz",
        "favicon",
    }
)

# What still answers while the session is locked.
LOCKED_PAGES = frozenset(
    {
        "accounts:locked",
        "accounts:clock",
        "accounts:leave",
        "accounts:left",
        "accounts:language_set",
        "account_logout",
        "healthz",
        "favicon",
    }
)


def ask_to_sign_in(request: HttpRequest, *, ended: bool = False, kept: str = "") -> HttpResponseBase:
    """The answer to somebody who must sign in: a panel for fragments, a refusal for the API, else the page.

    `kept` is the page of a form whose text was kept; signing in leads there.
    """
    login_url = resolve_url(settings.LOGIN_URL)
    if request.path.startswith("/api/"):
        return JsonResponse({"code": "sign_in", "detail": _("Sign in first.")}, status=401)
    if request.headers.get("HX-Request") == "true":
        # htmx names the target only if it has an id. A panel takes the place of a part and leaves typed text alone.
        if request.headers.get("HX-Boosted") != "true":
            return render(request, "accounts/parts/_sign_in_again.html", {"login_url": login_url}, status=401)
        response = HttpResponse(status=204)
        response["HX-Redirect"] = login_url
        return response
    query = _way_back(request, kept)
    if ended:
        query["ended"] = "1"
    return redirect(f"{login_url}?{urlencode(query)}" if query else login_url)


def ask_to_unlock(request: HttpRequest, *, kept: str = "") -> HttpResponseBase:
    """The answer while the session is locked: the same three ways. Nothing is said about what the address holds."""
    if request.path.startswith("/api/"):
        return JsonResponse({"code": "locked", "detail": _("This session is locked. Open it on its page.")}, status=401)
    if request.headers.get("HX-Request") == "true":
        return render(request, "accounts/parts/_locked_part.html", status=401)
    query = _way_back(request, kept)
    page = reverse("accounts:locked")
    return redirect(f"{page}?{urlencode(query)}" if query else page)


def _way_back(request: HttpRequest, kept: str) -> dict[str, str]:
    back = request.get_full_path() if request.method == "GET" else kept
    query = {"next": back} if back else {}
    if kept:
        query["kept"] = "1"
    return query


class SignInMiddleware(LoginRequiredMiddleware):
    """Every page asks for a sign-in, unless its view says otherwise. A form that comes too late waits for its writer."""

    def handle_no_permission(  # type: ignore[override]
        self, request: HttpRequest, view_func: object
    ) -> HttpResponseBase:
        kept = keep_waiting(request) if request.method == "POST" and not is_fragment(request) else ""
        return ask_to_sign_in(request, ended=bool(kept), kept=kept)


def is_fragment(request: HttpRequest) -> bool:
    """Whether a script asked, which still has the text on its page."""
    return request.headers.get("HX-Request") == "true"


class SessionClockMiddleware:
    """Locks a session after idle time, and ends it in any case after its longest time.

    A form that is sent then is kept as a draft first. That waits for `process_view`, when the form's token was checked.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not isinstance(request.user, User):
            return self.get_response(request)
        phase = phase_of(request)
        request.ends_at = ends_at(request)  # type: ignore[attr-defined]
        if phase == Phase.OPEN:
            count(request)
            return self.get_response(request)
        if phase == Phase.LOCKED:
            if lock(request):
                record(request.user, Tag.SESSION_LOCK, request.user)
            request.is_locked = True  # type: ignore[attr-defined]
        if _is_open(request, phase):
            if phase == Phase.OVER:
                logout(request)
            return self.get_response(request)
        if request.method == "POST" and not request.path.startswith("/api/"):
            request.phase = phase  # type: ignore[attr-defined]
            return self.get_response(request)
        return self._refuse(request, phase)

    def process_view(self, request: HttpRequest, *_: object) -> HttpResponseBase | None:
        """A form of a locked or ended session: kept, not done."""
        phase = getattr(request, "phase", None)
        if phase is None:
            return None
        return self._refuse(request, phase, kept=keep_for(request, request.user))

    @staticmethod
    def _refuse(request: HttpRequest, phase: Phase, kept: str = "") -> HttpResponseBase:
        if phase == Phase.LOCKED:
            return ask_to_unlock(request, kept=kept)
        scope = current_scope()
        if scope is not None:
            # That the session ended is not what the form was about: its one-time key stays unused.
            scope.on_first_record = None
        logout(request)
        return ask_to_sign_in(request, ended=True, kept=kept)


def _is_open(request: HttpRequest, phase: Phase) -> bool:
    """Pages that answer in any phase. An address that is none of ours tells that only to whoever is in."""
    try:
        match = resolve(request.path_info)
    except Resolver404:
        return False
    if phase == Phase.LOCKED:
        return match.view_name in LOCKED_PAGES
    return not getattr(match.func, "login_required", True)


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
        with acting_as(principal_for(user)):
            return self.get_response(request)


class StepUpMiddleware:
    """Leads a page that asks for it to the confirmation and back. For fragments and programs the sentence is the answer."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_exception(self, request: StaffRequest, exception: Exception) -> HttpResponseBase | None:
        if not isinstance(exception, StepUpNeeded) or is_fragment(request) or request.path.startswith("/api/"):
            return None
        return use_factor_now(request)

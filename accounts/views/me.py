"""The own account."""

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.actions import edit_me, end_session, set_language
from accounts.forms import MeForm, language_choices
from accounts.models import User
from accounts.requests import StaffRequest, confirm_now
from common.errors import NotAllowed
from common.forms import attempt


@require_http_methods(["GET", "POST"])
def me(request: StaffRequest) -> HttpResponseBase:
    """Settings of the own account, and the ways to password, second factor and sessions."""
    user = request.user
    initial = {name: getattr(user, name) for name in MeForm.base_fields}
    initial["language"] = user.language or request.LANGUAGE_CODE
    form = MeForm(request.POST or None, initial=initial)
    if form.is_valid() and form.cleaned_data["email"].lower() != user.email:
        # Whoever chooses the address chooses who can ask for a new password.
        confirm_now(request)
    if form.is_valid() and attempt(form, edit_me, actor=user, **form.cleaned_data):
        messages.success(request, _("Saved."))
        return redirect("accounts:me")
    context = {
        "form": form,
        "factor_count": Authenticator.objects.filter(user_id=user.pk).exclude(type="recovery_codes").count(),
        "session_count": UserSession.objects.filter(user_id=user.pk).count(),
    }
    return render(request, "accounts/me.html", context)


@require_POST
def session_end(request: StaffRequest, pk: int) -> HttpResponseBase:
    """End one of the own sessions."""
    session = UserSession.objects.filter(user_id=request.user.pk, pk=pk).first()
    if session is None:
        raise NotAllowed
    end_session(actor=request.user, session=session)
    messages.success(request, _("The session has ended."))
    return redirect("usersessions_list")


@login_not_required
@require_POST
def language_set(request: HttpRequest) -> HttpResponseBase:
    """Read the pages in another language: on this browser, and in the account if signed in."""
    back = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()}):
        back = "/"
    response = redirect(back)
    code = request.POST.get("language", "")
    if code in dict(language_choices()):
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            code,
            max_age=365 * 24 * 60 * 60,
            httponly=True,
            samesite="Lax",
            secure=settings.SESSION_COOKIE_SECURE,
        )
        if isinstance(request.user, User):
            set_language(actor=request.user, language=code)
    return response

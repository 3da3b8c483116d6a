"""Leave page: one press and the screen is somewhere dull, also without script."""

from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from accounts.models import User
from audit.record import record
from audit.tags import Tag

EVERYTHING = '"cache", "cookies", "storage"'


@csrf_exempt  # Whoever forges this request can only sign somebody out, and it must work with a page from yesterday.
@login_not_required
@require_http_methods(["GET", "POST"])
def leave(request: HttpRequest) -> HttpResponseBase:
    """End the session and go to the neutral page."""
    if isinstance(request.user, User):
        record(request.user, Tag.SESSION_LEAVE, request.user)
        logout(request)
    else:
        request.session.flush()
    if settings.LEAVE_URL == "about:blank":
        response: HttpResponse = redirect("accounts:left")
    else:
        response = HttpResponse(status=303)
        response["Location"] = settings.LEAVE_URL
    response["Clear-Site-Data"] = EVERYTHING
    response["Cache-Control"] = "no-store"
    return response


@login_not_required
@require_safe
def left(request: HttpRequest) -> HttpResponse:
    """A dull page of our own, where no other neutral page is set."""
    return render(request, "accounts/left.html")

"""*Leave page*: one press and the screen is somewhere dull, also without script."""

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

# Not the cookies: the one by which a known browser skips the second step stays, the session's is ended on the server.
CLEARED = '"cache", "storage"'


@csrf_exempt  # Whoever forges this request can only sign somebody out, and it must work from a page of yesterday.
@login_not_required
@require_http_methods(["GET", "POST"])
def leave(request: HttpRequest) -> HttpResponseBase:
    """End the session and go to the neutral page."""
    if isinstance(request.user, User):
        record(request.user, Tag.SESSION_LEAVE, request.user)
        logout(request)
    else:
        request.session.flush()
    response = redirect("accounts:left")
    response.headers["Clear-Site-Data"] = CLEARED
    return response


@login_not_required
@require_safe
def left(request: HttpRequest) -> HttpResponse:
    """On to the neutral page by a refresh, as a form may not lead to another site; without one, a dull page of ours."""
    away = "" if settings.LEAVE_URL == "about:blank" else settings.LEAVE_URL
    return render(request, "accounts/left.html", {"away": away})

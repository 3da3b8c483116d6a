"""The picture in a browser's tab, for browsers that ask for it by its old name."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.templatetags.static import static
from django.views.decorators.http import require_safe


@login_not_required
@require_safe
def favicon(request: HttpRequest) -> HttpResponseBase:
    """Leads to the one that every page names. It says no more about anybody than that does."""
    return redirect(static("img/favicon.svg"))

"""Keeping what is being typed, and throwing it away."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import formats, timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from common.drafts.actions import delete_draft, keep_form
from common.drafts.kinds import NO_KEY, DraftKind, kind_named
from common.drafts.models import Draft
from common.drafts.typed import MARK, is_for
from common.errors import NotAllowed


def said_when(response: HttpResponse) -> HttpResponse:
    """Tell the browser the time of the save by the office's clock, which pages show too."""
    response.headers["X-Saved-At"] = formats.time_format(timezone.localtime(), "TIME_FORMAT")
    return response


def require_own_form(request: HttpRequest) -> None:
    """Raise NotAllowed for a form that was made for somebody else, before this person signed in on the same browser."""
    mark = request.POST.get(MARK, "")
    if mark and not is_for(mark, request.user):
        raise NotAllowed


def _form(kind: str, key: str) -> tuple[DraftKind, str]:
    found = kind_named(kind)
    if found is None:
        raise NotAllowed
    return found, "" if key == NO_KEY else key


@require_POST
def draft_keep(request: HttpRequest, kind: str, key: str) -> HttpResponseBase:
    """What is typed right now, kept sealed for its writer."""
    form, subject = _form(kind, key)
    require_own_form(request)
    if not form.page(subject):
        raise NotAllowed
    form.allow(request.user, subject)
    keep_form(owner=request.user, kind=form, key=subject, data=request.POST)
    return said_when(HttpResponse(status=204))


@require_http_methods(["GET", "POST"])
def draft_discard(request: HttpRequest, kind: str, key: str) -> HttpResponseBase:
    """Throw a text away: asked once, then done."""
    subject = "" if key == NO_KEY else key
    draft: Any = Draft.objects.visible_to(request.user).filter(kind=kind, key=subject).first()
    if draft is None:
        raise NotAllowed
    form = kind_named(kind)
    if form is None:
        # It is no form by itself: what it belongs to has a way of its own to throw it away.
        raise NotAllowed
    if request.method == "POST":
        delete_draft(owner=request.user, kind=kind, key=subject)
        messages.success(request, _("Discarded. Nothing was kept."))
        return redirect("cases:draft_list")
    context = {"draft": draft, "label": form.label, "page": form.page(subject)}
    return render(request, "common/draft_discard.html", context)

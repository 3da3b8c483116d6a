"""Pages for what went wrong. They say nothing about what is there: forbidden and absent are one and the same answer."""

import logging
import secrets
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, resolve_url
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.csrf import requires_csrf_token

from common.drafts.rescue import keep_for, keep_waiting
from common.drafts.typed import MARK, is_for
from common.pid import ALPHABET

logger = logging.getLogger(__name__)

# Texts a person typed are shown again when a form was refused; these are not.
_NEVER_SHOWN = ("csrf", "password", "code", "token", "credential")


def new_reference() -> str:
    """Six characters that a person reads out and that stand in the log. They mean nothing by themselves."""
    return "".join(secrets.choice(ALPHABET) for _place in range(6))


def is_api(request: HttpRequest) -> bool:
    """Whether the answer is for a program."""
    return request.path_info.startswith("/api/")


def answer(request: HttpRequest, status: int, code: str, heading: str, sentence: str, **extra: Any) -> HttpResponse:
    """An error as JSON for the API, else as a page. A page that cannot be rendered becomes a bare one."""
    if is_api(request):
        body = {"code": code, "detail": sentence}
        if extra.get("reference"):
            body["reference"] = extra["reference"]
        return JsonResponse(body, status=status)
    request.is_error_page = True  # type: ignore[attr-defined]
    context = {"status": status, "sentence": sentence, "code": extra.get("reference"), **extra}
    try:
        html: str = render_to_string(f"errors/{status}.html", context, request)
    except Exception as error:
        logger.error("error page not rendered: %s", type(error).__name__)
        html = _bare(heading, sentence, extra.get("reference", ""))
    return HttpResponse(html, status=status)


def _bare(heading: str, sentence: str, reference: str) -> str:
    return format_html(
        '<!doctype html><html><head><meta charset="utf-8"><title>{}</title></head>'
        '<body><main><h1>{}</h1><p>{}</p><p>{}</p><p><a href="/">{}</a></p></main></body></html>',
        settings.PRODUCT_NAME,
        heading,
        sentence,
        reference,
        _("Go to the first page"),
    )


@requires_csrf_token
def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400: what was sent cannot be read."""
    return _with_reference(
        request,
        400,
        "bad_request",
        _("This could not be read"),
        _("What your browser sent could not be read. Go back and try again."),
    )


@requires_csrf_token
def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403: only for forms that were refused as such. What somebody may not see answers 404."""
    return _with_reference(
        request,
        403,
        "forbidden",
        _("This was refused"),
        _("The request was refused. Reload the page and try again."),
    )


@requires_csrf_token
def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: absent, not visible or not allowed. The body is the same in every case: no path, no reference."""
    return answer(
        request,
        404,
        "not_found",
        _("Nothing here"),
        _("There is nothing at this address that you may see. Check the address, or ask a coordinator."),
    )


@requires_csrf_token
def conflict(request: HttpRequest, sentence: str, code: str = "refused", status: int = 409) -> HttpResponse:
    """409: visible, but the act does not fit its state. The sentence says what happened and what to do next."""
    return answer(request, status, code, _("This cannot be done now"), sentence)


@requires_csrf_token
def server_error(request: HttpRequest) -> HttpResponse:
    """500: our fault. The reference leads to the log line, which holds no values either."""
    return _with_reference(
        request,
        500,
        "server_error",
        _("Something broke on our side"),
        _("Nothing more was saved. Your drafts are safe. Tell your administrator the code."),
    )


@requires_csrf_token
def unavailable(request: HttpRequest) -> HttpResponse:
    """503: the act could not be recorded, or a key is out of reach; so nothing is shown and nothing was saved."""
    return _with_reference(
        request,
        503,
        "unavailable",
        _("Not available at the moment"),
        _("Nothing was saved or shown, because it could not be recorded. Try again in a minute."),
    )


@requires_csrf_token
def csrf_refused(request: HttpRequest, reason: str = "") -> HttpResponseBase:
    """403: the form was too old or came from elsewhere. What its own writer typed becomes a draft, or is shown to be copied.

    That the form is one of ours and whose it is, its mark proves; without one only the browser's word counts.
    """
    sentence = _("This form was open too long, or you signed in again. Nothing was saved. Open the page again.")
    if is_api(request):
        return answer(request, 403, "csrf", "", sentence)
    mark = request.POST.get(MARK, "")
    if not request.user.is_authenticated:
        if page := keep_waiting(request):
            return redirect(f"{resolve_url(settings.LOGIN_URL)}?{urlencode({'next': page, 'ended': '1', 'kept': '1'})}")
    elif is_for(mark, request.user) and (page := keep_for(request, request.user)):
        sentence = _("This form was open too long, or you signed in again. Your text is kept as a draft.")
        return _with_reference(request, 403, "csrf", _("This form has expired"), sentence, page=page)
    typed = [] if mark or getattr(request, "is_locked", False) else _typed(request)
    return _with_reference(request, 403, "csrf", _("This form has expired"), sentence, typed=typed)


def _typed(request: HttpRequest) -> list[str]:
    """The texts of the refused form, only if the browser says that our own page sent it."""
    if request.headers.get("Sec-Fetch-Site") != "same-origin":
        return []
    return [
        value
        for name, values in request.POST.lists()
        if not any(word in name.lower() for word in _NEVER_SHOWN)
        for value in values
        if value.strip()
    ]


def _with_reference(
    request: HttpRequest, status: int, code: str, heading: str, sentence: str, **extra: Any
) -> HttpResponse:
    reference = new_reference()
    request.error_reference = reference  # type: ignore[attr-defined]
    logger.warning("answered %s %s reference %s", status, code, reference)
    return answer(request, status, code, heading, sentence, reference=reference, **extra)

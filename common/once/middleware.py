"""Whatever is sent twice acts once: forms by their field `once`, programs by the header `Idempotency-Key`."""

import re
from collections.abc import Callable
from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.http.response import HttpResponseBase
from django.urls import Resolver404, resolve
from django.utils.translation import gettext as _

from audit.scopes import current_scope
from common.matching import etag
from common.once.actions import FORMS, AlreadySent, claim, digest_of, find_sent, keep_answer, wait_for_answer
from common.once.models import SentForm
from common.views import answer, is_api

WRITES = frozenset({"POST", "PUT", "PATCH", "DELETE"})
_KEY = re.compile(r"[A-Za-z0-9_-]{8,64}\Z")


class OnceMiddleware:
    """A repeated form gets the answer of the first. The key is taken in the transaction of the first recorded change.

    Whoever is not signed in has no keys. A view that records nothing (a search, a draft, a lock that opens) takes none.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.method not in WRITES or not request.user.is_authenticated:
            return self.get_response(request)
        key = request.headers.get("Idempotency-Key", "") if is_api(request) else _form_key(request)
        scope = current_scope()
        if not key or scope is None:
            return self.get_response(request)
        if not _KEY.match(key):
            return self._unreadable(request)
        digest = digest_of(request, request.user.pk, key)
        if find_sent(digest) is not None:
            return self._again(request, digest)
        claiming = partial(claim, request.user.pk, digest)
        scope.on_first_record = claiming
        response = self.get_response(request)
        is_claimed, scope.on_first_record = scope.on_first_record is None, None
        if getattr(request, "is_repeated", False):
            return response
        if is_claimed:
            keep_answer(digest, response)
        elif not 300 <= response.status_code < 400 and find_sent(digest) is not None:
            # The first one was under way when this one came, and this one was refused because of it.
            return self._again(request, digest)
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponseBase | None:
        """The change was rolled back, as it was made before."""
        return self._again(request, exception.digest) if isinstance(exception, AlreadySent) else None

    def _again(self, request: HttpRequest, digest: str) -> HttpResponseBase:
        request.is_repeated = True  # type: ignore[attr-defined]
        sent = wait_for_answer(digest)
        if is_api(request):
            return _api_answer(sent)
        if sent is not None and sent.location:
            return HttpResponseRedirect(sent.location)
        messages.info(request, _("This was saved already. Nothing was stored twice."))
        return HttpResponseRedirect(_page_above(request.path_info))

    @staticmethod
    def _unreadable(request: HttpRequest) -> HttpResponse:
        """A page's own key is always readable; a program is told."""
        sentence = _("A one-time key has 8 to 64 letters, digits, dashes or underscores.")
        return answer(request, 400, "bad_key", _("This could not be read"), sentence)


def _form_key(request: HttpRequest) -> str:
    return request.POST.get("once", "") if request.content_type in FORMS else ""


def _api_answer(sent: SentForm | None) -> HttpResponse:
    """What the first one was told, or that it took effect and its answer is lost."""
    if sent is not None and sent.status == 204:
        return HttpResponse(status=204)
    if sent is not None and sent.body is not None:
        versions = sent.body.get("versions")
        return JsonResponse(sent.body, status=sent.status, headers={"ETag": etag(versions)} if versions else None)
    sentence = _("This was saved already. Nothing was stored twice.")
    return JsonResponse({"code": "already_sent", "detail": sentence}, status=409)


def _page_above(path: str) -> str:
    """The nearest address above a form's that is there: where people go when the form's own answer is lost."""
    while path.count("/") > 2:
        path = path.rstrip("/").rpartition("/")[0] + "/"
        try:
            resolve(path)
        except Resolver404:
            continue
        return path
    return "/"

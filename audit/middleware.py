"""A scope per request, and its one row before the response leaves."""

import logging
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.module_loading import import_string

from audit.errors import AuditNotWritten, RefusedTry
from audit.keys import session_digest
from audit.record import refused, write_reads
from audit.scopes import Scope, current_scope, entered

logger = logging.getLogger(__name__)


class AuditMiddleware:
    """No audit row, no data: if the row cannot be written, the answer is 503 and carries nothing.

    A request that reads nothing and is refused nothing writes nothing, so polling, /healthz and static files are free.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        try:
            scope = _scope_for(request)
            with entered(scope):
                response = self.get_response(request)
                write_reads(scope)
        except AuditNotWritten:
            return _unavailable(request)
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Record a refused try; an action whose row could not be written was rolled back and answers 503."""
        if isinstance(exception, AuditNotWritten):
            return _unavailable(request)
        scope = current_scope()
        if isinstance(exception, RefusedTry) and scope is not None and not scope.pending.refusals:
            refused()
        return None


def _scope_for(request: HttpRequest) -> Scope:
    user = getattr(request, "user", None)
    session = getattr(request, "session", None)
    if user is None or not user.is_authenticated:
        return Scope()
    return Scope(
        actor_id=user.pk,
        organisation_id=getattr(user, "organisation_id", None),
        session_digest=session_digest(session.session_key if session is not None else None),
    )


def _unavailable(request: HttpRequest) -> HttpResponse:
    logger.error("audit row not written, answered 503")
    view = getattr(settings, "UNAVAILABLE_VIEW", None)
    response = import_string(view)(request) if view else HttpResponse(content_type="text/plain; charset=utf-8")
    response.status_code = 503
    response.headers["Retry-After"] = "30"
    return response

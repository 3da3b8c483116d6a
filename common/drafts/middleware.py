"""Drafts follow their forms: gone when the form took effect, kept when it was refused or broke."""

from collections.abc import Callable
from http import HTTPStatus

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from audit.scopes import current_scope
from common.drafts.actions import forget_form, keep_form
from common.drafts.kinds import form_of
from common.errors import DomainError
from common.views import is_api

# Answers after which the text is still wanted.
NOT_TAKEN = frozenset(
    {
        HTTPStatus.OK,
        HTTPStatus.BAD_REQUEST,
        HTTPStatus.CONFLICT,
        HTTPStatus.UNPROCESSABLE_ENTITY,
        HTTPStatus.INTERNAL_SERVER_ERROR,
        HTTPStatus.SERVICE_UNAVAILABLE,
    }
)


class DraftMiddleware:
    """The draft of a form goes in the transaction of the first change that the form makes, so never one without the other."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        scope = current_scope()
        if request.method != "POST" or scope is None or is_api(request) or not request.user.is_authenticated:
            return self.get_response(request)
        before, page = scope.on_first_record, request.POST.get("once", "")

        def both() -> None:
            if before is not None:
                before()
            form = getattr(request, "draft_form", None)
            if form is not None:
                forget_form(owner=request.user, kind=form[0], key=form[1], page=page)

        scope.on_first_record = both
        response = self.get_response(request)
        is_recorded = scope.on_first_record is not both
        if not is_recorded:
            scope.on_first_record = before
        self._after(request, response, page, is_recorded=is_recorded)
        return response

    def process_view(self, request: HttpRequest, *_: object) -> None:
        """Nobody before us refused the request: its view will have the form."""
        request.draft_form = form_of(request)  # type: ignore[attr-defined]

    @staticmethod
    def _after(request: HttpRequest, response: HttpResponseBase, page: str, *, is_recorded: bool) -> None:
        form = getattr(request, "draft_form", None)
        # A form with a place of its own for what was typed, as the intake, looks after it itself.
        if form is None or form[0].store is not None:
            return
        kind, key = form
        if 300 <= response.status_code < 400:
            if not is_recorded:
                forget_form(owner=request.user, kind=kind, key=key, page=page)
        elif response.status_code in NOT_TAKEN:
            try:
                keep_form(owner=request.user, kind=kind, key=key, data=request.POST)
            except DomainError:
                # Longer than a draft may be: the page itself still holds it.
                return

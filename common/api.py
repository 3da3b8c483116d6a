"""What every route of the API shares: one shape of errors, and handlers that call actions."""

from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS
from django.core.exceptions import ValidationError as ModelValidationError
from django.http import Http404
from django.utils.translation import gettext as _
from rest_framework import exceptions, serializers, status
from rest_framework.parsers import BaseParser
from rest_framework.response import Response
from rest_framework.views import APIView

from audit.record import refused
from audit.scopes import current_scope
from common.errors import DomainError
from common.parsers import StrictJSONParser
from encryption.errors import ClearanceError


def answer_error(error: Exception, context: dict[str, Any]) -> Response | None:
    """Every error as `{"code": str, "detail": str}`, with `fields: {name: [sentence]}` for bad input.

    Not visible, not allowed and absent have one and the same body. What is not named here becomes the 500 page.
    """
    if isinstance(error, DomainError):
        return _body(error.status, error.code, str(error.shown), more=error.more)
    if isinstance(error, Http404 | ClearanceError | exceptions.NotFound):
        return absent(error)
    if isinstance(error, ModelValidationError):
        return _body(status.HTTP_400_BAD_REQUEST, "invalid", _("Some answers need a look."), _model_fields(error))
    if isinstance(error, exceptions.ValidationError):
        return _body(status.HTTP_400_BAD_REQUEST, "invalid", _("Some answers need a look."), _fields(error.detail))
    if isinstance(error, exceptions.NotAuthenticated | exceptions.AuthenticationFailed):
        return _body(status.HTTP_401_UNAUTHORIZED, "sign_in", _("Sign in first."))
    if isinstance(error, exceptions.APIException):
        response = _body(error.status_code, error.default_code, str(error.detail))
        if error_header := getattr(error, "auth_header", None):
            response["WWW-Authenticate"] = error_header
        return response
    return None


def absent(error: Exception | None = None) -> Response:
    """The one 404 of the API. A refused try is recorded."""
    scope = current_scope()
    if scope is not None and not scope.pending.refusals and (type(error) is not Http404):
        refused()
    return _body(
        status.HTTP_404_NOT_FOUND,
        "not_found",
        _("There is nothing at this address that you may see. Check the address, or ask a coordinator."),
    )


def _body(
    code_number: int, code: str, detail: str, fields: dict[str, Any] | None = None, more: dict[str, Any] | None = None
) -> Response:
    body: dict[str, Any] = {"code": code, "detail": detail} | (more or {})
    if fields is not None:
        body["fields"] = fields
    return Response(body, status=code_number)


def _model_fields(error: ModelValidationError) -> dict[str, Any]:
    if not hasattr(error, "error_dict"):
        return {"": list(error.messages)}
    return {("" if name == NON_FIELD_ERRORS else name): list(found) for name, found in error.message_dict.items()}


def _fields(detail: Any) -> Any:
    """Sentences by field. The value that was sent is never repeated in them."""
    if isinstance(detail, dict):
        return {("" if name == "non_field_errors" else str(name)): _fields(part) for name, part in detail.items()}
    if isinstance(detail, list):
        parts = [_fields(part) for part in detail]
        return parts
    if getattr(detail, "code", "") in {"invalid_choice", "does_not_exist"}:
        return _("This is not one of the choices.")
    return str(detail)


class Shape(serializers.Serializer[Any]):
    """Input with these names and no others, at every depth: what is not offered is refused, never left aside."""

    def to_internal_value(self, data: Any) -> dict[str, Any]:
        if not isinstance(data, dict):
            raise exceptions.ValidationError({"": [_("An object was expected.")]})
        if set(data) - set(self.fields):
            raise exceptions.ValidationError({"": [_("Some names in the request are not offered here.")]})
        return dict(super().to_internal_value(data))


class ActionApi(APIView):
    """A handler that fetches through `visible_to`, reads its input strictly, and calls an action."""

    parser_classes: tuple[type[BaseParser], ...] = (StrictJSONParser,)
    # OPTIONS would describe a route to anybody; the schema does, behind sign-in.
    metadata_class = None

    def validated(self, shape: type[Shape]) -> dict[str, Any]:
        """The body as `shape` reads it. Raises ValidationError, also for names that `shape` does not offer."""
        return self._read(shape, self.request.data)

    def asked(self, shape: type[Shape], **context: Any) -> dict[str, Any]:
        """The query string as `shape` reads it. A name that is not offered, or stands twice, is refused."""
        query = self.request.query_params
        if any(len(query.getlist(name)) > 1 for name in query):
            raise exceptions.ValidationError({"": [_("A name in the address stands twice.")]})
        return self._read(shape, query.dict(), **context)

    @staticmethod
    def _read(shape: type[Shape], data: Any, **context: Any) -> dict[str, Any]:
        reader = shape(data=data, context=context)
        reader.is_valid(raise_exception=True)
        return dict(reader.validated_data)

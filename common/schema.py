"""The description of the API, for programs. Whoever is not signed in finds nothing here."""

from typing import Any

from drf_spectacular.utils import extend_schema
from drf_spectacular.views import SpectacularJSONAPIView
from rest_framework import exceptions
from rest_framework.request import Request
from rest_framework.response import Response


class SchemaApi(SpectacularJSONAPIView):
    """OpenAPI, as JSON only. There is no page that tries requests out."""

    permission_classes = ()
    metadata_class = None
    # Nothing of the address goes into the answer's headers.
    api_version = "1"

    @extend_schema(exclude=True)
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """The same for everybody who is signed in; absent for all others."""
        user = request.user
        if user is None or not user.is_authenticated:
            raise exceptions.NotFound
        response: Response = self._get_schema_response(request)  # type: ignore[no-untyped-call]
        return response

"""How the description of the API tells of one-time keys."""

from typing import Any

from drf_spectacular.openapi import AutoSchema
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter

KEY = OpenApiParameter(
    "Idempotency-Key",
    OpenApiTypes.STR,
    OpenApiParameter.HEADER,
    description=(
        "8 to 64 letters, digits, dashes or underscores. The same request sent again with the same key acts once and gets "
        "the first answer; `already_sent` (409) if that answer is lost. Another body is another request."
    ),
)


class Schema(AutoSchema):
    """Whatever writes takes a one-time key."""

    def get_override_parameters(self) -> list[Any]:
        given = list(super().get_override_parameters())
        return given if self.method in {"GET", "HEAD", "OPTIONS"} else [*given, KEY]

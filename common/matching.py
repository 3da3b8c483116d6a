"""Versions over the API: an answer names in its ETag what was shown, and a change says which version it was made from."""

import re
from collections.abc import Collection, Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse
from rest_framework.response import Response

from common.errors import DomainError

Versions = dict[str, int]
IF_MATCH = OpenApiParameter(
    "If-Match",
    OpenApiTypes.STR,
    OpenApiParameter.HEADER,
    description=(
        'The ETag of the answer that the change was made from: `"case=3;person=2"`. Only the versions of what the change '
        "is about count. It may be left out where each of them stands beside the fields."
    ),
)
# Besides the answer of a change that was made.
REFUSALS: Mapping[int, OpenApiResponse] = {
    409: OpenApiResponse(
        description="`changed_meanwhile`: a version beside the fields is not the present one; or another rule refused it."
    ),
    412: OpenApiResponse(description="`changed_meanwhile`: a version in If-Match is not the present one."),
    428: OpenApiResponse(description="`version_needed`: the change does not say what it was made from."),
}
_PART = re.compile(r"([a-z]+(?:\.[0-9A-Za-z]{10})?)=(\d{1,9})\Z")


class VersionNeeded(DomainError):
    """A change does not say what it was made from."""

    code = "version_needed"
    status = 428
    sentence = _("Say which version this change was made from: the header If-Match, or `version` beside the fields.")


class Overtaken(DomainError):
    """The version that a change was made from is not the present one."""

    code = "changed_meanwhile"
    status = 412
    sentence = _("A colleague changed this in the meantime. Read it again, compare, then send your change once more.")


class OvertakenInBody(Overtaken):
    """The same, where the version stood beside the fields."""

    status = 409


def etag(versions: Mapping[str, int]) -> str:
    """Versions as one ETag: `"case=3;person=2"`."""
    return '"' + ";".join(f"{name}={version}" for name, version in sorted(versions.items())) + '"'


def tagged(body: Any, versions: Mapping[str, int]) -> Response:
    """An answer that names the versions it shows; none if it shows nothing that has one."""
    return Response(body, headers={"ETag": etag(versions)} if versions else None)


def read_etag(header: str) -> Versions | None:
    """What an If-Match names; None if there is none, or `*`, which says nothing. Raises Overtaken for a foreign tag."""
    text = header.strip()
    if text in {"", "*"}:
        return None
    parts = [_PART.match(part) for part in text.strip('"').split(";")]
    if not (len(text) > 2 and text[0] == text[-1] == '"' and all(parts)):
        raise Overtaken
    return {part[1]: int(part[2]) for part in parts if part is not None}


def require_versions(
    now: Mapping[str, int], said: Mapping[str, int] | None, beside: Mapping[str, int], touched: Collection[str]
) -> None:
    """Raise unless the present versions (`now`) of all that a change is about (`touched`) are those it was made from.

    `said`: what the If-Match names; `beside`: versions that stand beside the fields. To be called with the rows locked,
    for somebody who may write all of `touched`: a refusal tells the present versions of it. Whatever else a header
    names is not compared, so that nobody learns by it whether there is anything in what stays closed.
    """
    present = {"versions": {name: now[name] for name in sorted(touched) if name in now}}
    if said is not None and any(name in said and now.get(name) != said[name] for name in touched):
        raise Overtaken(more=present)
    if any(now.get(name) != version for name, version in beside.items()):
        raise OvertakenInBody(more=present)
    if set(touched) - set(said or ()) - set(beside):
        raise VersionNeeded

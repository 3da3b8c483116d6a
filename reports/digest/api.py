"""The weekly digest over the API, for the same reviewers as the page."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.response import Response

from accounts.api import ApiRequest
from audit.record import reading
from audit.tags import Tag
from cases.case.shapes import SealedShape, shown_shape
from common.access import get_visible_or_404, require
from common.api import ActionApi, Shape
from reports.digest.actions import review_digest
from reports.digest.choices import Finding
from reports.digest.forms import MOST_WORDS
from reports.digest.models import Digest
from reports.digest.permissions import can_read_digests, can_review_digest
from reports.digest.queries import newest_digests, told_lines
from reports.digest.remarks import remark_of


class DigestReviewInput(Shape):
    """One sentence about what came of looking at it."""

    remark = serializers.CharField(max_length=MOST_WORDS)


class DigestShape(serializers.Serializer[Any]):
    """One week; `line_count`: how many things stood out."""

    pid = serializers.CharField()
    first_day = serializers.DateField()
    last_day = serializers.DateField()
    event_count = serializers.IntegerField()
    line_count = serializers.IntegerField()
    reviewed_at = serializers.DateTimeField(allow_null=True)
    reviewed_by = serializers.CharField(allow_null=True)


class DigestListShape(serializers.Serializer[Any]):
    """The weeks, the newest first."""

    results = DigestShape(many=True)


class DigestLineShape(serializers.Serializer[Any]):
    """What stood out. It proves nothing: there may be a good reason."""

    finding = serializers.ChoiceField(choices=Finding.choices)
    who = serializers.CharField()
    what = serializers.CharField()
    reference = serializers.CharField()
    count = serializers.IntegerField()
    usual = serializers.IntegerField()
    first_day = serializers.DateField()
    last_day = serializers.DateField()


class DigestDetailShape(DigestShape):
    """With its lines and what a reviewer said. `may_review`: nobody reviews a week in which they stand."""

    lines = DigestLineShape(many=True)
    remark = SealedShape()
    may_review = serializers.BooleanField()


def digest_shape(digest: Digest) -> dict[str, Any]:
    """One week."""
    return {
        "pid": digest.pid,
        "first_day": digest.first_day,
        "last_day": digest.last_day,
        "event_count": digest.event_count,
        "line_count": len(digest.lines),
        "reviewed_at": digest.reviewed_at,
        "reviewed_by": digest.reviewed_by.display_name if digest.reviewed_by is not None else None,
    }


def _line_shapes(digest: Digest) -> list[dict[str, Any]]:
    kept = ("finding", "count", "usual", "first_day", "last_day")
    return [
        {name: line[name] for name in kept} | {"who": told.who, "what": told.what, "reference": told.reference}
        for line, told in zip(digest.lines, told_lines(digest), strict=True)
    ]


def _open(request: ApiRequest, pid: str) -> Digest:
    """The digest, if the caller is one of its reviewers."""
    require(can_read_digests(request.user))
    digest: Digest = get_visible_or_404(
        Digest.objects.select_related("reviewed_by"), request.user, pid, tag=Tag.DIGEST_OPEN
    )
    reading(Tag.DIGEST_OPEN, digest)
    return digest


class DigestListApi(ActionApi):
    """The weekly digests."""

    @extend_schema(operation_id="digests_list", responses={200: DigestListShape})
    def get(self, request: ApiRequest) -> Response:
        """The weeks, the newest first."""
        require(can_read_digests(request.user))
        reading(Tag.DIGEST_OPEN)
        return Response({"results": [digest_shape(digest) for digest in newest_digests(request.user)]})


class DigestDetailApi(ActionApi):
    """One week."""

    @extend_schema(operation_id="digests_detail", responses={200: DigestDetailShape})
    def get(self, request: ApiRequest, pid: str) -> Response:
        """What stood out in it, and what a reviewer said."""
        digest = _open(request, pid)
        more = {
            "lines": _line_shapes(digest),
            "remark": shown_shape(remark_of(digest)),
            "may_review": digest.reviewed_at is None and can_review_digest(request.user, digest),
        }
        return Response(digest_shape(digest) | more)


class DigestReviewApi(ActionApi):
    """The review of one week."""

    @extend_schema(operation_id="digests_review", request=DigestReviewInput, responses={204: None})
    def post(self, request: ApiRequest, pid: str) -> Response:
        """Say in a sentence what came of it. Once; a second time is a conflict."""
        digest = _open(request, pid)
        require(can_review_digest(request.user, digest))
        review_digest(actor=request.user, digest=digest, remark=self.validated(DigestReviewInput)["remark"])
        return Response(status=204)

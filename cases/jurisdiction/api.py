"""The table of periods and permits over the API."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.response import Response

from accounts.api import ApiRequest
from accounts.matrix import Act, may
from audit.record import one_transaction, reading
from audit.tags import Tag
from cases.jurisdiction.actions import check_scheme, correct_scheme
from cases.jurisdiction.choices import Confidence, Correction
from cases.jurisdiction.forms import CORRECTABLE
from cases.jurisdiction.models import Scheme
from cases.jurisdiction.permissions import can_correct_scheme
from cases.jurisdiction.queries import Proposal, list_schemes, propose_end, schemes_of, versions_of
from cases.jurisdiction.table import CONTENT
from common.access import get_visible_or_404, require
from common.api import ActionApi, Shape
from common.matching import IF_MATCH, REFUSALS, read_etag, require_versions, tagged

SCHEME = "scheme"


class ContentShape(serializers.ModelSerializer[Scheme]):
    """What a version says, named as the columns of the table."""

    class Meta:
        model = Scheme
        fields = CONTENT


class ProposalShape(serializers.Serializer[Any]):
    """What the table proposes; a letter overrides it. `watch_on` is the day to watch."""

    end_on = serializers.DateField(allow_null=True)
    watch_on = serializers.DateField(allow_null=True)
    is_confirmed = serializers.BooleanField()
    needs_letter = serializers.BooleanField()


class SchemeShape(ContentShape):
    """A version, who checked it and when. `is_own`: a correction of the own organisation."""

    is_own = serializers.BooleanField()
    is_counting = serializers.BooleanField()
    verified_by = serializers.CharField(allow_null=True)
    proposal = ProposalShape(required=False)

    class Meta(ContentShape.Meta):
        fields = (
            "pid",
            "version",
            *CONTENT,
            "is_own",
            "is_counting",
            "verified_on",
            "verified_by",
            "reason",
            "proposal",
        )


class SchemeListShape(serializers.Serializer[Any]):
    """The versions that count."""

    results = SchemeShape(many=True)


class SchemeQuery(Shape):
    """`on`: only what holds for a start on that day, which needs a country."""

    country = serializers.RegexField(r"\A[A-Z]{2,3}\Z", required=False)
    confidence = serializers.ChoiceField(choices=Confidence.choices, required=False)
    on = serializers.DateField(required=False)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """A day alone asks for nothing."""
        if "on" in attrs and "country" not in attrs:
            raise serializers.ValidationError({"country": ["needed with `on`"]})
        return attrs


class SchemeTryQuery(Shape):
    """`start`: reckon the end for a period that begins with an event on that day."""

    start = serializers.DateField(required=False)

    def validate_start(self, value: Any) -> Any:
        """Within a lifetime."""
        if not 1900 <= value.year <= 2200:
            raise serializers.ValidationError("not a day of our time")
        return value


class _CorrectContent(serializers.ModelSerializer[Scheme]):
    class Meta:
        model = Scheme
        fields = CORRECTABLE


class SchemeCorrectInput(Shape):
    """What differs; the rest stays. `version` may stand here in place of If-Match."""

    version = serializers.IntegerField(required=False, min_value=0)
    correction = serializers.ChoiceField(choices=Correction.choices)
    reason = serializers.CharField(max_length=300)

    def get_fields(self) -> dict[str, Any]:
        """Those of a version, none of them needed."""
        fields = _CorrectContent().get_fields()
        for field in fields.values():
            field.required, field.default = False, serializers.empty
        return {**super().get_fields(), **fields}


class SchemeCheckInput(Shape):
    """The entry was compared with the law. What is not given stays as it was."""

    version = serializers.IntegerField(required=False, min_value=0)
    checked_on = serializers.DateField()
    confidence = serializers.ChoiceField(choices=Confidence.choices, required=False)
    source = serializers.CharField(max_length=300, required=False)  # type: ignore[assignment]
    source_date = serializers.CharField(max_length=60, required=False, allow_blank=True)


class NextVersionShape(serializers.Serializer[Any]):
    """Where the new version is."""

    pid = serializers.CharField()
    version = serializers.IntegerField()


def scheme_shape(row: Scheme, *, is_counting: bool = True) -> dict[str, Any]:
    """A version as the API shows it."""
    return {
        "pid": row.pid,
        "version": row.version,
        **ContentShape(row).data,
        "is_own": row.organisation_id is not None,
        "is_counting": is_counting,
        "verified_on": row.verified_on,
        "verified_by": row.verified_by.display_name if row.verified_by else None,
        "reason": row.reason,
    }


def proposal_shape(proposal: Proposal) -> dict[str, Any]:
    """What the table proposes."""
    return {
        "end_on": proposal.end_on,
        "watch_on": proposal.watch_on,
        "is_confirmed": proposal.is_confirmed,
        "needs_letter": proposal.needs_letter,
    }


class SchemeListApi(ActionApi):
    """The table."""

    @extend_schema(operation_id="schemes_list", parameters=[SchemeQuery], responses={200: SchemeListShape})
    def get(self, request: ApiRequest) -> Response:
        """The versions that count for the own organisation; by country, then code."""
        require(may(request.user, Act.SCHEME_LIST))
        asked = self.asked(SchemeQuery)
        reading(Tag.SCHEME_LIST)
        country, confidence = asked.get("country", ""), asked.get("confidence", "")
        if "on" in asked:
            rows = schemes_of(country, asked["on"], organisation_id=request.user.organisation_id)
            rows = [row for row in rows if not confidence or row.confidence == confidence]
        else:
            rows = [line.scheme for line in list_schemes(request.user, country_code=country, confidence=confidence)]
        return Response({"results": [scheme_shape(row) for row in rows]})


def _open_scheme(request: ApiRequest, pid: str) -> Scheme:
    scheme: Scheme = get_visible_or_404(
        Scheme.objects.select_related("verified_by"), request.user, pid, tag=Tag.SCHEME_OPEN
    )
    reading(Tag.SCHEME_OPEN, subject=scheme)
    return scheme


def _require_present(request: ApiRequest, scheme: Scheme, data: dict[str, Any]) -> None:
    """Raise unless the change was made from this version and it still counts."""
    counting = versions_of(request.user, scheme)[0]
    now = scheme.version if scheme in counting else max((row.version for row in counting), default=0)
    beside = {SCHEME: data.pop("version")} if "version" in data else {}
    require_versions({SCHEME: now}, read_etag(request.headers.get("If-Match", "")), beside, [SCHEME])


class SchemeDetailApi(ActionApi):
    """One version."""

    @extend_schema(operation_id="schemes_detail", parameters=[SchemeTryQuery], responses={200: SchemeShape})
    def get(self, request: ApiRequest, pid: str) -> Response:
        """What it says; with `start` also the end that it proposes."""
        scheme = _open_scheme(request, pid)
        start = self.asked(SchemeTryQuery).get("start")
        shape = scheme_shape(scheme, is_counting=scheme in versions_of(request.user, scheme)[0])
        if start is not None:
            shape["proposal"] = proposal_shape(propose_end(scheme, start))
        return tagged(shape, {SCHEME: scheme.version})

    @extend_schema(
        operation_id="schemes_correct",
        parameters=[IF_MATCH],
        request=SchemeCorrectInput,
        responses={200: NextVersionShape, **REFUSALS},
    )
    def patch(self, request: ApiRequest, pid: str) -> Response:
        """Write the next version, which has an address of its own."""
        require(may(request.user, Act.SCHEME_CORRECT))
        scheme = _open_scheme(request, pid)
        require(can_correct_scheme(request.user, scheme))
        data = self.validated(SchemeCorrectInput)
        with one_transaction():
            _require_present(request, scheme, data)
            row = correct_scheme(
                actor=request.user,
                scheme=scheme,
                correction=Correction(data.pop("correction")),
                reason=data.pop("reason"),
                values=data,
            )
        return tagged({"pid": row.pid, "version": row.version}, {SCHEME: row.version})


class SchemeCheckApi(ActionApi):
    """Checks."""

    @extend_schema(
        operation_id="schemes_check",
        parameters=[IF_MATCH],
        request=SchemeCheckInput,
        responses={201: NextVersionShape, **REFUSALS},
    )
    def post(self, request: ApiRequest, pid: str) -> Response:
        """Say that the entry was compared with the law; it becomes the next version."""
        require(may(request.user, Act.SCHEME_CORRECT))
        scheme = _open_scheme(request, pid)
        require(can_correct_scheme(request.user, scheme))
        data = self.validated(SchemeCheckInput)
        with one_transaction():
            _require_present(request, scheme, data)
            said = {name: getattr(scheme, name) for name in ("confidence", "source", "source_date")}
            row = check_scheme(actor=request.user, scheme=scheme, **(said | data))
        answer = tagged({"pid": row.pid, "version": row.version}, {SCHEME: row.version})
        answer.status_code = 201
        return answer

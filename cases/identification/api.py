"""Assessments and formal decisions over the API. Help depends on neither."""

from datetime import date
from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import exceptions, serializers
from rest_framework.response import Response

from accounts.api import ApiRequest
from accounts.matrix import Act, may
from accounts.models import User
from audit.record import one_transaction
from audit.tags import Tag
from cases.access import relation_of_visible
from cases.case.matching import locked
from cases.case.queries import open_case
from cases.case.shapes import ChangedShape, SealedShape, sealed_shape, shown_shape
from cases.case.states import require_open
from cases.identification.actions import create_identification, decide_identification
from cases.identification.choices import (
    DecisionLevel,
    IdentificationResult,
    TraffickingAct,
    TraffickingMeans,
    TraffickingPurpose,
)
from cases.identification.forms import CHILD_CHOICES
from cases.identification.queries import CLASSES, Assessment, assessments_of, second_readers
from cases.models import Case, Identification
from cases.sheets import may_write
from cases.task.api import sensible_day
from common.access import get_visible_or_404, require
from common.api import ActionApi, Shape
from common.matching import IF_MATCH, REFUSALS, read_etag, require_versions, tagged
from encryption.classes import FieldClass

SEVERAL = ("acts", "means", "purposes")
# Elements are of the class of the profile.
OPENED = CLASSES | {FieldClass.PROFILE}


def _codes(choices: Any) -> serializers.ListField:
    return serializers.ListField(child=serializers.ChoiceField(choices=choices), required=False, max_length=12)


class IdentificationInput(Shape):
    """Act, means, purpose, and what the worker concludes. `assessed_on`: today if not given; `second_reader`: a pid.

    There is no question about consent to exploitation: it excludes nothing.
    """

    child = serializers.ChoiceField(choices=CHILD_CHOICES)
    acts = _codes(TraffickingAct.choices)
    means = _codes(TraffickingMeans.choices)
    purposes = _codes(TraffickingPurpose.choices)
    result = serializers.ChoiceField(choices=IdentificationResult.choices)
    basis = serializers.CharField(max_length=4000, required=False, allow_blank=True)
    assessed_on = serializers.DateField(required=False)
    second_reader = serializers.CharField(max_length=10, required=False)

    def validate_assessed_on(self, value: date) -> date:
        """Within a lifetime."""
        return sensible_day(value)


class DecisionInput(Shape):
    """What the authority decided, and when. `version` of the assessment, where there is no If-Match."""

    authority = serializers.CharField(max_length=200)
    level = serializers.ChoiceField(choices=DecisionLevel.choices)
    on = serializers.DateField()
    number = serializers.CharField(max_length=80, required=False, allow_blank=True)
    appeal = serializers.CharField(max_length=1000, required=False, allow_blank=True)
    version = serializers.IntegerField(required=False)

    def validate_on(self, value: date) -> date:
        """Within a lifetime."""
        return sensible_day(value)


class PromptShape(serializers.Serializer[Any]):
    """What the elements add up to: a prompt. A person decides. Source: Palermo Protocol art. 3."""

    has_act = serializers.BooleanField()
    has_means = serializers.BooleanField()
    has_purpose = serializers.BooleanField()
    needs_means = serializers.BooleanField()
    points_to_trafficking = serializers.BooleanField()


class IdentificationShape(serializers.Serializer[Any]):
    """One assessment. `elements` is {"acts", "means", "purposes", "child", "result"}, `decision` as it was recorded.

    `version` goes with a decision; null where the reader does not read it.
    """

    pid = serializers.CharField()
    assessed_by = serializers.CharField()
    assessed_on = serializers.DateField()
    second_reader = serializers.CharField(allow_null=True)
    elements = SealedShape()
    prompt = PromptShape(allow_null=True)
    basis = SealedShape()
    decision = SealedShape()
    version = serializers.IntegerField(allow_null=True)


class IdentificationListShape(serializers.Serializer[Any]):
    """All assessments, the newest first."""

    results = IdentificationShape(many=True)


class CreatedIdentificationShape(serializers.Serializer[Any]):
    """The new assessment."""

    pid = serializers.CharField()


def identification_shape(one: Assessment) -> dict[str, Any]:
    """One assessment; what is not for the reader is named as such."""
    row, prompt = one.row, None
    if one.prompt is not None:
        prompt = {name: getattr(one.prompt, str(name)) for name in PromptShape().fields}
    return {
        "pid": row.pid,
        "assessed_by": row.assessed_by.display_name,
        "assessed_on": row.assessed_on,
        "second_reader": row.second_reader.display_name if row.second_reader is not None else None,
        "elements": shown_shape(one.elements),
        "prompt": prompt,
        "basis": sealed_shape(row.basis),
        "decision": sealed_shape(row.decision),
        "version": row.version if row.decision.may_reveal() else None,
    }


def _name(row: Identification | dict[str, Any]) -> str:
    """How an assessment is named among versions."""
    return f"decision.{row['pid'] if isinstance(row, dict) else row.pid}"


def _may_write(user: User, row: Identification, name: str) -> bool:
    return may(user, Act.CASE_EDIT, relation_of_visible(user)) and may_write(row, name)


def _second_reader(user: User, pid: str) -> User:
    """One of the possible second readers. Raises ValidationError for everybody else, known or not."""
    found: User | None = second_readers(user).filter(pid=pid).first()
    if found is None:
        raise exceptions.ValidationError({"second_reader": ["not found"]}, code="does_not_exist")
    return found


class IdentificationListApi(ActionApi):
    """Assessments of a case, and a new one."""

    @extend_schema(operation_id="identifications_list", responses={200: IdentificationListShape})
    def get(self, request: ApiRequest, pid: str) -> Response:
        """With what each rests on, and the decisions."""
        case = open_case(request.user, pid, Tag.IDENTIFICATION_OPEN, OPENED)
        rows = [identification_shape(one) for one in assessments_of(case)]
        versions = {_name(row): row["version"] for row in rows if row["version"] is not None}
        return tagged({"results": rows}, versions)

    @extend_schema(
        operation_id="identifications_create", request=IdentificationInput, responses={201: CreatedIdentificationShape}
    )
    def post(self, request: ApiRequest, pid: str) -> Response:
        """Assess. It is kept beside the earlier ones, and help goes on whatever the result."""
        case = open_case(request.user, pid, Tag.IDENTIFICATION_OPEN, OPENED)
        require(_may_write(request.user, Identification.of(case), "elements"))
        require_open(case)
        data = self.validated(IdentificationInput)
        reader = data.pop("second_reader", "")
        elements: dict[str, Any] = {name: list(dict.fromkeys(data.get(name, ()))) for name in SEVERAL}
        row = create_identification(
            actor=request.user,
            case=case,
            elements=elements | {"child": data["child"], "result": data["result"]},
            basis=data.get("basis", ""),
            assessed_on=data.get("assessed_on"),
            second_reader=_second_reader(request.user, reader) if reader else None,
        )
        return Response({"pid": row.pid}, status=201)


class IdentificationDecideApi(ActionApi):
    """The decision of an authority."""

    @extend_schema(
        operation_id="identifications_decide",
        parameters=[IF_MATCH],
        request=DecisionInput,
        responses={200: ChangedShape, **REFUSALS},
    )
    def post(self, request: ApiRequest, pid: str, identification_pid: str) -> Response:
        """Record it beside the worker's conclusion, or another one in its place; what stood there is kept.

        It says from which version it was made: by If-Match (412 if it is not the present one), or by `version` beside
        the fields (409). Without either it is refused (428).
        """
        case: Case = open_case(request.user, pid, Tag.IDENTIFICATION_OPEN, OPENED)
        rows = Identification.objects.filter(case=case).select_related("case")
        row: Identification = get_visible_or_404(rows, request.user, identification_pid, tag=Tag.IDENTIFICATION_OPEN)
        require(_may_write(request.user, row, "decision"))
        require_open(case)
        data = self.validated(DecisionInput)
        name = _name(row)
        beside = {name: data.pop("version")} if "version" in data else {}
        said = read_etag(request.headers.get("If-Match", ""))
        decision = {**data, "on": data["on"].isoformat()}
        with one_transaction():
            case = locked(case)
            require_open(case)
            row = rows.get(pk=row.pk)
            require_versions({name: row.version}, said, beside, [name])
            changed = decide_identification(actor=request.user, identification=row, decision=decision)
            now = {name: row.version + bool(changed)}
        return tagged({"changed": changed, "versions": now}, now)

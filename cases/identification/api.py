"""Assessments and formal decisions over the API. Help depends on neither."""

from datetime import date
from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import exceptions, serializers
from rest_framework.response import Response

from accounts.api import ApiRequest
from accounts.matrix import Act, may
from accounts.models import User
from audit.tags import Tag
from cases.access import relation_of_visible
from cases.case.queries import open_case
from cases.case.shapes import SealedShape, sealed_shape, shown_shape
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
    """What the authority decided, and when."""

    authority = serializers.CharField(max_length=200)
    level = serializers.ChoiceField(choices=DecisionLevel.choices)
    on = serializers.DateField()
    number = serializers.CharField(max_length=80, required=False, allow_blank=True)
    appeal = serializers.CharField(max_length=1000, required=False, allow_blank=True)

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
    """One assessment. `elements` is {"acts", "means", "purposes", "child", "result"}, `decision` as it was recorded."""

    pid = serializers.CharField()
    assessed_by = serializers.CharField()
    assessed_on = serializers.DateField()
    second_reader = serializers.CharField(allow_null=True)
    elements = SealedShape()
    prompt = PromptShape(allow_null=True)
    basis = SealedShape()
    decision = SealedShape()


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
    }


def _may_write(user: User, row: Identification, name: str) -> bool:
    return may(user, Act.CASE_EDIT, relation_of_visible(user)) and may_write(row, name)


def _second_reader(user: User, pid: str) -> User:
    """One of the possible second readers. Raises ValidationError for everybody else, known or not."""
    found: User | None = second_readers(user).filter(pid=pid).first()
    if found is None:
        raise exceptions.ValidationError({"second_reader": ["not found"]})
    return found


class IdentificationListApi(ActionApi):
    """Assessments of a case, and a new one."""

    @extend_schema(operation_id="identifications_list", responses={200: IdentificationListShape})
    def get(self, request: ApiRequest, pid: str) -> Response:
        """With what each rests on, and the decisions."""
        case = open_case(request.user, pid, Tag.IDENTIFICATION_OPEN, OPENED)
        return Response({"results": [identification_shape(one) for one in assessments_of(case)]})

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

    @extend_schema(operation_id="identifications_decide", request=DecisionInput, responses={204: None})
    def post(self, request: ApiRequest, pid: str, identification_pid: str) -> Response:
        """Record it beside the worker's conclusion, or again where it was recorded wrongly. The same changes nothing."""
        case: Case = open_case(request.user, pid, Tag.IDENTIFICATION_OPEN, OPENED)
        rows = Identification.objects.filter(case=case).select_related("case")
        row: Identification = get_visible_or_404(rows, request.user, identification_pid, tag=Tag.IDENTIFICATION_OPEN)
        require(_may_write(request.user, row, "decision"))
        require_open(case)
        data = self.validated(DecisionInput)
        decision = {**data, "on": data["on"].isoformat()}
        decide_identification(actor=request.user, identification=row, decision=decision)
        return Response(status=204)

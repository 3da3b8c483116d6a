"""Looks at the risk over the API: each is a row of its own."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.response import Response

from accounts.api import ApiRequest
from accounts.matrix import Act, may
from audit.tags import Tag
from cases.access import relation_of_visible
from cases.case.queries import open_case
from cases.case.shapes import SealedShape, shown_shape
from cases.case.states import require_open
from cases.models import Case
from cases.questions import YesNo
from cases.risk.actions import review_risk
from cases.risk.choices import RiskLevel, RiskQuestion
from cases.risk.forms import MOST_WORDS
from cases.risk.queries import Review, reviews_of
from common.access import require
from common.answers import NoAnswer
from common.api import ActionApi, Shape
from encryption.classes import FieldClass

ANSWERS = [*YesNo.choices, *NoAnswer.choices]


class RiskInput(Shape):
    """How fast somebody must act, and why. Every question can be left out."""

    level = serializers.ChoiceField(choices=RiskLevel.choices)
    reason = serializers.CharField(max_length=MOST_WORDS, required=False, allow_blank=True)

    def get_fields(self) -> dict[str, Any]:
        """With one field for each question."""
        questions = {
            question.value: serializers.ChoiceField(choices=ANSWERS, required=False, help_text=question.label)
            for question in RiskQuestion
        }
        return {**super().get_fields(), **questions}


class RiskShape(serializers.Serializer[Any]):
    """One look. The value of `answers` is {"level", "reason", question: answer}; what was left out is not in it."""

    pid = serializers.CharField()
    reviewed_by = serializers.CharField()
    reviewed_at = serializers.DateTimeField()
    answers = SealedShape()


class RiskListShape(serializers.Serializer[Any]):
    """The newest twenty, the newest first."""

    results = RiskShape(many=True)


class CreatedRiskShape(serializers.Serializer[Any]):
    """The new look."""

    pid = serializers.CharField()


def risk_shape(review: Review) -> dict[str, Any]:
    """One look at the risk."""
    row = review.row
    return {
        "pid": row.pid,
        "reviewed_by": row.reviewed_by.display_name,
        "reviewed_at": row.reviewed_at,
        "answers": shown_shape(review.answers),
    }


class RiskListApi(ActionApi):
    """Looks at the risk, and a new one."""

    @extend_schema(operation_id="risks_list", responses={200: RiskListShape})
    def get(self, request: ApiRequest, pid: str) -> Response:
        """The newest first."""
        case = self._open(request, pid)
        return Response({"results": [risk_shape(review) for review in reviews_of(case)]})

    @extend_schema(operation_id="risks_create", request=RiskInput, responses={201: CreatedRiskShape})
    def post(self, request: ApiRequest, pid: str) -> Response:
        """Kept beside the earlier ones; the next look becomes due by the level."""
        case = self._open(request, pid)
        require(may(request.user, Act.CASE_EDIT, relation_of_visible(request.user)))
        require_open(case)
        review = review_risk(actor=request.user, case=case, answers=self.validated(RiskInput))
        return Response({"pid": review.pid}, status=201)

    @staticmethod
    def _open(request: ApiRequest, pid: str) -> Case:
        case = open_case(request.user, pid, Tag.CONSENT_OPEN, {FieldClass.CONTACT})
        require(may(request.user, Act.CONSENT_RECORD, relation_of_visible(request.user)))
        return case

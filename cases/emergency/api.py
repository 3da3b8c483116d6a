"""Emergency openings over the API: the same actions, the same proof of who asks."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.response import Response

from accounts.api import ApiRequest
from accounts.requests import used_factor
from audit.record import reading
from audit.tags import Tag
from cases.case.queries import open_case
from cases.case.shapes import SealedShape, shown_shape
from cases.emergency.actions import open_emergency, review_emergency
from cases.emergency.choices import EmergencyReason, Verdict
from cases.emergency.forms import WORDS
from cases.emergency.permissions import can_open_emergency, can_read_alarms, can_review_emergency
from cases.emergency.queries import alarms_for, has_tried_too_often, needed_now, to_judge
from cases.emergency.states import NoSuchNumber, TooManyNumbers
from cases.emergency.trying import note_wrong_number, open_running
from cases.models import EmergencyOpening
from cases.opening.states import ConfirmFirst
from common.access import get_visible_or_404, require
from common.api import ActionApi, Shape
from encryption.classes import FieldClass


class EmergencyInput(Shape):
    """The printed number, and why it cannot wait."""

    number = serializers.CharField(max_length=30)
    reason = serializers.ChoiceField(choices=EmergencyReason.choices)
    words = serializers.CharField(max_length=WORDS, required=False)


class ReviewInput(Shape):
    """Whether it was right."""

    verdict = serializers.ChoiceField(choices=[(code, label) for code, label in Verdict.choices if code])
    judgement = serializers.CharField(max_length=WORDS, required=False)


class EmergencyStartShape(serializers.Serializer[Any]):
    """Where it can be read, and until when."""

    pid = serializers.CharField()
    until = serializers.DateTimeField()


class EmergencyShape(EmergencyStartShape):
    """What is needed at once."""

    reference = serializers.CharField()
    safe_contact = SealedShape()
    alerts = SealedShape()
    needs = SealedShape()


class WaitingShape(serializers.Serializer[Any]):
    """One that nobody has judged."""

    pid = serializers.CharField()
    reference = serializers.CharField()
    opened_by = serializers.CharField()
    opened_at = serializers.DateTimeField()
    reason = serializers.ChoiceField(choices=EmergencyReason.choices)
    review_by = serializers.DateField()


class ReviewListShape(serializers.Serializer[Any]):
    """What waits, and what should alarm somebody."""

    results = WaitingShape(many=True)
    alarms = serializers.ListField(child=serializers.CharField())


class EmergencyOpenApi(ActionApi):
    """Open in an emergency."""

    @extend_schema(operation_id="emergency_open", request=EmergencyInput, responses={201: EmergencyStartShape})
    def post(self, request: ApiRequest) -> Response:
        """Safe contact and urgent health needs of a case, for 60 minutes; told to those who work on it."""
        require(can_open_emergency(request.user))
        if not used_factor(request):
            raise ConfirmFirst
        data = self.validated(EmergencyInput)
        if has_tried_too_often(request.user):
            raise TooManyNumbers
        reason, words = EmergencyReason(data["reason"]), data.get("words", "")
        try:
            opening = open_emergency(actor=request.user, number=data["number"], reason=reason, words=words)
        except NoSuchNumber:
            note_wrong_number(request.user, data["number"])
            raise
        return Response({"pid": opening.pid, "until": opening.until}, status=201)


class EmergencyDetailApi(ActionApi):
    """A running emergency opening of one's own."""

    @extend_schema(operation_id="emergency_detail", responses={200: EmergencyShape})
    def get(self, request: ApiRequest, pid: str) -> Response:
        """What it opens, and nothing else."""
        opening = open_running(request.user, pid)
        needed = needed_now(opening.case)
        return Response(
            {
                "pid": opening.pid,
                "until": opening.until,
                "reference": opening.case.reference,
                "safe_contact": shown_shape(needed.safe_contact),
                "alerts": shown_shape(needed.alerts),
                "needs": shown_shape(needed.needs),
            }
        )


class EmergencyListApi(ActionApi):
    """Emergency openings to judge."""

    @extend_schema(operation_id="emergency_list", responses={200: ReviewListShape})
    def get(self, request: ApiRequest) -> Response:
        """For coordinators what waits; for those who watch over the rules the alarms."""
        require(can_read_alarms(request.user))
        reading(Tag.EMERGENCY_LIST)
        waiting = [
            {
                "pid": row.pid,
                "reference": row.case.reference,
                "opened_by": row.opened_by.display_name,
                "opened_at": row.opened_at,
                "reason": row.reason,
                "review_by": row.review_by,
            }
            for row in to_judge(request.user)
        ]
        return Response({"results": waiting, "alarms": alarms_for(request.user).sentences})


class EmergencyReviewApi(ActionApi):
    """One emergency opening."""

    @extend_schema(operation_id="emergency_review", request=ReviewInput, responses={204: None})
    def post(self, request: ApiRequest, pid: str) -> Response:
        """Judge it."""
        rows = EmergencyOpening.objects.visible_to(request.user).select_related("case", "opened_by")
        opening: EmergencyOpening = get_visible_or_404(rows, request.user, pid, tag=Tag.EMERGENCY_REVIEW)
        require(can_review_emergency(request.user, opening))
        data = self.validated(ReviewInput)
        open_case(request.user, opening.case.pid, Tag.EMERGENCY_LIST, {FieldClass.NARRATIVE})
        review_emergency(
            actor=request.user,
            opening=opening,
            verdict=Verdict(data["verdict"]),
            judgement=data.get("judgement", ""),
        )
        return Response(status=204)

"""Ladders and the office's calendar over the API."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.response import Response

from accounts.api import ApiRequest
from accounts.choices import Act
from accounts.matrix import may
from audit.record import one_transaction, reading
from audit.tags import Tag
from common.access import require
from common.api import ActionApi, Shape
from common.matching import IF_MATCH, REFUSALS, read_etag, require_versions, tagged
from reminders.ladder.actions import edit_calendar, edit_ladder, reset_ladder
from reminders.ladder.choices import COUNTED, LadderReason, Moment, Reach, Weight
from reminders.ladder.forms import MOST_STEPS
from reminders.ladder.models import MOST_DAYS
from reminders.ladder.permissions import can_edit_ladders
from reminders.ladder.plan import Step
from reminders.ladder.queries import LadderLine, calendar_of, ladder_of, ladders_of

LADDER, CALENDAR = "ladder", "calendar"


class LadderStepShape(Shape):
    """One step. `days` counts where the moment does."""

    moment = serializers.ChoiceField(choices=Moment.choices)
    days = serializers.IntegerField(min_value=0, max_value=MOST_DAYS, required=False, default=0)
    reach = serializers.ChoiceField(choices=Reach.choices)


class LadderShape(serializers.Serializer[Any]):
    """A ladder as it holds for the office. `is_own`: the office changed it."""

    code = serializers.CharField()
    weight = serializers.ChoiceField(choices=Weight.choices)
    is_own = serializers.BooleanField()
    version = serializers.IntegerField()
    steps = LadderStepShape(many=True)


class LadderListShape(serializers.Serializer[Any]):
    """Every ladder."""

    results = LadderShape(many=True)


class LadderInput(Shape):
    """All steps anew, and why. `version` is 0 while the default holds."""

    steps = serializers.ListField(child=LadderStepShape(), max_length=MOST_STEPS)
    reason = serializers.ChoiceField(choices=LadderReason.choices)
    version = serializers.IntegerField(required=False, min_value=0)


class CalendarShape(serializers.Serializer[Any]):
    """`rest_weekdays`: 1 is Monday. `hour` is of the office's clock."""

    rest_weekdays = serializers.ListField(child=serializers.IntegerField())
    hour = serializers.TimeField()
    holidays = serializers.ListField(child=serializers.DateField())
    version = serializers.IntegerField()


class CalendarInput(Shape):
    """What is named changes."""

    rest_weekdays = serializers.ListField(
        child=serializers.IntegerField(min_value=1, max_value=7), required=False, max_length=7
    )
    hour = serializers.TimeField(required=False)
    holidays = serializers.ListField(child=serializers.DateField(), required=False, max_length=400)
    version = serializers.IntegerField(required=False, min_value=0)


def _shape(line: LadderLine) -> dict[str, Any]:
    steps = [{"moment": step.moment, "days": step.days, "reach": step.reach} for step in line.steps]
    return {
        "code": line.code,
        "weight": line.weight,
        "is_own": line.row is not None,
        "version": line.version,
        "steps": steps,
    }


class LadderListApi(ActionApi):
    """When and whom deadlines alert."""

    @extend_schema(operation_id="ladders_list", responses={200: LadderListShape})
    def get(self, request: ApiRequest) -> Response:
        """Every ladder as it holds for the office."""
        require(may(request.user, Act.LADDER_LIST))
        reading(Tag.LADDER_LIST)
        return Response({"results": [_shape(line) for line in ladders_of(request.user)]})


class LadderDetailApi(ActionApi):
    """One ladder."""

    @extend_schema(operation_id="ladders_detail", responses={200: LadderShape})
    def get(self, request: ApiRequest, code: str) -> Response:
        """As it holds for the office."""
        require(may(request.user, Act.LADDER_LIST))
        line = _line(request, code)
        reading(Tag.LADDER_LIST)
        return tagged(_shape(line), {LADDER: line.version})

    @extend_schema(
        operation_id="ladders_edit",
        parameters=[IF_MATCH],
        request=LadderInput,
        responses={200: LadderShape, **REFUSALS},
    )
    def patch(self, request: ApiRequest, code: str) -> Response:
        """The office's own steps from now on."""
        require(can_edit_ladders(request.user))
        _line(request, code)
        data = self.validated(LadderInput)
        steps = [
            Step(row["moment"], row["days"] if row["moment"] in COUNTED else 0, row["reach"]) for row in data["steps"]
        ]
        with one_transaction():
            version = _version(request, LADDER, _line(request, code).version, data)
            reason = LadderReason(data["reason"])
            edit_ladder(actor=request.user, code=code, steps=steps, reason=reason, version=version)
        line = _line(request, code)
        return tagged(_shape(line), {LADDER: line.version})


class LadderResetApi(ActionApi):
    """The default of a ladder."""

    @extend_schema(operation_id="ladders_reset", request=None, responses={204: None})
    def post(self, request: ApiRequest, code: str) -> Response:
        """It holds again."""
        require(can_edit_ladders(request.user))
        reset_ladder(actor=request.user, code=code, version=_line(request, code).version)
        return Response(status=204)


class CalendarDetailApi(ActionApi):
    """The office's calendar."""

    @extend_schema(operation_id="calendar_detail", responses={200: CalendarShape})
    def get(self, request: ApiRequest) -> Response:
        """Days of rest, holidays, the hour of alerts."""
        require(may(request.user, Act.LADDER_LIST))
        reading(Tag.LADDER_LIST)
        return self._answer(request)

    @extend_schema(
        operation_id="calendar_edit",
        parameters=[IF_MATCH],
        request=CalendarInput,
        responses={200: CalendarShape, **REFUSALS},
    )
    def patch(self, request: ApiRequest) -> Response:
        """What is named changes."""
        require(can_edit_ladders(request.user))
        data = self.validated(CalendarInput)
        with one_transaction():
            row = calendar_of(request.user)
            version = _version(request, CALENDAR, row.version, data)
            now: dict[str, Any] = {"rest_weekdays": [int(digit) for digit in row.rest_weekdays], "hour": row.hour}
            now["holidays"] = serializers.ListField(child=serializers.DateField()).run_validation(row.holidays)
            edit_calendar(actor=request.user, **(now | data | {"version": version}))
        return self._answer(request)

    @staticmethod
    def _answer(request: ApiRequest) -> Response:
        row = calendar_of(request.user)
        body = {
            "rest_weekdays": [int(digit) for digit in row.rest_weekdays],
            "hour": row.hour,
            "holidays": row.holidays,
            "version": row.version,
        }
        return tagged(body, {CALENDAR: row.version})


def _line(request: ApiRequest, code: str) -> LadderLine:
    line = ladder_of(request.user, code)
    require(line is not None)
    assert line is not None
    return line


def _version(request: ApiRequest, name: str, now: int, data: dict[str, Any]) -> int:
    """The present version, if the change was made from it; the action locks and compares once more."""
    beside = {name: data.pop("version")} if "version" in data else {}
    require_versions({name: now}, read_etag(request.headers.get("If-Match", "")), beside, {name})
    return now

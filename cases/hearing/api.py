"""Hearings over the API."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.response import Response

from accounts.api import ApiRequest
from cases.case.shapes import ChangedShape
from cases.document.linking import document_input, link_in
from cases.hearing.actions import create_hearing, edit_hearing, end_hearing, move_hearing
from cases.hearing.choices import HearingEnd, HearingKind
from cases.hearing.forms import HearingForm, MeasuresForm
from cases.legal.api import MadeShape, change, opened, row_of
from cases.legal.facts import shape_of, stored
from cases.models import HearingPart, Proceeding
from common.api import ActionApi, Shape
from common.matching import IF_MATCH, REFUSALS

HearingInput = shape_of(HearingForm, name="HearingInput", more=document_input())
HearingChanges = shape_of(MeasuresForm, name="HearingChanges", partial=True, more=document_input())


class HearingMoveInput(Shape):
    """Another day; `version` is the `hearing_version`."""

    held_on = serializers.DateField()
    hour = serializers.TimeField(required=False, allow_null=True)
    version = serializers.IntegerField()


class HearingEndInput(Shape):
    """Held or cancelled; `version` is the `hearing_version`."""

    state = serializers.ChoiceField(choices=HearingEnd.choices)
    version = serializers.IntegerField()


class HearingListApi(ActionApi):
    """New hearings."""

    @extend_schema(operation_id="hearings_create", request=HearingInput, responses={201: MadeShape})
    def post(self, request: ApiRequest, pid: str, proceeding_pid: str) -> Response:
        """Set a day, for everybody whom the proceeding is about."""
        case = opened(request, pid)
        row: Proceeding = row_of(request, Proceeding.objects.filter(case=case), proceeding_pid)
        data = self.validated(HearingInput)
        day = {"held_on": data.pop("held_on"), "hour": data.pop("hour", None), "kind": HearingKind(data.pop("kind"))}
        link = link_in(data, case)
        part = create_hearing(actor=request.user, proceeding=row, facts=stored(data), document=link, **day)
        return Response({"pid": part.pid}, status=201)


class HearingDetailApi(ActionApi):
    """One hearing of one person."""

    @extend_schema(
        operation_id="hearings_edit",
        parameters=[IF_MATCH],
        request=HearingChanges,
        responses={200: ChangedShape, **REFUSALS},
    )
    def patch(self, request: ApiRequest, pid: str, hearing_pid: str) -> Response:
        """Place, measures, remark: what is named changes."""
        row = _row(request, pid, hearing_pid)
        data = self.validated(HearingChanges)

        def act() -> Any:
            link = link_in(data, row.case, row.document)
            facts = stored({**(row.facts.reveal("edit") or {}), **data})
            return edit_hearing(actor=request.user, part=row, facts=facts, document=link)

        return change(request, "hearing", row, data, act)


class HearingMoveApi(ActionApi):
    """Another day."""

    @extend_schema(operation_id="hearings_move", request=HearingMoveInput, responses={204: None})
    def post(self, request: ApiRequest, pid: str, hearing_pid: str) -> Response:
        """It moves for everybody whom the proceeding is about."""
        row = _row(request, pid, hearing_pid)
        move_hearing(actor=request.user, part=row, **self.validated(HearingMoveInput))
        return Response(status=204)


class HearingEndApi(ActionApi):
    """Held or cancelled."""

    @extend_schema(operation_id="hearings_end", request=HearingEndInput, responses={204: None})
    def post(self, request: ApiRequest, pid: str, hearing_pid: str) -> Response:
        """For everybody whom the proceeding is about."""
        row = _row(request, pid, hearing_pid)
        data = self.validated(HearingEndInput)
        end_hearing(actor=request.user, part=row, state=HearingEnd(data["state"]), version=data["version"])
        return Response(status=204)


def _row(request: ApiRequest, pid: str, hearing_pid: str) -> HearingPart:
    case = opened(request, pid)
    row: HearingPart = row_of(request, HearingPart.objects.filter(case=case).select_related("hearing"), hearing_pid)
    return row

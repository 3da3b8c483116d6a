"""Proceedings over the API."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import exceptions, serializers
from rest_framework.response import Response

from accounts.api import ApiRequest
from accounts.choices import Act
from cases.case.shapes import ChangedShape
from cases.document.linking import document_input, link_in
from cases.legal.api import MadeShape, change, opened, row_of
from cases.legal.facts import shape_of, stored
from cases.models import Case, Proceeding
from cases.permissions import can
from cases.proceeding.actions import (
    create_proceeding,
    decide_proceeding,
    edit_proceeding,
    link_proceeding,
    stage_proceeding,
    unlink_proceeding,
)
from cases.proceeding.choices import PersonDecision, ProceedingStage
from cases.proceeding.forms import ProceedingForm
from common.api import ActionApi, Shape
from common.matching import IF_MATCH, REFUSALS

ProceedingInput = shape_of(ProceedingForm, name="ProceedingInput")
ProceedingChanges = shape_of(ProceedingForm, name="ProceedingChanges", partial=True)


class ProceedingStageInput(Shape):
    """How far it is; today if no day is given. `document`: the pid of the paper that says so."""

    stage = serializers.ChoiceField(choices=ProceedingStage.choices)
    happened_on = serializers.DateField(required=False)
    remark = serializers.CharField(max_length=500, required=False, allow_blank=True)
    document = document_input()["document"]


class ProceedingDecideInput(Shape):
    """What the person wants. Help does not depend on it."""

    decision = serializers.ChoiceField(choices=PersonDecision.choices)
    happened_on = serializers.DateField(required=False)
    remark = serializers.CharField(max_length=500, required=False, allow_blank=True)


class ProceedingLinkInput(Shape):
    """`case`: the pid of the other person's case."""

    case = serializers.CharField(max_length=10)


class ProceedingListApi(ActionApi):
    """New proceedings."""

    @extend_schema(operation_id="proceedings_create", request=ProceedingInput, responses={201: MadeShape})
    def post(self, request: ApiRequest, pid: str) -> Response:
        """Record a proceeding."""
        case = opened(request, pid)
        row = create_proceeding(actor=request.user, case=case, facts=stored(self.validated(ProceedingInput)))
        return Response({"pid": row.pid}, status=201)


class ProceedingDetailApi(ActionApi):
    """One proceeding."""

    @extend_schema(
        operation_id="proceedings_edit",
        parameters=[IF_MATCH],
        request=ProceedingChanges,
        responses={200: ChangedShape, **REFUSALS},
    )
    def patch(self, request: ApiRequest, pid: str, proceeding_pid: str) -> Response:
        """What is named changes; null or "" empties it."""
        row = _row(request, pid, proceeding_pid)
        data = self.validated(ProceedingChanges)

        def act() -> Any:
            facts = stored({**(row.facts.reveal("edit") or {}), **data})
            return edit_proceeding(actor=request.user, proceeding=row, facts=facts)

        return change(request, "proceeding", row, data, act)


class ProceedingStageApi(ActionApi):
    """Its course."""

    @extend_schema(operation_id="proceedings_stage", request=ProceedingStageInput, responses={201: MadeShape})
    def post(self, request: ApiRequest, pid: str, proceeding_pid: str) -> Response:
        """It has reached a stage."""
        row = _row(request, pid, proceeding_pid)
        data = self.validated(ProceedingStageInput)
        link = link_in(data, row.case)
        step = stage_proceeding(actor=request.user, proceeding=row, document=link, **data)
        return Response({"pid": step.pid}, status=201)


class ProceedingDecideApi(ActionApi):
    """What the person wants."""

    @extend_schema(operation_id="proceedings_decide", request=ProceedingDecideInput, responses={201: MadeShape})
    def post(self, request: ApiRequest, pid: str, proceeding_pid: str) -> Response:
        """Undecided, wants, does not want, later."""
        row = _row(request, pid, proceeding_pid)
        step = decide_proceeding(actor=request.user, proceeding=row, **self.validated(ProceedingDecideInput))
        return Response({"pid": step.pid}, status=201)


class ProceedingLinkApi(ActionApi):
    """Whom else it is about."""

    @extend_schema(operation_id="proceedings_link", request=ProceedingLinkInput, responses={201: MadeShape})
    def post(self, request: ApiRequest, pid: str, proceeding_pid: str) -> Response:
        """It is about another person too, whose case the caller may open. The pid is that of the other proceeding."""
        row = _row(request, pid, proceeding_pid)
        number = self.validated(ProceedingLinkInput)["case"]
        other = Case.objects.visible_to(request.user).filter(pid=number).exclude(pk=row.case_id).first()
        if other is None or not can(request.user, Act.LEGAL_EDIT, other):
            raise exceptions.ValidationError({"case": ["not found"]}, code="does_not_exist")
        made = link_proceeding(actor=request.user, proceeding=row, other=other)
        return Response({"pid": made.pid}, status=201)


class ProceedingUnlinkApi(ActionApi):
    """Taking it apart."""

    @extend_schema(operation_id="proceedings_unlink", request=None, responses={204: None})
    def post(self, request: ApiRequest, pid: str, proceeding_pid: str) -> Response:
        """It stands alone again."""
        unlink_proceeding(actor=request.user, proceeding=_row(request, pid, proceeding_pid))
        return Response(status=204)


def _row(request: ApiRequest, pid: str, proceeding_pid: str) -> Proceeding:
    case = opened(request, pid)
    row: Proceeding = row_of(request, Proceeding.objects.filter(case=case), proceeding_pid)
    return row

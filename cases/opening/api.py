"""Locks, questions and answers over the API: the same actions as the pages."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.response import Response

from accounts.api import ApiRequest
from accounts.choices import Act
from accounts.matrix import CASE_CLASSES
from accounts.requests import was_confirmed
from audit.record import reading
from audit.tags import Tag
from cases.case.page import open_page
from cases.case.shapes import SealedShape, sealed_shape, shown_shape
from cases.case.states import require_open
from cases.facts.queries import closed_lines, find_line
from cases.models import AskRequest
from cases.opening.actions import ask_opening, grant_opening, refuse_opening, reveal_case
from cases.opening.choices import AskState, OpenFor, OpeningReason, Way
from cases.opening.forms import WORDS
from cases.opening.permissions import can_decide_opening
from cases.opening.queries import questions_on
from cases.opening.states import ConfirmFirst, ReasonNeeded
from common.access import get_visible_or_404, require
from common.api import ActionApi, Shape
from encryption.classes import FieldClass

MOST_LINES = 40


class RevealInput(Shape):
    """Lines by their code; a reason where it is asked for."""

    fields_ = serializers.ListField(
        child=serializers.CharField(max_length=60), min_length=1, max_length=MOST_LINES, source="lines"
    )
    reason = serializers.ChoiceField(choices=OpeningReason.choices, required=False)
    words = serializers.CharField(max_length=WORDS, required=False)

    def get_fields(self) -> dict[str, Any]:
        """`fields` is a name of the library's own."""
        found = super().get_fields()
        return {("fields" if name == "fields_" else name): field for name, field in found.items()}


class AskInput(Shape):
    """Which line, and why."""

    field = serializers.CharField(max_length=60)
    reason = serializers.ChoiceField(choices=OpeningReason.choices)
    words = serializers.CharField(max_length=WORDS, required=False)


class DecideInput(Shape):
    """Yes for some minutes, or no and why."""

    granted = serializers.BooleanField()
    minutes = serializers.ChoiceField(choices=OpenFor.choices, required=False)
    answer = serializers.CharField(max_length=WORDS, required=False)


class RevealedShape(serializers.Serializer[Any]):
    """`values`: {code: sealed value}; `seconds`: how long a screen may show them."""

    values = serializers.DictField(child=SealedShape())
    seconds = serializers.IntegerField()


class AskShape(serializers.Serializer[Any]):
    """A question and how it stands."""

    pid = serializers.CharField()
    field = serializers.CharField()
    reason = serializers.ChoiceField(choices=OpeningReason.choices)
    asked_by = serializers.CharField()
    asked_at = serializers.DateTimeField()
    state = serializers.ChoiceField(choices=AskState.choices)
    until = serializers.DateTimeField(allow_null=True)
    words = SealedShape()
    answer = SealedShape()


class AskListShape(serializers.Serializer[Any]):
    """Questions about a case."""

    results = AskShape(many=True)


class AskedShape(serializers.Serializer[Any]):
    """The new question."""

    pid = serializers.CharField()


def ask_shape(ask: AskRequest) -> dict[str, Any]:
    """One question."""
    return {
        "pid": ask.pid,
        "field": ask.line,
        "reason": ask.reason,
        "asked_by": ask.asked_by.display_name,
        "asked_at": ask.created_at,
        "state": ask.state,
        "until": ask.granted_until,
        "words": sealed_shape(ask.words),
        "answer": sealed_shape(ask.answer),
    }


class CaseRevealApi(ActionApi):
    """Locked lines of a case."""

    @extend_schema(operation_id="cases_reveal", request=RevealInput, responses={200: RevealedShape})
    def post(self, request: ApiRequest, pid: str) -> Response:
        """Open lines by their code, such as `episode.suspects.<pid>`; recorded before they are sent."""
        page = open_page(request.user, pid, Tag.CASE_OPEN, CASE_CLASSES)
        require(page.may(Act.CASE_REVEAL))
        data = self.validated(RevealInput)
        codes = sorted(set(data["lines"]))
        lines = closed_lines(page, codes, {Way.CLICK, Way.REASON})
        if any(line.lock.is_confirmed and line.is_locked for line in lines.values()) and not was_confirmed(request):
            raise ConfirmFirst
        asked = [line for line in lines.values() if line.is_locked and line.needs_reason]
        if asked:
            if "reason" not in data:
                raise ReasonNeeded
            reveal_case(
                actor=request.user,
                case=page.case,
                labels={label for line in asked for label in line.labels},
                reason=OpeningReason(data["reason"]),
                words=data.get("words", ""),
            )
            reading(Tag.CASE_OPEN, subject=page.case, case_id=page.case.pk)
        opened = {code: find_line(page, code, codes) for code in codes}
        values = {code: shown_shape(line.value) for code, line in opened.items() if line is not None}
        return Response({"values": values, "seconds": min(line.lock.seconds for line in lines.values())})


class AskListApi(ActionApi):
    """Questions to see a line of a case: the own, for coordinators all; and a new one."""

    @extend_schema(operation_id="asks_list", responses={200: AskListShape})
    def get(self, request: ApiRequest, pid: str) -> Response:
        """The newest first."""
        page = open_page(request.user, pid, Tag.OPENING_LIST, {FieldClass.NARRATIVE})
        require(page.may(Act.OPENING_LIST))
        return Response({"results": [ask_shape(ask) for ask in questions_on(request.user, page.case)]})

    @extend_schema(operation_id="asks_create", request=AskInput, responses={201: AskedShape})
    def post(self, request: ApiRequest, pid: str) -> Response:
        """Ask a coordinator to see one line."""
        page = open_page(request.user, pid, Tag.CASE_OPEN)
        require(page.may(Act.OPENING_ASK))
        require_open(page.case)
        data = self.validated(AskInput)
        line = closed_lines(page, [data["field"]], {Way.ASK})[data["field"]]
        ask = ask_opening(
            actor=request.user,
            case=page.case,
            line=line.code,
            labels=line.labels,
            reason=OpeningReason(data["reason"]),
            words=data.get("words", ""),
        )
        return Response({"pid": ask.pid}, status=201)


class AskDecideApi(ActionApi):
    """One question."""

    @extend_schema(operation_id="asks_decide", request=DecideInput, responses={200: AskShape})
    def post(self, request: ApiRequest, pid: str, ask_pid: str) -> Response:
        """Answer it."""
        page = open_page(request.user, pid, Tag.CASE_OPEN, {FieldClass.NARRATIVE})
        require(page.may(Act.OPENING_DECIDE))
        rows = AskRequest.objects.filter(case=page.case).select_related("asked_by", "case")
        ask: AskRequest = get_visible_or_404(rows, request.user, ask_pid, tag=Tag.CASE_OPEN)
        require(can_decide_opening(request.user, ask))
        data = self.validated(DecideInput)
        words = data.get("answer", "")
        if data["granted"]:
            minutes = OpenFor(data.get("minutes", OpenFor.HOUR))
            grant_opening(actor=request.user, ask=ask, minutes=minutes, answer=words)
        else:
            refuse_opening(actor=request.user, ask=ask, answer=words)
        return Response(ask_shape(rows.get(pk=ask.pk)))

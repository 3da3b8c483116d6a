"""Closing and reopening a case over the API. The stage of an open one is a field of the case itself."""

from datetime import date
from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import exceptions, serializers
from rest_framework.response import Response

from accounts.api import ApiRequest
from accounts.matrix import Act
from audit.record import one_transaction
from audit.tags import Tag
from cases.assignment.api import ColleagueShape, chosen_colleague, colleague_shape, workers_for
from cases.assignment.states import lasting_grants
from cases.case.actions import close_case, reopen_case
from cases.case.choices import ClosureReason
from cases.case.deadlines import deadlines_of
from cases.case.matching import CASE, locked, versions_of
from cases.case.queries import open_case
from cases.case.shapes import ChangedShape
from cases.case.states import CaseNotClosed, require_last_day, require_open
from cases.hooks import blockers_of
from cases.models import Case
from cases.permissions import can
from common.access import require
from common.api import ActionApi, Shape
from common.errors import DomainError
from common.matching import IF_MATCH, REFUSALS, Versions, read_etag, require_versions, tagged

CLOSED = ["closed_on", "closure_reason", "stage"]
REOPENED = ["closed_on", "stage"]


class CloseInput(Shape):
    """Why and when the work ends. `version`: that of the case, unless If-Match names it."""

    reason = serializers.ChoiceField(choices=ClosureReason.choices)
    closed_on = serializers.DateField()
    version = serializers.IntegerField(required=False)


class ReopenInput(Shape):
    """`worker`: a colleague's pid, needed if nobody is assigned any more."""

    worker = serializers.CharField(max_length=10, required=False)


class StillDueShape(serializers.Serializer[Any]):
    """Something that is due on the case, in words."""

    words = serializers.CharField()
    due_on = serializers.DateField()


class ClosureShape(serializers.Serializer[Any]):
    """How the case stands. `blockers`: a sentence for each reason why it cannot be closed now; empty once it is closed."""

    closed_on = serializers.DateField(allow_null=True)
    reason = serializers.CharField()
    version = serializers.IntegerField()
    blockers = serializers.ListField(child=serializers.CharField())
    due = StillDueShape(many=True)


class ReopeningShape(serializers.Serializer[Any]):
    """Whether somebody has to be named who works on it, and who can be."""

    needs_worker = serializers.BooleanField()
    colleagues = ColleagueShape(many=True)


def _open(request: ApiRequest, pid: str) -> Case:
    case = open_case(request.user, pid, Tag.CASE_OPEN, ())
    require(can(request.user, Act.CASE_CLOSE, case))
    return case


def _changed(case: Case, names: list[str]) -> Response:
    """What changed, with the present version of the case."""
    now: Versions = versions_of(locked(case), [CASE])
    return tagged({"changed": names, "versions": now}, now)


class CaseCloseApi(ActionApi):
    """The end of the work on a case."""

    @extend_schema(operation_id="cases_closing", responses={200: ClosureShape})
    def get(self, request: ApiRequest, pid: str) -> Response:
        """What keeps the case open, and what is still due on it, the earliest first."""
        case = _open(request, pid)
        body = {
            "closed_on": case.closed_on,
            "reason": case.closure_reason,
            "version": case.version,
            "blockers": [] if case.is_closed else [str(sentence) for sentence in blockers_of(case)],
            "due": [{"words": str(line.label), "due_on": line.due_on} for line in deadlines_of(case)],
        }
        return tagged(body, {CASE: case.version})

    @extend_schema(
        operation_id="cases_close", parameters=[IF_MATCH], request=CloseInput, responses={200: ChangedShape, **REFUSALS}
    )
    def post(self, request: ApiRequest, pid: str) -> Response:
        """The work ends; the door stays open.

        It says which version of the case it was decided on: by If-Match (412 if it is not the present one), or by `version`
        beside the fields (409). Without either it is refused (428).
        """
        case = _open(request, pid)
        require_open(case)
        data = self.validated(CloseInput)
        _require_sensible(case, data["closed_on"])
        beside = {CASE: data.pop("version")} if "version" in data else {}
        said = read_etag(request.headers.get("If-Match", ""))
        with one_transaction():
            case = locked(case)
            require(can(request.user, Act.CASE_CLOSE, case))
            require_open(case)
            require_versions({CASE: case.version}, said, beside, [CASE])
            close_case(actor=request.user, case=case, reason=ClosureReason(data["reason"]), closed_on=data["closed_on"])
            return _changed(case, CLOSED)


class CaseReopenApi(ActionApi):
    """The person is back."""

    @extend_schema(operation_id="cases_reopening", responses={200: ReopeningShape})
    def get(self, request: ApiRequest, pid: str) -> Response:
        """Whether somebody has to be named. An open case is a conflict."""
        case = _open(request, pid)
        if not case.is_closed:
            raise CaseNotClosed
        colleagues = [colleague_shape(one) for one in workers_for(request.user)]
        return Response({"needs_worker": not lasting_grants([case]).exists(), "colleagues": colleagues})

    @extend_schema(operation_id="cases_reopen", request=ReopenInput, responses={200: ChangedShape})
    def post(self, request: ApiRequest, pid: str) -> Response:
        """The work goes on, in the stage of support. Whoever is still assigned keeps the case."""
        case = _open(request, pid)
        data, worker = self.validated(ReopenInput), None
        if "worker" in data:
            worker = chosen_colleague(workers_for(request.user), data["worker"], "worker")
        with one_transaction():
            reopen_case(actor=request.user, case=case, worker=worker)
            return _changed(case, REOPENED)


def _require_sensible(case: Case, closed_on: date) -> None:
    """The field that is wrong, by its name. Raises ValidationError."""
    try:
        require_last_day(case, closed_on)
    except DomainError as refusal:
        raise exceptions.ValidationError({"closed_on": [str(refusal.shown)]}) from None

"""Days that run out, over the API."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.response import Response

from accounts.api import ApiRequest
from cases.case.shapes import ChangedShape
from cases.document.linking import document_input, link_in
from cases.legal.api import MadeShape, change, opened, row_of
from cases.legal.facts import shape_of, stored
from cases.limit.actions import check_limit, create_limit, edit_limit, end_limit
from cases.limit.forms import LimitEndForm, LimitForm
from cases.models import LegalLimit, Proceeding
from common.api import ActionApi, Shape
from common.matching import IF_MATCH, REFUSALS

LimitInput = shape_of(LimitForm, name="LimitInput", more=document_input())
LimitChanges = shape_of(LimitForm, name="LimitChanges", partial=True, more=document_input())
LimitEndInput = shape_of(LimitEndForm, name="LimitEndInput", more={"version": serializers.IntegerField()})


class LimitCheckInput(Shape):
    """The last day as the second person reads it in the document."""

    end_on = serializers.DateField()
    version = serializers.IntegerField()


class LimitCheckedShape(serializers.Serializer[Any]):
    """Whether both read the same day, and the day that counts."""

    is_checked = serializers.BooleanField()
    end_on = serializers.DateField()


class LimitListApi(ActionApi):
    """New days."""

    @extend_schema(operation_id="limits_create", request=LimitInput, responses={201: MadeShape})
    def post(self, request: ApiRequest, pid: str, proceeding_pid: str) -> Response:
        """Enter a day as the document says it. It is watched from now on."""
        case = opened(request, pid)
        row: Proceeding = row_of(request, Proceeding.objects.filter(case=case), proceeding_pid)
        data = self.validated(LimitInput)
        end_on, link = data.pop("end_on"), link_in(data, case)
        made = create_limit(actor=request.user, proceeding=row, end_on=end_on, facts=stored(data), document=link)
        return Response({"pid": made.pid}, status=201)


class LimitDetailApi(ActionApi):
    """One day."""

    @extend_schema(
        operation_id="limits_edit",
        parameters=[IF_MATCH],
        request=LimitChanges,
        responses={200: ChangedShape, **REFUSALS},
    )
    def patch(self, request: ApiRequest, pid: str, limit_pid: str) -> Response:
        """Read anew from the document; another day must be checked again."""
        row = _row(request, pid, limit_pid)
        data = self.validated(LimitChanges)

        def act() -> Any:
            end_on = data.pop("end_on", None) or row.typed_on
            link = link_in(data, row.case, row.document)
            facts = stored({**(row.facts.reveal("edit") or {}), **data})
            return edit_limit(actor=request.user, limit=row, end_on=end_on, facts=facts, document=link)

        return change(request, "limit", row, data, act)


class LimitCheckApi(ActionApi):
    """The second pair of eyes."""

    @extend_schema(operation_id="limits_check", request=LimitCheckInput, responses={200: LimitCheckedShape})
    def post(self, request: ApiRequest, pid: str, limit_pid: str) -> Response:
        """Another person than who typed it reads the document. Of two days the earlier counts."""
        row = _row(request, pid, limit_pid)
        is_checked = check_limit(actor=request.user, limit=row, **self.validated(LimitCheckInput))
        row.refresh_from_db(fields=["end_on"])
        return Response({"is_checked": is_checked, "end_on": row.end_on})


class LimitEndApi(ActionApi):
    """What became of it."""

    @extend_schema(operation_id="limits_end", request=LimitEndInput, responses={204: None})
    def post(self, request: ApiRequest, pid: str, limit_pid: str) -> Response:
        """Somebody records what was done; nothing is due any more."""
        row = _row(request, pid, limit_pid)
        data = self.validated(LimitEndInput)
        version = data.pop("version")
        end_limit(actor=request.user, limit=row, outcome=stored(data), version=version)
        return Response(status=204)


def _row(request: ApiRequest, pid: str, limit_pid: str) -> LegalLimit:
    case = opened(request, pid)
    row: LegalLimit = row_of(request, LegalLimit.objects.filter(case=case), limit_pid)
    return row

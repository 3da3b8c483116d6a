"""Finding a case over the API: the same action, the same limit, the same trail."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.response import Response

from accounts.api import ApiRequest
from accounts.matrix import Act, may
from audit.record import refused
from audit.tags import Tag
from cases.case.choices import Stage
from cases.case.shapes import SealedShape, shown_shape
from cases.find.actions import find_case
from cases.find.choices import LONGEST_TERM, Why
from cases.find.queries import Found
from cases.find.states import TooManyFinds
from common.access import require
from common.api import ActionApi, Shape


class CaseFindInput(Shape):
    """What to look for."""

    term = serializers.CharField(max_length=LONGEST_TERM)


class FoundShape(serializers.Serializer[Any]):
    """One case. What may not be opened has no pid."""

    pid = serializers.CharField(required=False)
    reference = serializers.CharField()
    alias = SealedShape()
    stage = serializers.ChoiceField(choices=Stage.choices)
    why = serializers.ChoiceField(choices=Why.choices)
    may_open = serializers.BooleanField()


class FindsShape(serializers.Serializer[Any]):
    """The best first. `is_cut`: there is more; `names_stopped`: names were compared in the newest cases only."""

    results = FoundShape(many=True)
    is_cut = serializers.BooleanField()
    names_stopped = serializers.BooleanField()


class CaseFindApi(ActionApi):
    """A search. It is sent as a body, so that no address holds a term."""

    @extend_schema(operation_id="cases_find", request=CaseFindInput, responses={200: FindsShape})
    def post(self, request: ApiRequest) -> Response:
        """By case number, alias, name used, name of a child, whole phone number or whole number of a paper."""
        require(may(request.user, Act.CASE_FIND))
        try:
            finds = find_case(actor=request.user, text=self.validated(CaseFindInput)["term"])
        except TooManyFinds:
            refused(Tag.CASE_SEARCH)
            raise
        answer = {"is_cut": finds.is_cut, "names_stopped": finds.names_stopped}
        return Response({"results": [_shape(line) for line in finds.lines], **answer})


def _shape(line: Found) -> dict[str, Any]:
    shape = {
        "reference": line.case.reference,
        "alias": shown_shape(line.alias),
        "stage": line.case.stage,
        "why": line.why.value,
        "may_open": line.can_open,
    }
    return {"pid": line.case.pid, **shape} if line.can_open else shape

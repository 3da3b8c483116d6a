"""What the person was told, over the API."""

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.response import Response

from accounts.api import ApiRequest
from cases.briefing.actions import create_briefing
from cases.briefing.forms import BriefingForm
from cases.legal.api import MadeShape, opened, row_of
from cases.legal.facts import shape_of, stored
from cases.models import HearingPart
from common.api import ActionApi

BriefingInput = shape_of(
    BriefingForm, name="BriefingInput", more={"hearing": serializers.CharField(max_length=10, required=False)}
)


class BriefingListApi(ActionApi):
    """New talks."""

    @extend_schema(operation_id="briefings_create", request=BriefingInput, responses={201: MadeShape})
    def post(self, request: ApiRequest, pid: str) -> Response:
        """The person was told; `hearing` is the pid of the hearing whose day the person knows now."""
        case = opened(request, pid)
        data = self.validated(BriefingInput)
        name, day = data.pop("hearing", ""), data.pop("told_on")
        hearing = row_of(request, HearingPart.objects.filter(case=case), name) if name else None
        facts = stored(data | {"topics": sorted(data["topics"])})
        row = create_briefing(actor=request.user, case=case, facts=facts, told_on=day, hearing=hearing)
        return Response({"pid": row.pid}, status=201)

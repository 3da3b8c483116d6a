"""The coordinator's overview over the API: counts and ages, never a word about a person."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.response import Response

from accounts.api import ApiRequest
from accounts.matrix import Act, may
from audit.record import reading
from audit.tags import Tag
from cases.case.choices import Stage
from cases.case.shapes import SealedShape, shown_shape
from cases.overview.queries import (
    MOST,
    Load,
    LookLine,
    Lying,
    ToAssign,
    cases_to_assign,
    drafts_lying,
    handovers_waiting,
    lines_of,
    loads_of,
)
from common.access import require
from common.api import ActionApi


class LoadShape(serializers.Serializer[Any]):
    """How much one colleague has to do. `user`: a pid."""

    user = serializers.CharField()
    name = serializers.CharField()
    case_count = serializers.IntegerField()
    late_count = serializers.IntegerField()
    cover_count = serializers.IntegerField()
    away_until = serializers.DateTimeField(allow_null=True)


class LookLineShape(serializers.Serializer[Any]):
    """Something to look at. `is_more`: at least so often. /cases/?only= takes the codes late, quiet and ending."""

    code = serializers.CharField()
    words = serializers.CharField()
    count = serializers.IntegerField()
    is_more = serializers.BooleanField()
    is_urgent = serializers.BooleanField()


class WaitingHandoverShape(serializers.Serializer[Any]):
    """An offer that nobody has answered. `case`: a pid."""

    case = serializers.CharField()
    reference = serializers.CharField()
    giver = serializers.CharField()
    receiver = serializers.CharField()
    offered_at = serializers.DateTimeField()


class LyingShape(serializers.Serializer[Any]):
    """Unfinished texts of one colleague: how many, and since when the oldest lies. `user`: a pid."""

    user = serializers.CharField()
    name = serializers.CharField()
    count = serializers.IntegerField()
    oldest_at = serializers.DateTimeField()


class OverviewShape(serializers.Serializer[Any]):
    """The whole overview."""

    loads = LoadShape(many=True)
    lines = LookLineShape(many=True)
    handovers = WaitingHandoverShape(many=True)
    drafts = LyingShape(many=True)


class ToAssignShape(serializers.Serializer[Any]):
    """A case that needs somebody. `is_alone`: nobody works on it."""

    pid = serializers.CharField()
    reference = serializers.CharField()
    alias = SealedShape()
    stage = serializers.ChoiceField(choices=Stage.choices)
    team = serializers.CharField(allow_null=True)
    workers = serializers.ListField(child=serializers.CharField())
    is_alone = serializers.BooleanField()


class ToAssignListShape(serializers.Serializer[Any]):
    """Those without a worker first, then those that only a coordinator holds, then new ones; 25 at most."""

    results = ToAssignShape(many=True)


def _load(load: Load) -> dict[str, Any]:
    return {
        "user": load.user.pid,
        "name": load.user.display_name,
        "case_count": load.case_count,
        "late_count": load.late_count,
        "cover_count": load.cover_count,
        "away_until": load.away_until,
    }


def _line(line: LookLine) -> dict[str, Any]:
    return {
        "code": str(line.code),
        "words": str(line.label),
        "count": min(line.count, MOST),
        "is_more": line.is_more,
        "is_urgent": line.is_urgent,
    }


def _lying(lying: Lying) -> dict[str, Any]:
    return {
        "user": lying.user.pid,
        "name": lying.user.display_name,
        "count": lying.count,
        "oldest_at": lying.oldest_at,
    }


def _to_assign(row: ToAssign) -> dict[str, Any]:
    case = row.case
    return {
        "pid": case.pid,
        "reference": case.reference,
        "alias": shown_shape(row.alias),
        "stage": case.stage,
        "team": case.team.name if case.team is not None else None,
        "workers": [worker.display_name for worker in row.workers],
        "is_alone": row.is_alone,
    }


class LoadDetailApi(ActionApi):
    """The overview."""

    @extend_schema(operation_id="overview_detail", responses={200: OverviewShape})
    def get(self, request: ApiRequest) -> Response:
        """How much everybody has to do, and what needs a look."""
        user = request.user
        require(may(user, Act.LOAD_OPEN))
        reading(Tag.LOAD_OPEN)
        offers = [
            {
                "case": offer.case.pid,
                "reference": offer.case.reference,
                "giver": offer.giver.display_name,
                "receiver": offer.receiver.display_name,
                "offered_at": offer.created_at,
            }
            for offer in handovers_waiting(user)
        ]
        return Response(
            {
                "loads": [_load(load) for load in loads_of(user)],
                "lines": [_line(line) for line in lines_of(user)],
                "handovers": offers,
                "drafts": [_lying(lying) for lying in drafts_lying(user)],
            }
        )


class ToAssignListApi(ActionApi):
    """Cases that need somebody."""

    @extend_schema(operation_id="overview_to_assign", responses={200: ToAssignListShape})
    def get(self, request: ApiRequest) -> Response:
        """To be given to somebody."""
        require(may(request.user, Act.LOAD_OPEN))
        reading(Tag.LOAD_OPEN)
        return Response({"results": [_to_assign(row) for row in cases_to_assign(request.user)]})

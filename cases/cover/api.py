"""Cover for somebody who is away, over the API."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework import exceptions, serializers
from rest_framework.response import Response

from accounts.api import ApiRequest
from accounts.choices import Role
from accounts.matrix import Act, may
from accounts.models import User
from audit.record import reading
from audit.tags import Tag
from cases.assignment.api import ColleagueShape, LastDayField, chosen_colleague, colleague_shape, end_of_day
from cases.cover.actions import end_cover, give_cover
from cases.cover.queries import CoverLine, absentees, list_covers
from cases.models import Cover
from common.access import get_visible_or_404, require
from common.api import ActionApi, Shape

# As many stand in for one at most.
MOST = 50


class CoverInput(Shape):
    """`colleagues` stand in until midnight of `last_day`; `absent`: who is away, the caller if not named. All are pids."""

    absent = serializers.CharField(max_length=10, required=False)
    colleagues = serializers.ListField(
        child=serializers.CharField(max_length=10), allow_empty=False, min_length=1, max_length=MOST
    )
    last_day = LastDayField()


class CoverShape(serializers.Serializer[Any]):
    """One cover. `case_count`: cases that came with it and that the reader may open."""

    pid = serializers.CharField()
    absent = serializers.CharField()
    stand_ins = serializers.ListField(child=serializers.CharField())
    given_by = serializers.CharField()
    until = serializers.DateTimeField()
    ended_at = serializers.DateTimeField(allow_null=True)
    case_count = serializers.IntegerField()
    can_end = serializers.BooleanField()


class CoverListShape(serializers.Serializer[Any]):
    """Covers that run, the first to end first, and the latest that ended; who can be away, and who can stand in."""

    running = CoverShape(many=True)
    earlier = CoverShape(many=True)
    absentees = ColleagueShape(many=True)
    colleagues = ColleagueShape(many=True)


class GivenShape(serializers.Serializer[Any]):
    """`left_count`: cases that stay as they are; look at the list of cases, and assign where needed."""

    pid = serializers.CharField()
    case_count = serializers.IntegerField()
    left_count = serializers.IntegerField()


def _shape(line: CoverLine) -> dict[str, Any]:
    cover = line.cover
    return {
        "pid": cover.pid,
        "absent": cover.absent.display_name,
        "stand_ins": line.names,
        "given_by": cover.given_by.display_name,
        "until": cover.until,
        "ended_at": cover.ended_at,
        "case_count": line.case_count,
        "can_end": line.can_end,
    }


def _absentees(user: User) -> QuerySet[User, User]:
    """For whom `user` may give cover: coordinators for everybody who works on cases, the others for themselves."""
    rows = absentees(user)
    return rows if user.role == Role.COORDINATOR else rows.filter(pk=user.pk)


def _stand_ins(user: User) -> QuerySet[User, User]:
    """Whom `user` may choose; that they do the same work as whoever is away is asked by the action."""
    rows = absentees(user).exclude(pk=user.pk)
    return rows if user.role == Role.COORDINATOR else rows.filter(role=user.role)


class CoverListApi(ActionApi):
    """Who stands in for whom, and a new cover."""

    @extend_schema(operation_id="covers_list", responses={200: CoverListShape})
    def get(self, request: ApiRequest) -> Response:
        """For coordinators everybody's, for others the own absences."""
        user = request.user
        require(may(user, Act.COVER_GIVE))
        reading(Tag.COVER_LIST)
        running, earlier = list_covers(user)
        return Response(
            {
                "running": [_shape(line) for line in running],
                "earlier": [_shape(line) for line in earlier],
                "absentees": [colleague_shape(one) for one in _absentees(user)],
                "colleagues": [colleague_shape(one) for one in _stand_ins(user)],
            }
        )

    @extend_schema(operation_id="covers_give", request=CoverInput, responses={201: GivenShape})
    def post(self, request: ApiRequest) -> Response:
        """The colleagues share all open cases of whoever is away, evenly, until it ends by itself."""
        user = request.user
        require(may(user, Act.COVER_GIVE))
        data = self.validated(CoverInput)
        if "absent" not in data and user.role == Role.COORDINATOR:
            raise exceptions.ValidationError({"absent": [_("Name the colleague who is away.")]})
        absent = chosen_colleague(_absentees(user), data.get("absent", user.pid), "absent")
        choices = _stand_ins(user)
        wanted = dict.fromkeys(data["colleagues"])
        colleagues = [chosen_colleague(choices, pid, "colleagues") for pid in wanted]
        given = give_cover(actor=user, absent=absent, colleagues=colleagues, until=end_of_day(data["last_day"]))
        body = {"pid": given.cover.pid, "case_count": given.case_count, "left_count": given.left_count}
        return Response(body, status=201)


class CoverEndApi(ActionApi):
    """One cover."""

    @extend_schema(operation_id="covers_end", request=None, responses={204: None})
    def post(self, request: ApiRequest, pid: str) -> Response:
        """Whoever was away is back early: the others' access ends with their next request."""
        require(may(request.user, Act.COVER_GIVE))
        cover: Cover = get_visible_or_404(Cover.objects.select_related("absent"), request.user, pid, tag=Tag.COVER_END)
        end_cover(actor=request.user, cover=cover)
        return Response(status=204)

"""Who works on a case, over the API. Colleagues are named by public id, here and wherever else the API takes one."""

from datetime import date, datetime, time
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework import exceptions, serializers
from rest_framework.response import Response

from accounts.api import ApiRequest
from accounts.choices import Role
from accounts.matrix import Act
from accounts.models import User
from audit.tags import Tag
from cases.access import BY_GRANT
from cases.assignment.actions import end_assignment, give_assignment
from cases.assignment.models import NO_END
from cases.case.queries import open_case
from cases.case.states import require_open
from cases.encounter.api import CreatedRowShape
from cases.models import CaseGrant
from cases.permissions import can
from common.access import get_visible_or_404, require
from common.api import ActionApi, Shape

# A day further away is a slip of the finger.
FURTHEST_YEARS = 100


class ColleagueShape(serializers.Serializer[Any]):
    """Somebody of the organisation; `pid` goes wherever a colleague is asked for."""

    pid = serializers.CharField()
    name = serializers.CharField()
    role = serializers.ChoiceField(choices=Role.choices)


class LastDayField(serializers.DateField):
    """A last day, on the office's calendar."""

    def to_internal_value(self, value: Any) -> date:
        """Within a lifetime. Raises ValidationError."""
        day: date = super().to_internal_value(value)
        if day.year > timezone.localdate().year + FURTHEST_YEARS:
            raise exceptions.ValidationError([_("This day is too far ahead.")])
        return day


class AssignmentInput(Shape):
    """`user`: a colleague's pid. `last_day`: until its midnight on the office's clock; none if there is no end yet."""

    user = serializers.CharField(max_length=10)
    last_day = LastDayField(required=False, allow_null=True)


class AssignmentShape(serializers.Serializer[Any]):
    """One assignment. `until` null: no end is set. `stands_in`: only while a colleague is away."""

    pid = serializers.CharField()
    user = ColleagueShape()
    given_by = serializers.CharField()
    given_at = serializers.DateTimeField()
    until = serializers.DateTimeField(allow_null=True)
    ended_at = serializers.DateTimeField(allow_null=True)
    in_force = serializers.BooleanField()
    stands_in = serializers.BooleanField()


class AssignmentListShape(serializers.Serializer[Any]):
    """All assignments, the first given first; `colleagues` are those who can be chosen."""

    results = AssignmentShape(many=True)
    colleagues = ColleagueShape(many=True)


def colleague_shape(user: User) -> dict[str, Any]:
    """One colleague."""
    return {"pid": user.pid, "name": user.display_name, "role": user.role}


def chosen_colleague(choices: QuerySet[User, User], pid: str, name: str) -> User:
    """The one of `choices` with this public id. Raises ValidationError about `name` for everybody else, known or not."""
    found: User | None = choices.filter(pid=pid).first()
    if found is None:
        raise exceptions.ValidationError({name: ["not one of the choices"]}, code="does_not_exist")
    return found


def end_of_day(day: date) -> datetime:
    """The last moment of a day of the office."""
    return timezone.make_aware(datetime.combine(day, time.max))


def workers_for(user: User) -> QuerySet[User, User]:
    """Whom `user` may choose to work on a case."""
    rows: QuerySet[User, User] = User.objects.visible_to(user).active().filter(role__in=BY_GRANT)
    return rows.order_by("display_name")


def _assignment_shape(grant: CaseGrant, now: datetime) -> dict[str, Any]:
    return {
        "pid": grant.pid,
        "user": colleague_shape(grant.user),
        "given_by": grant.granted_by.display_name,
        "given_at": grant.granted_at,
        "until": None if grant.until == NO_END else grant.until,
        "ended_at": grant.ended_at,
        "in_force": grant.ended_at is None and grant.until > now,
        "stands_in": grant.cover_id is not None,
    }


class AssignmentListApi(ActionApi):
    """Who works on a case, and somebody more."""

    @extend_schema(operation_id="assignments_list", responses={200: AssignmentListShape})
    def get(self, request: ApiRequest, pid: str) -> Response:
        """Now and earlier."""
        case = open_case(request.user, pid, Tag.CASE_OPEN, ())
        require(can(request.user, Act.ASSIGNMENT_GIVE, case))
        grants = CaseGrant.objects.filter(content_object=case).select_related("user", "granted_by")
        now = timezone.now()
        results = [_assignment_shape(grant, now) for grant in grants.order_by("granted_at")]
        return Response({"results": results, "colleagues": [colleague_shape(one) for one in workers_for(request.user)]})

    @extend_schema(operation_id="assignments_give", request=AssignmentInput, responses={201: CreatedRowShape})
    def post(self, request: ApiRequest, pid: str) -> Response:
        """Somebody works on the case from now on; whoever has it until an earlier day keeps it longer."""
        case = open_case(request.user, pid, Tag.CASE_OPEN, ())
        require(can(request.user, Act.ASSIGNMENT_GIVE, case))
        require_open(case)
        data = self.validated(AssignmentInput)
        user = chosen_colleague(workers_for(request.user), data["user"], "user")
        last_day = data.get("last_day")
        until = None if last_day is None else end_of_day(last_day)
        grant = give_assignment(actor=request.user, case=case, user=user, until=until)
        return Response({"pid": grant.pid}, status=201)


class AssignmentEndApi(ActionApi):
    """One assignment."""

    @extend_schema(operation_id="assignments_end", request=None, responses={204: None})
    def post(self, request: ApiRequest, pid: str, grant_pid: str) -> Response:
        """It ends; the colleague's access with the next request. An open case keeps somebody."""
        case = open_case(request.user, pid, Tag.CASE_OPEN, ())
        require(can(request.user, Act.ASSIGNMENT_END, case))
        rows = CaseGrant.objects.filter(content_object=case).select_related("user")
        grant: CaseGrant = get_visible_or_404(rows, request.user, grant_pid, tag=Tag.CASE_OPEN)
        end_assignment(actor=request.user, grant=grant)
        return Response(status=204)

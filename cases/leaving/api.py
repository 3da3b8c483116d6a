"""A colleague leaves, over the API: for administrators who said within the last five minutes who they are."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.response import Response

from accounts.api import ApiRequest
from accounts.matrix import Act, may
from accounts.models import User
from accounts.permissions import can_deactivate_staff
from accounts.requests import was_confirmed
from audit.record import reading
from audit.tags import Tag
from cases.assignment.api import ColleagueShape, chosen_colleague, colleague_shape
from cases.leaving.actions import leave_colleague
from cases.leaving.queries import heirs_for, left_behind
from cases.opening.states import ConfirmFirst
from common.access import get_visible_or_404, require
from common.api import ActionApi, Shape


class LeavingInput(Shape):
    """`heir`: the pid of who takes over; else whoever works on a case besides, or a coordinator."""

    heir = serializers.CharField(max_length=10, required=False, allow_null=True)


class LeavingShape(serializers.Serializer[Any]):
    """What goes to others, in numbers: who closes accounts sees no case. `heirs` can be chosen."""

    user = ColleagueShape()
    is_active = serializers.BooleanField()
    case_count = serializers.IntegerField()
    cover_count = serializers.IntegerField()
    due_count = serializers.IntegerField()
    late_count = serializers.IntegerField()
    heirs = ColleagueShape(many=True)


class LeftShape(serializers.Serializer[Any]):
    """How many open cases changed hands."""

    case_count = serializers.IntegerField()


class ColleagueLeaveApi(ActionApi):
    """The end of an account."""

    @extend_schema(operation_id="staff_leaving", responses={200: LeavingShape})
    def get(self, request: ApiRequest, pid: str) -> Response:
        """What would be left behind."""
        user = _open(request, pid)
        reading(Tag.USER_OPEN, user)
        left = left_behind(user)
        return Response(
            {
                "user": colleague_shape(user),
                "is_active": user.is_active,
                "case_count": left.case_count,
                "cover_count": left.cover_count,
                "due_count": left.due_count,
                "late_count": left.late_count,
                "heirs": [colleague_shape(one) for one in heirs_for(request.user, user)],
            }
        )

    @extend_schema(operation_id="staff_leave", request=LeavingInput, responses={200: LeftShape})
    def post(self, request: ApiRequest, pid: str) -> Response:
        """Every open case and everything due goes to somebody else, and the account closes; or nothing happens."""
        user = _open(request, pid)
        named, heir = self.validated(LeavingInput).get("heir"), None
        if named is not None:
            heir = chosen_colleague(heirs_for(request.user, user), named, "heir")
        return Response({"case_count": leave_colleague(actor=request.user, user=user, heir=heir)})


def _open(request: ApiRequest, pid: str) -> User:
    """The account; asked after the role and who sits there, so that a refusal tells nothing about any account."""
    require(may(request.user, Act.STAFF_DEACTIVATE))
    if not was_confirmed(request):
        raise ConfirmFirst
    user: User = get_visible_or_404(User.objects.all(), request.user, pid, tag=Tag.USER_OPEN)
    require(can_deactivate_staff(request.user, user))
    return user

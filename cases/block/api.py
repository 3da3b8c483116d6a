"""Conflict blocks over the API: for coordinators who said within the last five minutes who they are."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.response import Response

from accounts.api import ApiRequest
from accounts.matrix import Act, may
from accounts.models import User
from accounts.requests import was_confirmed
from audit.tags import Tag
from cases.access import relation_of_visible
from cases.assignment.api import ColleagueShape, chosen_colleague, colleague_shape
from cases.block.actions import lift_block, set_block
from cases.case.queries import open_case
from cases.case.shapes import SealedShape, sealed_shape
from cases.encounter.api import CreatedRowShape
from cases.models import Case, ConflictBlock
from cases.opening.states import ConfirmFirst
from common.access import get_visible_or_404, require
from common.api import ActionApi, Shape
from encryption.classes import FieldClass

REASON_LIMIT = 1000


class BlockInput(Shape):
    """Whom to keep away (a colleague's pid), and why. The reason is sealed; coordinators of the case can read it."""

    user = serializers.CharField(max_length=10)
    reason = serializers.CharField(max_length=REASON_LIMIT, required=False, allow_blank=True)


class BlockShape(serializers.Serializer[Any]):
    """Somebody is kept away, or was until `lifted_at`."""

    pid = serializers.CharField()
    user = ColleagueShape()
    set_by = serializers.CharField()
    set_at = serializers.DateTimeField()
    lifted_at = serializers.DateTimeField(allow_null=True)
    lifted_by = serializers.CharField(allow_null=True)
    reason = SealedShape()


class BlockListShape(serializers.Serializer[Any]):
    """Blocks in force first; `colleagues` are those who can be chosen."""

    results = BlockShape(many=True)
    colleagues = ColleagueShape(many=True)


def block_shape(block: ConflictBlock) -> dict[str, Any]:
    """One block."""
    return {
        "pid": block.pid,
        "user": colleague_shape(block.user),
        "set_by": block.set_by.display_name,
        "set_at": block.created_at,
        "lifted_at": block.lifted_at,
        "lifted_by": block.lifted_by.display_name if block.lifted_by is not None else None,
        "reason": sealed_shape(block.reason),
    }


def _open(request: ApiRequest, pid: str) -> Case:
    """The case; asked after the role and who sits there, so that a refusal tells nothing about any case."""
    require(may(request.user, Act.BLOCK_SET, relation_of_visible(request.user)))
    if not was_confirmed(request):
        raise ConfirmFirst
    return open_case(request.user, pid, Tag.CASE_OPEN, {FieldClass.NARRATIVE})


class BlockListApi(ActionApi):
    """Who is kept away from a case, and somebody more."""

    @extend_schema(operation_id="blocks_list", responses={200: BlockListShape})
    def get(self, request: ApiRequest, pid: str) -> Response:
        """Now and earlier."""
        case = _open(request, pid)
        rows = ConflictBlock.objects.visible_to(request.user).filter(case=case)
        rows = rows.select_related("user", "set_by", "lifted_by").in_force_first()
        colleagues = [colleague_shape(one) for one in _others(request.user)]
        return Response({"results": [block_shape(row) for row in rows], "colleagues": colleagues})

    @extend_schema(operation_id="blocks_set", request=BlockInput, responses={201: CreatedRowShape})
    def post(self, request: ApiRequest, pid: str) -> Response:
        """For this colleague the case no longer exists.

        If nobody else works on it, the caller does until it is assigned anew.
        """
        case = _open(request, pid)
        data = self.validated(BlockInput)
        user = chosen_colleague(_others(request.user), data["user"], "user")
        block = set_block(actor=request.user, case=case, user=user, reason=data.get("reason", ""))
        return Response({"pid": block.pid}, status=201)


class BlockLiftApi(ActionApi):
    """One block."""

    @extend_schema(operation_id="blocks_lift", request=None, responses={204: None})
    def post(self, request: ApiRequest, pid: str, block_pid: str) -> Response:
        """The colleague sees the case again as far as role and assignment allow."""
        case = _open(request, pid)
        rows = ConflictBlock.objects.filter(case=case).select_related("user")
        block: ConflictBlock = get_visible_or_404(rows, request.user, block_pid, tag=Tag.CASE_OPEN)
        lift_block(actor=request.user, block=block)
        return Response(status=204)


def _others(user: User) -> Any:
    """Whom `user` can keep away."""
    return User.objects.visible_to(user).active().exclude(pk=user.pk).order_by("display_name")

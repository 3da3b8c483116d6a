"""Cases of one situation over the API."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.response import Response

from accounts.api import ApiRequest
from accounts.matrix import Act
from audit.tags import Tag
from cases.case.queries import open_case
from cases.encounter.api import CreatedRowShape
from cases.models import SituationLink
from cases.permissions import can
from cases.situation.actions import begin_situation, link_situation, restore_situation, unlink_situation
from cases.situation.choices import SituationKind
from cases.situation.queries import Together, case_by_number, together_of
from cases.situation.states import NoSuchCase
from common.access import get_visible_or_404, require
from common.api import ActionApi, Shape
from common.errors import NotAllowed


class SharedInput(Shape):
    """What the cases share: a new situation of this kind."""

    kind = serializers.ChoiceField(choices=SituationKind.choices)


class SituationInput(SharedInput):
    """The printed number of the other case besides."""

    number = serializers.CharField(max_length=20)


class LinkedShape(serializers.Serializer[Any]):
    """A case of the situation that the reader may open."""

    pid = serializers.CharField()
    reference = serializers.CharField()


class TogetherShape(serializers.Serializer[Any]):
    """One situation; `pid` is that of the link of the case that was asked for."""

    pid = serializers.CharField()
    kind = serializers.ChoiceField(choices=SituationKind.choices)
    cases = LinkedShape(many=True)


class TogetherListShape(serializers.Serializer[Any]):
    """Situations in which at least one other case may be opened."""

    results = TogetherShape(many=True)


def together_shape(item: Together) -> dict[str, Any]:
    """One situation with the other cases in sight."""
    cases = [{"pid": other.case.pid, "reference": other.case.reference} for other in item.others]
    return {"pid": item.link.pid, "kind": item.situation.kind, "cases": cases}


class SituationListApi(ActionApi):
    """The situations of a case, and a further case."""

    @extend_schema(operation_id="situations_list", responses={200: TogetherListShape})
    def get(self, request: ApiRequest, pid: str) -> Response:
        """Which cases belong together with this one, as far as the reader may open them."""
        case = open_case(request.user, pid, Tag.SITUATION_OPEN)
        return Response({"results": [together_shape(item) for item in together_of(request.user, case)]})

    @extend_schema(operation_id="situations_link", request=SituationInput, responses={201: CreatedRowShape})
    def post(self, request: ApiRequest, pid: str) -> Response:
        """Link another case in a new situation; its number is one that the actor may open."""
        case = open_case(request.user, pid, Tag.SITUATION_OPEN)
        require(can(request.user, Act.SITUATION_LINK, case))
        data = self.validated(SituationInput)
        other = case_by_number(request.user, data.pop("number"))
        if other is None:
            raise NoSuchCase
        link = link_situation(actor=request.user, case=case, other=other, **data)
        return Response({"pid": link.pid}, status=201)


class SituationBeginApi(ActionApi):
    """A new case from the same situation."""

    @extend_schema(operation_id="situations_begin", request=SharedInput, responses={201: CreatedRowShape})
    def post(self, request: ApiRequest, pid: str) -> Response:
        """Begin an intake with the circumstances; the answer names the intake."""
        case = open_case(request.user, pid, Tag.SITUATION_OPEN)
        require(can(request.user, Act.SITUATION_LINK, case))
        key = begin_situation(actor=request.user, case=case, **self.validated(SharedInput))
        return Response({"pid": key}, status=201)


class SituationUnlinkApi(ActionApi):
    """Taking a case out of a situation."""

    @extend_schema(operation_id="situations_unlink", request=None, responses={204: None})
    def post(self, request: ApiRequest, pid: str, link_pid: str) -> Response:
        """The others stay linked."""
        case = open_case(request.user, pid, Tag.SITUATION_OPEN)
        rows = SituationLink.objects.filter(case=case).select_related("case")
        link: SituationLink = get_visible_or_404(rows, request.user, link_pid, tag=Tag.SITUATION_OPEN)
        if link.ended_at is None and link.pid not in {one.link.pid for one in together_of(request.user, case)}:
            raise NotAllowed
        unlink_situation(actor=request.user, link=link)
        return Response(status=204)


class SituationRestoreApi(ActionApi):
    """Undoing it."""

    @extend_schema(operation_id="situations_restore", request=None, responses={204: None})
    def post(self, request: ApiRequest, pid: str, link_pid: str) -> Response:
        """Within a minute, by whoever took it out."""
        case = open_case(request.user, pid, Tag.SITUATION_OPEN)
        require(can(request.user, Act.SITUATION_LINK, case))
        rows = SituationLink.objects.filter(case=case).select_related("situation", "case")
        link: SituationLink = get_visible_or_404(rows, request.user, link_pid, tag=Tag.SITUATION_OPEN)
        restore_situation(actor=request.user, link=link)
        return Response(status=204)

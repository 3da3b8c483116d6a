"""A case changes hands, over the API: nothing moves until the other side says yes."""

from typing import Any

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.response import Response

from accounts.api import ApiRequest
from accounts.choices import Role
from accounts.matrix import Act, may
from accounts.models import User
from audit.tags import Tag
from cases.assignment.api import ColleagueShape, chosen_colleague, colleague_shape, workers_for
from cases.case.queries import open_case, workers_of
from cases.case.shapes import SealedShape, sealed_shape, shown_shape
from cases.case.states import require_open
from cases.encounter.api import CreatedRowShape
from cases.handover.actions import accept_handover, decline_handover, offer_handover, withdraw_handover
from cases.handover.choices import HandoverState
from cases.handover.queries import Offer, answer_offer, offers_to, open_offer, own_offers
from cases.models import Case, CaseHandover
from cases.permissions import can
from cases.sheets import may_write
from common.access import get_visible_or_404, require
from common.api import ActionApi, Shape
from common.shown import Shown, State
from encryption.classes import FieldClass

NOTE_LIMIT = 5000


class HandoverInput(Shape):
    """To whom, and what the colleague should know. `giver`: whose assignment, for coordinators; else the caller's own."""

    giver = serializers.CharField(max_length=10, required=False)
    receiver = serializers.CharField(max_length=10)
    note = serializers.CharField(max_length=NOTE_LIMIT, required=False, allow_blank=True)


class HandoverShape(serializers.Serializer[Any]):
    """An offer that waits on a case that the reader may open."""

    pid = serializers.CharField()
    giver = serializers.CharField()
    receiver = serializers.CharField()
    offered_at = serializers.DateTimeField()
    note = SealedShape()


class HandoverListShape(serializers.Serializer[Any]):
    """What waits, the oldest first; whose assignment can be offered, to whom, and whether with a note."""

    results = HandoverShape(many=True)
    takes_note = serializers.BooleanField()
    givers = ColleagueShape(many=True)
    receivers = ColleagueShape(many=True)


class OfferShape(serializers.Serializer[Any]):
    """An offer to the reader; of the case itself only the alias."""

    pid = serializers.CharField()
    alias = SealedShape()
    giver = serializers.CharField()
    offered_by = serializers.CharField()
    offered_at = serializers.DateTimeField()


class OfferDetailShape(OfferShape):
    """With the words of the colleague."""

    note = SealedShape()


class OwnOfferShape(serializers.Serializer[Any]):
    """What became of an offer that the reader's assignment was in."""

    pid = serializers.CharField()
    reference = serializers.CharField()
    receiver = serializers.CharField()
    state = serializers.ChoiceField(choices=HandoverState.choices)
    offered_at = serializers.DateTimeField()
    answered_at = serializers.DateTimeField(allow_null=True)


class OfferListShape(serializers.Serializer[Any]):
    """`results`: what waits for the reader's answer. `own`: what waits for others, and what was answered within a week."""

    results = OfferShape(many=True)
    own = OwnOfferShape(many=True)


class TakenShape(serializers.Serializer[Any]):
    """`pid`: that of the case, which is the caller's now."""

    pid = serializers.CharField()


def _offer_shape(offer: Offer) -> dict[str, Any]:
    row = offer.row
    return {
        "pid": row.pid,
        "alias": shown_shape(offer.alias),
        "giver": row.giver.display_name,
        "offered_by": row.offered_by.display_name,
        "offered_at": row.created_at,
    }


def _own_shape(row: CaseHandover) -> dict[str, Any]:
    return {
        "pid": row.pid,
        "reference": row.case.reference,
        "receiver": row.receiver.display_name,
        "state": row.state,
        "offered_at": row.created_at,
        "answered_at": row.answered_at,
    }


def _givers(user: User, case: Case) -> QuerySet[User, User]:
    """Whose assignment `user` may offer: coordinators anybody's, the others their own."""
    rows = workers_for(user)
    if user.role != Role.COORDINATOR:
        return rows.filter(pk=user.pk)
    return rows.filter(pk__in=[worker.pk for worker in workers_of([case.pk]).get(case.pk, [])])


def _receivers(user: User) -> QuerySet[User, User]:
    """To whom `user` may offer; that they do the giver's work is asked by the action."""
    rows = workers_for(user)
    return rows if user.role == Role.COORDINATOR else rows.filter(role=user.role).exclude(pk=user.pk)


def _open(request: ApiRequest, pid: str) -> Case:
    case = open_case(request.user, pid, Tag.CASE_OPEN, {FieldClass.NARRATIVE})
    require(can(request.user, Act.HANDOVER_OFFER, case))
    return case


class HandoverListApi(ActionApi):
    """Offers of a case, and a new one."""

    @extend_schema(operation_id="handovers_list", responses={200: HandoverListShape})
    def get(self, request: ApiRequest, pid: str) -> Response:
        """What waits for an answer."""
        case = _open(request, pid)
        rows = CaseHandover.objects.waiting().filter(case=case).select_related("giver", "receiver")
        results = [
            {
                "pid": row.pid,
                "giver": row.giver.display_name,
                "receiver": row.receiver.display_name,
                "offered_at": row.created_at,
                "note": sealed_shape(row.note),
            }
            for row in rows.order_by("created_at")
        ]
        return Response(
            {
                "results": results,
                "takes_note": may_write(CaseHandover.of(case), "note"),
                "givers": [colleague_shape(one) for one in _givers(request.user, case)],
                "receivers": [colleague_shape(one) for one in _receivers(request.user)],
            }
        )

    @extend_schema(operation_id="handovers_offer", request=HandoverInput, responses={201: CreatedRowShape})
    def post(self, request: ApiRequest, pid: str) -> Response:
        """Offer the case. Nothing changes until the colleague says yes."""
        user, case = request.user, _open(request, pid)
        require_open(case)
        data = self.validated(HandoverInput)
        giver = user
        if user.role == Role.COORDINATOR or "giver" in data:
            giver = chosen_colleague(_givers(user, case), data.get("giver", ""), "giver")
        receiver = chosen_colleague(_receivers(user), data["receiver"], "receiver")
        row = offer_handover(actor=user, case=case, giver=giver, receiver=receiver, note=data.get("note", ""))
        return Response({"pid": row.pid}, status=201)


class HandoverWithdrawApi(ActionApi):
    """An offer that waits."""

    @extend_schema(operation_id="handovers_withdraw", request=None, responses={204: None})
    def post(self, request: ApiRequest, pid: str, handover_pid: str) -> Response:
        """It is taken back, and nothing has changed."""
        case = _open(request, pid)
        rows = CaseHandover.objects.filter(case=case).select_related("case", "giver")
        row: CaseHandover = get_visible_or_404(rows, request.user, handover_pid, tag=Tag.HANDOVER_WITHDRAW)
        withdraw_handover(actor=request.user, handover=row)
        return Response(status=204)


class OfferListApi(ActionApi):
    """Offers to the caller, and what became of the own ones."""

    @extend_schema(operation_id="offers_list", responses={200: OfferListShape})
    def get(self, request: ApiRequest) -> Response:
        """The oldest first."""
        require(may(request.user, Act.CASE_LIST))
        results = [_offer_shape(offer) for offer in offers_to(request.user)]
        return Response({"results": results, "own": [_own_shape(row) for row in own_offers(request.user)]})


class OfferDetailApi(ActionApi):
    """One offer."""

    @extend_schema(operation_id="offers_detail", responses={200: OfferDetailShape})
    def get(self, request: ApiRequest, pid: str) -> Response:
        """With its note, which is opened here only."""
        offer = open_offer(request.user, pid)
        return Response(_offer_shape(offer) | {"note": shown_shape(offer.note or Shown(State.EMPTY))})


class OfferAcceptApi(ActionApi):
    """Yes."""

    @extend_schema(operation_id="offers_accept", request=None, responses={200: TakenShape})
    def post(self, request: ApiRequest, pid: str) -> Response:
        """The case and what is due on it are the caller's from now on."""
        row = answer_offer(request.user, pid, Tag.HANDOVER_ACCEPT)
        accept_handover(actor=request.user, handover=row)
        return Response({"pid": row.case.pid})


class OfferDeclineApi(ActionApi):
    """No."""

    @extend_schema(operation_id="offers_decline", request=None, responses={204: None})
    def post(self, request: ApiRequest, pid: str) -> Response:
        """Nothing changes, and the giver is told."""
        row = answer_offer(request.user, pid, Tag.HANDOVER_DECLINE)
        decline_handover(actor=request.user, handover=row)
        return Response(status=204)

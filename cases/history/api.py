"""Earlier values over the API: who replaced them and when, and those behind a lock as on the page."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.response import Response

from accounts.api import ApiRequest
from accounts.matrix import CASE_CLASSES
from accounts.requests import was_confirmed
from audit.record import reading
from audit.tags import Tag
from cases.case.page import CasePage, open_page
from cases.case.shapes import SealedShape, shown_shape
from cases.facts.sections import Section
from cases.history.queries import BY_SLUG, EarlierLine, asked_for, earlier_lines, opened_values
from cases.models import EarlierValue
from cases.opening.actions import reveal_case
from cases.opening.api import RevealedShape, RevealInput
from cases.opening.choices import OpeningReason, Way
from cases.opening.states import ConfirmFirst, ReasonNeeded
from common.access import get_visible_or_404, require
from common.api import ActionApi, Shape
from common.errors import NotAllowed


class HistoryQuery(Shape):
    """`before`: the `next` of the page before."""

    before = serializers.CharField(required=False, max_length=10)


class EarlierShape(serializers.Serializer[Any]):
    """One value that was replaced, or given up for a colleague's (`was_saved` false).

    `code` opens it by POST to show/ where it is locked; "" where it stands open or the reader cannot open it.
    """

    words = serializers.CharField()
    value = SealedShape()
    who = serializers.CharField()
    at = serializers.DateTimeField()
    was_saved = serializers.BooleanField()
    code = serializers.CharField(allow_blank=True)


class EarlierListShape(serializers.Serializer[Any]):
    """A page of earlier values, the newest change first; `next` goes into `before`."""

    results = EarlierShape(many=True)
    next = serializers.CharField(allow_null=True)


def earlier_shape(line: EarlierLine) -> dict[str, Any]:
    """One line, its value in the words of the page."""
    return {
        "words": str(line.label),
        "value": shown_shape(line.value),
        "who": line.who.display_name,
        "at": line.at,
        "was_saved": line.was_saved,
        "code": line.code,
    }


def _open(request: ApiRequest, pid: str, slug: str) -> tuple[CasePage, Section]:
    page = open_page(request.user, pid, Tag.HISTORY_OPEN, CASE_CLASSES)
    section = BY_SLUG.get(slug)
    if section is None:
        raise NotAllowed
    return page, section


class HistoryListApi(ActionApi):
    """What stood in a section before. Sections: identity, contact, person, talking, needs, health, legal, and so on."""

    @extend_schema(operation_id="history_list", parameters=[HistoryQuery], responses={200: EarlierListShape})
    def get(self, request: ApiRequest, pid: str, section: str) -> Response:
        """What the reader is not cleared for is left out: neither that it was changed nor how often is told."""
        page, group = _open(request, pid, section)
        before = self.asked(HistoryQuery).get("before")
        older_than = None
        if before:
            rows = EarlierValue.objects.filter(case=page.case)
            older_than = get_visible_or_404(rows, request.user, before, tag=Tag.HISTORY_OPEN)
        lines, older = earlier_lines(page, group, (), before=older_than)
        return Response({"results": [earlier_shape(line) for line in lines], "next": older or None})


class HistoryShowApi(ActionApi):
    """Earlier values behind a lock."""

    @extend_schema(operation_id="history_show", request=RevealInput, responses={200: RevealedShape})
    def post(self, request: ApiRequest, pid: str, section: str) -> Response:
        """Open values by their `code`, with a reason where one is asked for; recorded before they are sent."""
        page, group = _open(request, pid, section)
        data = self.validated(RevealInput)
        codes = set(data["lines"])
        asked = asked_for(page, group, codes)
        require(len(asked) == len(codes))
        if any(one.lock.is_confirmed for one in asked) and not was_confirmed(request):
            raise ConfirmFirst
        labels = {one.earlier.field for one in asked if one.lock.way == Way.REASON}
        if labels:
            if "reason" not in data:
                raise ReasonNeeded
            reveal_case(
                actor=request.user,
                case=page.case,
                labels=labels,
                reason=OpeningReason(data["reason"]),
                words=data.get("words", ""),
            )
            reading(Tag.HISTORY_OPEN, subject=page.case, case_id=page.case.pk)
        values = {code: shown_shape(value) for code, value in opened_values(group, asked).items()}
        return Response({"values": values, "seconds": min(one.lock.seconds for one in asked)})

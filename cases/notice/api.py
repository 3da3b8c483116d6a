"""The own notices over the API."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.response import Response

from accounts.api import ApiRequest
from audit.record import reading
from audit.tags import Tag
from cases.notice.queries import list_notices, notice_of, running_alerts
from common.access import require
from common.api import ActionApi
from reminders.actions import take_due
from reminders.ladder.actions import see_alerts
from reminders.ladder.choices import Part
from reminders.ladder.permissions import can_list_notices


class NoticeShape(serializers.Serializer[Any]):
    """The latest alert about one thing: a case's number and a day, never what it is. `due` goes into /dues/<pid>/."""

    pid = serializers.CharField()
    due = serializers.CharField()
    reference = serializers.CharField()
    due_on = serializers.DateField()
    part = serializers.ChoiceField(choices=Part.choices)
    is_urgent = serializers.BooleanField()
    is_new = serializers.BooleanField()
    raised_at = serializers.DateTimeField()


class NoticeListShape(serializers.Serializer[Any]):
    """New ones first, then the earliest due."""

    results = NoticeShape(many=True)


class NoticeListApi(ActionApi):
    """What the caller was alerted of and is still to do."""

    @extend_schema(operation_id="notices_list", responses={200: NoticeListShape})
    def get(self, request: ApiRequest) -> Response:
        """One for each thing."""
        require(can_list_notices(request.user))
        reading(Tag.NOTICE_LIST)
        results = [
            {
                "pid": line.alert.pid,
                "due": line.alert.due.pid,
                "reference": line.case.reference,
                "due_on": line.alert.due.due_on,
                "part": line.alert.part,
                "is_urgent": line.alert.is_urgent,
                "is_new": line.is_new,
                "raised_at": line.alert.raised_at,
            }
            for line in list_notices(request.user)
        ]
        return Response({"results": results})

    @extend_schema(operation_id="notices_see", request=None, responses={204: None})
    def post(self, request: ApiRequest) -> Response:
        """All were looked at. They come again until something is recorded."""
        require(can_list_notices(request.user))
        see_alerts(actor=request.user, alerts=running_alerts(request.user))
        return Response(status=204)


class NoticeTakeApi(ActionApi):
    """A colleague's thing that the caller was alerted of."""

    @extend_schema(operation_id="notices_take", request=None, responses={204: None})
    def post(self, request: ApiRequest, pid: str) -> Response:
        """The caller answers for it from now on."""
        require(can_list_notices(request.user))
        due, _case = notice_of(request.user, pid, Tag.DUE_TAKE)
        take_due(actor=request.user, due=due)
        return Response(status=204)

"""The contact log over the API, and the step to a case with the person's own yes."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import exceptions, serializers
from rest_framework.response import Response

from accounts.api import ApiRequest
from accounts.matrix import Act, may
from audit.record import reading
from audit.tags import Tag
from cases.call.actions import begin_case, create_call
from cases.call.choices import Became, CallAsked, CallChannel, CallDone, Caller, Danger, Whose
from cases.call.permissions import can_begin_case, can_log_call
from cases.call.queries import CallFilter, admit_calls, entries, list_calls
from cases.case.shapes import SealedShape, sealed_shape
from cases.choices import languages
from cases.encounter.api import CreatedRowShape
from cases.models import Call
from cases.note.api import NoteInput
from common.access import get_visible_or_404, require
from common.api import ActionApi, Shape


class CallInput(Shape):
    """A call or a visit; `happened_at` is now if it is not given. `language`: a code of ISO 639-2."""

    channel = serializers.ChoiceField(choices=CallChannel.choices)
    caller = serializers.ChoiceField(choices=Caller.choices)
    danger = serializers.ChoiceField(choices=Danger.choices)
    language = serializers.CharField(max_length=3, required=False)
    asked = serializers.ListField(child=serializers.ChoiceField(choices=CallAsked.choices), required=False)
    done = serializers.ListField(child=serializers.ChoiceField(choices=CallDone.choices), required=False)
    words = serializers.CharField(max_length=2000, required=False, allow_blank=True, trim_whitespace=False)
    happened_at = serializers.DateTimeField(required=False)

    validate_happened_at = NoteInput.validate_happened_at

    def validate_language(self, value: str) -> str:
        """A code that the product knows."""
        if value not in languages.CODES:
            raise exceptions.ValidationError("", code="invalid_choice")
        return value


class CallBeginInput(Shape):
    """Whether the person agreed that a record is kept: she or he alone can say so, no relative, officer or colleague."""

    agreed = serializers.BooleanField()


class CallQuery(Shape):
    """Filters; `before`: an instant."""

    whose = serializers.ChoiceField(choices=Whose.choices, required=False)
    channel = serializers.ChoiceField(choices=CallChannel.choices, required=False)
    caller = serializers.ChoiceField(choices=Caller.choices, required=False)
    became = serializers.ChoiceField(choices=Became.choices, required=False)
    before = serializers.DateTimeField(required=False)

    validate_before = NoteInput.validate_happened_at


class CallShape(serializers.Serializer[Any]):
    """An entry; `facts` is {"language", "danger", "asked", "done"}."""

    pid = serializers.CharField()
    logged_by = serializers.CharField()
    happened_at = serializers.DateTimeField()
    channel = serializers.ChoiceField(choices=CallChannel.choices)
    caller = serializers.ChoiceField(choices=Caller.choices)
    has_case = serializers.BooleanField()
    facts = SealedShape()
    words = SealedShape(required=False)


class CallListShape(serializers.Serializer[Any]):
    """A page of the log; `next` goes into `before`."""

    results = CallShape(many=True)
    next = serializers.DateTimeField(allow_null=True)


def call_shape(row: Call, *, with_words: bool = False) -> dict[str, Any]:
    """One entry; its words only where it is asked for alone."""
    shape = {
        "pid": row.pid,
        "logged_by": row.logged_by.display_name,
        "happened_at": row.happened_at,
        "channel": row.channel,
        "caller": row.caller,
        "has_case": row.is_begun,
        "facts": sealed_shape(row.facts),
    }
    return shape | ({"words": sealed_shape(row.words)} if with_words else {})


class CallListApi(ActionApi):
    """The log, newest first, and a new entry."""

    @extend_schema(operation_id="calls_list", parameters=[CallQuery], responses={200: CallListShape})
    def get(self, request: ApiRequest) -> Response:
        """A page of entries; follow `next` as `?before=`."""
        require(may(request.user, Act.CALL_LIST))
        asked = self.asked(CallQuery)
        wanted = CallFilter(
            whose=Whose(asked.get("whose", Whose.ALL)),
            channel=asked.get("channel", ""),
            caller=asked.get("caller", ""),
            became=Became(asked.get("became", Became.ANY)),
            before=asked.get("before"),
        )
        page = list_calls(request.user, wanted)
        reading(Tag.CALL_LIST)
        return Response({"results": [call_shape(line.row) for line in page.lines], "next": page.older})

    @extend_schema(operation_id="calls_create", request=CallInput, responses={201: CreatedRowShape})
    def post(self, request: ApiRequest) -> Response:
        """Write into the log."""
        require(can_log_call(request.user))
        row = create_call(actor=request.user, **self.validated(CallInput))
        return Response({"pid": row.pid}, status=201)


class CallDetailApi(ActionApi):
    """One entry."""

    @extend_schema(operation_id="calls_detail", responses={200: CallShape})
    def get(self, request: ApiRequest, pid: str) -> Response:
        """The entry with its words."""
        return Response(call_shape(_open(request, pid), with_words=True))


def _open(request: ApiRequest, pid: str) -> Call:
    row: Call = get_visible_or_404(entries(), request.user, pid, tag=Tag.CALL_OPEN)
    admit_calls(request.user, [row])
    reading(Tag.CALL_OPEN, subject=row)
    return row


class CallBeginApi(ActionApi):
    """From an entry to a case."""

    @extend_schema(operation_id="calls_begin", request=CallBeginInput, responses={201: CreatedRowShape})
    def post(self, request: ApiRequest, pid: str) -> Response:
        """Begin an intake with what is known in codes; the words stay in the log.

        The intake is finished on its page, which stands among the drafts; the case will have its `pid`.
        Refused (409) without the person's own yes, and a second time.
        """
        row = _open(request, pid)
        require(can_begin_case(request.user, row))
        key = begin_case(actor=request.user, call=row, agreed=self.validated(CallBeginInput)["agreed"])
        return Response({"pid": key}, status=201)

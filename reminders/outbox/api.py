"""Mail over the API: the own wishes, and for coordinators what did not arrive."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.response import Response

from accounts.api import ApiRequest
from accounts.matrix import Act, may
from audit.record import one_transaction, reading
from audit.tags import Tag
from common.access import get_visible_or_404, require
from common.api import ActionApi, Shape
from common.matching import IF_MATCH, REFUSALS, read_etag, require_versions, tagged
from reminders.models import Message
from reminders.outbox.actions import ask_address, edit_mail, lock_wishes, retry_message, see_messages
from reminders.outbox.choices import MessageState, Trouble
from reminders.outbox.mailer import mail_is_on
from reminders.outbox.queries import is_confirmed, undelivered_for, wishes_of

MAIL = "mail"


class MailShape(serializers.Serializer[Any]):
    """The own wishes. `is_on`: whether this installation sends mail at all. `hour` is of the office's clock."""

    has_mail = serializers.BooleanField()
    hour = serializers.IntegerField()
    is_confirmed = serializers.BooleanField()
    is_on = serializers.BooleanField()
    version = serializers.IntegerField()


class MailInput(Shape):
    """What is named changes."""

    has_mail = serializers.BooleanField(required=False)
    hour = serializers.IntegerField(required=False, min_value=0, max_value=23)
    version = serializers.IntegerField(required=False, min_value=0)


class ChangedMailShape(serializers.Serializer[Any]):
    """Names of what changed."""

    changed = serializers.ListField(child=serializers.CharField())
    versions = serializers.DictField(child=serializers.IntegerField())


class MessageShape(serializers.Serializer[Any]):
    """Mail that did not arrive. `state` is `dead` where nobody tries any more."""

    pid = serializers.CharField()
    colleague = serializers.CharField()
    state = serializers.ChoiceField(choices=MessageState.choices)
    trouble = serializers.ChoiceField(choices=Trouble.choices, allow_blank=True)
    due_at = serializers.DateTimeField()


class MessageListShape(serializers.Serializer[Any]):
    """The newest first, a hundred at most."""

    results = MessageShape(many=True)


class MailDetailApi(ActionApi):
    """The own wishes about mail."""

    @extend_schema(operation_id="mail_detail", responses={200: MailShape})
    def get(self, request: ApiRequest) -> Response:
        """Whether, when, and whether the address is confirmed."""
        wishes = wishes_of(request.user)
        body = {
            "has_mail": wishes.has_mail,
            "hour": wishes.hour,
            "is_confirmed": is_confirmed(request.user, wishes),
            "is_on": mail_is_on(),
            "version": wishes.version,
        }
        return tagged(body, {MAIL: wishes.version})

    @extend_schema(
        operation_id="mail_edit",
        parameters=[IF_MATCH],
        request=MailInput,
        responses={200: ChangedMailShape, **REFUSALS},
    )
    def patch(self, request: ApiRequest) -> Response:
        """Change the own wishes. The change says which version it was made from (428, 412, 409)."""
        data = self.validated(MailInput)
        beside = {MAIL: data.pop("version")} if "version" in data else {}
        said = read_etag(request.headers.get("If-Match", ""))
        with one_transaction():
            wishes = lock_wishes(request.user)
            require_versions({MAIL: wishes.version}, said, beside, [MAIL] * bool(data))
            wanted = {"has_mail": wishes.has_mail, "hour": wishes.hour} | data
            changed = edit_mail(actor=request.user, **wanted)
            now = {MAIL: wishes_of(request.user).version}
        return tagged({"changed": changed, "versions": now}, now)


class AddressAskApi(ActionApi):
    """The own address."""

    @extend_schema(operation_id="mail_ask", request=None, responses={204: None})
    def post(self, request: ApiRequest) -> Response:
        """Send the link that confirms it."""
        ask_address(actor=request.user)
        return Response(status=204)


class MessageListApi(ActionApi):
    """Mail that did not arrive."""

    @extend_schema(operation_id="messages_list", responses={200: MessageListShape})
    def get(self, request: ApiRequest) -> Response:
        """Given up, or overdue by ten minutes and still under way."""
        require(may(request.user, Act.MESSAGE_LIST))
        reading(Tag.MESSAGE_LIST)
        lines = [line.message for line in undelivered_for(request.user)]
        see_messages(actor=request.user, messages=lines)
        return Response({"results": [_shape(message) for message in lines]})


class MessageRetryApi(ActionApi):
    """Mail that was given up."""

    @extend_schema(operation_id="messages_retry", request=None, responses={204: None})
    def post(self, request: ApiRequest, pid: str) -> Response:
        """Send it once more."""
        message = get_visible_or_404(Message.objects.all(), request.user, pid, tag=Tag.MESSAGE_RETRY)
        retry_message(actor=request.user, message=message)
        return Response(status=204)


def _shape(message: Message) -> dict[str, Any]:
    return {
        "pid": message.pid,
        "colleague": message.recipient.display_name,
        "state": message.state,
        "trouble": message.trouble,
        "due_at": message.not_before,
    }

"""The auditor's list over the API: the same rows, filters and silence about refused tries as on the page."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema
from rest_framework import exceptions, serializers
from rest_framework.response import Response

from accounts.api import ApiRequest
from accounts.matrix import Act, may
from accounts.models import User
from audit.queries import event_page
from audit.record import reading
from audit.tags import Outcome, Tag
from cases.look.choices import LookKind
from cases.look.queries import kind_of
from common.access import require
from common.api import ActionApi, Shape
from common.numbers import MOST
from reports.choices import NIGHT
from reports.forms import SOME_DAY
from reports.queries import Line, lines_of, narrowing


class RevealQuery(Shape):
    """`actor`: a colleague's pid. Days are the office's and both included. `before`: the `next` of the page before."""

    actor = serializers.CharField(required=False, max_length=10)
    outcome = serializers.ChoiceField(choices=Outcome.choices, required=False)
    first_day = serializers.DateField(required=False, validators=SOME_DAY)
    last_day = serializers.DateField(required=False, validators=SOME_DAY)
    hours = serializers.ChoiceField(choices=[(NIGHT, _("At night, 22:00 to 6:00"))], required=False)
    reference = serializers.CharField(required=False, max_length=20)
    before = serializers.IntegerField(required=False, min_value=1, max_value=MOST)


class AuditQuery(RevealQuery):
    """The same, and one event or a kind of event."""

    tag = serializers.ChoiceField(choices=Tag.choices, required=False)
    kind = serializers.ChoiceField(choices=LookKind.choices, required=False)

    def validate(self, data: dict[str, Any]) -> dict[str, Any]:
        """Both at once would be read as either."""
        if "tag" in data and "kind" in data:
            raise exceptions.ValidationError({"kind": [_("Choose one event or a kind, not both.")]})
        return data


class EventShape(serializers.Serializer[Any]):
    """One row of the trail. `reference` is the number of a case of the own organisation, "" where none is told."""

    at = serializers.DateTimeField()
    actor = serializers.CharField(allow_null=True)
    who = serializers.CharField()
    tag = serializers.ChoiceField(choices=Tag.choices)
    what = serializers.CharField()
    kind = serializers.ChoiceField(choices=LookKind.choices)
    outcome = serializers.ChoiceField(choices=Outcome.choices)
    reference = serializers.CharField()
    details = serializers.CharField()


class EventListShape(serializers.Serializer[Any]):
    """A page of the trail; `next` goes into `before`."""

    results = EventShape(many=True)
    next = serializers.IntegerField(allow_null=True)


def event_shape(line: Line) -> dict[str, Any]:
    """One row, with the words of the page."""
    look = line.look
    return {
        "at": look.at,
        "actor": getattr(look.actor, "pid", None),
        "who": line.who,
        "tag": look.tag,
        "what": str(look.tag_words),
        "kind": kind_of(look).value,
        "outcome": look.outcome,
        "reference": line.subject,
        "details": line.details,
    }


class AuditListApi(ActionApi):
    """The trail of the own organisation."""

    query: type[Shape] = AuditQuery
    only: LookKind | None = None

    @extend_schema(operation_id="audit_list", parameters=[AuditQuery], responses={200: EventListShape})
    def get(self, request: ApiRequest) -> Response:
        """Who did what, the newest first; what was read, changed or shown is named, never what it said."""
        return self._page(request)

    def _page(self, request: ApiRequest) -> Response:
        require(may(request.user, Act.AUDIT_LIST))
        reading(Tag.AUDIT_LIST)
        asked = self.asked(self.query)
        before, actor = asked.pop("before", None), asked.pop("actor", "")
        if actor:
            asked["actor"] = _somebody(request.user, actor)
        page = event_page(request.user, older_than=before, **narrowing(request.user, asked, self.only))
        lines = lines_of(request.user, page.rows)
        return Response({"results": [event_shape(line) for line in lines], "next": page.older})


def _somebody(user: User, pid: str) -> User:
    """Somebody of the own organisation, gone or not. Raises ValidationError for everybody else, known or not."""
    found: User | None = User.objects.visible_to(user).filter(pid=pid).first()
    if found is None:
        raise exceptions.ValidationError({"actor": ["not found"]}, code="does_not_exist")
    return found


class RevealListApi(AuditListApi):
    """Locks that were opened."""

    query = RevealQuery
    only = LookKind.REVEAL

    @extend_schema(operation_id="reveals_list", parameters=[RevealQuery], responses={200: EventListShape})
    def get(self, request: ApiRequest) -> Response:
        """The same list, of locks that were opened and nothing else."""
        return self._page(request)

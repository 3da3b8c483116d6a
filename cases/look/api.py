"""Who looked at a case, over the API: the same lines as on the page, and no value of the person."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.response import Response

from accounts.api import ApiRequest
from accounts.matrix import Act, may
from audit.queries import Look, looks
from audit.tags import Outcome, Tag
from cases.access import relation_of_visible
from cases.case.queries import open_case
from cases.look.choices import LookKind, tags_of
from cases.look.queries import LOCKED, REFUSED, kind_of, line_of
from common.access import require
from common.api import ActionApi, Shape
from common.numbers import MOST

KINDS = [*LookKind.choices, (REFUSED, _("Refused"))]


class LookQuery(Shape):
    """`kind`: one of seven words, or refused tries. `before`: the `next` of the page before."""

    kind = serializers.ChoiceField(choices=KINDS, required=False)
    before = serializers.IntegerField(required=False, min_value=1, max_value=MOST)


class LookShape(serializers.Serializer[Any]):
    """One line: who did what, and when. `details` names what was changed or shown, never what it said."""

    at = serializers.DateTimeField()
    who = serializers.CharField()
    tag = serializers.ChoiceField(choices=Tag.choices)
    what = serializers.CharField()
    kind = serializers.ChoiceField(choices=LookKind.choices)
    outcome = serializers.ChoiceField(choices=Outcome.choices)
    details = serializers.CharField()


class LookListShape(serializers.Serializer[Any]):
    """A page of lines; `next` goes into `before`."""

    results = LookShape(many=True)
    next = serializers.IntegerField(allow_null=True)


def look_shape(look: Look) -> dict[str, Any]:
    """One line, with the words of the page."""
    line = line_of(look)
    return {
        "at": look.at,
        "who": line.who,
        "tag": look.tag,
        "what": line.what,
        "kind": kind_of(look).value,
        "outcome": look.outcome,
        "details": line.details,
    }


class LookListApi(ActionApi):
    """Who looked at a case."""

    @extend_schema(operation_id="looks_list", parameters=[LookQuery], responses={200: LookListShape})
    def get(self, request: ApiRequest, pid: str) -> Response:
        """Who opened, read or changed what, the newest first. Reading this is recorded like everything else."""
        case = open_case(request.user, pid, Tag.CASE_LOG, ())
        require(may(request.user, Act.CASE_LOOKS, relation_of_visible(request.user)))
        asked = self.asked(LookQuery)
        kind = LookKind(asked["kind"]) if asked.get("kind", REFUSED) != REFUSED else None
        found = looks(
            case.pk,
            older_than=asked.get("before"),
            tags=tags_of([kind]) if kind else (),
            labels=LOCKED if kind == LookKind.REVEAL else (),
            outcome=Outcome.REFUSED.value if asked.get("kind") == REFUSED else "",
        )
        return Response({"results": [look_shape(look) for look in found.rows], "next": found.older})

"""Contacts over the API."""

from typing import Any

from django.db.models import Q
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.response import Response

from accounts.api import ApiRequest
from audit.tags import Tag
from cases.case.queries import open_case
from cases.case.shapes import SealedShape, sealed_shape
from cases.encounter.actions import create_encounter
from cases.encounter.choices import MOST_MINUTES, EncounterKind, EncounterOutcome, EncounterWith
from cases.encounter.queries import told
from cases.models import Encounter
from cases.note.api import NoteInput
from common.access import get_visible_or_404
from common.api import ActionApi, Shape
from common.shown import State

PAGE = 50


class EncounterInput(Shape):
    """A contact. `with` is the person and `happened_at` is now, if they are not given."""

    kind = serializers.ChoiceField(choices=EncounterKind.choices)
    outcome = serializers.ChoiceField(choices=EncounterOutcome.choices)
    partner = serializers.ChoiceField(choices=EncounterWith.choices, required=False)
    minutes = serializers.IntegerField(required=False, min_value=1, max_value=MOST_MINUTES)
    text = serializers.CharField(max_length=10_000, required=False, allow_blank=True, trim_whitespace=False)
    happened_at = serializers.DateTimeField(required=False)

    validate_happened_at = NoteInput.validate_happened_at


class EncounterQuery(Shape):
    """`before`: pid of the contact from which older ones follow."""

    before = serializers.CharField(required=False, max_length=10)


class EncounterShape(serializers.Serializer[Any]):
    """A contact; `facts` is {"with", "outcome", "minutes"}."""

    pid = serializers.CharField()
    author = serializers.CharField()
    happened_at = serializers.DateTimeField()
    kind = serializers.ChoiceField(choices=EncounterKind.choices)
    facts = SealedShape()
    text = SealedShape()


class EncounterListShape(serializers.Serializer[Any]):
    """A page of contacts; `next` goes into `before`."""

    results = EncounterShape(many=True)
    next = serializers.CharField(allow_null=True)


class CreatedRowShape(serializers.Serializer[Any]):
    """Where the new row is."""

    pid = serializers.CharField()


def encounter_shape(row: Encounter) -> dict[str, Any]:
    """One contact with its words, in whichever of the two fields they are held."""
    item = told(row)
    return {
        "pid": row.pid,
        "author": row.author.display_name,
        "happened_at": row.happened_at,
        "kind": row.kind,
        "facts": sealed_shape(row.facts),
        "text": {"state": State.EMPTY.value} if item.text is None else sealed_shape(item.text),
    }


class EncounterListApi(ActionApi):
    """Contacts of a case, newest first, and a new one."""

    @extend_schema(operation_id="contacts_list", parameters=[EncounterQuery], responses={200: EncounterListShape})
    def get(self, request: ApiRequest, pid: str) -> Response:
        """Up to 50 contacts older than the contact `before` (its pid)."""
        case = open_case(request.user, pid, Tag.ENCOUNTER_LIST)
        rows = Encounter.objects.filter(case=case).select_related("author").order_by("-happened_at", "-pk")
        before = self.asked(EncounterQuery).get("before")
        if before:
            older = get_visible_or_404(rows, request.user, before, tag=Tag.ENCOUNTER_LIST)
            same_hour = Q(happened_at=older.happened_at, pk__lt=older.pk)
            rows = rows.filter(Q(happened_at__lt=older.happened_at) | same_hour)
        page = list(rows[: PAGE + 1])
        more = page[PAGE - 1].pid if len(page) > PAGE else None
        return Response({"results": [encounter_shape(row) for row in page[:PAGE]], "next": more})

    @extend_schema(operation_id="contacts_create", request=EncounterInput, responses={201: CreatedRowShape})
    def post(self, request: ApiRequest, pid: str) -> Response:
        """Write down a contact."""
        case = open_case(request.user, pid, Tag.CASE_OPEN)
        row = create_encounter(actor=request.user, case=case, **self.validated(EncounterInput))
        return Response({"pid": row.pid}, status=201)

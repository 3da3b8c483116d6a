"""The safety plan over the API."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.response import Response

from accounts.api import ApiRequest
from accounts.matrix import Act, may
from audit.record import one_transaction
from audit.tags import Tag
from cases.access import relation_of_visible
from cases.case.queries import open_case
from cases.case.shapes import ChangedShape, SealedShape
from cases.models import Case, ContactSheet, SafetySheet
from cases.safety.actions import edit_safety, edit_secrecy
from cases.safety.choices import Kin, PlaceToAvoid, Signal
from cases.sheets import sheet_of
from common.access import require
from common.api import ActionApi, Shape
from common.shown import show

PLAN = ("safe_word", "signals", "may_call", "avoid")


class SignalsInput(Shape):
    """Codes and words."""

    codes = serializers.ListField(child=serializers.ChoiceField(choices=Signal.choices), max_length=20, required=False)
    words = serializers.CharField(required=False, allow_blank=True, max_length=1000)


class AvoidInput(Shape):
    """Codes and words."""

    codes = serializers.ListField(
        child=serializers.ChoiceField(choices=PlaceToAvoid.choices), max_length=20, required=False
    )
    words = serializers.CharField(required=False, allow_blank=True, max_length=1000)


class PersonInput(Shape):
    """Somebody who must not know."""

    kin = serializers.ChoiceField(choices=Kin.choices)
    name = serializers.CharField(required=False, allow_blank=True, max_length=200)
    how = serializers.CharField(required=False, allow_blank=True, max_length=300)


class SafetyInput(Shape):
    """What is named is changed, the rest stays. `keep_from` is the whole list of who must not know."""

    version = serializers.IntegerField(required=False, min_value=0)
    safe_word = serializers.CharField(required=False, allow_blank=True, max_length=120)
    signals = SignalsInput(required=False)
    may_call = serializers.CharField(required=False, allow_blank=True, max_length=1000)
    avoid = AvoidInput(required=False)
    keep_from = PersonInput(many=True, required=False)


class SafetyShape(serializers.Serializer[Any]):
    """The plan; each field with its state."""

    version = serializers.IntegerField()
    safe_word = SealedShape()
    signals = SealedShape()
    may_call = SealedShape()
    avoid = SealedShape()
    keep_from = SealedShape()


def _open(request: ApiRequest, pid: str) -> Case:
    case = open_case(request.user, pid, Tag.CONSENT_OPEN)
    require(may(request.user, Act.CONSENT_RECORD, relation_of_visible(request.user)))
    return case


class SafetyDetailApi(ActionApi):
    """What was agreed for the person's safety."""

    @extend_schema(operation_id="safety_detail", responses={200: SafetyShape})
    def get(self, request: ApiRequest, pid: str) -> Response:
        """The safety plan and who must not know."""
        case = _open(request, pid)
        row, contact = sheet_of(SafetySheet, case), sheet_of(ContactSheet, case)
        cells = {name: show(getattr(row, name)) for name in PLAN} | {"keep_from": show(contact.keep_from)}
        shape = {
            name: {"state": cell.state.value} | ({"value": cell.value} if cell else {}) for name, cell in cells.items()
        }
        return Response({"version": row.version} | shape)

    @extend_schema(operation_id="safety_edit", request=SafetyInput, responses={200: ChangedShape})
    def patch(self, request: ApiRequest, pid: str) -> Response:
        """Change what is named. `version` is that of the plan; the list of people has none of its own here."""
        case = _open(request, pid)
        data = self.validated(SafetyInput)
        version, people = data.pop("version", None), data.pop("keep_from", None)
        changed: list[str] = []
        with one_transaction():
            if data:
                changed += edit_safety(actor=request.user, case=case, changes=data, version=version)
            if people is not None:
                changed += edit_secrecy(actor=request.user, case=case, changes={"keep_from": people})
        return Response({"changed": changed})

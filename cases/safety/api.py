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
from cases.case.matching import locked, versions_of
from cases.case.queries import open_case
from cases.case.shapes import ChangedShape, SealedShape
from cases.case.states import require_open
from cases.models import Case, ContactSheet, SafetySheet
from cases.permissions import can
from cases.safety.actions import edit_safety, edit_secrecy
from cases.safety.choices import Kin, PlaceToAvoid, Signal
from cases.sheets import sheet_of
from common.access import require
from common.api import ActionApi, Shape
from common.matching import IF_MATCH, REFUSALS, read_etag, require_versions, tagged
from common.shown import show

PLAN = ("safe_word", "signals", "may_call", "avoid")
# Who must not know stands on the contact sheet, and goes by its version.
SAFETY, CONTACT = "safety", "contact"


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
    """What is named is changed, the rest stays. `keep_from` is the whole list of who must not know.

    `version` is that of the plan, `contact_version` that of the list.
    """

    version = serializers.IntegerField(required=False, min_value=0)
    contact_version = serializers.IntegerField(required=False, min_value=0)
    safe_word = serializers.CharField(required=False, allow_blank=True, max_length=120)
    signals = SignalsInput(required=False)
    may_call = serializers.CharField(required=False, allow_blank=True, max_length=1000)
    avoid = AvoidInput(required=False)
    keep_from = PersonInput(many=True, required=False)


class SafetyShape(serializers.Serializer[Any]):
    """The plan; each field with its state."""

    version = serializers.IntegerField()
    contact_version = serializers.IntegerField()
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
        now = {SAFETY: row.version, CONTACT: contact.version}
        return tagged({"version": row.version, "contact_version": contact.version} | shape, now)

    @extend_schema(
        operation_id="safety_edit",
        parameters=[IF_MATCH],
        request=SafetyInput,
        responses={200: ChangedShape, **REFUSALS},
    )
    def patch(self, request: ApiRequest, pid: str) -> Response:
        """Change what is named, all of it or nothing.

        Each change says which version it was made from: by If-Match (412 if it is not the present one), or by `version`
        and `contact_version` beside the fields (409). Without either it is refused (428).
        """
        case = _open(request, pid)
        data = self.validated(SafetyInput)
        beside = {
            name: data.pop(field)
            for name, field in ((SAFETY, "version"), (CONTACT, "contact_version"))
            if field in data
        }
        people = data.pop("keep_from", None)
        touched = [SAFETY] * bool(data) + [CONTACT] * (people is not None)
        said = read_etag(request.headers.get("If-Match", ""))
        changed: list[str] = []
        with one_transaction():
            case = locked(case)
            require(can(request.user, Act.CASE_EDIT, case))
            require_open(case)
            require_versions(versions_of(case, [SAFETY, CONTACT]), said, beside, touched)
            if data:
                changed += edit_safety(actor=request.user, case=case, changes=data)
            if people is not None:
                changed += edit_secrecy(actor=request.user, case=case, changes={"keep_from": people})
            now = versions_of(case, touched)
        return tagged({"changed": changed, "versions": now}, now)

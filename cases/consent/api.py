"""Consent over the API: the same question, the same actions, the same trail as the pages."""

from typing import Any

from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.response import Response

from accounts.api import ApiRequest
from accounts.matrix import Act, may
from audit.tags import Tag
from cases.access import relation_of_visible
from cases.case.queries import open_case
from cases.case.shapes import SealedShape
from cases.consent.actions import record_consent, withdraw_consent
from cases.consent.choices import ConsentAnswer, ConsentKind, LegalBasis, Proof, RecipientKind
from cases.consent.queries import Answer, allows, current_answers
from cases.consent.texts import text_choices
from cases.models import Case, Consent
from common.access import get_visible_or_404, require
from common.api import ActionApi, Shape

TERMS = ("recipient", "recipient_kind", "purpose", "language", "interpreter", "explained_by", "explained", "proof")
MORE_TERMS = ("text", "limits", "why_not_yet")


class ConsentInput(Shape):
    """One answer. Nothing has a usual value but the day (today), the basis (consent) and the end of a yes."""

    kind = serializers.ChoiceField(choices=ConsentKind.choices)
    answer = serializers.ChoiceField(
        choices=[code for code in ConsentAnswer.values if code != ConsentAnswer.WITHDRAWN.value]
    )
    basis = serializers.ChoiceField(choices=LegalBasis.choices, required=False)
    asked_on = serializers.DateField(required=False)
    valid_until = serializers.DateField(required=False, allow_null=True)
    recipient = serializers.CharField(required=False, max_length=200)
    recipient_kind = serializers.ChoiceField(choices=RecipientKind.choices, required=False)
    purpose = serializers.CharField(required=False, max_length=300)
    language = serializers.CharField(required=False, max_length=80)
    interpreter = serializers.CharField(required=False, max_length=120)
    explained_by = serializers.CharField(required=False, max_length=120)
    explained = serializers.CharField(required=False, max_length=1000)
    proof = serializers.ChoiceField(choices=Proof.choices, required=False)
    text = serializers.ChoiceField(choices=[version for version, _words in text_choices()], required=False)
    limits = serializers.CharField(required=False, max_length=1000)
    why_not_yet = serializers.CharField(required=False, max_length=300)


class ConsentShape(serializers.Serializer[Any]):
    """An answer; `in_force` is what sharing asks."""

    pid = serializers.CharField()
    kind = serializers.ChoiceField(choices=ConsentKind.choices)
    answer = serializers.ChoiceField(choices=ConsentAnswer.choices)
    basis = serializers.ChoiceField(choices=LegalBasis.choices)
    asked_on = serializers.DateField()
    valid_until = serializers.DateField(allow_null=True)
    in_force = serializers.BooleanField()
    terms = SealedShape()


class ConsentListShape(serializers.Serializer[Any]):
    """Answers that are current, and the kinds that nobody has asked about."""

    results = ConsentShape(many=True)


class RecordedShape(serializers.Serializer[Any]):
    """Where the answer is."""

    pid = serializers.CharField()


def consent_shape(answer: Answer) -> dict[str, Any]:
    """One answer as the API gives it; what is not for the reader is named as such."""
    row = answer.row
    terms: dict[str, Any] = {"state": answer.terms.state.value}
    if answer.terms:
        terms["value"] = {name: words for name, words in answer.terms.value.items() if name in TERMS + MORE_TERMS}
    return {
        "pid": row.pid,
        "kind": row.kind,
        "answer": row.answer,
        "basis": row.basis,
        "asked_on": row.asked_on,
        "valid_until": row.valid_until,
        "in_force": allows(row, timezone.localdate()),
        "terms": terms,
    }


def _open(request: ApiRequest, pid: str) -> Case:
    case = open_case(request.user, pid, Tag.CONSENT_OPEN)
    require(may(request.user, Act.CONSENT_RECORD, relation_of_visible(request.user)))
    return case


class ConsentListApi(ActionApi):
    """What the person agreed to, and a new answer."""

    @extend_schema(operation_id="consents_list", responses={200: ConsentListShape})
    def get(self, request: ApiRequest, pid: str) -> Response:
        """Current answers, one for each kind and recipient."""
        case = _open(request, pid)
        return Response({"results": [consent_shape(answer) for answer in current_answers(case)]})

    @extend_schema(operation_id="consents_record", request=ConsentInput, responses={201: RecordedShape})
    def post(self, request: ApiRequest, pid: str) -> Response:
        """Record an answer; it takes the place of the current one of the same kind and recipient."""
        case = _open(request, pid)
        data = self.validated(ConsentInput)
        terms = {name: data.pop(name) for name in TERMS + MORE_TERMS if name in data}
        row = record_consent(actor=request.user, case=case, terms=terms, **data)
        return Response({"pid": row.pid}, status=201)


class ConsentWithdrawApi(ActionApi):
    """Taking a yes back."""

    @extend_schema(operation_id="consents_withdraw", request=None, responses={200: RecordedShape})
    def post(self, request: ApiRequest, pid: str, consent_pid: str) -> Response:
        """It counts at once; no reason is asked. The answer names the new row."""
        case = _open(request, pid)
        rows = Consent.objects.filter(case=case)
        consent: Consent = get_visible_or_404(rows, request.user, consent_pid, tag=Tag.CONSENT_OPEN)
        return Response({"pid": withdraw_consent(actor=request.user, consent=consent).pid})

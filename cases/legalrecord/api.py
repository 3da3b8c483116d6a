"""Protection, notices of release, claims and compelled acts over the API. The kind stands in the address as one letter."""

from decimal import Decimal
from typing import Any

from drf_spectacular.utils import PolymorphicProxySerializer, extend_schema
from rest_framework import serializers
from rest_framework.response import Response

from accounts.api import ApiRequest
from cases.case.shapes import ChangedShape
from cases.document.linking import document_input, link_in
from cases.legal.api import MadeShape, VersionInput, change, opened, row_of
from cases.legal.facts import shape_of, stored
from cases.legalrecord.actions import (
    create_legalrecord,
    edit_legalrecord,
    end_legalrecord,
    notice_release,
    pay_claim,
)
from cases.legalrecord.choices import RecordEnd
from cases.legalrecord.forms import CURRENCY, MOST
from cases.legalrecord.kinds import KINDS, RecordKind
from cases.models import Claim, Release
from common.access import require
from common.api import ActionApi, Shape
from common.matching import IF_MATCH, REFUSALS

_CURRENCY = {"c": {"currency": serializers.RegexField(CURRENCY, max_length=3)}}
INPUTS = {
    slug: shape_of(kind.form, name=f"{kind.model.__name__}Input", more={**_CURRENCY.get(slug, {}), **document_input()})
    for slug, kind in KINDS.items()
}
_OTHER_CURRENCY = {"c": {"currency": serializers.RegexField(CURRENCY, max_length=3, required=False)}}
CHANGES = {
    slug: shape_of(
        kind.form,
        name=f"{kind.model.__name__}Changes",
        partial=True,
        more={**_OTHER_CURRENCY.get(slug, {}), **document_input()},
    )
    for slug, kind in KINDS.items()
}


def _one_of(name: str, shapes: dict[str, type[Shape]]) -> Any:
    return PolymorphicProxySerializer(
        component_name=name, serializers=list(shapes.values()), resource_type_field_name=None
    )


class RecordEndInput(Shape):
    """Why nothing has to be watched any more."""

    reason = serializers.ChoiceField(choices=RecordEnd.choices)
    version = serializers.IntegerField()


class NoticeInput(VersionInput):
    """The version; `document`: the pid of the notice, if it lies among the documents."""

    document = document_input()["document"]


class PaymentInput(Shape):
    """A payment, in the currency of the claim."""

    paid_on = serializers.DateField()
    amount = serializers.DecimalField(max_digits=12, decimal_places=2, min_value=Decimal(0), max_value=MOST)
    remark = serializers.CharField(max_length=200, required=False, allow_blank=True)
    version = serializers.IntegerField()


def _kind(code: str) -> RecordKind:
    require(code in KINDS)
    return KINDS[code]


def _split(kind: RecordKind, data: dict[str, Any]) -> dict[str, Any]:
    """The plain days, taken out of `data`."""
    return {name: data.pop(name, None) for name in kind.days}


class LegalRecordListApi(ActionApi):
    """New records."""

    @extend_schema(
        operation_id="legalrecords_create", request=_one_of("LegalRecordInput", INPUTS), responses={201: MadeShape}
    )
    def post(self, request: ApiRequest, pid: str, kind: str) -> Response:
        """Record protection (a), a notice of release (b), a claim (c) or a compelled act (d)."""
        case = opened(request, pid)
        chosen = _kind(kind)
        data = self.validated(INPUTS[kind])
        days, link = _split(chosen, data), link_in(data, case)
        row = create_legalrecord(
            actor=request.user, case=case, model=chosen.model, facts=stored(data), document=link, **days
        )
        return Response({"pid": row.pid}, status=201)


class LegalRecordDetailApi(ActionApi):
    """One record."""

    @extend_schema(
        operation_id="legalrecords_edit",
        parameters=[IF_MATCH],
        request=_one_of("LegalRecordChanges", CHANGES),
        responses={200: ChangedShape, **REFUSALS},
    )
    def patch(self, request: ApiRequest, pid: str, kind: str, row_pid: str) -> Response:
        """What is named changes."""
        case = opened(request, pid)
        chosen = _kind(kind)
        row = row_of(request, chosen.model._default_manager.filter(case=case), row_pid)
        data = self.validated(CHANGES[kind])

        def act() -> Any:
            days = {name: data.pop(name) for name in chosen.days if name in data}
            link = link_in(data, row.case, row.document)
            facts = stored({**(row.facts.reveal("edit") or {}), **data})
            return edit_legalrecord(actor=request.user, row=row, facts=facts, document=link, **days)

        return change(request, "record", row, data, act)


class LegalRecordEndApi(ActionApi):
    """Nothing has to be watched any more."""

    @extend_schema(operation_id="legalrecords_end", request=RecordEndInput, responses={204: None})
    def post(self, request: ApiRequest, pid: str, kind: str, row_pid: str) -> Response:
        """It stays readable."""
        case = opened(request, pid)
        row = row_of(request, _kind(kind).model._default_manager.filter(case=case), row_pid)
        data = self.validated(RecordEndInput)
        end_legalrecord(actor=request.user, row=row, reason=RecordEnd(data["reason"]), version=data["version"])
        return Response(status=204)


class ClaimPayApi(ActionApi):
    """Payments."""

    @extend_schema(operation_id="claims_pay", request=PaymentInput, responses={204: None})
    def post(self, request: ApiRequest, pid: str, claim_pid: str) -> Response:
        """A payment has arrived."""
        case = opened(request, pid)
        row = row_of(request, Claim.objects.filter(case=case), claim_pid)
        pay_claim(actor=request.user, claim=row, **self.validated(PaymentInput))
        return Response(status=204)


class ReleaseNoticeApi(ActionApi):
    """Notices of release."""

    @extend_schema(operation_id="releases_notice", request=NoticeInput, responses={204: None})
    def post(self, request: ApiRequest, pid: str, row_pid: str) -> Response:
        """A notice came; the person is called today."""
        case = opened(request, pid)
        row = row_of(request, Release.objects.filter(case=case), row_pid)
        data = self.validated(NoticeInput)
        link = link_in(data, case)
        notice_release(actor=request.user, release=row, document=link, **data)
        return Response(status=204)

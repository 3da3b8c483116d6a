"""Documents over the API."""

from typing import Any

from django.http import HttpResponseBase
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.parsers import MultiPartParser
from rest_framework.response import Response

from accounts.api import ApiRequest
from accounts.choices import Act
from audit.tags import Tag
from cases.case.queries import open_case
from cases.case.shapes import SealedShape, sealed_shape
from cases.document.actions import add_document, fetch_document, withdraw_document
from cases.document.answers import answer_with
from cases.document.choices import DocumentKind, WithdrawReason
from cases.document.queries import Held, document_to_fetch, documents_of
from cases.encounter.api import CreatedRowShape
from cases.models import Document
from cases.permissions import can
from cases.questions import YesNo
from common.access import get_visible_or_404, require
from common.api import ActionApi, Shape
from common.parsers import StrictJSONParser


class DocumentInput(Shape):
    """A file, as multipart/form-data, and what it is."""

    kind = serializers.ChoiceField(choices=DocumentKind.choices)
    file = serializers.FileField(allow_empty_file=True)
    dated_on = serializers.DateField(required=False)
    discloses_status = serializers.ChoiceField(choices=YesNo.choices, required=False)
    as_it_came = serializers.BooleanField(required=False)


class DocumentWithdrawInput(Shape):
    """Why it does not count any more."""

    reason = serializers.ChoiceField(choices=WithdrawReason.choices)


class DocumentShape(serializers.Serializer[Any]):
    """A document; `facts` is {"kind", "type", "name", "size", "digest", "on", "tells", "original"}."""

    pid = serializers.CharField()
    added_by = serializers.CharField()
    added_at = serializers.DateTimeField()
    is_withdrawn = serializers.BooleanField()
    facts = SealedShape()


class DocumentListShape(serializers.Serializer[Any]):
    """Documents that the reader may open, newest first; whether there are others."""

    results = DocumentShape(many=True)
    has_locked = serializers.BooleanField()


def document_shape(item: Held) -> dict[str, Any]:
    """One document, without its bytes."""
    return {
        "pid": item.row.pid,
        "added_by": item.row.added_by.display_name,
        "added_at": item.row.created_at,
        "is_withdrawn": item.is_withdrawn,
        "facts": sealed_shape(item.facts),
    }


class DocumentListApi(ActionApi):
    """Documents of a case, and a new one."""

    parser_classes = (StrictJSONParser, MultiPartParser)

    @extend_schema(operation_id="documents_list", responses={200: DocumentListShape})
    def get(self, request: ApiRequest, pid: str) -> Response:
        """Documents of the case; what was withdrawn says so."""
        case = open_case(request.user, pid, Tag.DOCUMENT_LIST)
        require(can(request.user, Act.DOCUMENT_LIST, case))
        found = documents_of(case)
        return Response({"results": [document_shape(item) for item in found.rows], "has_locked": found.has_locked})

    @extend_schema(
        operation_id="documents_add",
        request={"multipart/form-data": DocumentInput},
        responses={201: CreatedRowShape},
    )
    def post(self, request: ApiRequest, pid: str) -> Response:
        """Add a document; its kind decides who may open it."""
        case = open_case(request.user, pid, Tag.CASE_OPEN)
        require(can(request.user, Act.DOCUMENT_ADD, case))
        data = self.validated(DocumentInput)
        file = data.pop("file")
        row = add_document(actor=request.user, case=case, data=file.read(), name=file.name, **data)
        return Response({"pid": row.pid}, status=201)


class DocumentFetchApi(ActionApi):
    """The bytes of a document."""

    @extend_schema(operation_id="documents_fetch", responses={(200, "application/octet-stream"): OpenApiTypes.BINARY})
    def get(self, request: ApiRequest, pid: str, document_pid: str) -> HttpResponseBase:
        """As an attachment with a neutral name; that it was fetched is written down first."""
        row = document_to_fetch(request.user, pid, document_pid)
        return answer_with(row, *fetch_document(row))


class DocumentWithdrawApi(ActionApi):
    """Withdrawing a document."""

    @extend_schema(operation_id="documents_withdraw", request=DocumentWithdrawInput, responses={204: None})
    def post(self, request: ApiRequest, pid: str, document_pid: str) -> Response:
        """It is kept, but not handed out any more."""
        case = open_case(request.user, pid, Tag.DOCUMENT_LIST)
        rows = Document.objects.filter(case=case).select_related("case")
        row: Document = get_visible_or_404(rows, request.user, document_pid, tag=Tag.DOCUMENT_LIST)
        withdraw_document(actor=request.user, document=row, **self.validated(DocumentWithdrawInput))
        return Response(status=204)

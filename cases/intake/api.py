"""The own drafts over the API: which there are, and throwing one away. What was typed opens on its page alone."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.response import Response

from accounts.api import ApiRequest
from accounts.matrix import Act, may
from audit.record import reading
from audit.tags import Tag
from cases.case.shapes import SealedShape, shown_shape
from cases.intake.actions import discard_intake
from cases.intake.choices import KIND
from cases.unsent import UnsentForm, own_drafts
from common.access import require
from common.api import ActionApi
from common.drafts.actions import delete_draft
from common.errors import NotAllowed
from common.models import Draft


class DraftCaseShape(serializers.Serializer[Any]):
    """The case it is about."""

    pid = serializers.CharField()
    reference = serializers.CharField()
    alias = SealedShape()


class DraftShape(serializers.Serializer[Any]):
    """A form that is not sent. `page`: where its writer goes on; it is dropped on `expires_at` if nobody does."""

    pid = serializers.CharField()
    kind = serializers.CharField()
    words = serializers.CharField()
    page = serializers.CharField()
    saved_at = serializers.DateTimeField()
    expires_at = serializers.DateTimeField()
    case = DraftCaseShape(allow_null=True)


class DraftListShape(serializers.Serializer[Any]):
    """All of them, the newest first."""

    results = DraftShape(many=True)


def draft_shape(form: UnsentForm) -> dict[str, Any]:
    """One draft by the name of its form, never by what was typed."""
    case = None
    if form.case is not None and form.alias is not None:
        case = {"pid": form.case.pid, "reference": form.case.reference, "alias": shown_shape(form.alias)}
    return {
        "pid": form.draft.pid,
        "kind": form.draft.kind,
        "words": str(form.label),
        "page": form.page,
        "saved_at": form.saved_at,
        "expires_at": form.draft.expires_at,
        "case": case,
    }


class DraftListApi(ActionApi):
    """What the caller has begun and not sent."""

    @extend_schema(operation_id="drafts_list", responses={200: DraftListShape})
    def get(self, request: ApiRequest) -> Response:
        """Notes, intakes and other forms; about cases only those that the caller may still open."""
        require(may(request.user, Act.DRAFT_KEEP))
        found = own_drafts(request.user)
        if any(form.case for form in found):
            reading(Tag.CASE_LIST)
        return Response({"results": [draft_shape(form) for form in found]})


class DraftDiscardApi(ActionApi):
    """One draft."""

    @extend_schema(operation_id="drafts_discard", request=None, responses={204: None})
    def post(self, request: ApiRequest, pid: str) -> Response:
        """Throw it away. Nothing is kept and, since nobody else ever saw it, nothing recorded; a second time finds none."""
        draft: Draft | None = Draft.objects.visible_to(request.user).filter(pid=pid).first()
        if draft is None:
            raise NotAllowed
        if draft.kind == KIND:
            discard_intake(actor=request.user, key=draft.key)
        else:
            delete_draft(owner=request.user, kind=draft.kind, key=draft.key)
        return Response(status=204)

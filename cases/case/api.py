"""Cases over the API: the same getters, the same actions, the same trail as the pages."""

from typing import Any

from django.db import transaction
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import exceptions, serializers
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.matrix import Act, may
from accounts.models import User
from audit.tags import Tag
from cases.answering import clean_answers, clean_partial_date
from cases.case.actions import change_stage, create_case
from cases.case.choices import Stage
from cases.case.listing import Listing, list_cases
from cases.case.queries import open_case
from cases.case.shapes import GROUPS, case_shape, row_shape
from cases.case.start import CaseStart
from cases.choices.channels import FirstContactChannel
from cases.consent.choices import ConsentAnswer
from cases.contact.actions import edit_contact
from cases.contact.choices import SafeChannel, SafeContact
from cases.episode.questions import FACTS
from cases.health.actions import edit_health
from cases.legal.actions import edit_legal
from cases.models import Case
from cases.need.choices import NeedState, NeedType
from cases.person.actions import edit_identity, edit_profile
from cases.person.questions import PROFILE
from common.access import require
from common.api import ActionApi


def text(longest: int = 10_000) -> serializers.CharField:
    """An optional text; blanks at its ends are kept, as people typed them."""
    return serializers.CharField(required=False, allow_blank=True, max_length=longest, trim_whitespace=False)


class PartialDateField(serializers.JSONField):
    """{"y": 1998, "m": 3, "d": 4, "about": false}; only the year is needed."""

    def to_internal_value(self, data: Any) -> Any:
        return clean_partial_date(data)


class SafeContactInput(serializers.Serializer[Any]):
    """The safe-contact answer, needed for every case."""

    answer = serializers.ChoiceField(choices=SafeContact.choices)
    channels = serializers.ListField(child=serializers.ChoiceField(choices=SafeChannel.choices), required=False)
    hours = text(120)
    words = text(300)
    messages = serializers.ChoiceField(choices=["yes", "no"], required=False)
    note = text(1000)


class IdentityInput(serializers.Serializer[Any]):
    """Names and papers."""

    given_name = text(120)
    family_name = text(120)
    other_names = text(300)
    salutation = text(40)
    birth_date = PartialDateField(required=False, allow_null=True)
    documents = text(1000)
    identity_number = text(80)


class ContactInput(serializers.Serializer[Any]):
    """Ways to the person."""

    phone = text(60)
    other_phone = text(60)
    email = text(200)
    messenger = text(200)
    post = text(1000)
    trusted = text()
    must_not_know = text()


class HealthInput(serializers.Serializer[Any]):
    """Health, each field for who may write it."""

    alerts = text(1000)
    needs = text(2000)
    details = text()


class LegalInput(serializers.Serializer[Any]):
    """Papers and legal notes."""

    lawyer = text(300)
    papers = text(2000)
    notes = text()


class NeedInput(serializers.Serializer[Any]):
    """One need; the order of the list is the person's own."""

    type = serializers.ChoiceField(choices=NeedType.choices)
    state = serializers.ChoiceField(choices=NeedState.choices, default=NeedState.OPEN.value)


class CaseListApi(ActionApi):
    """The cases of a list, and a new one."""

    class Input(serializers.Serializer[Any]):
        alias = serializers.CharField(max_length=60)
        name_used = text(120)
        safe_contact = SafeContactInput()
        keep_record = serializers.ChoiceField(choices=ConsentAnswer.choices)
        opened_on = serializers.DateField()
        channel = serializers.ChoiceField(choices=FirstContactChannel.choices, required=False)
        identity = IdentityInput(required=False)
        contact = ContactInput(required=False)
        profile = serializers.JSONField(required=False)
        facts = serializers.JSONField(required=False)
        needs = NeedInput(many=True, required=False)
        wishes = text()
        note = text()
        worker = serializers.CharField(required=False, max_length=10)

    @extend_schema(
        operation_id="cases_list",
        parameters=[
            OpenApiParameter("scope", enum=["mine", "team", "all"]),
            OpenApiParameter("state", enum=["open", "closed"]),
            OpenApiParameter("stage", enum=Stage.values),
            OpenApiParameter("before", int),
            OpenApiParameter("size", int, enum=[25, 50]),
        ],
        responses={200: dict},
    )
    def get(self, request: Request) -> Response:
        """Newest first; follow `next` as `?before=` for older ones."""
        require(may(request.user, Act.CASE_LIST))
        listing = Listing.from_query(request.user, request.query_params)
        page = list_cases(request.user, listing)
        rows = [row_shape(row.case, row.workers, may_open=row.may_open, with_name=row.may_open) for row in page.rows]
        return Response({"results": rows, "next": page.next_before})

    @extend_schema(operation_id="cases_create", request=Input, responses={201: dict})
    def post(self, request: Request) -> Response:
        """Keep a record. A caseworker becomes its worker; a coordinator names one by `worker` (a colleague's pid)."""
        data = self.validated(self.Input)
        profile = clean_answers(PROFILE, data.pop("profile", {}))
        facts = clean_answers(FACTS, data.pop("facts", {}))
        worker = self._worker(request.user, data.pop("worker", ""))
        data["keep_record"] = ConsentAnswer(data["keep_record"])
        start = CaseStart(**data, profile=profile, facts=facts)
        case = create_case(actor=request.user, start=start, worker=worker)
        return Response({"pid": case.pid, "reference": case.reference}, status=201)

    def _worker(self, user: User, pid: str) -> User | None:
        if not pid:
            return None
        worker = User.objects.visible_to(user).active().filter(pid=pid).first()
        if worker is None:
            raise exceptions.ValidationError({"worker": ["not found"]})
        return worker


class CaseDetailApi(ActionApi):
    """One case. `?open=identity,contact` opens sealed groups; each opening is recorded before it is sent."""

    class Input(serializers.Serializer[Any]):
        version = serializers.IntegerField(required=False, min_value=0)
        stage = serializers.ChoiceField(choices=Stage.choices, required=False)
        alias = serializers.CharField(max_length=60, required=False)
        name_used = text(120)
        identity = IdentityInput(required=False)
        safe_contact = SafeContactInput(required=False)
        contact = ContactInput(required=False)
        profile = serializers.JSONField(required=False)
        health = HealthInput(required=False)
        legal = LegalInput(required=False)

    @extend_schema(operation_id="cases_detail", parameters=[OpenApiParameter("open", str)], responses={200: dict})
    def get(self, request: Request, pid: str) -> Response:
        """The case; groups that the role may not open read `locked`, whether filled or not."""
        case = open_case(request.user, pid, Tag.CASE_OPEN)
        opened = [name for name in request.query_params.get("open", "").split(",") if name]
        if set(opened) - set(GROUPS):
            raise exceptions.ValidationError({"open": ["unknown group"]})
        return Response(case_shape(case, opened))

    @extend_schema(operation_id="cases_edit", request=Input, responses={200: dict})
    def patch(self, request: Request, pid: str) -> Response:
        """Change what is named; what is not named stays. Answers with the names of what changed."""
        case = open_case(request.user, pid, Tag.CASE_OPEN)
        data = self.validated(self.Input)
        if "profile" in data:
            data["profile"] = clean_answers(PROFILE, data["profile"])
        with transaction.atomic():
            changed = self._apply(request.user, case, data)
        return Response({"changed": changed})

    def _apply(self, user: User, case: Case, data: dict[str, Any]) -> list[str]:
        changed: list[str] = []
        on_case = {name: data[name] for name in ("alias", "name_used") if name in data}
        identity = dict(data.get("identity", {})) | on_case
        if "stage" in data:
            change_stage(actor=user, case=case, stage=Stage(data["stage"]), version=data.get("version"))
            changed.append("stage")
        if identity:
            changed += edit_identity(actor=user, case=case, changes=identity)
        contact = dict(data.get("contact", {}))
        if "safe_contact" in data:
            contact["safe_contact"] = dict(data["safe_contact"])
        if contact:
            changed += edit_contact(actor=user, case=case, changes=contact)
        if "profile" in data:
            changed += edit_profile(actor=user, case=case, answers=data["profile"])
        if "health" in data:
            changed += edit_health(actor=user, case=case, changes=data["health"])
        if "legal" in data:
            changed += edit_legal(actor=user, case=case, changes=data["legal"])
        return changed

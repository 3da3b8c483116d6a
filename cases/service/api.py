"""Services given over the API."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.response import Response

from accounts.api import ApiRequest
from accounts.choices import Act
from audit.tags import Tag
from cases.case.queries import open_case
from cases.case.shapes import SealedShape, sealed_shape
from cases.encounter.api import CreatedRowShape
from cases.models import Dependant, ServiceGiven
from cases.permissions import can
from cases.service.actions import create_service, withdraw_service
from cases.service.choices import MOST_UNITS, PalermoCategory, Provider, ServiceType, Unit, palermo_of, unit_of
from cases.service.queries import Given, services_of
from common.access import get_visible_or_404, require
from common.api import ActionApi, Shape
from common.shown import State


class ServiceInput(Shape):
    """A service given; `units` are those of the type, `given_on` is today if it is not given."""

    kind = serializers.ChoiceField(choices=ServiceType.choices)
    units = serializers.DecimalField(max_digits=5, decimal_places=2, min_value=0, max_value=MOST_UNITS, required=False)
    given_on = serializers.DateField(required=False)
    provider = serializers.ChoiceField(choices=Provider.choices, required=False)
    dependant = serializers.CharField(max_length=10, required=False)
    is_met = serializers.BooleanField(required=False)
    remark = serializers.CharField(max_length=1000, required=False, allow_blank=True, trim_whitespace=False)


class ServiceQuery(Shape):
    """A period, both days inclusive."""

    since = serializers.DateField(required=False)
    until = serializers.DateField(required=False)


class ServiceShape(serializers.Serializer[Any]):
    """A service; `facts` is {"type", "units", "provider", "for", "met"}."""

    pid = serializers.CharField()
    recorded_by = serializers.CharField()
    given_on = serializers.DateField()
    is_withdrawn = serializers.BooleanField()
    facts = SealedShape()
    remark = SealedShape()
    unit = serializers.ChoiceField(choices=Unit.choices, required=False)
    palermo = serializers.ChoiceField(choices=PalermoCategory.choices, required=False)


class ServiceListShape(serializers.Serializer[Any]):
    """Services of a period, newest first."""

    results = ServiceShape(many=True)


def service_shape(item: Given) -> dict[str, Any]:
    """One service with its remark, in whichever of the fields they are held."""
    row = item.row
    shape = {
        "pid": row.pid,
        "recorded_by": row.recorded_by.display_name,
        "given_on": row.given_on,
        "is_withdrawn": row.withdrawn_at is not None,
        "facts": sealed_shape(row.facts if not row.facts.is_null else row.health_facts),
        "remark": {"state": State.EMPTY.value} if item.remark is None else sealed_shape(item.remark),
    }
    return shape | ({"unit": unit_of(item.code).value, "palermo": palermo_of(item.code).value} if item.code else {})


class ServiceListApi(ActionApi):
    """Services of a case, and a new one."""

    @extend_schema(operation_id="services_list", parameters=[ServiceQuery], responses={200: ServiceListShape})
    def get(self, request: ApiRequest, pid: str) -> Response:
        """Services of a period; what is struck out says so."""
        case = open_case(request.user, pid, Tag.SERVICE_LIST)
        require(can(request.user, Act.SERVICE_LIST, case))
        found = services_of(case, **self.asked(ServiceQuery))
        return Response({"results": [service_shape(item) for item in found.rows]})

    @extend_schema(operation_id="services_create", request=ServiceInput, responses={201: CreatedRowShape})
    def post(self, request: ApiRequest, pid: str) -> Response:
        """Write down a service given; `dependant` is the pid of one of this case."""
        case = open_case(request.user, pid, Tag.CASE_OPEN)
        data = self.validated(ServiceInput)
        whom = data.pop("dependant", "")
        dependants = Dependant.objects.filter(case=case)
        dependant = get_visible_or_404(dependants, request.user, whom, tag=Tag.CASE_OPEN) if whom else None
        row = create_service(actor=request.user, case=case, dependant=dependant, **data)
        return Response({"pid": row.pid}, status=201)


class ServiceWithdrawApi(ActionApi):
    """Striking out a service entered by mistake."""

    @extend_schema(operation_id="services_withdraw", request=None, responses={204: None})
    def post(self, request: ApiRequest, pid: str, service_pid: str) -> Response:
        """It counts no more, and stays readable."""
        case = open_case(request.user, pid, Tag.SERVICE_LIST)
        rows = ServiceGiven.objects.filter(case=case).select_related("case")
        row: ServiceGiven = get_visible_or_404(rows, request.user, service_pid, tag=Tag.SERVICE_LIST)
        withdraw_service(actor=request.user, service=row)
        return Response(status=204)

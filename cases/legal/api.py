"""All that is recorded about proceedings of a case, over the API; and what its changes share."""

from collections.abc import Callable
from typing import Any

from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import serializers
from rest_framework.response import Response

from accounts.api import ApiRequest
from accounts.choices import Act
from audit.record import one_transaction
from audit.tags import Tag
from cases.case.matching import locked
from cases.case.queries import open_case
from cases.case.shapes import ChangedShape, SealedShape, sealed_shape
from cases.case.states import require_open
from cases.document.linking import pid_of
from cases.legal.actions import edit_suspects
from cases.legal.dues import version_now
from cases.legal.pages import CLASSES
from cases.legalrecord.kinds import KINDS
from cases.models import Briefing, Case, HearingPart, LegalLimit, Proceeding, ProceedingStep, Release
from cases.permissions import can
from common.access import get_visible_or_404, require
from common.api import ActionApi, Shape
from common.matching import IF_MATCH, REFUSALS, Versions, read_etag, require_versions, tagged
from encryption.classes import FieldClass


class StepShape(serializers.Serializer[Any]):
    """A stage that was reached, or what the person decided: `facts` is {"stage" or "decision", "remark"}."""

    pid = serializers.CharField()
    document = serializers.CharField(allow_null=True)
    recorded_by = serializers.CharField()
    happened_on = serializers.DateField()
    facts = SealedShape()


class HearingShape(serializers.Serializer[Any]):
    """One person's part in a hearing; `hearing_version` is for moving it, `version` for its measures."""

    pid = serializers.CharField()
    document = serializers.CharField(allow_null=True)
    version = serializers.IntegerField()
    hearing_version = serializers.IntegerField()
    kind = serializers.CharField()
    held_on = serializers.DateField()
    starts_at = serializers.DateTimeField(allow_null=True)
    was_on = serializers.DateField(allow_null=True)
    state = serializers.CharField()
    told_at = serializers.DateTimeField(allow_null=True)
    facts = SealedShape()


class LimitShape(serializers.Serializer[Any]):
    """A day that runs out. `end_on` counts; `is_checked` only where two persons read the same day."""

    pid = serializers.CharField()
    document = serializers.CharField(allow_null=True)
    version = serializers.IntegerField()
    end_on = serializers.DateField()
    typed_on = serializers.DateField()
    checked_on = serializers.DateField(allow_null=True)
    recorded_by = serializers.CharField()
    checked_by = serializers.CharField(allow_null=True)
    is_checked = serializers.BooleanField()
    is_running = serializers.BooleanField()
    facts = SealedShape()
    outcome = SealedShape()


class ProceedingShape(serializers.Serializer[Any]):
    """A proceeding; `linked` are pids of other cases that the caller may open. Suspects have an address of their own."""

    pid = serializers.CharField()
    version = serializers.IntegerField()
    facts = SealedShape()
    steps = StepShape(many=True)
    hearings = HearingShape(many=True)
    limits = LimitShape(many=True)
    linked = serializers.ListField(child=serializers.CharField())


class BriefingShape(serializers.Serializer[Any]):
    """A talk: `facts` is {"topics", "language", "by", "understood", "remark"}."""

    pid = serializers.CharField()
    recorded_by = serializers.CharField()
    told_on = serializers.DateField()
    facts = SealedShape()


class RecordShape(serializers.Serializer[Any]):
    """Protection (a), notice of release (b), claim (c) or compelled act (d); a claim has `payments`.

    `document`, and `notice` of a release, are pids of documents that the caller may open.
    """

    pid = serializers.CharField()
    document = serializers.CharField(allow_null=True)
    notice = serializers.CharField(allow_null=True, required=False)
    version = serializers.IntegerField()
    kind = serializers.CharField()
    watch_on = serializers.DateField(allow_null=True)
    ended_at = serializers.DateTimeField(allow_null=True)
    facts = SealedShape()
    payments = SealedShape(required=False)


class LegalShape(serializers.Serializer[Any]):
    """All of it."""

    proceedings = ProceedingShape(many=True)
    briefings = BriefingShape(many=True)
    records = RecordShape(many=True)


class MadeShape(serializers.Serializer[Any]):
    """Where the new row is."""

    pid = serializers.CharField()


class SuspectsInput(Shape):
    """What is known of suspects."""

    suspects = serializers.CharField(max_length=4000, allow_blank=True, trim_whitespace=False)
    version = serializers.IntegerField(required=False)


class SuspectsShape(serializers.Serializer[Any]):
    """What is known of suspects, sealed apart."""

    version = serializers.IntegerField()
    suspects = SealedShape()


class VersionInput(Shape):
    """The version that the change was made from, if no If-Match says it."""

    version = serializers.IntegerField(required=False)


def opened(request: ApiRequest, pid: str, act: Act = Act.LEGAL_EDIT) -> Case:
    """A case whose legal matters the caller may read or record."""
    case = open_case(request.user, pid, Tag.PROCEEDINGS_OPEN, CLASSES)
    require(can(request.user, act, case))
    return case


def row_of(request: ApiRequest, rows: Any, row_pid: str) -> Any:
    """One of `rows`, which are rows of the case in the address."""
    return get_visible_or_404(rows.select_related("case"), request.user, row_pid, tag=Tag.PROCEEDINGS_OPEN)


def change(request: ApiRequest, name: str, row: Any, data: dict[str, Any], act: Callable[[], Any]) -> Response:
    """Do `act` if the change says that it was made from the present version of `row`, called `name` among versions.

    By If-Match (412 if it is not the present one), or by `version` beside the fields (409); without either 428.
    """
    key = f"{name}.{row.pid}"
    beside = {key: data.pop("version")} if "version" in data else {}
    said = read_etag(request.headers.get("If-Match", ""))

    with one_transaction():
        require_open(locked(row.case))
        require_versions(version_now(key, row), said, beside, [key])
        changed = act()
        versions = version_now(key, row)
    return tagged({"changed": changed if isinstance(changed, list) else [], "versions": versions}, versions)


class LegalListApi(ActionApi):
    """Proceedings, talks and records of a case."""

    @extend_schema(operation_id="legal_list", responses={200: LegalShape})
    def get(self, request: ApiRequest, pid: str) -> Response:
        """All that is recorded; the ETag names the version of each row."""
        case = opened(request, pid, Act.LEGAL_LIST)
        proceedings = [_proceeding(request, case, row) for row in Proceeding.objects.filter(case=case)]
        briefings = Briefing.objects.filter(case=case).select_related("recorded_by")
        records = [
            _record(kind.slug, row) for kind in KINDS.values() for row in kind.model._default_manager.filter(case=case)
        ]
        body = {
            "proceedings": proceedings,
            "briefings": [
                {
                    "pid": row.pid,
                    "recorded_by": row.recorded_by.display_name,
                    "told_on": row.told_on,
                    "facts": sealed_shape(row.facts),
                }
                for row in briefings
            ],
            "records": records,
        }
        return tagged(body, _versions(proceedings, records))


def _versions(proceedings: list[dict[str, Any]], records: list[dict[str, Any]]) -> Versions:
    found: Versions = {f"record.{row['pid']}": row["version"] for row in records}
    for proceeding in proceedings:
        found[f"proceeding.{proceeding['pid']}"] = proceeding["version"]
        found |= {f"hearing.{row['pid']}": row["version"] for row in proceeding["hearings"]}
        found |= {f"limit.{row['pid']}": row["version"] for row in proceeding["limits"]}
    return found


def _proceeding(request: ApiRequest, case: Case, row: Proceeding) -> dict[str, Any]:
    others = Proceeding.objects.visible_to(request.user).filter(docket_id=row.docket_id).exclude(pk=row.pk)
    steps = ProceedingStep.objects.filter(case=case, proceeding=row).select_related("document", "recorded_by")
    parts = HearingPart.objects.filter(case=case, proceeding=row).select_related("document", "hearing")
    limits = LegalLimit.objects.filter(case=case, proceeding=row).select_related(
        "document", "recorded_by", "checked_by"
    )
    return {
        "pid": row.pid,
        "version": row.version,
        "facts": sealed_shape(row.facts),
        "steps": [
            {
                "pid": step.pid,
                "document": pid_of(step.document),
                "recorded_by": step.recorded_by.display_name,
                "happened_on": step.happened_on,
                "facts": sealed_shape(step.facts),
            }
            for step in steps
        ],
        "hearings": [_hearing(part) for part in parts],
        "limits": [_limit(limit) for limit in limits],
        "linked": list(others.values_list("case__pid", flat=True)),
    }


def _hearing(part: HearingPart) -> dict[str, Any]:
    hearing = part.hearing
    plain = {name: getattr(hearing, name) for name in ("kind", "held_on", "starts_at", "was_on", "state")}
    return plain | {
        "pid": part.pid,
        "document": pid_of(part.document),
        "version": part.version,
        "hearing_version": hearing.version,
        "told_at": part.told_at,
        "facts": sealed_shape(part.facts),
    }


def _limit(row: LegalLimit) -> dict[str, Any]:
    names = ("pid", "version", "end_on", "typed_on", "checked_on", "is_checked", "is_running")
    return {name: getattr(row, name) for name in names} | {
        "document": pid_of(row.document),
        "recorded_by": row.recorded_by.display_name,
        "checked_by": row.checked_by.display_name if row.checked_by is not None else None,
        "facts": sealed_shape(row.facts),
        "outcome": sealed_shape(row.outcome),
    }


def _record(slug: str, row: Any) -> dict[str, Any]:
    names = ("pid", "version", "watch_on", "ended_at")
    shape = {name: getattr(row, name) for name in names} | {"kind": slug, "facts": sealed_shape(row.facts)}
    shape |= {name: pid_of(getattr(row, name)) for name in ("document", "notice") if hasattr(row, name)}
    return shape | ({"payments": sealed_shape(row.payments)} if hasattr(row, "payments") else {})


class SuspectsApi(ActionApi):
    """What is known of suspects in a proceeding."""

    def _row(self, request: ApiRequest, pid: str, **names: str) -> Any:
        case = open_case(request.user, pid, Tag.SUSPECTS_OPEN, {FieldClass.SUSPECTS})
        require(can(request.user, Act.SUSPECTS_EDIT, case))
        if "row_pid" in names:
            rows = Release.objects.filter(case=case).select_related("case")
            return get_visible_or_404(rows, request.user, names["row_pid"], tag=Tag.SUSPECTS_OPEN)
        proceedings = Proceeding.objects.filter(case=case).select_related("case")
        return get_visible_or_404(proceedings, request.user, names["proceeding_pid"], tag=Tag.SUSPECTS_OPEN)

    @extend_schema(operation_id="suspects_detail", responses={200: SuspectsShape})
    def get(self, request: ApiRequest, pid: str, **names: str) -> Response:
        """The words, for who is cleared; opening is recorded by its name."""
        row = self._row(request, pid, **names)
        body = {"version": row.version, "suspects": sealed_shape(row.suspects)}
        return tagged(body, {f"suspects.{row.pid}": row.version})

    @extend_schema(
        operation_id="suspects_edit",
        parameters=[IF_MATCH],
        request=SuspectsInput,
        responses={200: ChangedShape, **REFUSALS},
    )
    def patch(self, request: ApiRequest, pid: str, **names: str) -> Response:
        """Other words."""
        row = self._row(request, pid, **names)
        data = self.validated(SuspectsInput)
        return change(request, "suspects", row, data, lambda: edit_suspects(actor=request.user, row=row, **data))


@extend_schema_view(
    get=extend_schema(operation_id="suspects_release_detail"), patch=extend_schema(operation_id="suspects_release_edit")
)
class ReleaseSuspectsApi(SuspectsApi):
    """What is known of the offender and the release."""

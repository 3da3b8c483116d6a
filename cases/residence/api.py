"""The stay over the API: the same rules, the same trail as the pages."""

from typing import Any, NoReturn

from django.utils import timezone
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.response import Response

from accounts.api import ApiRequest
from accounts.choices import Act
from audit.record import one_transaction
from audit.tags import Tag
from cases.case.matching import locked
from cases.case.queries import open_case
from cases.case.shapes import sealed_shape, shown_shape
from cases.case.states import require_open
from cases.document.linking import pid_of
from cases.models import Case, Document, StatusDate, StatusEvent, StatusSheet
from cases.permissions import can
from cases.residence.actions import (
    answer_cooperation,
    change_deadline,
    create_deadline,
    record_residence,
)
from cases.residence.checking import check_date
from cases.residence.choices import INCIDENTS, Cooperation, DateKind, Paper, Why
from cases.residence.ending import end_deadline
from cases.residence.queries import CLASSES, documents_of, schemes_for, standing_of, watched_in
from cases.residence.shapes import (
    ALWAYS_TAKEN,
    CooperationInput,
    DeadlineChangeInput,
    DeadlineCheckInput,
    DeadlineEndInput,
    DeadlineInput,
    RecordedStayShape,
    ResidenceInput,
    ResidenceShape,
)
from cases.residence.states import DateEnded
from cases.residence.transitions import BY_CODE, Transition, possible_from
from common.access import get_visible_or_404, require
from common.api import ActionApi
from common.matching import IF_MATCH, REFUSALS, Versions, etag, read_etag, require_versions, tagged

STAY = "stay"
NOT_ITS_OWN = frozenset({"event", "on", "paper", "document", "version"})


def _day_name(row: StatusDate) -> str:
    """How a watched day is named among versions."""
    return f"day.{row.pid}"


def _open(request: ApiRequest, pid: str, act: Act = Act.RESIDENCE_RECORD) -> Case:
    case = open_case(request.user, pid, Tag.RESIDENCE_LIST, CLASSES)
    require(can(request.user, act, case))
    return case


def _now(case: Case, day: StatusDate | None = None) -> Versions:
    """The present version of the stay, 0 if nothing was written down yet, and of a day."""
    held = StatusSheet.objects.filter(case=case).values_list("version", flat=True).first()
    found = {STAY: held or 0}
    if day is not None:
        found[_day_name(day)] = StatusDate.objects.values_list("version", flat=True).get(pk=day.pk, case=case)
    return found


def _require_present(request: ApiRequest, case: Case, name: str, data: dict[str, Any], day: Any = None) -> None:
    """Raise unless the change was made from the present version of `name`, on a case on which work goes on."""
    beside = {name: data.pop("version")} if "version" in data else {}
    require_open(locked(case))
    require_versions(_now(case, day), read_etag(request.headers.get("If-Match", "")), beside, [name])


def _made(row: StatusDate | StatusEvent, versions: Versions, status: int) -> Response:
    body = {"pid": row.pid, "versions": versions}
    return Response(body, status=status, headers={"ETag": etag(versions)})


def _refuse(**fields: str) -> NoReturn:
    raise serializers.ValidationError({name: [sentence] for name, sentence in fields.items()})


def _rests_on(case: Case, data: dict[str, Any]) -> dict[str, Any]:
    """`paper` and `document` as the actions take them; a document that a page would not offer is refused."""
    pid, document = data.pop("document", None), None
    if pid is not None:
        offered: dict[str, Document] = {row.pid: row for row, _words in documents_of(case)}
        if pid not in offered:
            _refuse(document=_("This is not one of the choices."))
        document = offered[pid]
    return {"paper": Paper(data.pop("paper")), "document": document}


def _values(request: ApiRequest, event: Transition, data: dict[str, Any]) -> dict[str, Any]:
    """What was said of the fields that `event` takes; any other name is refused."""
    said = {name: value for name, value in data.items() if name not in NOT_ITS_OWN}
    strange = said.keys() - ALWAYS_TAKEN - set(event.fields)
    if strange:
        _refuse(**dict.fromkeys(sorted(strange), _("This event takes no such answer.")))
    if "scheme" in said:
        schemes = {scheme.pid: scheme for scheme in schemes_for(request.user, event)}
        if said["scheme"] not in schemes:
            _refuse(scheme=_("This is not one of the choices."))
        said["scheme"] = schemes[said["scheme"]]
    return said


class ResidenceListApi(ActionApi):
    """The stay of a case, and a new event."""

    @extend_schema(operation_id="residence_list", responses={200: ResidenceShape})
    def get(self, request: ApiRequest, pid: str) -> Response:
        """Where it stands, what may follow, the days that are watched and were, and everything that happened."""
        case = _open(request, pid, Act.RESIDENCE_LIST)
        standing = standing_of(case)
        may_record = can(request.user, Act.RESIDENCE_RECORD, case) and not case.is_closed
        rows = StatusDate.objects.filter(case=case).select_related("due", "recorded_by", "ended_by", "replaces")
        rows = rows.select_related("document", "checked_by")
        watched = list(rows.filter(ended_at__isnull=True).order_by("due__due_on", "created_at"))
        events = StatusEvent.objects.filter(case=case).select_related("recorded_by", "document")
        body = {
            "version": standing.version,
            "standing": shown_shape(standing.held),
            "cooperation": shown_shape(standing.cooperation),
            "possible": [_possible(event) for event in possible_from(standing.status)] if may_record else [],
            "watched": [_day(row) for row in watched],
            "ended": [_day(row) for row in rows.filter(ended_at__isnull=False).order_by("-ended_at")],
            "chain": [_event(row) for row in events.order_by("-number")],
        }
        return tagged(body, {STAY: standing.version} | {_day_name(row): row.version for row in watched})

    @extend_schema(
        operation_id="residence_record",
        parameters=[IF_MATCH],
        request=ResidenceInput,
        responses={201: RecordedStayShape, **REFUSALS},
    )
    def post(self, request: ApiRequest, pid: str) -> Response:
        """Write down one event. It is added to the chain; `version` is that of the stay."""
        case = _open(request, pid)
        data = self.validated(ResidenceInput)
        event = BY_CODE[data["event"]]
        with one_transaction():
            _require_present(request, case, STAY, data)
            values = _values(request, event, data)
            rests_on = _rests_on(case, data)
            row = record_residence(actor=request.user, case=case, event=event, on=data["on"], values=values, **rests_on)
            versions = _now(case)
        return _made(row, versions, 201)


class CooperationAnswerApi(ActionApi):
    """What the person decided about working with the authorities."""

    @extend_schema(
        operation_id="residence_answer",
        parameters=[IF_MATCH],
        request=CooperationInput,
        responses={201: RecordedStayShape, **REFUSALS},
    )
    def post(self, request: ApiRequest, pid: str) -> Response:
        """It is added to the chain, and is a condition of nothing; `version` is that of the stay."""
        case = _open(request, pid)
        data = self.validated(CooperationInput)
        with one_transaction():
            _require_present(request, case, STAY, data)
            answer = Cooperation(data["answer"])
            row = answer_cooperation(actor=request.user, case=case, answer=answer, on=data["on"])
            versions = _now(case)
        return _made(row, versions, 201)


class DeadlineListApi(ActionApi):
    """New days to watch."""

    @extend_schema(operation_id="residence_days_create", request=DeadlineInput, responses={201: RecordedStayShape})
    def post(self, request: ApiRequest, pid: str) -> Response:
        """Watch one more day, entered by hand from the letter."""
        case = _open(request, pid)
        data = self.validated(DeadlineInput)
        with one_transaction():
            require_open(locked(case))
            rests_on = _rests_on(case, data)
            what = DateKind(data.pop("what"))
            row = create_deadline(actor=request.user, case=case, what=what, **data, **rests_on)
            versions = _now(case, row)
        return _made(row, versions, 201)


class DeadlineDetailApi(ActionApi):
    """One day that is watched."""

    @extend_schema(
        operation_id="residence_days_change",
        parameters=[IF_MATCH],
        request=DeadlineChangeInput,
        responses={200: RecordedStayShape, **REFUSALS},
    )
    def patch(self, request: ApiRequest, pid: str, date_pid: str) -> Response:
        """Another last day, in a new row; the day before stays readable. `version` is that of the day."""
        case = _open(request, pid)
        day = _day_of(request, case, date_pid)
        data = self.validated(DeadlineChangeInput)
        with one_transaction():
            _require_present(request, case, _day_name(day), data, day)
            rests_on = _rests_on(case, data)
            row = change_deadline(actor=request.user, row=day, why=Why(data.pop("why")), **data, **rests_on)
            versions = _now(case, row)
        return _made(row, versions, 200)


class DeadlineCheckApi(ActionApi):
    """The second pair of eyes."""

    @extend_schema(
        operation_id="residence_days_check",
        parameters=[IF_MATCH],
        request=DeadlineCheckInput,
        responses={200: RecordedStayShape, **REFUSALS},
    )
    def post(self, request: ApiRequest, pid: str, date_pid: str) -> Response:
        """Another person than who typed the limit of an appeal reads the document. Of two days the earlier counts."""
        case = _open(request, pid)
        day = _day_of(request, case, date_pid)
        data = self.validated(DeadlineCheckInput)
        with one_transaction():
            _require_present(request, case, _day_name(day), data, day)
            check_date(actor=request.user, row=day, **data)
            day.refresh_from_db()
            versions = _now(case, day)
        return _made(day, versions, 200)


class DeadlineEndApi(ActionApi):
    """What was done about a day."""

    @extend_schema(
        operation_id="residence_days_end",
        parameters=[IF_MATCH],
        request=DeadlineEndInput,
        responses={204: None, **REFUSALS},
    )
    def post(self, request: ApiRequest, pid: str, date_pid: str) -> Response:
        """Somebody says what was done; the day is watched no more. `version` is that of the day."""
        case = _open(request, pid)
        day = _day_of(request, case, date_pid)
        data = self.validated(DeadlineEndInput)
        with one_transaction():
            _require_present(request, case, _day_name(day), data, day)
            _require_own(day, data)
            end_deadline(actor=request.user, row=day, **data)
        return Response(status=204)


def _require_own(day: StatusDate, data: dict[str, Any]) -> None:
    """Who was told belongs to an incident; of another day it is refused."""
    strange = {"told", "told_on"} & data.keys()
    if strange and watched_in(day, timezone.localdate()).what not in INCIDENTS:
        _refuse(**dict.fromkeys(sorted(strange), _("This day takes no such answer.")))


def _day_of(request: ApiRequest, case: Case, date_pid: str) -> StatusDate:
    """A day of the case that is watched. While work goes on: a closed case says so before anything else."""
    rows = StatusDate.objects.filter(case=case).select_related("case", "due")
    row: StatusDate = get_visible_or_404(rows, request.user, date_pid, tag=Tag.RESIDENCE_LIST)
    require_open(case)
    if row.ended_at is not None:
        raise DateEnded
    return row


def _possible(event: Transition) -> dict[str, Any]:
    return {"event": event.code, "words": str(event.label), "takes": list(event.fields)}


def _day(row: StatusDate) -> dict[str, Any]:
    return {
        "pid": row.pid,
        "version": row.version,
        "due_on": row.due.due_on,
        "recorded_by": row.recorded_by.display_name,
        "replaces": row.replaces.pid if row.replaces is not None else None,
        "document": pid_of(row.document),
        "facts": sealed_shape(row.facts),
        "reason": sealed_shape(row.reason),
        "ended_at": row.ended_at,
        "ended_by": row.ended_by.display_name if row.ended_by is not None else None,
        "checked_at": row.checked_at,
        "checked_by": row.checked_by.display_name if row.checked_by is not None else None,
        "outcome": sealed_shape(row.outcome),
    }


def _event(row: StatusEvent) -> dict[str, Any]:
    return {
        "pid": row.pid,
        "number": row.number,
        "recorded_by": row.recorded_by.display_name,
        "recorded_at": row.created_at,
        "document": pid_of(row.document),
        "facts": sealed_shape(row.facts),
        "conditions": sealed_shape(row.conditions),
        "reason": sealed_shape(row.reason),
    }

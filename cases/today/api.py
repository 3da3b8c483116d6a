"""Due things over the API: what Today shows, and what can be done to each."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.response import Response

from accounts.api import ApiRequest
from accounts.matrix import Act, may
from audit.tags import Tag
from cases.case.shapes import ChangedShape, SealedShape, shown_shape
from cases.task.api import TASK, TaskChanges, change_task, colleague
from cases.today.due_page import open_due
from cases.today.queries import TodoLine, due_of, todo_of
from common.access import require
from common.api import ActionApi, Shape
from common.matching import IF_MATCH, REFUSALS, tagged
from common.shown import Shown, State
from reminders.actions import complete_due, drop_due, give_due, reopen_due, snooze_due
from reminders.choices import DropReason, DueState, SnoozeReason


class DueQuery(Shape):
    """`all=true`: also what is due after the next seven days."""

    all = serializers.BooleanField(required=False, default=False)


class DueCaseShape(serializers.Serializer[Any]):
    """The case it is about."""

    pid = serializers.CharField()
    reference = serializers.CharField()
    alias = SealedShape()


class DueShape(serializers.Serializer[Any]):
    """A due thing. `words`: those of a task, or of its kind; locked where the role does not read them."""

    pid = serializers.CharField()
    kind = serializers.CharField()
    words = SealedShape()
    state = serializers.ChoiceField(choices=DueState.choices)
    due_on = serializers.DateField()
    due_at = serializers.DateTimeField(allow_null=True)
    snoozed_until = serializers.DateField(allow_null=True)
    owner = serializers.CharField()
    case = DueCaseShape()


class DueDetailShape(DueShape):
    """With `task` (its pid) and `version` for a change, where it is a task."""

    task = serializers.CharField(allow_null=True)
    version = serializers.IntegerField(allow_null=True)


class DueListShape(serializers.Serializer[Any]):
    """All of a day's work, the earliest first."""

    results = DueShape(many=True)
    later = serializers.IntegerField()


class SnoozeInput(Shape):
    """Until which day it waits, and why."""

    until = serializers.DateField()
    reason = serializers.ChoiceField(choices=SnoozeReason.choices)


class GiveInput(Shape):
    """`to`: a colleague's pid."""

    to = serializers.CharField(max_length=10)


class DropInput(Shape):
    """Why nothing has to be done any more."""

    reason = serializers.ChoiceField(choices=DropReason.choices)


def _shape(line: TodoLine) -> dict[str, Any]:
    due = line.due
    words = Shown(State.LOCKED) if line.is_locked else Shown(State.VALUE, str(line.title))
    return {
        "pid": due.pid,
        "kind": due.kind.partition(":")[0],
        "words": shown_shape(words),
        "state": due.state,
        "due_on": due.due_on,
        "due_at": due.due_at,
        "snoozed_until": due.snoozed_until,
        "owner": due.owner.display_name,
        "case": {"pid": line.case.pid, "reference": line.reference, "alias": shown_shape(line.alias)},
    }


class DueListApi(ActionApi):
    """What the caller answers for."""

    @extend_schema(operation_id="dues_list", parameters=[DueQuery], responses={200: DueListShape})
    def get(self, request: ApiRequest) -> Response:
        """Overdue, due today and in the next seven days; `later` counts the rest."""
        require(may(request.user, Act.CASE_LIST))
        todo = todo_of(request.user, show_all=self.asked(DueQuery)["all"])
        lines = [*todo.late, *todo.today, *todo.appointments, *todo.ahead, *todo.later]
        return Response({"results": [_shape(line) for line in lines], "later": todo.later_count})


class DueDetailApi(ActionApi):
    """One due thing."""

    @extend_schema(operation_id="dues_detail", responses={200: DueDetailShape})
    def get(self, request: ApiRequest, pid: str) -> Response:
        """The due thing with its words."""
        page = open_due(request.user, pid, Tag.DUE_OPEN)
        held = page.task.task if page.task is not None else None
        more = {"task": held.pid if held else None, "version": held.version if held else None}
        return tagged(_shape(page.line) | more, {TASK: held.version} if held else {})

    @extend_schema(
        operation_id="dues_edit",
        parameters=[IF_MATCH],
        request=TaskChanges,
        responses={200: ChangedShape, **REFUSALS},
    )
    def patch(self, request: ApiRequest, pid: str) -> Response:
        """Change a task: its words, day or hour. Other kinds have nothing that could be changed.

        The change says which version it was made from: by If-Match (412 if it is not the present one), or by `version`
        beside the fields (409). Without either it is refused (428).
        """
        page = open_due(request.user, pid, Tag.TASK_EDIT)
        data = self.validated(TaskChanges)
        require(page.task is not None and page.can_write)
        assert page.task is not None
        return change_task(request, page.task.task, data)


class DueCompleteApi(ActionApi):
    """Tick it off."""

    @extend_schema(operation_id="dues_complete", request=None, responses={204: None})
    def post(self, request: ApiRequest, pid: str) -> Response:
        """It is done. Twice changes nothing."""
        due, _case = due_of(request.user, pid, Tag.DUE_COMPLETE)
        complete_due(actor=request.user, due=due)
        return Response(status=204)


class DueReopenApi(ActionApi):
    """Undo."""

    @extend_schema(operation_id="dues_reopen", request=None, responses={204: None})
    def post(self, request: ApiRequest, pid: str) -> Response:
        """It is due again."""
        due, _case = due_of(request.user, pid, Tag.DUE_REOPEN)
        reopen_due(actor=request.user, due=due)
        return Response(status=204)


class DueSnoozeApi(ActionApi):
    """Put it off."""

    @extend_schema(operation_id="dues_snooze", request=SnoozeInput, responses={204: None})
    def post(self, request: ApiRequest, pid: str) -> Response:
        """It waits until a day, for a coded reason. The day it is due stays."""
        due, _case = due_of(request.user, pid, Tag.DUE_SNOOZE)
        data = self.validated(SnoozeInput)
        snooze_due(actor=request.user, due=due, until=data["until"], reason=SnoozeReason(data["reason"]))
        return Response(status=204)


class DueGiveApi(ActionApi):
    """Hand it over."""

    @extend_schema(operation_id="dues_give", request=GiveInput, responses={204: None})
    def post(self, request: ApiRequest, pid: str) -> Response:
        """A colleague who may open the case answers for it from now on."""
        due, _case = due_of(request.user, pid, Tag.DUE_GIVE)
        to_user = colleague(request.user, self.validated(GiveInput)["to"], "to")
        give_due(actor=request.user, due=due, to_user=to_user)
        return Response(status=204)


class DueDropApi(ActionApi):
    """Take it off the list."""

    @extend_schema(operation_id="dues_drop", request=DropInput, responses={204: None})
    def post(self, request: ApiRequest, pid: str) -> Response:
        """Nothing has to be done any more, for a coded reason."""
        due, _case = due_of(request.user, pid, Tag.DUE_DROP)
        drop_due(actor=request.user, due=due, reason=DropReason(self.validated(DropInput)["reason"]))
        return Response(status=204)

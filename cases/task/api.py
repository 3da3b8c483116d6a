"""Tasks over the API."""

from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework import exceptions, serializers
from rest_framework.response import Response

from accounts.api import ApiRequest
from accounts.matrix import Act
from accounts.models import User
from audit.record import one_transaction
from audit.tags import Tag
from cases.case.matching import locked
from cases.case.queries import open_case
from cases.case.shapes import ChangedShape, SealedShape, shown_shape
from cases.case.states import require_open
from cases.models import Case, Task
from cases.permissions import can
from cases.sheets import may_write
from cases.task.actions import create_task, edit_task
from cases.task.forms import WORDS_LIMIT
from cases.task.queries import CLASSES, held_in, version_now, words_of
from common.access import get_visible_or_404, require
from common.api import ActionApi, Shape
from common.matching import IF_MATCH, REFUSALS, read_etag, require_versions, tagged
from reminders.choices import DueState
from reminders.states import require_open as require_due_open

# How a task is named among versions.
TASK = "task"


class TaskInput(Shape):
    """What is to do. `hour` is read on the office's clock; `owner` is a colleague's pid, the caller if not given."""

    words = serializers.CharField(max_length=WORDS_LIMIT)
    due_on = serializers.DateField()
    hour = serializers.TimeField(required=False, allow_null=True)
    owner = serializers.CharField(required=False, max_length=10)

    def validate_due_on(self, value: date) -> date:
        """Within a lifetime."""
        return sensible_day(value)


class TaskChanges(Shape):
    """What is named changes. `hour` null takes the hour away."""

    words = serializers.CharField(max_length=WORDS_LIMIT, required=False)
    due_on = serializers.DateField(required=False)
    hour = serializers.TimeField(required=False, allow_null=True)
    version = serializers.IntegerField(required=False)

    def validate_due_on(self, value: date) -> date:
        """Within a lifetime."""
        return sensible_day(value)


class TaskShape(serializers.Serializer[Any]):
    """A task of a case. `due`: what goes into /dues/<pid>/. `version` is for a change."""

    pid = serializers.CharField()
    due = serializers.CharField()
    case = serializers.CharField()
    words = SealedShape()
    state = serializers.ChoiceField(choices=DueState.choices)
    due_on = serializers.DateField()
    due_at = serializers.DateTimeField(allow_null=True)
    owner = serializers.CharField()
    version = serializers.IntegerField()


class CreatedTaskShape(serializers.Serializer[Any]):
    """Where the task is: `due` goes into /dues/<pid>/."""

    pid = serializers.CharField()
    due = serializers.CharField()


def sensible_day(value: date) -> date:
    """A day within the next hundred years or behind us. Raises ValidationError."""
    if value.year > timezone.localdate().year + 100:
        raise exceptions.ValidationError([_("This day is too far ahead.")])
    return value


def colleague(user: User, pid: str, name: str) -> User:
    """A colleague by public id. Raises ValidationError about `name` for everybody else, known or not."""
    found: User | None = User.objects.visible_to(user).active().filter(pid=pid).first()
    if found is None:
        raise exceptions.ValidationError({name: ["not found"]}, code="does_not_exist")
    return found


class TaskListApi(ActionApi):
    """New tasks of a case."""

    @extend_schema(operation_id="tasks_create", request=TaskInput, responses={201: CreatedTaskShape})
    def post(self, request: ApiRequest, pid: str) -> Response:
        """Set down what is to do."""
        case = open_case(request.user, pid, Tag.CASE_OPEN, CLASSES)
        data = self.validated(TaskInput)
        if owner := data.pop("owner", ""):
            data["owner"] = colleague(request.user, owner, "owner")
        task = create_task(actor=request.user, case=case, **data)
        return Response({"pid": task.pid, "due": task.due.pid}, status=201)


def task_shape(task: Task, case: Case) -> dict[str, Any]:
    """One task; its words only where the role reads them."""
    due = task.due
    return {
        "pid": task.pid,
        "due": due.pid,
        "case": case.pid,
        "words": shown_shape(words_of(task, "api")),
        "state": due.state,
        "due_on": due.due_on,
        "due_at": due.due_at,
        "owner": due.owner.display_name,
        "version": task.version,
    }


def change_task(request: ApiRequest, task: Task, data: dict[str, Any]) -> Response:
    """Make a change of a task whose case the caller has open, and answer what changed. `data`: as TaskChanges reads it.

    Raises NotAllowed where the role does not write these words, and what common.matching says of versions.
    """
    require(may_write(task, held_in(task)))
    beside = {TASK: data.pop("version")} if "version" in data else {}
    said = read_etag(request.headers.get("If-Match", ""))
    with one_transaction():
        case = locked(task.case)
        require(can(request.user, Act.TASK_CREATE, case))
        require_open(case)
        require_versions(_version(task), said, beside, [TASK] * bool(data))
        changed = edit_task(actor=request.user, task=task, **(_as_it_is(task) | data)) if data else []
        now = _version(task) if data else {}
    return tagged({"changed": changed, "versions": now}, now)


def _version(task: Task) -> dict[str, int]:
    """The present one."""
    return {TASK: version_now(task)}


def _as_it_is(task: Task) -> dict[str, Any]:
    """What stands there now, for whatever is not named."""
    due = task.due
    hour = timezone.localtime(due.due_at).time() if due.due_at is not None else None
    return {"words": words_of(task).value, "due_on": due.due_on, "hour": hour}


class TaskDetailApi(ActionApi):
    """One task, whoever answers for it."""

    @extend_schema(operation_id="tasks_detail", responses={200: TaskShape})
    def get(self, request: ApiRequest, pid: str) -> Response:
        """The task with its words; those that the role does not read stay locked."""
        task, case = self._open(request, pid, Tag.CASE_OPEN)
        return tagged(task_shape(task, case), {TASK: task.version})

    @extend_schema(
        operation_id="tasks_edit",
        parameters=[IF_MATCH],
        request=TaskChanges,
        responses={200: ChangedShape, **REFUSALS},
    )
    def patch(self, request: ApiRequest, pid: str) -> Response:
        """Change its words, day or hour, while it is to do and work on the case goes on.

        The change says which version it was made from: by If-Match (412 if it is not the present one), or by `version`
        beside the fields (409). Without either it is refused (428).
        """
        task, case = self._open(request, pid, Tag.TASK_EDIT)
        require(can(request.user, Act.TASK_CREATE, case) and may_write(task, held_in(task)))
        require_due_open(task.due)
        return change_task(request, task, self.validated(TaskChanges))

    @staticmethod
    def _open(request: ApiRequest, pid: str, tag: Tag) -> tuple[Task, Case]:
        """The task, and its case with the keys at hand."""
        task: Task = get_visible_or_404(Task.objects.select_related("case", "due__owner"), request.user, pid, tag=tag)
        return task, open_case(request.user, task.case.pid, Tag.CASE_OPEN, CLASSES)

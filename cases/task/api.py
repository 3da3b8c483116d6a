"""Tasks over the API."""

from datetime import date
from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import exceptions, serializers
from rest_framework.response import Response

from accounts.api import ApiRequest
from accounts.models import User
from audit.tags import Tag
from cases.case.queries import open_case
from cases.task.actions import create_task
from cases.task.forms import WORDS_LIMIT
from cases.task.queries import CLASSES
from common.api import ActionApi, Shape


class TaskInput(Shape):
    """What is to do. `hour` is read on the office's clock; `owner` is a colleague's pid, the caller if not given."""

    words = serializers.CharField(max_length=WORDS_LIMIT)
    due_on = serializers.DateField()
    hour = serializers.TimeField(required=False, allow_null=True)
    owner = serializers.CharField(required=False, max_length=10)

    def validate_due_on(self, value: date) -> date:
        """Within a lifetime."""
        return sensible_day(value)


class CreatedTaskShape(serializers.Serializer[Any]):
    """Where the task is: `due` goes into /dues/<pid>/."""

    pid = serializers.CharField()
    due = serializers.CharField()


def sensible_day(value: date) -> date:
    """A day within the next hundred years or behind us. Raises ValidationError."""
    if value.year > date.today().year + 100:
        raise exceptions.ValidationError(["too far ahead"])
    return value


def colleague(user: User, pid: str, name: str) -> User:
    """A colleague by public id. Raises ValidationError about `name` for everybody else, known or not."""
    found: User | None = User.objects.visible_to(user).active().filter(pid=pid).first()
    if found is None:
        raise exceptions.ValidationError({name: ["not found"]})
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

"""One task over the API: read, changed, and changed once."""

from datetime import timedelta

import pytest
from django.utils import timezone

from cases.models import Case, Task
from reminders.actions import complete_due
from tests.cases.api import Trail, ask
from tests.cast import Cast
from tests.factories.cases import acting, make_task
from tests.factories.reading import opened


@pytest.fixture
def task(cast: Cast, case: Case) -> Task:
    return make_task(cast.caseworker.user, case)


def fresh(task: Task) -> Task:
    return Task.objects.select_related("due").get(pk=task.pk)


def tag(version: int) -> dict[str, str]:
    return {"If-Match": f'"task={version}"'}


def test_it_is_read_with_its_words_and_version(cast: Cast, case: Case, task: Task):
    trail = Trail()
    answer = ask(cast.caseworker, "get", "task_detail", task)
    assert answer.status_code == 200 and answer["ETag"] == '"task=1"'
    shape = answer.json()
    assert shape["words"] == {"state": "value", "value": "Ring the clinic"}
    assert (shape["case"], shape["due"], shape["version"]) == (case.pid, task.due.pid, 1)
    assert (shape["state"], shape["due_on"], shape["due_at"]) == ("open", str(timezone.localdate()), None)
    assert trail.rows() == [("case:open", "ok")]


def test_a_health_worker_hears_that_there_is_a_task_and_not_which(cast: Cast, task: Task, assign):
    assign(cast.health.user)
    assert ask(cast.health, "get", "task_detail", task).json()["words"] == {"state": "locked"}
    answer = ask(cast.health, "patch", "task_detail", task, body={"words": "Mine"}, headers=tag(1))
    assert answer.status_code == 404 and fresh(task).version == 1


def test_what_is_named_changes_and_the_rest_stays(cast: Cast, task: Task):
    day = timezone.localdate() + timedelta(days=3)
    trail = Trail()
    body = {"due_on": str(day), "hour": "09:15"}
    answer = ask(cast.coordinator, "patch", "task_detail", task, body=body, headers=tag(1))
    assert answer.json() == {"changed": ["due_on"], "versions": {"task": 2}} and answer["ETag"] == '"task=2"'
    assert trail.rows() == [("task:edit", "ok")]
    row = fresh(task)
    assert row.due.due_on == day and timezone.localtime(row.due.due_at).strftime("%H:%M") == "09:15"
    assert opened(cast.caseworker.user, row, "words") == "Ring the clinic"
    again = ask(cast.coordinator, "patch", "task_detail", task, body={"hour": None}, headers=tag(2))
    assert again.status_code == 200 and fresh(task).due.due_at is None and fresh(task).due.due_on == day


def test_a_change_says_what_it_was_made_from(cast: Cast, task: Task):
    def send(headers: dict[str, str] | None = None, **more: int) -> tuple[int, str]:
        answer = ask(cast.caseworker, "patch", "task_detail", task, body={"words": "Other"} | more, headers=headers)
        return answer.status_code, answer.json().get("code", "")

    assert send() == (428, "version_needed")
    assert send(tag(7)) == (412, "changed_meanwhile")
    assert send(version=7) == (409, "changed_meanwhile")
    assert fresh(task).version == 1
    assert send(tag(1)) == (200, "")
    assert send(tag(1)) == (412, "changed_meanwhile")


def test_the_same_change_sent_again_is_made_once(cast: Cast, task: Task):
    trail = Trail()
    for _time in range(2):
        headers = tag(1) | {"Idempotency-Key": "a-key-of-this-change"}
        answer = ask(cast.caseworker, "patch", "task_detail", task, body={"words": "Other"}, headers=headers)
        assert answer.status_code == 200
    assert fresh(task).version == 2 and [row for row in trail.rows() if row[0] == "task:edit"] == [("task:edit", "ok")]


@pytest.mark.parametrize(
    "body",
    [
        {"words": ""},
        {"words": "x" * 301},
        {"due_on": "tomorrow"},
        {"due_on": "9999-01-01"},
        {"hour": "25:00"},
        {"owner": "0000000000"},
    ],
)
def test_bad_input_is_refused_with_a_sentence(cast: Cast, task: Task, body: dict[str, str]):
    answer = ask(cast.caseworker, "patch", "task_detail", task, body=body, headers=tag(1))
    assert answer.status_code == 400 and all(answer.json()["fields"].values()) and fresh(task).version == 1


def test_a_day_that_has_passed_is_no_new_day(cast: Cast, task: Task):
    body = {"due_on": str(timezone.localdate() - timedelta(days=1))}
    answer = ask(cast.caseworker, "patch", "task_detail", task, body=body, headers=tag(1))
    assert answer.status_code == 409 and answer.json()["code"] == "day_has_passed"


def test_not_after_it_is_done(cast: Cast, task: Task):
    with acting(cast.caseworker.user):
        complete_due(actor=cast.caseworker.user, due=task.due)
    answer = ask(cast.caseworker, "patch", "task_detail", task, body={"words": "Late"}, headers=tag(1))
    assert answer.status_code == 409 and answer.json()["detail"]
    assert ask(cast.caseworker, "get", "task_detail", task).json()["state"] == "done"


@pytest.mark.parametrize("name", ["caseworker2", "shelter", "legal", "auditor", "administrator", "outsider"])
def test_others_cannot(cast: Cast, task: Task, name: str):
    member = getattr(cast, name)
    for method, body in (("get", None), ("patch", {"words": "Other"})):
        trail = Trail()
        assert ask(member, method, "task_detail", task, body=body, headers=tag(1)).status_code == 404
        assert [outcome for _tag, outcome in trail.rows()] == ["refused"]

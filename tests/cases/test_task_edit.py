"""Other words, another day or hour."""

from datetime import timedelta

import pytest
from django.utils import timezone

from audit.models import Event
from cases.models import Case, Task
from reminders.actions import complete_due
from reminders.models import DueMove
from tests.cast import Cast
from tests.days import TODAY
from tests.factories.cases import make_task
from tests.factories.reading import last_event, opened

pytestmark = pytest.mark.django_db


@pytest.fixture
def task(cast: Cast, case: Case) -> Task:
    return make_task(cast.caseworker.user, case)


def change(cast: Cast, task: Task, *, name: str = "caseworker", **data: str):
    data = {"words": "Ring the clinic", "due_on": str(TODAY), "version": "1"} | data
    return getattr(cast, name).post("cases:task_edit", task, **data)


def fresh(task: Task) -> Task:
    return Task.objects.select_related("due").get(pk=task.pk)


def test_words_day_and_hour(cast: Cast, task: Task):
    day = TODAY + timedelta(days=3)
    assert change(cast, task, words="Ring the other clinic", due_on=str(day), hour="09:15").status_code == 302
    row = fresh(task)
    assert opened(cast.caseworker.user, row, "words") == "Ring the other clinic"
    assert row.due.due_on == day and timezone.localtime(row.due.due_at).strftime("%H:%M") == "09:15"
    assert row.version == 2 and DueMove.objects.get(due=row.due).act == "moved"
    event = last_event(task.case)
    assert event.tag == "task:edit" and "due_on" in event.detail and "clinic" not in event.detail


def test_the_page_holds_what_stands_there(cast: Cast, task: Task):
    page = cast.caseworker.get("cases:task_edit", task).content.decode()
    assert "Ring the clinic" in page and f'value="{TODAY}"' in page


def test_nothing_is_recorded_when_nothing_differs(cast: Cast, task: Task):
    before = Event.objects.filter(tag="task:edit").count()
    assert change(cast, task).status_code == 302
    assert fresh(task).version == 1 and Event.objects.filter(tag="task:edit").count() == before


def test_a_day_that_has_passed_may_stay_and_not_be_chosen(cast: Cast, case: Case):
    late = make_task(cast.caseworker.user, case, days=-2)
    stays = str(TODAY - timedelta(days=2))
    assert change(cast, late, words="Other words", due_on=stays).status_code == 302
    answer = change(cast, late, due_on=str(TODAY - timedelta(days=1)), version="2")
    assert "This day has passed." in answer.content.decode() and str(fresh(late).due.due_on) == stays


def test_what_a_colleague_changed_meanwhile_is_not_written_over(cast: Cast, task: Task):
    change(cast, task, words="First", name="coordinator")
    answer = change(cast, task, words="Second")
    assert answer.status_code == 409 and "Second" in answer.content.decode()
    assert opened(cast.caseworker.user, fresh(task), "words") == "First"


def test_not_after_it_is_done(cast: Cast, task: Task):
    complete_due(actor=cast.caseworker.user, due=task.due)
    assert change(cast, task, words="Late").status_code == 409


def test_not_on_a_closed_case(cast: Cast, task: Task):
    Case.objects.filter(pk=task.case_id).update(
        closed_on=TODAY, closure_reason="goals_reached", stage="closed", status="Closed"
    )
    assert change(cast, task, words="Late").status_code == 409


def test_a_health_worker_does_not_write_the_words_of_others(cast: Cast, task: Task, assign):
    assign(cast.health.user)
    assert change(cast, task, name="health").status_code == 404
    assert cast.health.get("cases:task_edit", task).status_code == 404


@pytest.mark.parametrize("name", ["caseworker2", "shelter", "legal", "auditor", "partner", "outsider"])
def test_others_cannot(cast: Cast, task: Task, name: str):
    assert change(cast, task, name=name).status_code == 404

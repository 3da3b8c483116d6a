"""A due thing on its own page: put it off, hand it over, drop it, see what was done."""

from datetime import timedelta

import pytest
from django.utils import timezone

from audit.models import Event
from cases.models import Case, CaseGrant, Task
from reminders.models import DueThing
from tests.cast import Cast
from tests.days import TODAY
from tests.factories.cases import acting, block, make_due, make_task

pytestmark = pytest.mark.django_db
PAGES = ("cases:due_detail", "cases:due_give", "cases:due_drop")


@pytest.fixture
def task(cast: Cast, case: Case) -> Task:
    return make_task(cast.caseworker.user, case)


def fresh(task: Task) -> DueThing:
    return DueThing.objects.get(pk=task.due_id)


def test_it_says_what_about_whom_and_who_answers(cast: Cast, task: Task):
    page = cast.caseworker.get("cases:due_detail", task.due).content.decode()
    for words in ("Ring the clinic", "Heron", task.case.reference, cast.caseworker.user.display_name):
        assert words in page
    head = page[: page.index("</head>")]
    assert "Ring" not in head and "Heron" not in head


def test_put_off_and_back_again(cast: Cast, task: Task):
    answer = cast.caseworker.post("cases:due_snooze", task.due, when="3", reason="answer")
    assert answer.status_code == 302
    due = fresh(task)
    assert (due.snoozed_until, due.due_on) == (TODAY + timedelta(days=3), TODAY)
    page = cast.caseworker.get("cases:due_detail", task.due).content.decode()
    assert "Put off" in page and "Waiting for an answer from others" in page


def test_another_day_needs_the_day(cast: Cast, task: Task):
    for day, sentence in (("", "Choose the day."), (str(TODAY), "Choose a day from tomorrow on.")):
        answer = cast.caseworker.post("cases:due_snooze", task.due, when="other", until=day, reason="wish")
        assert answer.status_code == 200 and sentence in answer.content.decode()
    assert fresh(task).snoozed_until is None
    chosen = TODAY + timedelta(days=20)
    cast.caseworker.post("cases:due_snooze", task.due, when="other", until=str(chosen), reason="wish")
    assert fresh(task).snoozed_until == chosen


def test_without_a_reason_it_does_not_wait(cast: Cast, task: Task):
    answer = cast.caseworker.post("cases:due_snooze", task.due, when="3")
    assert answer.status_code == 200 and fresh(task).snoozed_until is None


def test_handed_over_it_stands_on_the_colleague_s_today(cast: Cast, task: Task):
    lead = cast.coordinator.user
    cast.caseworker.post("cases:due_give", task.due, to_user=lead.pid)
    assert fresh(task).owner == lead
    assert "Ring the clinic" in cast.coordinator.get("cases:today").content.decode()
    assert "Ring the clinic" not in cast.caseworker.get("cases:today").content.decode()
    assert cast.caseworker.get("cases:due_detail", task.due).status_code == 404
    assert "Handed over by" in cast.coordinator.get("cases:due_detail", task.due).content.decode()


def test_a_colleague_whose_role_does_not_read_the_words_is_no_choice(cast: Cast, task: Task, assign):
    assign(cast.health.user)
    assert cast.health.user.pid not in cast.caseworker.get("cases:due_give", task.due).content.decode()
    answer = cast.caseworker.post("cases:due_give", task.due, to_user=cast.health.user.pid)
    assert answer.status_code == 200 and fresh(task).owner == cast.caseworker.user
    # What has no words of its own may be handed over to her.
    other = make_due(cast.caseworker.user, task.case)
    assert cast.health.user.pid in cast.caseworker.get("cases:due_give", other).content.decode()


def test_dropped_for_a_reason_and_brought_back(cast: Cast, task: Task):
    assert cast.caseworker.post("cases:due_drop", task.due).status_code == 200
    answer = cast.caseworker.post("cases:due_drop", task.due, reason="happened")
    assert answer.url == f"/?done={task.due.pid}" and fresh(task).state == "dropped"
    assert "Ticked off" in cast.caseworker.client.get(answer.url).content.decode()
    assert "It is due again" in cast.caseworker.get("cases:due_detail", task.due).content.decode()
    cast.caseworker.post("cases:due_reopen", task.due)
    assert fresh(task).state == "open"


def test_what_is_done_takes_no_further_act(cast: Cast, task: Task):
    cast.caseworker.post("cases:due_complete", task.due)
    for page, data in (
        ("cases:due_snooze", {"when": "1", "reason": "wish"}),
        ("cases:due_give", {"to_user": cast.coordinator.user.pid}),
        ("cases:due_drop", {"reason": "twice"}),
    ):
        assert cast.caseworker.post(page, task.due, **data).status_code == 409


@pytest.mark.parametrize("name", ["caseworker2", "coordinator", "legal", "auditor", "outsider"])
def test_only_who_answers_for_it(cast: Cast, task: Task, name: str):
    member = getattr(cast, name)
    for page in PAGES:
        assert member.get(page, task.due).status_code == 404
    assert member.post("cases:due_snooze", task.due, when="1", reason="wish").status_code == 404


def test_not_after_the_assignment_ended_and_not_when_kept_away(cast: Cast, task: Task):
    CaseGrant.objects.filter(content_object=task.case).update(ended_at=timezone.now())
    assert cast.caseworker.get("cases:due_detail", task.due).status_code == 404
    CaseGrant.objects.filter(content_object=task.case).update(ended_at=None)
    assert cast.caseworker.get("cases:due_detail", task.due).status_code == 200
    block(cast.caseworker.user, task.case, by=cast.coordinator.user)
    assert cast.caseworker.get("cases:due_detail", task.due).status_code == 404


def test_each_look_is_one_row_about_the_case(cast: Cast, task: Task):
    before = Event.objects.count()
    cast.caseworker.get("cases:due_detail", task.due)
    rows = list(Event.objects.order_by("seq")[before:])
    assert [(row.tag, row.case_id) for row in rows] == [("due:open", task.case_id)]


def test_a_task_that_came_to_a_role_that_does_not_read_it_keeps_its_words(cast: Cast, task: Task, assign):
    assign(cast.health.user)
    DueThing.objects.filter(pk=task.due_id).update(owner=cast.health.user)
    with acting(cast.health.user):
        for page in (cast.health.get("cases:today"), cast.health.get("cases:due_detail", task.due)):
            text = page.content.decode()
            assert "Ring the clinic" not in text and "Restricted" in text and "Task" in text

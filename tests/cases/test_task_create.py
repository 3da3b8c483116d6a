"""Setting down what is to do about a case."""

from datetime import timedelta

import pytest

from cases import due_kinds
from cases.models import Case, Task
from reminders.models import DueThing
from tests.cast import Cast
from tests.days import TODAY, ahead
from tests.factories.cases import acting, block
from tests.factories.reading import last_event, opened

pytestmark = pytest.mark.django_db
TOMORROW = ahead(1)


def the_task(case: Case) -> Task:
    return Task.objects.select_related("due").get(case=case)


def test_words_a_day_and_that_is_all(cast: Cast, case: Case):
    answer = cast.caseworker.post("cases:task_create", case, words="  Ring the clinic ", due_on=TOMORROW)
    assert answer.status_code == 302
    task = the_task(case)
    assert opened(cast.caseworker.user, task, "words") == "Ring the clinic" and task.health_words.is_null
    due = task.due
    assert (due.kind, due.subject_id, due.detail_id) == (due_kinds.TASK, case.pk, task.pk)
    assert (due.owner, due.due_on, due.due_at) == (cast.caseworker.user, TODAY + timedelta(days=1), None)


def test_an_hour_is_read_on_the_office_s_clock(cast: Cast, case: Case):
    cast.caseworker.post("cases:task_create", case, words="Clinic", due_on="2030-07-01", hour="10:30")
    due = the_task(case).due
    assert (due.due_at.isoformat(), due.zone) == ("2030-07-01T08:30:00+00:00", "Europe/Brussels")


def test_several_on_one_day(cast: Cast, case: Case):
    for words in ("First", "Second"):
        cast.caseworker.post("cases:task_create", case, words=words, due_on=TOMORROW)
    assert DueThing.objects.open().filter(subject_id=case.pk, kind=due_kinds.TASK).count() == 2


def test_the_trail_names_the_field_and_not_the_words(cast: Cast, case: Case):
    cast.caseworker.post("cases:task_create", case, words="Nobody else reads this", due_on=TOMORROW)
    event = last_event(case)
    assert event.tag == "task:create" and "words" in event.detail and "Nobody" not in event.detail
    row = DueThing.objects.get(kind=due_kinds.TASK)
    assert not any("Nobody" in str(getattr(row, field.name)) for field in row._meta.concrete_fields)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"words": "  "}, "Write in a few words what is to do."),
        ({"due_on": ahead(-1)}, "This day has passed."),
        ({"due_on": ""}, "By which day"),
        ({"hour": "25:00"}, "Time"),
        ({"words": "a" * 301}, "at most 300 characters"),
    ],
)
def test_what_is_refused_stays_on_the_page(cast: Cast, case: Case, change: dict[str, str], sentence: str):
    data = {"words": "Kept words", "due_on": TOMORROW} | change
    page = cast.caseworker.post("cases:task_create", case, **data).content.decode()
    assert sentence in page and "errors" in page
    assert "words" in change or "Kept words" in page
    assert not Task.objects.exists()


def test_a_health_worker_s_task_is_sealed_as_health(cast: Cast, case: Case, assign):
    assign(cast.health.user)
    cast.health.post("cases:task_create", case, words="Blood test", due_on=TOMORROW)
    task = the_task(case)
    assert task.words.is_null and opened(cast.health.user, task, "health_words") == "Blood test"


def test_for_a_colleague_who_works_on_the_case_and_reads_the_words(cast: Cast, case: Case, assign):
    assign(cast.legal.user)
    assign(cast.health.user)
    page = cast.caseworker.get("cases:task_create", case).content.decode()
    assert cast.legal.user.pid in page and cast.coordinator.user.pid in page
    assert cast.health.user.pid not in page and cast.caseworker2.user.pid not in page
    cast.caseworker.post("cases:task_create", case, words="Ring", due_on=TOMORROW, owner=cast.legal.user.pid)
    assert the_task(case).due.owner == cast.legal.user


@pytest.mark.parametrize("name", ["caseworker2", "health", "auditor", "outsider"])
def test_for_nobody_else(cast: Cast, case: Case, assign, name: str):
    assign(cast.health.user)
    other = getattr(cast, name).user
    cast.caseworker.post("cases:task_create", case, words="Ring", due_on=TOMORROW, owner=other.pid)
    assert not Task.objects.exists()


def test_not_for_a_coordinator_who_is_kept_away(cast: Cast, case: Case):
    with acting(cast.coordinator2.user):
        block(cast.coordinator.user, case, by=cast.coordinator2.user)
    page = cast.caseworker.get("cases:task_create", case).content.decode()
    assert cast.coordinator.user.pid not in page and cast.coordinator2.user.pid in page


def test_a_closed_case_takes_no_task(cast: Cast, case: Case):
    Case.objects.filter(pk=case.pk).update(
        closed_on=TODAY, closure_reason="goals_reached", stage="closed", status="Closed"
    )
    answer = cast.caseworker.post("cases:task_create", case, words="Late", due_on=TOMORROW)
    assert answer.status_code == 409 and not Task.objects.exists()


@pytest.mark.parametrize("name", ["caseworker2", "shelter", "legal", "auditor", "partner", "outsider"])
def test_others_cannot(cast: Cast, case: Case, name: str):
    answer = getattr(cast, name).post("cases:task_create", case, words="x", due_on=TOMORROW)
    assert answer.status_code == 404 and not Task.objects.exists()

"""Jobs: the row is the truth. Queued after the commit, claimed once, taken up again when a worker dies."""

from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from celery import current_app
from django.utils import timezone

from accounts.models import User
from common.jobs import actions
from common.jobs.actions import (
    BACK_OFF,
    LEASE,
    MOST_ATTEMPTS,
    LeaseLost,
    advance_job,
    claim_job,
    enqueue,
    fail_job,
    finish_job,
    postpone_job,
    send_lost_jobs,
)
from common.jobs.choices import JobState
from common.jobs.models import Job
from common.jobs.querysets import LOST_AFTER

pytestmark = pytest.mark.django_db
KIND = "tests.count"


@pytest.fixture
def queue(monkeypatch) -> list[tuple[str, list[str]]]:
    """What was put on the queue, by name and arguments."""
    sent: list[tuple[str, list[str]]] = []

    def send_task(name: str, args: list[str], **options: object) -> None:
        sent.append((name, args))

    monkeypatch.setattr(current_app._get_current_object(), "send_task", send_task)
    return sent


@pytest.fixture
def job(worker: User, queue, django_capture_on_commit_callbacks) -> Job:
    with django_capture_on_commit_callbacks(execute=True):
        return enqueue(KIND, owner=worker, total=4, file=uuid4())


def expire(job: Job) -> None:
    Job.objects.filter(pk=job.pk).update(lease_until=timezone.now() - timedelta(seconds=1), sent_at=None)


def test_a_job_is_sent_only_once_its_row_is_committed(worker, queue, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        job = enqueue(KIND, owner=worker)
        assert queue == []
    assert queue == [(KIND, [job.pid])]
    job.refresh_from_db()
    assert job.state == JobState.WAITING
    assert job.sent_at is not None


@pytest.mark.parametrize("value", ["Heron by the river", "Hérôn", object()])
def test_no_words_of_a_person_go_into_a_job(worker, queue, value):
    with pytest.raises(TypeError):
        enqueue(KIND, owner=worker, name=value)
    assert not Job.objects.exists()


@pytest.mark.queue
def test_a_queue_that_is_down_fails_nobody_and_the_sweep_sends_later(worker, django_capture_on_commit_callbacks):
    """The real transport, whose folder is taken away."""
    app = current_app._get_current_object()
    if not str(app.conf.broker_url).startswith("filesystem"):
        pytest.skip("this queue is not a folder")
    app.control.purge()
    folder = Path(app.conf.broker_transport_options["data_folder_out"])
    elsewhere = folder.with_name("elsewhere")
    folder.rename(elsewhere)
    folder.write_text("")
    try:
        with django_capture_on_commit_callbacks(execute=True):
            job = enqueue(KIND, owner=worker)
        job.refresh_from_db()
        assert (job.state, job.sent_at) == (JobState.WAITING, None)
        assert send_lost_jobs() == 0
    finally:
        folder.unlink()
        elsewhere.rename(folder)
    assert send_lost_jobs() == 1
    assert len([path for path in folder.iterdir() if path.suffix == ".msg"]) == 1
    app.control.purge()


def test_only_one_of_two_workers_gets_a_job(job):
    first = claim_job(job.pid, KIND)
    assert first is not None
    assert (first.state, first.attempts) == (JobState.RUNNING, 1)
    assert claim_job(job.pid, KIND) is None


def test_a_job_of_another_kind_is_not_claimed(job):
    assert claim_job(job.pid, "tests.other") is None
    assert claim_job("0000000000", KIND) is None


def test_progress_extends_the_lease(job):
    held = claim_job(job.pid, KIND)
    Job.objects.filter(pk=job.pk).update(lease_until=timezone.now() + timedelta(seconds=1))
    advance_job(held, 3, 5)
    job.refresh_from_db()
    assert (job.done, job.total) == (3, 5)
    assert job.lease_until > timezone.now() + LEASE - timedelta(seconds=5)


def test_a_worker_whose_lease_ran_out_writes_nothing_over_its_successor(job):
    slow = claim_job(job.pid, KIND)
    expire(job)
    quick = claim_job(job.pid, KIND)
    assert quick.attempts == 2
    for late in (lambda: advance_job(slow, 1), lambda: finish_job(slow), lambda: fail_job(slow, "late")):
        with pytest.raises(LeaseLost):
            late()
    finish_job(quick, {"created": 3})
    job.refresh_from_db()
    assert (job.state, job.result) == (JobState.DONE, {"created": 3})


def test_a_finished_job_is_never_claimed_again(job):
    finish_job(claim_job(job.pid, KIND))
    assert claim_job(job.pid, KIND) is None
    job.refresh_from_db()
    assert job.is_finished
    assert job.finished_at is not None


def test_a_result_holds_no_words_of_a_person(job):
    held = claim_job(job.pid, KIND)
    with pytest.raises(TypeError):
        finish_job(held, {"name": "Heron by the river"})


def test_a_failed_try_waits_longer_each_time_and_then_fails_for_good(job):
    for attempt in range(1, MOST_ATTEMPTS + 1):
        held = claim_job(job.pid, KIND)
        assert held.attempts == attempt
        postpone_job(held, "ValueError")
        job.refresh_from_db()
        if attempt < MOST_ATTEMPTS:
            assert (job.state, job.error) == (JobState.WAITING, "ValueError")
            pause = (job.not_before - timezone.now()).total_seconds()
            assert BACK_OFF[attempt] - 5 < pause <= BACK_OFF[attempt]
            assert claim_job(job.pid, KIND) is None
            Job.objects.filter(pk=job.pk).update(not_before=timezone.now())
    assert job.state == JobState.FAILED


def test_the_sweep_sends_what_was_lost_and_only_that(worker, queue, django_capture_on_commit_callbacks):
    now = timezone.now()

    def row(**values: object) -> Job:
        return Job.objects.create(kind=KIND, owner=worker, organisation_id=worker.organisation_id, **values)

    unsent = row()
    forgotten = row(sent_at=now - LOST_AFTER)
    left_behind = row(state=JobState.RUNNING, lease_until=now - timedelta(seconds=1), sent_at=now - LOST_AFTER)
    row(sent_at=now)
    row(state=JobState.RUNNING, lease_until=now + LEASE, sent_at=now - LOST_AFTER)
    row(not_before=now + timedelta(minutes=1))
    row(state=JobState.DONE)
    row(state=JobState.FAILED)
    assert send_lost_jobs() == 3
    assert [args[0] for _, args in queue] == [unsent.pid, forgotten.pid, left_behind.pid]
    assert send_lost_jobs() == 0


def test_one_sweep_sends_no_flood(worker, queue, monkeypatch):
    monkeypatch.setattr(actions, "SWEEP", 2)
    for _ in range(5):
        Job.objects.create(kind=KIND, owner=worker, organisation_id=worker.organisation_id)
    assert [send_lost_jobs() for _ in range(4)] == [2, 2, 1, 0]


def test_only_the_owner_sees_a_job(job, worker, colleague):
    assert list(Job.objects.visible_to(worker)) == [job]
    assert not Job.objects.visible_to(colleague).exists()

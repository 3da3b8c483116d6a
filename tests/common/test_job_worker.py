"""A real worker on the real queue: it works, is killed, and another takes the job up again."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from celery import current_app
from django.db import connection
from django.utils import timezone

from accounts.models import Organisation, User
from audit.models import Event
from common.jobs.actions import enqueue, send_lost_jobs
from common.jobs.choices import JobState
from common.jobs.models import Job

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.queue]
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def owner(transactional_db: None) -> User:
    house = Organisation.objects.create(slug="heron-house", name="Heron House")
    return User.objects.create_user("wren", organisation=house, role="caseworker", display_name="Wren")


class Workers:
    """Worker processes, all ended with the test."""

    def __init__(self, log: Path) -> None:
        self.log = log
        self.running: list[subprocess.Popen[bytes]] = []

    def start(self) -> subprocess.Popen[bytes]:
        environment = os.environ | {
            "DJANGO_SETTINGS_MODULE": "config.settings.test",
            "WORKER_DATABASE": str(connection.settings_dict["NAME"]),
            "KEY_PROFILE": "worker",
        }
        options = [
            "--pool",
            "solo",
            "--loglevel",
            "INFO",
            "--without-gossip",
            "--without-mingle",
            "--without-heartbeat",
        ]
        with self.log.open("ab") as log:
            worker = subprocess.Popen(
                [sys.executable, "-W", "ignore", "-m", "celery", "-A", "tests.common.worker_app", "worker", *options],
                cwd=ROOT,
                env=environment,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        self.running.append(worker)
        return worker

    def kill(self, worker: subprocess.Popen[bytes]) -> None:
        if worker.poll() is None:
            os.killpg(worker.pid, signal.SIGKILL)
        worker.wait(timeout=20)


@pytest.fixture
def workers(tmp_path: Path) -> Iterator[Workers]:
    current_app.control.purge()
    group = Workers(tmp_path / "worker.log")
    yield group
    for worker in group.running:
        group.kill(worker)
    current_app.control.purge()


def wait_for(job: Job, holds: Callable[[Job], bool], workers: Workers, seconds: float = 60) -> Job:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        job.refresh_from_db()
        if holds(job):
            return job
        time.sleep(0.1)
    raise AssertionError(f"{job.state} {job.done} {job.error}\n{workers.log.read_text()[-3000:]}")


def test_a_worker_killed_in_the_middle_costs_nothing(owner, workers):
    job = enqueue("tests.count", owner=owner, total=200, pause_ms=50)
    first = workers.start()
    wait_for(job, lambda row: row.done >= 3, workers)
    workers.kill(first)
    job.refresh_from_db()
    assert job.state == JobState.RUNNING
    left = job.done
    assert 3 <= left < 200

    # Nobody touches it while its lease runs; then the sweep sends it again.
    assert send_lost_jobs() == 0
    past = timezone.now() - timedelta(minutes=5)
    Job.objects.filter(pk=job.pk).update(lease_until=past, sent_at=past, total=left + 5)
    assert send_lost_jobs() == 1
    workers.start()
    wait_for(job, lambda row: row.is_finished, workers)
    assert (job.state, job.attempts, job.done) == (JobState.DONE, 2, left + 5)
    assert job.result == {"counted": left + 5, "actor": str(owner.pk)}
    # One row, by the owner, written by the second worker only.
    (row,) = Event.objects.filter(tag="job:run")
    assert (row.actor_id, row.organisation_id, row.subject_id) == (owner.pk, owner.organisation_id, str(job.pk))
    assert '"via":"task"' in row.detail


def test_what_goes_wrong_is_written_in_the_row_and_logs_hold_no_value(owner, workers):
    refused = enqueue("tests.refuse", owner=owner)
    broken = enqueue("tests.break", owner=owner)
    gone = User.objects.create_user(
        "gull", organisation=owner.organisation, role="caseworker", display_name="Gull", is_active=False
    )
    orphan = enqueue("tests.count", owner=gone, total=1)
    workers.start()
    wait_for(refused, lambda row: row.is_finished, workers)
    wait_for(broken, lambda row: row.attempts == 1 and row.state == JobState.WAITING, workers)
    wait_for(orphan, lambda row: row.is_finished, workers)
    assert (refused.state, refused.error) == (JobState.FAILED, "refused")
    assert broken.error == "ValueError"
    assert (orphan.state, orphan.error) == (JobState.FAILED, "owner_left")
    log = workers.log.read_text()
    assert "Heron" not in log
    assert "worker_tasks.py" in log

"""Queue, claim, keep alive and finish a job."""

import secrets
from datetime import timedelta
from typing import Any

from celery import current_app
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from audit.scopes import safe
from common.errors import DomainError
from common.jobs.choices import JobState
from common.jobs.models import Job
from common.queue import may_be_down

LEASE = timedelta(seconds=120)
MOST_ATTEMPTS = 5
# Seconds before the next try, by the number of tries so far.
BACK_OFF = (0, 15, 60, 300, 900)
# As many lost messages as one sweep sends again: the oldest first, without a flood.
SWEEP = 100


class LeaseLost(DomainError):
    """Somebody else has taken the job up; this worker stops and writes nothing more."""

    code = "lease_lost"
    sentence = _("This job was taken up again elsewhere.")


def enqueue(kind: str, *, owner: Any, total: int = 0, **parameters: Any) -> Job:
    """Queue the task `kind` for `owner` once the transaction commits. Parameters are ids, counts and codes only.

    The row is the truth: if the queue is down or forgets, the sweep sends the task again within two minutes.
    """
    job = Job.objects.create(
        kind=kind,
        owner=owner,
        organisation_id=owner.organisation_id,
        total=total,
        parameters={name: safe(value) for name, value in parameters.items()},
    )
    transaction.on_commit(lambda: send(job))
    return job


def send(job: Job) -> bool:
    """Put the job's public id on the queue. A queue that is down is no error: the row waits for the sweep."""
    is_sent = False
    with may_be_down():
        current_app.send_task(job.kind, args=[job.pid], retry=False, ignore_result=True)
        is_sent = True
    if is_sent:
        Job.objects.filter(pk=job.pk).update(sent_at=timezone.now())
    return is_sent


def send_lost_jobs() -> int:
    """Send again what waits unsent or was left behind by a dead worker. Stops at the first failure of the queue."""
    sent = 0
    for job in Job.objects.unsent(timezone.now())[:SWEEP]:
        if not send(job):
            break
        sent += 1
    return sent


def claim_job(pid: str, kind: str) -> Job | None:
    """Take the job up under a lease, or None if it is finished, taken, not due, or not of this kind.

    One UPDATE decides, so of two workers with the same message only one gets the job.
    """
    now, claim = timezone.now(), secrets.token_hex(16)
    taken = (
        Job.objects.claimable(now)
        .filter(pid=pid, kind=kind)
        .update(state=JobState.RUNNING, claim=claim, lease_until=now + LEASE, attempts=F("attempts") + 1)
    )
    if not taken:
        return None
    job: Job = Job.objects.select_related("owner").get(claim=claim)
    return job


def advance_job(job: Job, done: int, total: int | None = None) -> None:
    """Say how far it is and extend the lease. Raises LeaseLost if another worker has the job."""
    job.done = done
    if total is not None:
        job.total = total
    _write_as_holder(job, done=job.done, total=job.total, lease_until=timezone.now() + LEASE)


def finish_job(job: Job, result: dict[str, Any] | None = None) -> None:
    """Done. `result`: {name: id | count | code}; `next` may name the page of the result.

    Raises LeaseLost if another worker has the job.
    """
    job.state, job.result = JobState.DONE, {name: safe(value) for name, value in (result or {}).items()}
    _write_as_holder(job, state=job.state, result=job.result, error="", finished_at=timezone.now())


def fail_job(job: Job, code: str) -> None:
    """Failed for good: a rule refused it, or it was tried often enough."""
    job.state, job.error = JobState.FAILED, code[:60]
    _write_as_holder(job, state=job.state, error=job.error, finished_at=timezone.now())


def postpone_job(job: Job, code: str) -> None:
    """Try again later, with growing pauses; after MOST_ATTEMPTS it has failed."""
    if job.attempts >= MOST_ATTEMPTS:
        fail_job(job, code)
        return
    pause = timedelta(seconds=BACK_OFF[min(job.attempts, len(BACK_OFF) - 1)])
    job.state, job.error = JobState.WAITING, code[:60]
    _write_as_holder(
        job, state=job.state, error=job.error, lease_until=None, sent_at=None, not_before=timezone.now() + pause
    )


def _write_as_holder(job: Job, **values: Any) -> None:
    held = Job.objects.filter(pk=job.pk, claim=job.claim, state=JobState.RUNNING)
    if not held.update(updated_at=timezone.now(), **values):
        raise LeaseLost

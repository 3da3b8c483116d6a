"""What every background task shares: claim, audit scope, lease, and an end that is written down."""

import logging
from collections.abc import Callable
from functools import wraps
from typing import Any

from celery import shared_task

from audit.record import scope
from common.errors import DomainError
from common.jobs.actions import LeaseLost, claim_job, fail_job, finish_job, postpone_job
from common.jobs.models import Job

logger = logging.getLogger(__name__)

JobWork = Callable[[Job], dict[str, Any] | None]


def job_task(name: str) -> Callable[[JobWork], Callable[[str], None]]:
    """Make a task `name` of `work(job)`, which returns the job's result (ids, counts, codes).

    Delivered at least once, so `work` may start again after a crash and must be harmless twice. It runs within an
    audit scope of the owner; the principal, if it needs one, it builds itself. `common.jobs.actions.advance_job`
    keeps the lease alive: call it at least every minute.
    """

    def decorate(work: JobWork) -> Callable[[str], None]:
        @shared_task(name=name, acks_late=True, reject_on_worker_lost=True)
        @wraps(work)
        def run(pid: str) -> None:
            job = claim_job(pid, name)
            if job is not None:
                _run(work, job)

        task: Callable[[str], None] = run
        return task

    return decorate


def _run(work: JobWork, job: Job) -> None:
    try:
        if not job.owner.is_active:
            # Whoever left cannot have work done in their name.
            fail_job(job, "owner_left")
            return
        with scope(actor=job.owner, organisation_id=job.organisation_id, via="task", purpose=job.kind):
            result = work(job)
        finish_job(job, result)
    except LeaseLost:
        logger.warning("job %s was taken up elsewhere", job.pid)
    except DomainError as refusal:
        fail_job(job, refusal.code)
    except Exception as error:
        # Whatever a task may raise: the row says so, the log says where, and the sweep tries again.
        logger.exception("job %s attempt %d", job.pid, job.attempts)
        postpone_job(job, type(error).__name__)

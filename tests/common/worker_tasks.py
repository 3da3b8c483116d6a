"""Tasks for the tests of the worker."""

import time
from typing import Any

from audit.record import current_scope, record
from audit.tags import Tag
from common.errors import DomainError
from common.jobs.actions import advance_job
from common.jobs.models import Job
from common.jobs.worker import job_task


@job_task("tests.count")
def count(job: Job) -> dict[str, Any]:
    """Counts to the total with a pause at each step; goes on where it was left."""
    for done in range(job.done + 1, job.total + 1):
        time.sleep(job.parameters.get("pause_ms", 0) / 1000)
        advance_job(job, done)
    record(job.owner, Tag.JOB_RUN, job, count=job.total)
    return {"counted": job.total, "actor": current_scope().actor_id}


@job_task("tests.refuse")
def refuse(job: Job) -> None:
    """A rule refuses."""
    raise DomainError


@job_task("tests.break")
def break_down(job: Job) -> None:
    """Breaks, with a name in the message and in a local variable."""
    name = "Heron by the river"
    raise ValueError(name)

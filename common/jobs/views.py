"""A job's page: how far it is. Polls where there is script; without it the same page has a link to itself."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from audit.tags import Tag
from common.access import get_visible_or_404
from common.jobs.choices import JobState
from common.jobs.models import Job

# Seconds between two looks: quick at first, then calm.
EVERY, EVERY_LATER, LATER_AFTER = 2, 5, 30


@require_GET
def job_detail(request: HttpRequest, pid: str) -> HttpResponse:
    """The owner sees the job; for everybody else it does not exist. Fragment and page are one view."""
    job: Job = get_visible_or_404(Job.objects.all(), request.user, pid, tag=Tag.JOB_OPEN)
    is_fragment = request.headers.get("HX-Request") == "true"
    template = "common/parts/_job_progress.html" if is_fragment else "common/job_detail.html"
    return render(request, template, {"job": job, **_progress(job)})


def _progress(job: Job) -> dict[str, Any]:
    seconds = (job.updated_at - job.created_at).total_seconds()
    return {
        "is_finished": job.is_finished,
        "has_failed": job.state == JobState.FAILED,
        "next": _own_address(job.result.get("next")),
        "every": EVERY if seconds < LATER_AFTER else EVERY_LATER,
        # Announced in quarters, so that a screen reader does not speak every two seconds.
        "quarter": job.done * 4 // job.total * 25 if job.total else 0,
    }


def _own_address(value: Any) -> str:
    """Where the result is, if the job named a page of ours."""
    return value if isinstance(value, str) and value.startswith("/") and not value.startswith("//") else ""

"""Imports in the background. They take ids only; the file lies sealed on disk."""

from typing import Any

from celery import shared_task
from django.urls import reverse

from cases.htcds.actions import CHECK, RUN, check_import, importer, purge_imports, run_import
from cases.models import CaseImport
from common.jobs.actions import advance_job
from common.jobs.models import Job
from common.jobs.worker import job_task
from encryption.principal import acting_as


def _sent(job: Job) -> CaseImport:
    sent: CaseImport = CaseImport.objects.select_related("owner").get(
        pk=job.parameters["import_id"], owner_id=job.owner_id
    )
    return sent


def _next(sent: CaseImport) -> dict[str, Any]:
    return {"next": reverse("cases:import_detail", kwargs={"pid": sent.pid})}


@job_task(CHECK)
def check_sent_import(job: Job) -> dict[str, Any]:
    """Read a file through. Makes no case."""
    sent = _sent(job)
    with acting_as(importer(sent.owner)):
        check_import(actor=sent.owner, sent=sent, progress=lambda done: advance_job(job, done))
    return _next(sent)


@job_task(RUN)
def run_started_import(job: Job) -> dict[str, Any]:
    """Make the cases of a file. A second run makes none."""
    sent = _sent(job)
    with acting_as(importer(sent.owner)):
        run_import(actor=sent.owner, sent=sent, progress=lambda done: advance_job(job, done))
    return _next(sent)


@shared_task(name="cases.purge_imports", ignore_result=True)
def purge_old_imports() -> None:
    """Every hour: drop files of imports whose day is over. Opens none of them."""
    purge_imports()

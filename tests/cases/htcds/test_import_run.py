"""From the file to the cases, once for each row, also after a crash."""

import io
from datetime import timedelta

import openpyxl
import pytest
from django.utils import timezone

from cases.htcds import run, tasks
from cases.htcds.choices import ImportState
from cases.htcds.tasks import run_started_import
from cases.leaving.actions import leave_colleague
from cases.models import Case, CaseImport
from common.jobs.choices import JobState
from common.jobs.models import Job
from tests.cases.htcds import files
from tests.cases.htcds.steps import GOOD_AND_BAD, checked, started
from tests.cast import Cast


def test_from_the_file_to_the_cases(cast: Cast) -> None:
    sent = checked(cast.caseworker, GOOD_AND_BAD)
    assert (sent.state, sent.good_count, sent.known_count, sent.bad_count) == (ImportState.CHECKED, 1, 0, 1)
    assert not Case.objects.exists()
    page = cast.caseworker.get("cases:import_detail", sent).content.decode()
    assert "row 3, column B (prs_Gender)" in page
    assert "Expected one of: Feminine" in page and "Canary" in page
    assert "column C (Shoe size) is no HTCDS field" in page
    assert "Import one case" in page

    sent = started(cast.caseworker, sent)
    assert (sent.state, sent.created_count, sent.good_count, sent.bad_count) == (ImportState.DONE, 1, 1, 1)
    assert Case.objects.count() == 1
    job = Job.objects.get(pid=sent.job_pid)
    assert (job.state, job.result) == (JobState.DONE, {"next": f"/i/{sent.pid}/"})
    assert "Imported" in cast.caseworker.get("cases:import_detail", sent).content.decode()

    answer = cast.caseworker.get("cases:import_fetch", sent)
    assert answer["Content-Disposition"] == 'attachment; filename="rows.xlsx"'
    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    assert book.active["A3"].value == "Selamawit"
    book.active["B3"] = "Feminine"
    mended = checked(cast.caseworker, files.saved(book).getvalue())
    assert (mended.good_count, mended.bad_count) == (1, 0)
    started(cast.caseworker, mended)
    assert Case.objects.count() == 2


def test_the_sample_by_page_and_the_same_file_again(cast: Cast) -> None:
    sent = started(cast.coordinator, checked(cast.coordinator, files.bytes_of(files.SAMPLE)))
    assert (sent.created_count, sent.known_count) == (300, 0)
    again = checked(cast.coordinator, files.bytes_of(files.SAMPLE))
    assert (again.good_count, again.known_count) == (0, 300)
    page = cast.coordinator.get("cases:import_detail", again).content.decode()
    assert "/start/" not in page
    assert "labels stand over the wrong column" in page
    assert started(cast.coordinator, again).created_count == 0
    assert Case.objects.count() == 300


def test_a_run_that_starts_again_goes_on_and_counts_right(cast: Cast) -> None:
    sent = checked(cast.caseworker, "prs_FirstName,prs_Gender\nMira,Feminine\nAna,Feminine\n")
    cast.caseworker.post("cases:import_start", sent)
    sent.refresh_from_db()
    run_started_import(sent.job_pid)
    # As if the worker had died after its last batch and before it could say so.
    CaseImport.objects.filter(pk=sent.pk).update(state=ImportState.RUNNING)
    Job.objects.filter(pid=sent.job_pid).update(
        state=JobState.RUNNING, lease_until=timezone.now() - timedelta(seconds=1), not_before=timezone.now()
    )
    run_started_import(sent.job_pid)
    sent.refresh_from_db()
    assert (sent.state, sent.created_count, sent.known_count) == (ImportState.DONE, 2, 0)
    assert Case.objects.count() == 2


def test_who_is_deactivated_meanwhile_imports_no_further_row(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run, "BATCH", 1)
    sent = checked(cast.caseworker, "prs_FirstName,prs_Gender\nMira,Feminine\nAna,Feminine\n")
    cast.caseworker.post("cases:import_start", sent)
    sent.refresh_from_db()

    def told(job: Job, done: int) -> None:
        if done == 1:
            leave_colleague(actor=cast.administrator.user, user=cast.caseworker.user)

    monkeypatch.setattr(tasks, "advance_job", told)
    run_started_import(sent.job_pid)
    assert Case.objects.count() == 1
    Job.objects.filter(pid=sent.job_pid).update(not_before=timezone.now())
    run_started_import(sent.job_pid)
    job = Job.objects.get(pid=sent.job_pid)
    assert (job.state, job.error) == (JobState.FAILED, "owner_left") and Case.objects.count() == 1

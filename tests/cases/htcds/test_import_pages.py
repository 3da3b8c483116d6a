"""Import in the browser: send, look, say yes, fetch what is to mend."""

import io
from datetime import timedelta
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from audit.models import Event
from cases.htcds import storage
from cases.htcds.actions import purge_imports
from cases.htcds.choices import ImportState
from cases.htcds.tasks import check_sent_import, purge_old_imports, run_started_import
from cases.models import Case, CaseImport
from common.jobs.choices import JobState
from common.jobs.models import Job
from tests.cases.htcds import files
from tests.cast import Cast, Member

GOOD_AND_BAD = "prs_FirstName,prs_Gender,Shoe size\nMárcia,Feminine,38\nSelamawit,Canary,38\n"


def send(member: Member, content: bytes | str, name: str = "Liste von Selamawit.csv") -> Any:
    data = content.encode() if isinstance(content, str) else content
    return member.client.post("/i/", {"file": SimpleUploadedFile(name, data)})


def checked(member: Member, content: bytes | str) -> CaseImport:
    """Send and let the worker read it through."""
    answer = send(member, content)
    assert answer.status_code == 302, answer.content
    sent = CaseImport.objects.get(job_pid=answer["Location"].strip("/").split("/")[-1])
    check_sent_import(sent.job_pid)
    sent.refresh_from_db()
    return sent


def started(member: Member, sent: CaseImport) -> CaseImport:
    answer = member.post("cases:import_start", sent)
    assert answer.status_code == 302, answer.content
    sent.refresh_from_db()
    run_started_import(sent.job_pid)
    sent.refresh_from_db()
    return sent


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


def test_saying_yes_twice_starts_one_job(cast: Cast) -> None:
    sent = checked(cast.caseworker, GOOD_AND_BAD)
    assert cast.caseworker.post("cases:import_start", sent).status_code == 302
    assert cast.caseworker.post("cases:import_start", sent).status_code == 409
    assert Job.objects.filter(kind="cases.run_import").count() == 1


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"a,b\n1,2\n", "No row with HTCDS field names was found."),
        ("prs_FirstName,cas_Status\nMárcia,Active\n".encode("latin-1"), "Save it as CSV UTF-8"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512), "protected by a password"),
        (b"PK\x03\x04 nothing", "This file cannot be read."),
    ],
)
def test_a_file_that_cannot_be_read_says_why(cast: Cast, content: bytes, sentence: str) -> None:
    sent = checked(cast.caseworker, content)
    assert sent.state == ImportState.REFUSED
    assert sentence in cast.caseworker.get("cases:import_detail", sent).content.decode()
    assert cast.caseworker.post("cases:import_start", sent).status_code == 409
    assert Job.objects.get(pid=sent.job_pid).state == JobState.DONE


def test_no_file_and_an_empty_file_are_asked_about(cast: Cast) -> None:
    assert "Choose a file" in cast.caseworker.client.post("/i/", {}).content.decode()
    assert "This file is empty." in send(cast.caseworker, b"").content.decode()


def test_nothing_of_the_file_lies_in_the_clear(cast: Cast) -> None:
    sent = checked(cast.caseworker, GOOD_AND_BAD)
    sent = started(cast.caseworker, sent)
    kept = sorted(path.suffix for path in (Path(settings.UPLOADS_DIR) / "imports").glob(f"{sent.pk}.*"))
    assert kept == [".bad", ".report", ".sent"]
    for path in Path(settings.UPLOADS_DIR).rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            assert b"Selamawit" not in content and b"Canary" not in content and b"prs_" not in content
            assert path.stat().st_mode & 0o077 == 0
    told = str(list(Event.objects.values_list("detail", "subject_id"))) + str(list(Job.objects.values()))
    assert "Selamawit" not in told and "Canary" not in told and "Liste" not in told
    assert "Liste" not in str(list(CaseImport.objects.values()))


def test_reading_is_recorded(cast: Cast) -> None:
    sent = checked(cast.caseworker, GOOD_AND_BAD)
    cast.caseworker.get("cases:import_detail", sent)
    cast.caseworker.get("cases:import_fetch", sent)
    tags = list(Event.objects.filter(subject_id=str(sent.pk)).order_by("seq").values_list("tag", flat=True))
    assert tags[0] == "import:send" and {"import:open", "file:fetch"} <= set(tags)


def test_another_person_s_file_does_not_exist(cast: Cast) -> None:
    sent = checked(cast.caseworker, GOOD_AND_BAD)
    for member in (cast.caseworker2, cast.coordinator, cast.outsider, cast.administrator):
        for page in ("import_detail", "import_fetch"):
            assert member.get(f"cases:{page}", sent).status_code == 404
        for page in ("import_start", "import_discard"):
            assert member.post(f"cases:{page}", sent).status_code == 404
    sent.refresh_from_db()
    assert sent.state == ImportState.CHECKED


@pytest.mark.parametrize("name", ["shelter", "legal", "health", "partner", "auditor", "administrator"])
def test_who_may_not_import_finds_no_page(cast: Cast, name: str) -> None:
    member = getattr(cast, name)
    assert member.get("cases:import_send").status_code == 404
    assert send(member, GOOD_AND_BAD).status_code == 404
    assert not CaseImport.objects.exists()


def test_discarding_drops_the_files_and_keeps_the_cases(cast: Cast) -> None:
    sent = checked(cast.caseworker, GOOD_AND_BAD)
    assert cast.caseworker.post("cases:import_discard", sent).status_code == 302
    sent.refresh_from_db()
    assert sent.state == ImportState.DISCARDED and not storage.has(sent, storage.SENT)
    assert cast.caseworker.post("cases:import_start", sent).status_code == 409
    assert cast.caseworker.get("cases:import_fetch", sent).status_code == 409
    assert "not kept any more" in cast.caseworker.get("cases:import_detail", sent).content.decode()
    done = started(cast.caseworker, checked(cast.caseworker, GOOD_AND_BAD))
    assert cast.caseworker.post("cases:import_discard", done).status_code == 302
    done.refresh_from_db()
    assert done.state == ImportState.DONE and Case.objects.count() == 1


def test_files_are_dropped_after_a_day(cast: Cast) -> None:
    sent = checked(cast.caseworker, GOOD_AND_BAD)
    assert purge_imports() == 0
    CaseImport.objects.filter(pk=sent.pk).update(expires_at=timezone.now() - timedelta(seconds=1))
    assert cast.caseworker.post("cases:import_start", sent).status_code == 409
    purge_old_imports()
    sent.refresh_from_db()
    assert sent.files_dropped_at is not None and sent.state == ImportState.DISCARDED
    assert not any(storage.has(sent, kind) for kind in storage.KINDS)
    assert purge_imports() == 0


def test_the_page_lists_what_is_kept_and_what_is_not(cast: Cast) -> None:
    page = cast.caseworker.get("cases:import_send").content.decode()
    assert "prs_FirstName" in page and "per_RoleDetails" in page
    assert "Facts about suspects are sealed with a key of their own" in page

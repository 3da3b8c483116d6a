"""The steps of an import in a test: send, have it read, say yes, have it run."""

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from cases.htcds.tasks import check_sent_import, run_started_import
from cases.models import CaseImport
from tests.cast import Member

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

"""Reading a file through: what would happen, and why a file cannot be read."""

import pytest

from audit.models import Event
from cases.htcds.choices import ImportState
from common.jobs.choices import JobState
from common.jobs.models import Job
from tests.cases.htcds.steps import GOOD_AND_BAD, checked
from tests.cast import Cast


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


def test_a_file_without_a_good_row_has_nothing_to_import(cast: Cast) -> None:
    sent = checked(cast.caseworker, b"prs_FirstName,cas_Status\nMira,Open\n")
    page = cast.caseworker.get("cases:import_detail", sent).content.decode()
    assert "Nothing to import" in page and "Ready to import" not in page


def test_reading_is_recorded(cast: Cast) -> None:
    sent = checked(cast.caseworker, GOOD_AND_BAD)
    cast.caseworker.get("cases:import_detail", sent)
    cast.caseworker.get("cases:import_fetch", sent)
    tags = list(Event.objects.filter(subject_id=str(sent.pk)).order_by("seq").values_list("tag", flat=True))
    assert tags[0] == "import:send" and {"import:open", "file:fetch"} <= set(tags)

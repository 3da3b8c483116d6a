"""Sending a file: sealed at once, for the sender alone, and nothing of it anywhere else."""

from pathlib import Path

import pytest
from django.conf import settings

from audit.models import Event
from cases.htcds.choices import ImportState
from cases.models import CaseImport
from common.jobs.models import Job
from tests.cases.htcds.steps import GOOD_AND_BAD, checked, send, started
from tests.cast import Cast


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


def test_the_page_lists_what_is_kept_and_what_is_not(cast: Cast) -> None:
    page = cast.caseworker.get("cases:import_send").content.decode()
    assert "prs_FirstName" in page and "per_RoleDetails" in page
    assert "Facts about suspects are sealed with a key of their own" in page

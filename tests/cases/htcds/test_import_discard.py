"""Files are dropped when somebody says so, and after a day."""

from datetime import timedelta

from django.utils import timezone

from cases.htcds import storage
from cases.htcds.actions import purge_imports
from cases.htcds.choices import ImportState
from cases.htcds.tasks import purge_old_imports
from cases.models import Case, CaseImport
from tests.cases.htcds.steps import GOOD_AND_BAD, checked, started
from tests.cast import Cast


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

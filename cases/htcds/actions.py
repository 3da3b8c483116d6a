"""Sending a file, reading it through, importing it, discarding it."""

import io
from typing import BinaryIO

from django.conf import settings
from django.utils import timezone
from django.utils.translation import override

from accounts.matrix import OWN_DRAFTS, Act, may
from accounts.models import User
from audit.record import atomic, record
from audit.tags import Tag
from cases.htcds import storage
from cases.htcds.choices import ImportState
from cases.htcds.models import in_a_day
from cases.htcds.run import Outcome, Progress, run_rows
from cases.htcds.states import require_checked, require_kept
from cases.models import CaseImport
from common.access import require
from common.errors import DomainError
from common.jobs.actions import enqueue
from encryption.principal import Principal

CHECK, RUN = "cases.check_import", "cases.run_import"


def importer(user: User) -> Principal:
    """The principal of an import outside a request: the own drafts, and each new case while it is being written."""
    principal = Principal(actor_id=str(user.pk), organisation_id=user.organisation_id, purpose="import")
    principal.admit(user.pk, OWN_DRAFTS)
    return principal


@atomic
def send_import(*, actor: User, file: BinaryIO) -> CaseImport:
    """Seal an uploaded file and have it read through. Nothing becomes a case before somebody says yes."""
    require(may(actor, Act.IMPORT_RUN))
    sent = CaseImport(organisation_id=actor.organisation_id, owner=actor)
    try:
        storage.keep(sent, storage.SENT, file)
        sent.job_pid = enqueue(CHECK, owner=actor, import_id=sent.pk).pid
        sent.save()
        record(actor, Tag.IMPORT_SEND, sent)
    except BaseException:
        # The row goes with the transaction, so nobody would find the file to drop it.
        storage.drop(sent)
        raise
    return sent


def check_import(*, actor: User, sent: CaseImport, progress: Progress | None = None) -> None:
    """Read the file through and keep what was found, sealed. A file that cannot be read is refused with its sentence.

    Reading takes minutes for a large file, so it holds no transaction; a second run gives the same.
    """
    require(may(actor, Act.IMPORT_RUN))
    if sent.state != ImportState.SENT:
        return
    require_kept(sent)
    with override(actor.language or settings.LANGUAGE_CODE):
        try:
            with storage.opened(sent, storage.SENT) as file:
                outcome = run_rows(actor=actor, file=file, is_trial=True, progress=progress)
        except DomainError as refusal:
            storage.keep_report(sent, {"refusal": str(refusal.shown)})
            sent.state = ImportState.REFUSED
        else:
            storage.keep_report(sent, _report(outcome))
            sent.good_count, sent.known_count, sent.bad_count = outcome.created, outcome.known, outcome.bad
            sent.state = ImportState.CHECKED
            if outcome.bad:
                storage.keep(sent, storage.BAD_ROWS, io.BytesIO(outcome.bad_rows.finished()))
    sent.expires_at = in_a_day()
    sent.save()


@atomic
def start_import(*, actor: User, sent: CaseImport) -> None:
    """Import the good rows of a file that was read through. Saying yes twice starts it once."""
    sent = CaseImport.objects.select_for_update().get(pk=sent.pk)
    require(may(actor, Act.IMPORT_RUN) and sent.owner_id == actor.pk)
    require_kept(sent)
    require_checked(sent)
    sent.state = ImportState.RUNNING
    sent.expires_at = in_a_day()
    sent.job_pid = enqueue(RUN, owner=actor, total=sent.row_count, import_id=sent.pk).pid
    sent.save(update_fields=["state", "expires_at", "job_pid", "updated_at"])
    record(actor, Tag.IMPORT_START, sent, rows=sent.row_count)


def run_import(*, actor: User, sent: CaseImport, progress: Progress | None = None) -> None:
    """Make the cases, batch by batch, and keep the rows to mend. After a crash it goes on: imported rows are known."""
    require(may(actor, Act.IMPORT_RUN))
    if sent.state != ImportState.RUNNING:
        return
    with override(actor.language or settings.LANGUAGE_CODE):
        with storage.opened(sent, storage.SENT) as file:
            outcome = run_rows(actor=actor, file=file, sent=sent, progress=progress)
        if outcome.bad:
            storage.keep(sent, storage.BAD_ROWS, io.BytesIO(outcome.bad_rows.finished()))
        storage.keep_report(sent, _report(outcome))
    _finish(actor, sent, outcome)


@atomic
def _finish(actor: User, sent: CaseImport, outcome: Outcome) -> None:
    sent = CaseImport.objects.select_for_update().get(pk=sent.pk)
    sent.good_count, sent.bad_count = sent.created_count, outcome.bad
    sent.known_count = outcome.created + outcome.known - sent.created_count
    sent.state, sent.expires_at = ImportState.DONE, in_a_day()
    sent.save()
    record(
        actor,
        Tag.CASE_IMPORT,
        sent,
        created=sent.created_count,
        known=sent.known_count,
        bad=sent.bad_count,
        rows=outcome.rows,
    )


@atomic
def discard_import(*, actor: User, sent: CaseImport) -> None:
    """Drop the file and all that was found in it. What was imported stays. Not while it is being imported."""
    sent = CaseImport.objects.select_for_update().get(pk=sent.pk)
    require(may(actor, Act.IMPORT_RUN) and sent.owner_id == actor.pk)
    if sent.state != ImportState.DONE:
        if sent.state != ImportState.REFUSED:
            require_checked(sent)
        sent.state = ImportState.DISCARDED
    _drop(sent)
    record(actor, Tag.IMPORT_DISCARD, sent)


def purge_imports() -> int:
    """Drop the files of imports whose day is over, and say how many."""
    rows = list(CaseImport.objects.expired(timezone.now()))
    for sent in rows:
        if sent.state != ImportState.DONE:
            sent.state = ImportState.DISCARDED
        _drop(sent)
    return len(rows)


def _drop(sent: CaseImport) -> None:
    storage.drop(sent)
    sent.files_dropped_at = timezone.now()
    sent.save(update_fields=["state", "files_dropped_at", "updated_at"])


def _report(outcome: Outcome) -> dict[str, object]:
    """What the page shows; it quotes cells, so it is kept sealed."""
    return {
        "remarks": outcome.remarks,
        "problems": [
            {"place": problem.place, "expected": problem.expected, "found": problem.found}
            for problem in outcome.problems
        ],
    }

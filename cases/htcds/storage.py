"""The files of an import on disk: always sealed, for their sender alone."""

import io
import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, BinaryIO

from django.conf import settings

from cases.htcds.models import CaseImport
from encryption.files import open_file, seal_file

SENT, REPORT, BAD_ROWS = "sent", "report", "bad"
KINDS = (SENT, REPORT, BAD_ROWS)


def _path(sent: CaseImport, kind: str) -> Path:
    return Path(settings.UPLOADS_DIR) / "imports" / f"{sent.pk}.{kind}"


def _label(kind: str) -> str:
    return f"cases.caseimport.{kind}"


def keep(sent: CaseImport, kind: str, stream: BinaryIO) -> int:
    """Seal all of `stream`. Needs the sender's principal. Returns the size."""
    path = _path(sent, kind)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    return seal_file(
        stream,
        path,
        organisation_id=sent.organisation_id,
        scope_id=sent.owner_id,
        file_id=sent.pk,
        label=_label(kind),
    )


@contextmanager
def opened(sent: CaseImport, kind: str, purpose: str = "import") -> Iterator[IO[bytes]]:
    """A seekable stream of the plain bytes. Needs the sender's principal; recorded as a reading."""
    raw = open_file(
        _path(sent, kind),
        organisation_id=sent.organisation_id,
        scope_id=sent.owner_id,
        file_id=sent.pk,
        label=_label(kind),
        purpose=purpose,
    )
    with io.BufferedReader(raw, buffer_size=64 * 1024) as stream:
        yield stream


def keep_report(sent: CaseImport, report: dict[str, Any]) -> None:
    """Seal what was found. It quotes cells, so it is as sensitive as the file."""
    keep(sent, REPORT, io.BytesIO(json.dumps(report, ensure_ascii=False).encode()))


def read_report(sent: CaseImport) -> dict[str, Any]:
    """What was found; empty if there is no report."""
    if not has(sent, REPORT):
        return {}
    with opened(sent, REPORT) as stream:
        report: dict[str, Any] = json.loads(stream.read())
    return report


def has(sent: CaseImport, kind: str) -> bool:
    """Whether there is such a file."""
    return _path(sent, kind).exists()


def drop(sent: CaseImport) -> None:
    """Remove all files of an import. Doing it twice is harmless."""
    for kind in KINDS:
        _path(sent, kind).unlink(missing_ok=True)

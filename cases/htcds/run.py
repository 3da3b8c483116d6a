"""Going through a file: what an import would do, and doing it. Memory holds one batch of rows at a time."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import IO

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.matrix import Act, may
from accounts.models import User
from cases.htcds.bad_rows import BadRowsWriter
from cases.htcds.batches import BATCH, Fingerprints, Owners, create_cases, known_digests
from cases.htcds.check import BadRow, GoodRow, Problem, checked
from cases.htcds.mapping import BY_FIELD
from cases.htcds.reader import Source, open_source
from cases.htcds.table import column_letter
from cases.models import CaseImport
from common.access import require

# So many problems are shown; the workbook of rows to mend has them all.
MOST_SHOWN = 200

Progress = Callable[[int], None]


@dataclass
class Outcome:
    """What a run found or did. In a trial `created` says how many cases would be made."""

    created: int = 0
    known: int = 0
    bad: int = 0
    problems: list[Problem] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    bad_rows: BadRowsWriter = field(default_factory=BadRowsWriter)

    @property
    def rows(self) -> int:
        return self.created + self.known + self.bad


def run_rows(
    *,
    actor: User,
    file: IO[bytes],
    name: str = "CSV",
    is_trial: bool = False,
    sent: CaseImport | None = None,
    progress: Progress | None = None,
) -> Outcome:
    """Import the good rows of `file` and collect the bad ones; with `is_trial`, only say what would happen.

    Needs an open audit scope and, unless it is a trial, the principal of `actor`. Each batch commits by itself: after a
    crash the same file goes on where it stopped, because what was imported is known. Raises DomainError for a file that
    cannot be read.
    """
    require(may(actor, Act.IMPORT_RUN))
    outcome, owners, fingerprints = Outcome(), Owners(actor), Fingerprints(actor.organisation_id)
    counts: Counter[str] = Counter()
    dropped: Counter[str] = Counter()
    with open_source(file, name) as source:
        for batch in _batches(source, outcome):
            rows = [(row, fingerprints.of(row)) for row in batch]
            if is_trial:
                created = len(rows) - len(known_digests(actor.organisation_id, [digest for _row, digest in rows]))
            else:
                created = create_cases(actor=actor, rows=rows, owners=owners, sent=sent)
            outcome.created += created
            outcome.known += len(rows) - created
            for row in batch:
                dropped.update(row.dropped)
                counts["owner"] += owners.is_unknown(row)
                counts["consent"] += "con_Consent" not in row.values
            if progress is not None:
                progress(outcome.rows)
        outcome.remarks = list(_remarks(source, counts, dropped, owners))
    return outcome


def _batches(source: Source, outcome: Outcome) -> Iterator[list[GoodRow]]:
    """Good rows in batches; bad ones go into the outcome on the way. The last batch may be empty."""
    batch: list[GoodRow] = []
    for seen, row in enumerate(checked(source), start=1):
        if isinstance(row, BadRow):
            outcome.bad += 1
            outcome.bad_rows.add(row)
            outcome.problems.extend(row.problems[: max(0, MOST_SHOWN - len(outcome.problems))])
        else:
            batch.append(row)
        if seen % BATCH == 0:
            yield batch
            batch = []
    yield batch


def _remarks(source: Source, counts: Counter[str], dropped: Counter[str], owners: Owners) -> Iterator[str]:
    """Sentences about the file as a whole: what is read otherwise than it looks, and what is not kept."""
    for head in source.heads:
        if head.has_shifted_labels:
            yield _(
                "In sheet %(sheet)s some labels stand over the wrong column, as in the standard's template. Columns "
                "are read by the field names in the row above, which may be hidden. Check the addresses."
            ) % {"sheet": head.sheet}
        for column, text in sorted(head.not_read.items()):
            yield _("Sheet %(sheet)s, column %(column)s (%(header)s) is no HTCDS field and is not read.") % {
                "sheet": head.sheet,
                "column": column_letter(column),
                "header": text[:60],
            }
    for sheet, column in sorted(source.nameless):
        yield _("Sheet %(sheet)s, column %(column)s has values but no header and is not read.") % {
            "sheet": sheet,
            "column": column_letter(column),
        }
    for name, count in sorted(dropped.items()):
        reason = BY_FIELD[name].why_not or _("Only the country of a place is kept.")
        yield ngettext(
            "%(field)s: one cell is not kept. %(reason)s", "%(field)s: %(count)s cells are not kept. %(reason)s", count
        ) % {"field": name, "count": count, "reason": reason}
    if counts["owner"]:
        yield (_unknown_owners(counts["owner"]) if owners.has_default else _unassigned(counts["owner"]))
    if counts["consent"]:
        yield ngettext(
            "One row does not say whether a record may be kept: it has to be asked within 72 hours.",
            "%(count)s rows do not say whether a record may be kept: it has to be asked within 72 hours.",
            counts["consent"],
        ) % {"count": counts["consent"]}


def _unknown_owners(count: int) -> str:
    return ngettext(
        "One row names an owner who does not work on cases here: the case becomes yours.",
        "%(count)s rows name an owner who does not work on cases here: the cases become yours.",
        count,
    ) % {"count": count}


def _unassigned(count: int) -> str:
    return ngettext(
        "One row names an owner who does not work on cases here: the case waits to be assigned.",
        "%(count)s rows name an owner who does not work on cases here: the cases wait to be assigned.",
        count,
    ) % {"count": count}

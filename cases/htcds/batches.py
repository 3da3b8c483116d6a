"""Writing many new cases at once: one transaction, one query a table, keys made in bulk."""

import secrets
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib.auth.models import Permission
from django.db.models import F
from django.utils import timezone

from accounts.matrix import Act, may
from accounts.models import User
from audit.record import atomic, record
from audit.tags import Tag
from cases import due_kinds
from cases.access import BY_GRANT, admit, relation_of_visible
from cases.case.actions import take_serials
from cases.case.querysets import WORK_PERMISSION
from cases.case.start import CaseStart, build_case, build_rows
from cases.consent.choices import ConsentAnswer
from cases.htcds.check import GoodRow, start_of
from cases.intake.aliases import ALIASES
from cases.models import Case, CaseGrant, CaseImport, ImportedRow
from cases.residence.reminding import remind_of_new_persons
from common.access import require
from encryption.classes import FieldClass
from encryption.digests import keyed_digest
from encryption.keys import create_case_keys
from encryption.principal import current_principal
from reminders.actions import schedule_new_dues

BATCH = 500
_LABEL = "cases.imported_row"


class Fingerprints:
    """Keyed digests of the rows of one file. Equal rows of a file differ by which of them they are."""

    def __init__(self, organisation_id: UUID) -> None:
        self._organisation = organisation_id.bytes
        self._seen: Counter[bytes] = Counter()

    def of(self, row: GoodRow) -> bytes:
        """The digest of the next row of the file. Ask once for each row, in the order of the file."""
        content = keyed_digest(_LABEL, self._organisation + row.identity)
        self._seen[content] += 1
        return keyed_digest(_LABEL, content + self._seen[content].to_bytes(4, "big"))


def known_digests(organisation_id: UUID, digests: Iterable[bytes]) -> set[bytes]:
    """Those of `digests` whose rows became cases before."""
    stored = ImportedRow.objects.filter(organisation_id=organisation_id, digest__in=list(digests))
    return {bytes(digest) for digest in stored.values_list("digest", flat=True)}


class Owners:
    """Who gets the case: the colleague whom the file names, else the one who imports, if the role works on cases."""

    def __init__(self, actor: User) -> None:
        colleagues = User.objects.visible_to(actor).active().filter(role__in=BY_GRANT).select_related("team")
        self._by_name: Mapping[str, User] = {user.username.lower(): user for user in colleagues}
        self._default = actor if actor.role in BY_GRANT else None

    @property
    def has_default(self) -> bool:
        """Whether cases without a known owner go to the one who imports."""
        return self._default is not None

    def of(self, row: GoodRow) -> User | None:
        """None: a coordinator imports and the file names nobody; the case waits for an assignment."""
        return self._by_name.get(row.owner, self._default)

    def is_unknown(self, row: GoodRow) -> bool:
        """The file names somebody who cannot be found here."""
        return bool(row.owner) and row.owner not in self._by_name


@dataclass
class _New:
    """One row on its way to a case."""

    row: GoodRow
    digest: bytes
    owner: User | None
    start: CaseStart
    case: Case


@atomic
def create_cases(
    *, actor: User, rows: Sequence[tuple[GoodRow, bytes]], owners: Owners, sent: CaseImport | None = None
) -> int:
    """Make a case of every row whose digest is new, and say how many. One audit row for all of them.

    Two imports of one organisation take turns here, because both want the counter of references; so the second one
    sees what the first has made. An import takes minutes, so each batch asks anew whether `actor` may do it.
    """
    organisation_id = actor.organisation_id
    take_serials(organisation_id, 0)
    now = User.objects.filter(pk=actor.pk, organisation_id=organisation_id, role=actor.role).first()
    require(now is not None and may(now, Act.IMPORT_RUN))
    known = known_digests(organisation_id, (digest for _row, digest in rows))
    fresh = [(row, digest) for row, digest in rows if digest not in known]
    if not fresh:
        return 0
    first = take_serials(organisation_id, len(fresh))
    new = [_built(actor, row, digest, owners.of(row), first + place) for place, (row, digest) in enumerate(fresh)]
    ids = [entry.case.pk for entry in new]
    principal = current_principal()
    admit(actor, ids, relation_of_visible(actor))
    try:
        _make_keys(organisation_id, new)
        _write(actor, new)
    finally:
        for case_id in ids:
            principal.expel(case_id)
    _schedule(actor, new)
    if sent is not None:
        # In the same transaction, so that a job that starts again goes on counting where it stopped.
        CaseImport.objects.filter(pk=sent.pk).update(created_count=F("created_count") + len(new))
    record(actor, Tag.CASE_IMPORT, sent, created=len(new), known=len(known), first_serial=first)
    return len(new)


def _built(actor: User, row: GoodRow, digest: bytes, owner: User | None, serial: int) -> _New:
    # The serial makes the alias the only one of its kind in the organisation without opening all the others.
    start = start_of(row, alias=f"{secrets.choice(ALIASES)} {serial}")
    team_id = owner.team_id if owner is not None else actor.team_id
    return _New(row, digest, owner, start, build_case(actor=actor, start=start, serial=serial, team_id=team_id))


def _make_keys(organisation_id: UUID, new: list[_New]) -> None:
    by_classes: dict[frozenset[FieldClass], list[UUID]] = defaultdict(list)
    for entry in new:
        by_classes[frozenset(entry.start.classes())].append(entry.case.pk)
    for classes, case_ids in by_classes.items():
        create_case_keys(organisation_id, case_ids, classes)


def _write(actor: User, new: list[_New]) -> None:
    Case.objects.bulk_create([entry.case for entry in new])
    now = timezone.now()
    by_model: dict[type[Any], list[Any]] = defaultdict(list)
    for entry in new:
        for row in build_rows(actor=actor, case=entry.case, start=entry.start, at=now):
            by_model[type(row)].append(row)
    for model, rows in by_model.items():
        model.objects.bulk_create(rows)
    permission = Permission.objects.get(codename=WORK_PERMISSION, content_type__app_label="cases")
    CaseGrant.objects.bulk_create(
        CaseGrant(user=entry.owner, permission=permission, content_object=entry.case, granted_by=actor)
        for entry in new
        if entry.owner is not None
    )
    ImportedRow.objects.bulk_create(
        ImportedRow(organisation_id=actor.organisation_id, case=entry.case, digest=entry.digest) for entry in new
    )


def _schedule(actor: User, new: list[_New]) -> None:
    """Ask about the record within 72 hours where nobody has; of whom work goes on, what is due because of who it is:
    a guardian today for a child, the 18th birthday, and until when the papers of a non-national are valid.
    """
    today, later = timezone.localdate(), timezone.now() + due_kinds.ASK_AGAIN
    asked_later = [entry for entry in new if entry.start.keep_record == ConsentAnswer.CANNOT_BE_ASKED]
    at_work = [entry for entry in new if entry.start.closed_on is None]
    children = [entry for entry in at_work if entry.row.is_child]
    for kind, entries, due_on, due_at in (
        (due_kinds.KEEP_RECORD, asked_later, timezone.localdate(later), later),
        (due_kinds.GUARDIAN, children, today, None),
    ):
        if entries:
            schedule_new_dues(
                actor=actor,
                kind=kind,
                subject_type=due_kinds.CASE,
                subjects=[(entry.case.pk, entry.owner or actor) for entry in entries],
                due_on=due_on,
                due_at=due_at,
            )
    persons = ((entry.case.pk, entry.owner or actor, entry.start.profile) for entry in at_work)
    remind_of_new_persons(actor=actor, persons=persons)

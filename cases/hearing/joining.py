"""What becomes of hearings when a proceeding is linked or taken apart, or its case opened again.

Called in the transaction that does it.
"""

from typing import Any

from django.utils import timezone

from accounts.models import User
from cases.document.linking import Link, relink
from cases.hearing.choices import HearingKind, HearingState
from cases.legal import due_kinds
from cases.legal.dues import make_due
from cases.models import Case, Docket, Hearing, HearingPart, Proceeding

KINDS = {HearingKind.HEARING.value: due_kinds.HEARING, HearingKind.INTERVIEW.value: due_kinds.INTERVIEW}


def add_part(
    actor: User,
    hearing: Hearing,
    proceeding: Proceeding,
    facts: dict[str, Any] | None = None,
    document: Link = None,
) -> HearingPart:
    """One person is to be there: the day becomes due in the person's case, and that the person is told of it today."""
    part = HearingPart.of(proceeding.case, hearing=hearing, proceeding=proceeding)
    if facts:
        part.facts = facts
    relink(part, document)
    part.save(force_insert=True)
    make_due(actor, part, KINDS[hearing.kind], hearing.held_on, due_at=hearing.starts_at)
    make_due(actor, part, due_kinds.TELL, timezone.localdate(), has_detail=False)
    return part


def join_hearings(actor: User, proceeding: Proceeding) -> None:
    """Whoever is linked later has part in the hearings that lie ahead."""
    ahead = Hearing.objects.select_for_update().filter(docket_id=proceeding.docket_id, state=HearingState.PLANNED)
    for hearing in ahead.order_by("pk"):
        add_part(actor, hearing, proceeding)


def rejoin_hearings(actor: User, case: Case) -> None:
    """A case that is open again has part in the hearings that were set for its proceedings while it was closed."""
    rows = Proceeding.objects.filter(case=case).select_related("case").defer("facts", "suspects")
    for row in rows.order_by("pk"):
        Docket.objects.select_for_update().get(pk=row.docket_id)
        missed = Hearing.objects.filter(docket_id=row.docket_id, state=HearingState.PLANNED).exclude(parts__case=case)
        for hearing in missed.filter(held_on__gte=timezone.localdate()).order_by("pk"):
            add_part(actor, hearing, row)


def leave_hearings(proceeding: Proceeding) -> None:
    """Whoever is taken apart keeps the days, each as a hearing of its own on the new docket."""
    for part in (
        HearingPart.objects.select_for_update(of=("self",)).filter(proceeding=proceeding).select_related("hearing")
    ):
        old = part.hearing
        part.hearing = Hearing.objects.create(
            organisation_id=old.organisation_id,
            docket_id=proceeding.docket_id,
            kind=old.kind,
            held_on=old.held_on,
            starts_at=old.starts_at,
            was_on=old.was_on,
            state=old.state,
        )
        part.save(update_fields=["hearing", "updated_at"])

"""Rows of legal work for the matrices: one of each kind below a case. Written past the actions, so that nothing is due."""

from typing import Any

from django.utils import timezone

from accounts.models import User
from cases.models import (
    Briefing,
    Case,
    Claim,
    Docket,
    Hearing,
    HearingPart,
    LegalLimit,
    NonPunishment,
    Proceeding,
    ProceedingStep,
    Protection,
    Release,
)
from tests.factories.accounts import make_user

Names = dict[str, Any]


def legal_below(case: Case, worker: User) -> Names:
    """One row of each, by the name under which it stands in addresses. `worker` acts, with the case in scope."""
    today = timezone.localdate()
    docket = Docket.objects.create(organisation_id=case.organisation_id)
    proceeding = Proceeding.of(case, docket=docket, recorded_by=worker, facts={"type": "criminal"})
    proceeding.save(force_insert=True)
    hearing = Hearing.objects.create(organisation_id=case.organisation_id, docket=docket, kind="hearing", held_on=today)
    part = HearingPart.of(case, hearing=hearing, proceeding=proceeding, facts={"place": "Room 4"})
    # Nobody who asks has typed it.
    typist = make_user(case.organisation)
    limit = LegalLimit.of(case, proceeding=proceeding, recorded_by=typist, typed_on=today, end_on=today)
    limit.facts = {"kind": "appeal", "source": "Judgment"}
    release = Release.of(case, recorded_by=worker, facts={"wish": "yes"})
    claim = Claim.of(case, recorded_by=worker, facts={"head": "wages", "currency": "EUR"})
    rows = (
        ProceedingStep.of(case, proceeding=proceeding, recorded_by=worker, happened_on=today, facts={"stage": "trial"}),
        part,
        limit,
        Briefing.of(case, recorded_by=worker, told_on=today, facts={"topics": ["rights"]}),
        Protection.of(case, recorded_by=worker, facts={"kind": "escort", "state": "granted"}),
        release,
        claim,
        NonPunishment.of(case, recorded_by=worker, facts={"act": "papers"}),
    )
    for row in rows:
        row.save(force_insert=True)
    return {
        "proceeding_pid": proceeding.pid,
        "hearing_pid": part.pid,
        "limit_pid": limit.pid,
        "row_pid": release.pid,
        "claim_pid": claim.pid,
    }

"""Legal work on the filled case: proceedings with their days, talks, protection, claims."""

from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone

from accounts.models import User
from cases.briefing.actions import create_briefing
from cases.models import Case, Claim, HearingPart, LegalLimit, NonPunishment, Proceeding, Protection, Release
from cases.proceeding.actions import decide_proceeding, stage_proceeding
from cases.proceeding.choices import PersonDecision, ProceedingStage
from tests.factories.legal import at_work, link, make_hearing, make_limit, make_proceeding, make_record


@dataclass
class Law:
    """Rows by what they are for. `limit` is the worker's, not yet checked."""

    proceeding: Proceeding
    alone: Proceeding
    hearing: HearingPart
    limit: LegalLimit
    protection: Protection
    release: Release
    claim: Claim


def make_law(users: dict[str, User], filled: Case, other: Case) -> Law:
    """One of each on `filled`; its first proceeding is about `other` too."""
    worker, soon = users["caseworker"], timezone.localdate() + timedelta(days=90)
    proceeding = make_proceeding(worker, filled, lawyer="Invented Lawyer", remark="The hall is small.")
    link(worker, proceeding, other)
    facts = {"place": "Room 4", "screen": "asked", "entrance": "ready", "video": "refused", "remark": "Two steps."}
    hearing = make_hearing(worker, proceeding, facts=facts)
    limit = make_limit(worker, proceeding, days=12)
    make_limit(worker, proceeding, days=-1, kind="review")
    with at_work(worker, filled):
        stage_proceeding(actor=worker, proceeding=proceeding, stage=ProceedingStage.CHARGE)
        decide_proceeding(actor=worker, proceeding=proceeding, decision=PersonDecision.LATER, remark="After the birth.")
        talk = {"topics": ["rights", "role"], "language": "tha", "by": "Invented Lawyer", "understood": "partly"}
        create_briefing(actor=worker, case=filled, facts=talk)
    make_record(worker, filled, NonPunishment)
    return Law(
        proceeding=proceeding,
        alone=make_proceeding(worker, filled, type="labour"),
        hearing=hearing,
        limit=limit,
        protection=make_record(worker, filled, Protection, watch_on=soon),
        release=make_record(worker, filled, Release, filed_on=timezone.localdate()),
        claim=make_record(worker, filled, Claim),
    )

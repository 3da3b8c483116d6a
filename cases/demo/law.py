"""Legal work on the invented cases: proceedings, hearings, last days, protection, claims, what was told."""

from collections.abc import Mapping
from datetime import time
from decimal import Decimal
from typing import Any, TypeAlias

from accounts.models import User
from cases.briefing.actions import create_briefing
from cases.demo.working import at_work, day, written
from cases.hearing.actions import create_hearing, move_hearing
from cases.hearing.choices import HearingKind
from cases.legalrecord.actions import create_legalrecord, pay_claim
from cases.limit.actions import check_limit, create_limit
from cases.models import Case, Claim, NonPunishment, Proceeding, Protection, Release
from cases.proceeding.actions import create_proceeding, decide_proceeding, link_proceeding, stage_proceeding
from cases.proceeding.choices import PersonDecision, ProceedingStage

S, D = ProceedingStage, PersonDecision
Users: TypeAlias = Mapping[str, User]
Cases: TypeAlias = Mapping[str, Case]

# Common to those that the prosecutor leads.
COURT = {"authority": "Prosecutor (invented)", "country": "BE", "legal_aid": "granted", "lawyer_kind": "appointed"}


def load_law(users: Users, cases: Cases) -> None:
    """Everything below, case by case."""
    worker, lawyer = users["caseworker"], users["legal"]
    _heron(worker, lawyer, cases["Heron"])
    _linnet(worker, cases["Linnet"])
    _plover(worker, lawyer, cases["Plover"], cases["Juniper"])
    with at_work(worker, cases["Wren"]):
        create_legalrecord(
            actor=worker,
            case=cases["Wren"],
            model=NonPunishment,
            facts={
                "act": "papers",
                "authority": "Town police (invented)",
                "consequence": "fine",
                "link": "The papers were put into her hand on the way; she could not read them.",
                "raised_by": "organisation",
                "result": "pending",
            },
        )


def _heron(worker: User, lawyer: User, case: Case) -> None:
    """She has not decided yet; a talk is near, and a day waits for a second reader."""
    with at_work(worker, case):
        row = create_proceeding(
            actor=worker,
            case=case,
            facts=COURT
            | {
                "type": "criminal",
                "number": "P-12/345",
                "role": "injured",
                "lawyer": "Advocate Lim (invented)",
                "interpreter": "By phone, a woman",
                "charges": "Work without pay, papers withheld",
            },
        )
        _course(worker, row, (S.INFORMED, -26), (S.CONSIDERING, -12), (D.UNDECIDED, -12))
        _tell(worker, case, -24, ["support", "rights", "legal_aid"], "tha")
        part = create_hearing(
            actor=worker,
            proceeding=row,
            kind=HearingKind.INTERVIEW,
            held_on=day(6),
            hour=time(10, 30),
            facts={"place": "Room 4", "interpreter": "ready", "entrance": "asked", "escort": "ready"},
        )
        create_briefing(
            actor=worker,
            case=case,
            hearing=part,
            told_on=day(-1),
            facts={"topics": ["role"], "language": "tha", "by": "Mira D., with an interpreter", "understood": "yes"},
        )
    with at_work(lawyer, case):
        facts = {"kind": "civil_party", "source": "Letter of the prosecutor, page 2", "served_on": str(day(-8))}
        create_limit(actor=lawyer, proceeding=row, end_on=day(20), facts=facts)


def _linnet(worker: User, case: Case) -> None:
    """She is a witness; the hearing was moved, and he has to keep away."""
    with at_work(worker, case):
        row = create_proceeding(
            actor=worker,
            case=case,
            facts=COURT | {"type": "criminal", "number": "P-77/901", "role": "witness", "charges": "Exploitation"},
        )
        _course(worker, row, (S.STATEMENT, -12), (S.INVESTIGATION, -9), (D.WANTS, -13))
        _tell(worker, case, -13, ["role", "rights", "protection", "release"], "eng", "partly")
        part = create_hearing(
            actor=worker,
            proceeding=row,
            kind=HearingKind.HEARING,
            held_on=day(9),
            hour=time(9, 0),
            facts={"place": "Main building, room 12", "screen": "ready", "entrance": "ready", "video": "refused"},
        )
        move_hearing(actor=worker, part=part, held_on=day(16), hour=time(13, 30))
        create_legalrecord(
            actor=worker,
            case=case,
            model=Protection,
            watch_on=day(40),
            facts={"kind": "no_contact", "state": "granted", "authority": "Court (invented)", "number": "B-19"},
        )
        create_legalrecord(
            actor=worker,
            case=case,
            model=Release,
            filed_on=day(-9),
            facts={"wish": "yes", "by_whom": "Her caseworker", "how": "In person", "when_not": "At night"},
        )


def _plover(worker: User, lawyer: User, case: Case, colleague: Case) -> None:
    """Two of one work place ask for their wages; a part has arrived, and the last day was read by two."""
    with at_work(worker, case, colleague):
        row = create_proceeding(
            actor=worker,
            case=case,
            facts={
                "type": "labour",
                "authority": "Labour court (invented)",
                "number": "L-2030",
                "country": "BE",
                "role": "applicant",
                "legal_aid": "granted",
                "charges": "Wages of seven months",
            },
        )
        link_proceeding(actor=worker, proceeding=row, other=colleague)
        _course(worker, row, (S.STATEMENT, -38), (S.JUDGMENT, -15), (S.ENFORCEMENT, -5), (D.WANTS, -40))
        _tell(worker, case, -39, ["rights", "compensation"], "ukr")
        claim = create_legalrecord(
            actor=worker,
            case=case,
            model=Claim,
            facts={
                "head": "wages",
                "route": "labour",
                "currency": "EUR",
                "claimed": "8400",
                "awarded": "7150",
                "payer": "The company",
                "evidence": "His own list of hours, and two colleagues.",
            },
        )
        for days, amount in ((-12, "1500"), (-3, "900")):
            pay_claim(actor=worker, claim=claim, paid_on=day(days), amount=Decimal(amount))
            claim.refresh_from_db()
        limit = create_limit(
            actor=worker,
            proceeding=row,
            end_on=day(28),
            facts={"kind": "appeal", "source": "Judgment, last page", "served_on": str(day(-2))},
        )
    with at_work(lawyer, case):
        check_limit(actor=lawyer, limit=limit, end_on=day(28))


def _course(worker: User, row: Proceeding, *steps: tuple[ProceedingStage | PersonDecision, int]) -> None:
    """Stages that were reached, and what the person wanted, each on its day."""
    for what, days in steps:
        if isinstance(what, PersonDecision):
            step = decide_proceeding(actor=worker, proceeding=row, decision=what, happened_on=day(days))
        else:
            step = stage_proceeding(actor=worker, proceeding=row, stage=what, happened_on=day(days))
        written(step, days)


def _tell(worker: User, case: Case, days: int, topics: list[str], language: str, understood: str = "yes") -> None:
    """What the person was told in a first talk."""
    said = {"language": language, "by": worker.display_name, "understood": understood}
    facts: dict[str, Any] = {"topics": topics} | said
    written(create_briefing(actor=worker, case=case, facts=facts, told_on=day(days)), days)

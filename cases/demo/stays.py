"""Stays of the invented cases: what happened, on which day, from which paper. Days are counted from today."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from accounts.models import User
from cases.demo.papers import letter_pdf, page_png
from cases.demo.working import at_work, day, written
from cases.document.actions import add_document
from cases.document.choices import DocumentKind
from cases.models import Case, Document, Scheme, StatusDate
from cases.residence.actions import answer_cooperation, create_deadline, record_residence
from cases.residence.choices import Cooperation, DateKind, Paper
from cases.residence.due_kinds import code_of
from cases.residence.ending import end_deadline
from cases.residence.transitions import BY_CODE

OFFICE = "Immigration Office (invented)"


@dataclass(frozen=True)
class Event:
    """One event `days` from today. `days_said` are days of the letter, by field; `scheme` is the code of a rule."""

    code: str
    days: int
    paper: Paper = Paper.SEEN
    days_said: Mapping[str, int] = field(default_factory=dict)
    scheme: str = ""
    letter: str = ""
    said: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Stay:
    """Events in their order; then an answer on cooperation, days entered by hand, and what was done about others."""

    events: tuple[Event, ...]
    answer: tuple[Cooperation, int] | None = None
    watched: tuple[tuple[DateKind, int], ...] = ()
    done: tuple[tuple[DateKind, str], ...] = ()


def granted(days: int, ends: int, letter: str = "") -> Event:
    """A recovery period in Belgium."""
    said = {"authority": OFFICE, "work": "no"}
    return Event("reasonable_grounds_found", days, Paper.SEEN, {"end_on": ends}, "BE-RP", letter, said)


def noted(days: int, status: str, ends: int | None = None) -> Event:
    """A status that the person came with."""
    return Event(
        "status_established", days, days_said={} if ends is None else {"end_on": ends}, said={"status": status}
    )


TOLD = ((DateKind.INFORMATION, "Told with an interpreter, and said back in own words."),)

STAYS: Mapping[str, Stay] = {
    "Heron": Stay((granted(-30, 15, "Decision of the office.pdf"),), (Cooperation.UNDECIDED, -12), done=TOLD),
    # Where the table is not sure, the day is provisional until the letter is there.
    "Linnet": Stay(
        (
            Event(
                "reasonable_grounds_found",
                -10,
                Paper.NONE_YET,
                scheme="MD-RP",
                said={"reason": "Granted before she came here. Her lawyer has asked for the letter."},
            ),
        ),
        done=TOLD,
    ),
    "Plover": Stay(
        (
            noted(-44, "permit_active", 24),
            Event("work_contract", -20, said={"authority": "Works council (invented)"}),
        ),
        watched=((DateKind.RENEWAL_CLOSES, 9),),
    ),
    "Wren": Stay(
        (
            granted(-92, -47),
            Event("decided_to_cooperate", -60),
            Event("permit_granted", -50, Paper.SEEN, {"end_on": 64}, "BE-AI", "Permit.pdf", {"authority": OFFICE}),
            Event("family_filed", -9, said={"family": "Her daughter, aged 4"}),
        ),
        done=TOLD,
    ),
    "Clover": Stay(
        (
            noted(-28, "permit_pending"),
            Event("permit_refused", -16, days_said={"limit_on": 14}, said={"suspensive": "yes", "authority": OFFICE}),
            Event("appeal_filed", -6, said={"suspensive": "yes", "authority": "Council for appeals (invented)"}),
        ),
        watched=((DateKind.REPORT, 12),),
    ),
    "Fern": Stay((Event("flagged", -20, days_said={"end_on": 11}, said={"authority": OFFICE}),)),
    "Juniper": Stay((Event("asylum_claimed", -40, said={"authority": OFFICE}),), watched=((DateKind.INTERIM, 21),)),
    "Laurel": Stay((noted(-80, "permit_active", 140),)),
    "Dunlin": Stay((granted(-41, 4),), (Cooperation.NO, -8), done=TOLD),
    "Teal": Stay(
        (
            Event("flagged", -11, said={"authority": OFFICE}),
            Event("age_disputed", -4, said={"reason": "The office doubts the paper from the school."}),
            # A limit that nobody has read a second time.
            Event("age_decided", -1, days_said={"limit_on": 13}, letter="Age decision.pdf", said={"authority": OFFICE}),
        )
    ),
    "Maple": Stay((noted(-99, "not_applicable"),)),
    "Rowan": Stay((noted(-130, "long_term"),)),
    # All of it is over: nothing is watched any more.
    "Curlew": Stay(
        (
            granted(-205, -160),
            Event("decided_to_cooperate", -175),
            Event("permit_granted", -165, days_said={"end_on": 15}, scheme="BE-ACARD"),
            Event("conviction_final", -60),
            Event("long_term_granted", -20, said={"authority": OFFICE, "work": "yes"}),
        ),
        done=TOLD,
    ),
}


def load_stay(worker: User, case: Case, stay: Stay) -> None:
    """Record a stay through the actions of its page. A rule that is not loaded leaves out what needs it."""
    with at_work(worker, case):
        for event in stay.events:
            _record(worker, case, event)
        if stay.answer is not None:
            answer, days = stay.answer
            written(answer_cooperation(actor=worker, case=case, answer=answer, on=day(days)), days)
        for what, days in stay.watched:
            create_deadline(actor=worker, case=case, what=what, on=day(days), paper=Paper.SEEN)
        for what, outcome in stay.done:
            for row in StatusDate.objects.filter(case=case, ended_at__isnull=True, due__kind=code_of(what)):
                end_deadline(actor=worker, row=row, outcome=outcome)


def _record(worker: User, case: Case, event: Event) -> None:
    scheme = Scheme.objects.filter(code=event.scheme).first()
    if event.scheme and scheme is None and "end_on" not in event.days_said:
        return
    values = dict(event.said) | {name: day(days) for name, days in event.days_said.items()} | {"scheme": scheme}
    document = _letter(worker, case, event) if event.letter else None
    row = record_residence(
        actor=worker,
        case=case,
        event=BY_CODE[event.code],
        on=day(event.days),
        paper=event.paper,
        document=document,
        values=values,
    )
    written(row, event.days)


def _letter(worker: User, case: Case, event: Event) -> Document:
    """The letter that the event rests on, as a PDF."""
    lines = (OFFICE, "", "Decision on the stay", "This is an invented letter for trying the program out.")
    document = add_document(
        actor=worker,
        case=case,
        kind=DocumentKind.PERMIT if event.code == "permit_granted" else DocumentKind.DECISION,
        data=letter_pdf(lines),
        name=event.letter,
        dated_on=day(event.days),
        discloses_status="yes",
    )
    written(document, event.days)
    return document


# (alias, who adds it, kind, name, days from today); a name that ends in .png is a photographed page.
PAPERS = (
    ("Heron", "caseworker", DocumentKind.CONSENT, "Consent, signed.png", -28),
    ("Heron", "legal", DocumentKind.MANDATE, "Power of attorney.pdf", -20),
    ("Heron", "health", DocumentKind.MEDICAL, "Report of the clinic.pdf", -9),
    ("Heron", "caseworker", DocumentKind.LETTER, "Letter from the school.png", -3),
    ("Linnet", "legal", DocumentKind.COURT, "Summons.pdf", -7),
    ("Plover", "caseworker", DocumentKind.OTHER, "Hours he wrote down.png", -38),
    ("Clover", "caseworker", DocumentKind.DECISION, "Refusal.pdf", -16),
)


def load_papers(users: Mapping[str, User], cases: Mapping[str, Case]) -> None:
    """Add the papers, each by somebody who may write its kind."""
    for alias, who, kind, name, days in PAPERS:
        text = (name.rsplit(".", 1)[0], "", "This is an invented paper for trying the program out.")
        data = page_png(18) if name.endswith(".png") else letter_pdf(text)
        with at_work(users[who], cases[alias]):
            row = add_document(actor=users[who], case=cases[alias], kind=kind, data=data, name=name, dated_on=day(days))
        written(row, days)

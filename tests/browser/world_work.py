"""What a day's work leaves on the invented cases: tasks, calls, services, offers, cover, questions, emergencies."""

from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

from django.utils import timezone

from accounts.models import FactorReset, User
from cases.access import admit, relation_of_visible
from cases.cover.actions import give_cover
from cases.document.actions import add_document
from cases.document.choices import DocumentKind
from cases.emergency.actions import open_emergency
from cases.emergency.choices import EmergencyReason
from cases.handover.actions import offer_handover
from cases.models import (
    AskRequest,
    Call,
    Case,
    CaseHandover,
    Cover,
    Document,
    EmergencyOpening,
    Episode,
    Scheme,
    ServiceGiven,
    SituationLink,
    StatusDate,
    Task,
)
from cases.need.actions import edit_needs
from cases.opening.actions import ask_opening
from cases.opening.choices import OpeningReason
from cases.residence.actions import create_deadline, record_residence
from cases.residence.choices import DateKind, Paper
from cases.residence.due_kinds import code_of
from cases.residence.ending import end_deadline
from cases.residence.transitions import BY_CODE
from cases.service.actions import create_service
from cases.service.choices import ServiceType
from cases.situation.actions import link_situation
from cases.situation.choices import SituationKind
from common.drafts.actions import save_draft
from reminders.models import Alert, Message
from reminders.outbox.choices import MessageState
from reports.digest.models import Digest
from tests.access.world_ladders import make_alert
from tests.access.world_mail import make_message
from tests.browser.world_law import Law, make_law
from tests.browser.world_rules import make_rules
from tests.factories.calls import make_call
from tests.factories.cases import acting, make_case, make_task
from tests.factories.digests import make_digest, make_reviewed_digest
from tests.factories.documents import PDF

UNSENT = "Rang the clinic; they will"


def make_stay(worker: User, case: Case) -> StatusDate:
    """A recovery period from a letter, in its second half, with a procedure beside it."""
    today = timezone.localdate()
    for code, days, values in (
        ("reasonable_grounds_found", 30, {"end_on": today + timedelta(days=15), "authority": "Invented Office"}),
        ("age_disputed", 3, {"reason": "Invented reason"}),
    ):
        on = today - timedelta(days=days)
        record_residence(actor=worker, case=case, event=BY_CODE[code], on=on, paper=Paper.SEEN, values=values)
    told = StatusDate.objects.get(case=case, due__kind=code_of(DateKind.INFORMATION))
    end_deadline(actor=worker, row=told, outcome="Told in Thai, with an interpreter.")
    return StatusDate.objects.filter(case=case, ended_at__isnull=True).order_by("created_at")[0]


@dataclass
class Work:
    """Rows by what they are for."""

    task: Task
    link: SituationLink
    call: Call
    service: ServiceGiven
    document: Document
    handover: CaseHandover
    cover: Cover
    ask: AskRequest
    running: EmergencyOpening
    to_judge: EmergencyOpening
    digest: Digest
    reviewed: Digest
    law: Law
    scheme: Scheme
    old_scheme: Scheme
    low_scheme: Scheme
    message: Message
    alert: Alert
    day: StatusDate
    appeal: StatusDate
    reset: FactorReset


def make_work(users: dict[str, User], filled: Case, bare: Case) -> Work:
    """Everything that belongs to the work on a case, on the filled one where it may be."""
    worker, coordinator, shelter = users["caseworker"], users["coordinator"], users["shelter"]
    task = make_task(worker, filled, "Ring the clinic about Thursday", days=1)
    make_task(worker, filled, "Bring the papers along", days=-1)
    with acting(worker):
        admit(worker, [filled.pk, bare.pk], relation_of_visible(worker))
        service = create_service(actor=worker, case=filled, kind=ServiceType.FOOD, units=Decimal(3))
        document = add_document(actor=worker, case=filled, kind=DocumentKind.DECISION, data=PDF, name="Decision.pdf")
        line = f"episode.suspects.{Episode.objects.get(case=filled).pid}"
        ask = ask_opening(
            actor=worker, case=filled, line=line, labels=["cases.episode.suspects"], reason=OpeningReason.SAFETY
        )
        link_situation(actor=worker, case=filled, other=bare, kind=SituationKind.RAID)
        edit_needs(actor=worker, case=filled, changes={"wishes": "A room with a window."})
        day = make_stay(worker, filled)
        last_on = timezone.localdate() + timedelta(days=14)
        appeal = create_deadline(actor=worker, case=filled, what=DateKind.APPEAL_LIMIT, on=last_on, paper=Paper.SEEN)
        save_draft(owner=worker, kind="note", key=bare.pid, content={"text": [UNSENT]})
    far = make_case(users["caseworker2"], alias="Zqplover")
    with acting(shelter):
        running, to_judge = (
            open_emergency(actor=shelter, number=case.reference, reason=EmergencyReason.DANGER)
            for case in (far, filled)
        )
    with acting(coordinator):
        admit(coordinator, [far.pk, bare.pk], relation_of_visible(coordinator))
        handover = offer_handover(
            actor=coordinator, case=far, giver=users["caseworker2"], receiver=worker, note="She asked for a change."
        )
        until = timezone.now() + timedelta(days=5)
        cover = give_cover(actor=coordinator, absent=users["caseworker2"], colleagues=[worker], until=until).cover
    call = make_call(worker)
    message = make_message(worker)
    alert = make_alert(worker, users["caseworker2"], bare, step="lead:before:0")
    make_alert(worker, worker, filled, part="worker", is_urgent=True, seen_at=timezone.now())
    make_message(users["legal"], MessageState.WAITING, ago=timedelta(minutes=20))
    make_call(worker, facts={"danger": "yes", "asked": ["talk"]})
    scheme, old_scheme, low_scheme = make_rules(coordinator)
    return Work(
        task=task,
        link=SituationLink.objects.get(case=filled),
        call=call,
        service=service,
        document=document,
        handover=handover,
        cover=cover,
        ask=ask,
        running=running,
        to_judge=to_judge,
        digest=make_digest(users["auditor"].organisation, about=worker),
        law=make_law(users, filled, bare),
        scheme=scheme,
        old_scheme=old_scheme,
        low_scheme=low_scheme,
        day=day,
        appeal=appeal,
        reviewed=make_reviewed_digest(users["auditor"].organisation, users["auditor"], weeks_ago=1),
        message=message,
        alert=alert,
        reset=FactorReset.objects.create(
            organisation=worker.organisation,
            user=users["legal"],
            asked_by=users["administrator"],
            expires_at=timezone.now() + timedelta(hours=20),
        ),
    )

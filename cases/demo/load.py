"""Loading the demo through the same actions that people use."""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from audit.record import scope
from cases import due_kinds
from cases.assignment.actions import give_assignment
from cases.case.actions import close_case, create_case
from cases.case.start import CaseStart
from cases.consent.choices import ConsentAnswer
from cases.demo.caseload import FOREIGN, SAFE, TOLD, Invented, generated
from cases.demo.cast import make_cast
from cases.demo.contacts import load_contacts
from cases.demo.law import load_law
from cases.demo.stays import STAYS, load_papers, load_stay
from cases.demo.working import at_work, day
from cases.models import Case, CaseGrant, Note
from cases.residence.reminding import TURNS_18
from common.partial_dates import PartialDate
from encryption.principal import Principal, acting_as
from reminders.actions import schedule_due
from reminders.ladder.actions import raise_alerts
from reminders.models import DueThing

# Some due things, so that Today has something to say: (alias, kind, days from today).
DUE = (
    ("Heron", due_kinds.NEXT_STEP, -2),
    ("Linnet", due_kinds.NEXT_STEP, -1),
    ("Dunlin", due_kinds.NEXT_STEP, 3),
)


@transaction.atomic
def load_demo() -> int:
    """Make the cast and the caseload, all of it or nothing; returns how many cases were made. Twice makes nothing."""
    users = make_cast()
    if Case.objects.exists():
        return 0
    now = timezone.now()
    made: dict[str, Case] = {}
    # The oldest first, as they would have come.
    for invented in sorted((*TOLD, *generated(), *FOREIGN), key=lambda invented: -invented.days):
        made[invented.alias] = _load(users[invented.worker], invented, now)
    coordinator = users["coordinator"]
    with scope(actor=coordinator, via="command"), acting_as(_principal(coordinator)):
        for alias in ("Heron", "Linnet", "Plover"):
            _backdate(give_assignment(actor=coordinator, case=made[alias], user=users["legal"]))
        for alias in ("Heron", "Wren"):
            _backdate(give_assignment(actor=coordinator, case=made[alias], user=users["health"]))
    _load_work(users, made)
    for alias, kind, days in DUE:
        case = made[alias]
        owner = users[next(row.worker for row in TOLD if row.alias == alias)]
        schedule_due(
            actor=owner,
            owner=owner,
            kind=kind,
            subject_type=due_kinds.CASE,
            subject_id=case.pk,
            due_on=timezone.localdate() + timedelta(days=days),
        )
    # What is due by now is alerted of at once, as the worker would do within a minute.
    raise_alerts()
    return len(made)


def _load_work(users: dict[str, User], cases: dict[str, Case]) -> None:
    """Stays, papers, legal work and contacts; only then the cases that are over are closed."""
    told = {invented.alias: invented for invented in (*TOLD, *generated(), *FOREIGN)}
    for alias, stay in STAYS.items():
        load_stay(users[told[alias].worker], cases[alias], stay)
    load_papers(users, cases)
    load_law(users, cases)
    load_contacts(users, cases)
    for alias, invented in told.items():
        if invented.reason is not None:
            worker, yesterday = users[invented.worker], timezone.localdate() - timedelta(days=1)
            with at_work(worker, cases[alias]):
                close_case(actor=worker, case=cases[alias], reason=invented.reason, closed_on=yesterday)


def _backdate(grant: CaseGrant) -> None:
    """As if the colleague had been there from the first day."""
    days = timezone.localdate() - grant.content_object.opened_on
    CaseGrant.objects.filter(pk=grant.pk).update(granted_at=timezone.now() - days)


def _load(worker: User, invented: Invented, now: datetime) -> Case:
    opened = timezone.localdate() - timedelta(days=invented.days)
    fields: dict[str, Any] = {"safe_contact": SAFE[1], "keep_record": ConsentAnswer.YES} | invented.fields
    fields["keep_record"] = ConsentAnswer(fields["keep_record"])
    if invented.of_age_in is not None:
        born_on = day(invented.of_age_in)
        born = PartialDate(born_on.year - 18, born_on.month, min(born_on.day, 28))
        fields["profile"] = fields["profile"] | {"birth_year": born.as_json()}
    start = CaseStart(
        alias=invented.alias, name_used=invented.name_used, opened_on=opened, stage=_first_stage(invented), **fields
    )
    with scope(actor=worker, via="command"), acting_as(_principal(worker)):
        case = create_case(actor=worker, start=start)
        for days, text in invented.notes:
            note = Note.of(case, author=worker, happened_at=now - timedelta(days=days), text=text)
            note.save(force_insert=True)
        if invented.notes:
            last = timezone.localdate() - timedelta(days=min(days for days, _ in invented.notes))
            Case.objects.filter(pk=case.pk).update(last_contact_on=last)
        if invented.days > 10:
            # Those of long ago are not due any more: somebody has done them. A birthday is still ahead.
            DueThing.objects.open().filter(subject_id=case.pk).exclude(kind=TURNS_18).update(
                state="done", done_at=now, done_by=worker, next_alert_at=None
            )
    return case


def _first_stage(invented: Invented) -> Any:
    return "closing" if invented.reason is not None else invented.stage


def _principal(user: User) -> Principal:
    return Principal(actor_id=str(user.pk), organisation_id=user.organisation_id, purpose="demo")

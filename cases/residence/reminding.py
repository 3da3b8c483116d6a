"""What becomes due because of who the person is: the 18th birthday, and until when the papers are valid."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.utils import timezone

from accounts.models import User
from cases import due_kinds as case_kinds
from cases.jurisdiction.reckoning import birthday
from cases.jurisdiction.rest_days import rest_days_of
from cases.models import Case, Person, StatusEvent
from cases.person.queries import earliest_birth_of
from cases.person.questions import PROFILE
from cases.residence.choices import DateKind
from cases.residence.due_kinds import code_of
from cases.residence.watching import able
from common.answers import unanswered
from common.shown import show
from reminders.actions import move_due, schedule_due, schedule_new_dues, withdraw_due
from reminders.choices import DueState, EndReason
from reminders.ladder.choices import Moment
from reminders.ladder.queries import default_rule, rules_for
from reminders.models import DueThing
from reminders.registry import kind_of

# Source: the rule that a case of a non-national without a status asks for the papers within three working days.
ASK_WITHIN = 3
TURNS_18, PAPERS = code_of(DateKind.BIRTHDAY), code_of(DateKind.PAPERS)


def remind_of_person(
    *, actor: User, owner: User, case: Case, answers: Mapping[str, Any], is_reopened: bool = False
) -> None:
    """`answers` is {question name: answer} of the profile as it stands now."""
    _remind_of_birthday(actor, owner, case, answers, is_reopened)
    if not is_foreign(answers):
        withdraw_due(actor=actor, subject_id=case.pk, kind=PAPERS, reason=EndReason.CORRECTED)
    elif not StatusEvent.objects.filter(case=case).exists():
        _schedule(actor, owner, case, PAPERS, working_days_after(timezone.localdate(), ASK_WITHIN))


def forget_person(actor: User, case: Case) -> None:
    """Nobody is warned of who the person is while no work goes on: it could not be said what was done."""
    for kind in (TURNS_18, PAPERS):
        withdraw_due(actor=actor, subject_id=case.pk, kind=kind, reason=EndReason.CLOSED)


def remind_again(actor: User, case: Case) -> None:
    """Work goes on: the same is due as of a new case, as far as `actor` may read who the person is."""
    person = Person.objects.filter(case=case).first()
    held = show(person.profile) if person is not None else None
    if held:
        remind_of_person(
            actor=actor,
            owner=next(able(case, actor), actor),
            case=case,
            answers=PROFILE.named(held.value),
            is_reopened=True,
        )


def birthday_near(case: Case) -> date | None:
    """The day on which the person can turn 18, if the office's ladder has begun to warn of it or the day has come.

    A birthday that lies further ahead runs in no procedure, so it keeps no case open. Source: ADR 0015.
    """
    due = DueThing.objects.open().filter(subject_id=case.pk, kind=TURNS_18).first()
    if due is None:
        return None
    code = kind_of(TURNS_18).ladder
    rule = rules_for([case.organisation_id]).get((case.organisation_id, code), default_rule(code))
    longest = max((step.days for step in rule.steps if step.moment == Moment.BEFORE), default=0)
    return due.due_on if due.due_on - timedelta(days=longest) <= timezone.localdate() else None


def remind_of_new_persons(*, actor: User, persons: Iterable[tuple[UUID, User, Mapping[str, Any]]]) -> int:
    """The same for many new cases at once, (case id, owner, answers), and how much became due.

    Nothing can be due about them yet, and none has a status. One query for each kind and day.
    """
    today = timezone.localdate()
    ask_on = working_days_after(today, ASK_WITHIN)
    due: dict[tuple[str, date], list[tuple[UUID, User]]] = defaultdict(list)
    for case_id, owner, answers in persons:
        of_age_on = _of_age_on(answers)
        if of_age_on is not None and of_age_on >= today:
            due[TURNS_18, of_age_on].append((case_id, owner))
        if is_foreign(answers):
            due[PAPERS, ask_on].append((case_id, owner))
    return sum(
        schedule_new_dues(
            actor=actor, kind=kind, subject_type=case_kinds.CASE, subjects=subjects, due_on=due_on, due_at=None
        )
        for (kind, due_on), subjects in due.items()
    )


def _of_age_on(answers: Mapping[str, Any]) -> date | None:
    """The earliest day on which the person can turn 18; None if nothing is known of the birth."""
    born_on = earliest_birth_of(answers)
    return birthday(born_on) if born_on is not None else None


def _remind_of_birthday(actor: User, owner: User, case: Case, answers: Mapping[str, Any], is_reopened: bool) -> None:
    """The earliest day on which the person can turn 18; of an estimate the earlier reading counts. Past ones are left.

    A day that has come is not past before somebody recorded what was done about it. Of a day of which that is recorded
    nobody is warned again, but whoever reopens the case: since then she may have returned.
    """
    of_age_on = _of_age_on(answers)
    known = DueThing.objects.open().filter(subject_id=case.pk, kind=TURNS_18).first()
    if of_age_on is None or of_age_on < timezone.localdate():
        if known is not None and known.due_on != of_age_on:
            withdraw_due(actor=actor, subject_id=case.pk, kind=TURNS_18, reason=EndReason.CORRECTED)
    elif known is None:
        done = DueThing.objects.filter(subject_id=case.pk, kind=TURNS_18, due_on=of_age_on, state=DueState.DONE)
        if is_reopened or not done.exists():
            _schedule(actor, owner, case, TURNS_18, of_age_on)
    else:
        move_due(actor=actor, due=known, due_on=of_age_on, due_at=None)


def is_foreign(answers: Mapping[str, Any]) -> bool:
    """Whether the person is known to be no national of the office's country, or to be stateless."""
    held = answers.get("citizenship")
    if held and unanswered(held) is None:
        return settings.HOME_COUNTRY not in held
    return bool(answers.get("stateless") == "yes")


def working_days_after(day: date, count: int) -> date:
    """The `count`th day after `day` that is no weekend in the office's country."""
    is_rest = rest_days_of(settings.HOME_COUNTRY)
    while count:
        day += timedelta(days=1)
        count -= not is_rest(day)
    return day


def _schedule(actor: User, owner: User, case: Case, kind: str, due_on: date) -> None:
    schedule_due(actor=actor, owner=owner, kind=kind, subject_type=case_kinds.CASE, subject_id=case.pk, due_on=due_on)

"""Invented proceedings, each made through its action by a worker of the case."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from accounts.models import User
from cases.access import admit, relation_of_visible
from cases.hearing.actions import create_hearing
from cases.hearing.choices import HearingKind
from cases.legalrecord.actions import create_legalrecord
from cases.limit.actions import create_limit
from cases.models import Case, Claim, HearingPart, LegalLimit, NonPunishment, Proceeding, Protection, Release
from cases.proceeding.actions import create_proceeding, link_proceeding
from reminders.models import DueThing
from tests.factories.cases import acting

FACTS = {"type": "criminal", "authority": "Invented court", "number": "12/345", "country": "BE", "role": "witness"}
LIMIT = {"kind": "appeal", "source": "Judgment of 3 May, page 2", "served_on": "2026-01-02"}
RECORDS: dict[type[Any], dict[str, Any]] = {
    Protection: {"kind": "no_contact", "state": "granted", "authority": "Invented court"},
    Release: {"wish": "yes", "by_whom": "Her caseworker", "how": "In person", "when_not": "At night"},
    Claim: {"head": "wages", "currency": "EUR", "claimed": "1200.5", "awarded": "1000"},
    NonPunishment: {"act": "papers", "consequence": "fine", "result": "pending", "link": "Told to use them."},
}


def day(days: int) -> date:
    """So many days from today."""
    return timezone.localdate() + timedelta(days=days)


@contextmanager
def at_work(user: User, *cases: Case) -> Iterator[None]:
    """Act as `user` with these cases in scope."""
    with acting(user):
        admit(user, [case.pk for case in cases], relation_of_visible(user))
        yield


def make_proceeding(worker: User, case: Case, **facts: Any) -> Proceeding:
    """A criminal proceeding in which the person is a witness."""
    with at_work(worker, case):
        return create_proceeding(actor=worker, case=case, facts=FACTS | facts)


def link(worker: User, proceeding: Proceeding, other: Case) -> Proceeding:
    """The same proceeding for another person."""
    with at_work(worker, proceeding.case, other):
        return link_proceeding(actor=worker, proceeding=proceeding, other=other)


def make_hearing(worker: User, proceeding: Proceeding, *, days: int = 20, **more: Any) -> HearingPart:
    """A hearing ahead."""
    kind = more.pop("kind", HearingKind.HEARING)
    with at_work(worker, proceeding.case):
        return create_hearing(actor=worker, proceeding=proceeding, kind=kind, held_on=day(days), **more)


def make_limit(worker: User, proceeding: Proceeding, *, days: int = 10, **facts: Any) -> LegalLimit:
    """A day to appeal, as the worker read it."""
    with at_work(worker, proceeding.case):
        return create_limit(actor=worker, proceeding=proceeding, end_on=day(days), facts=LIMIT | facts)


def make_record(worker: User, case: Case, model: type[Any], **days: Any) -> Any:
    """A legal record of this kind."""
    with at_work(worker, case):
        return create_legalrecord(actor=worker, case=case, model=model, facts=RECORDS[model], **days)


def due(row: Any, kind: str) -> list[DueThing]:
    """What is open of this kind about the case of `row`, for this row if the kind tells rows apart."""
    rows = DueThing.objects.open().filter(subject_id=row.case_id, kind__in=[kind, f"{kind}:{row.pid}"])
    return [one for one in rows.order_by("due_on") if one.detail_id in {None, row.pk}]

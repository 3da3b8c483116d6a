"""A record begins: sealed, with a worker, and with what is due because of how it begins."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from accounts.models import User
from audit.models import Event
from cases import due_kinds
from cases.assignment.actions import CannotBeAssigned
from cases.case.actions import RecordNotWanted, WorkerNeeded, create_case
from cases.case.start import CaseStart
from cases.consent.choices import ConsentAnswer
from cases.models import Case, CaseGrant, Consent, ContactSheet, Person
from common.errors import NotAllowed
from reminders.models import DueThing
from tests.cast import Cast
from tests.factories.cases import SAFE, acting, make_case, make_child_case

pytestmark = pytest.mark.django_db


def begin(actor: User, worker: User | None = None, **fields: Any) -> Case:
    """A case by the action itself."""
    start = {"alias": "Heron", "safe_contact": SAFE, "keep_record": ConsentAnswer.YES, "opened_on": date(2026, 3, 4)}
    with acting(actor):
        return create_case(actor=actor, start=CaseStart(**start | fields), worker=worker)


def test_a_case_has_its_sheets_its_worker_and_one_row_in_the_trail(cast: Cast) -> None:
    case = begin(cast.caseworker.user)
    assert (case.serial, case.reference) == (1, "C-2026-0001")
    assert case.team_id == cast.caseworker.user.team_id
    assert Person.objects.filter(case=case).count() == ContactSheet.objects.filter(case=case).count() == 1
    assert Consent.objects.get(case=case).kind == "record"
    grant = CaseGrant.objects.get(content_object=case)
    assert (grant.user, grant.granted_by) == (cast.caseworker.user, cast.caseworker.user)
    assert [event.tag for event in Event.objects.filter(case_id=case.pk)] == ["case:create"]


def test_numbers_run_in_each_organisation_apart(cast: Cast) -> None:
    numbers = [begin(member.user).serial for member in (cast.caseworker, cast.outsider, cast.caseworker2)]
    assert numbers == [1, 1, 2]


def test_a_no_to_the_record_keeps_nothing(cast: Cast) -> None:
    with pytest.raises(RecordNotWanted):
        begin(cast.caseworker.user, keep_record=ConsentAnswer.NO)
    assert not Case.objects.exists()
    assert not Event.objects.exists()


def test_a_coordinator_names_a_worker(cast: Cast) -> None:
    with pytest.raises(WorkerNeeded):
        begin(cast.coordinator.user)
    case = begin(cast.coordinator.user, cast.caseworker2.user)
    assert case.team_id == cast.caseworker2.user.team_id


@pytest.mark.parametrize("name", ["outsider", "shelter", "auditor"])
def test_not_everybody_can_be_the_worker(cast: Cast, name: str) -> None:
    with pytest.raises(CannotBeAssigned):
        begin(cast.coordinator.user, getattr(cast, name).user)
    assert not Case.objects.exists()


@pytest.mark.parametrize("name", ["shelter", "legal", "health", "partner", "auditor", "administrator"])
def test_other_roles_begin_none(cast: Cast, name: str) -> None:
    with pytest.raises(NotAllowed):
        begin(getattr(cast, name).user)


def test_a_closing_before_the_opening_is_refused(cast: Cast) -> None:
    with pytest.raises(ValidationError):
        begin(cast.caseworker.user, closed_on=date(2026, 3, 3), stage="closed", closure_reason="death")
    assert not Case.objects.exists()


def due_of(case: Case) -> dict[str, int]:
    """{kind: days from today} of what is due about `case`."""
    today = timezone.localdate()
    return {row.kind: (row.due_on - today).days for row in DueThing.objects.filter(subject_id=case.pk)}


def test_a_child_alone_needs_a_guardian_the_same_day(cast: Cast) -> None:
    due = due_of(make_child_case(cast.caseworker.user))
    assert due == {due_kinds.GUARDIAN: 0, due_kinds.KEEP_RECORD: 3, due_kinds.HEALTH_OFFER: 3}


@pytest.mark.parametrize(("level", "days"), [("immediate", 0), ("high", 0), ("medium", 3), ("low", 7)])
def test_the_level_says_when_the_risk_is_looked_at_again(cast: Cast, level: str, days: int) -> None:
    assert due_of(make_case(cast.caseworker.user, risk={"level": level}))[due_kinds.RISK_REVIEW] == days


def test_not_to_be_contacted_is_asked_again(cast: Cast) -> None:
    case = make_case(cast.caseworker.user, safe_contact={"answer": "do_not_contact"})
    row = DueThing.objects.get(subject_id=case.pk, kind=due_kinds.SAFE_CONTACT)
    assert row.due_at is not None
    assert abs(row.due_at - timezone.now() - timedelta(hours=72)) < timedelta(minutes=1)


def test_what_cannot_wait_is_due_today(cast: Cast) -> None:
    bed = begin(cast.caseworker.user, needs=[{"type": "work", "state": "open"}, {"type": "bed", "state": "open"}])
    met = begin(cast.caseworker.user, alias="Wren", needs=[{"type": "bed", "state": "met"}])
    due = DueThing.objects.get(subject_id=bed.pk, kind=due_kinds.URGENT_NEEDS)
    assert due.due_on == timezone.localdate()
    assert not DueThing.objects.filter(subject_id=met.pk, kind=due_kinds.URGENT_NEEDS).exists()

"""Undoing a withdrawal that was a slip of the hand."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from cases import due_kinds
from cases.consent import queries as consents
from cases.models import Case, Consent, ContactSheet
from reminders.models import DueThing
from tests.cast import Cast
from tests.factories.reading import last_event, opened


def withdrawn(cast: Cast, case: Case, kind: str = "contact") -> Consent:
    """A yes that was just taken back."""
    data = {"kind": kind, "basis": "consent", "answer": "yes", "asked_on": str(timezone.localdate())}
    cast.caseworker.post("cases:consent_record", case, **data)
    row = Consent.objects.get(case=case, kind=kind, is_current=True)
    page = cast.caseworker.client.post(f"/c/{case.pid}/consent/{row.pid}/", follow=True).content.decode()
    assert "What stops now" in page and "Undo" in page
    return Consent.objects.get(case=case, kind=kind, is_current=True)


def test_everything_is_as_before(cast: Cast, case: Case):
    row = withdrawn(cast, case)
    assert not consents.in_force(case, "contact")
    assert cast.caseworker.post("cases:consent_restore", case, row).status_code == 302
    assert consents.in_force(case, "contact")
    held = opened(cast.caseworker.user, ContactSheet.objects.get(case=case), "safe_contact")
    assert held["answer"] == "yes" and held["hours"]
    assert last_event(case).tag == "consent:restore"
    assert Consent.objects.filter(case=case, kind="contact").count() == 3


def test_what_was_due_is_due_again(cast: Cast, case: Case):
    due = DueThing.objects.open().get(subject_id=case.pk, kind=due_kinds.HEALTH_OFFER)
    row = withdrawn(cast, case, "service")
    assert not DueThing.objects.open().filter(subject_id=case.pk, kind=due_kinds.HEALTH_OFFER).exists()
    cast.caseworker.post("cases:consent_restore", case, row)
    again = DueThing.objects.open().get(subject_id=case.pk, kind=due_kinds.HEALTH_OFFER)
    assert again.due_on == due.due_on and again.owner == due.owner


def test_after_a_minute_it_is_asked_again(cast: Cast, case: Case):
    row = withdrawn(cast, case)
    with time_machine.travel(timezone.now() + timedelta(minutes=2)):
        answer = cast.caseworker.post("cases:consent_restore", case, row)
        assert answer.status_code == 409 and "ask again" in answer.content.decode()
        page = cast.caseworker.get("cases:consent_withdraw", case, row).content.decode()
        assert "Ask again" in page and "Undo" not in page
    assert not consents.in_force(case, "contact")


def test_only_once_and_not_for_a_yes(cast: Cast, case: Case):
    row = withdrawn(cast, case)
    assert cast.caseworker.post("cases:consent_restore", case, row.replaces).status_code == 409
    assert cast.caseworker.post("cases:consent_restore", case, row).status_code == 302
    assert cast.caseworker.post("cases:consent_restore", case, row).status_code == 409


def test_a_colleague_asks_instead_of_undoing(cast: Cast, case: Case):
    row = withdrawn(cast, case)
    assert cast.coordinator.post("cases:consent_restore", case, row).status_code == 409


@pytest.mark.parametrize("name", ["caseworker2", "legal", "auditor", "outsider"])
def test_others_cannot(cast: Cast, case: Case, name: str):
    row = withdrawn(cast, case)
    assert getattr(cast, name).post("cases:consent_restore", case, row).status_code == 404
